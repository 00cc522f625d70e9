"""Whether a sentence asks or tells something: "what should I do on 5 July?" and "I passed on Monday" have a day and are no reminder."""

from __future__ import annotations

import re

from bot.reminders.tokens import fold

_ASKS = re.compile(
    r"(?:(?:hi|hello|hey|please|pls|so|and|but|ok|bonjour|salut|allo|et|mais|alors)[\s,!]+)*"
    r"(?:what(?!s? about)|whats|how(?! about)|which|why|whose|"
    r"(?:when|where|who)(?:'?s)? (?:is|are|does|do|did|was|were|can|could|should|must|will|would|has|have)\b|"
    r"(?:is|are|was|were|does|did|am|isn'?t|aren'?t|doesn'?t)\b|"
    r"(?:can|could|may|should|must|shall|do|will|would|have|has) (?:i|we|they|he|she|it|one|imgs?|my|someone|anyone)\b|"
    r"(?:can|could|should|must|will|would|has) (?:an?|the)\b|(?:do|did) (?:you|u) know|any(?:one|body) know|"
    r"quel(?:le)?s?\b|comment\b|combien\b|pourquoi\b|quand (?!je\b|j'|tu\b|on\b|nous\b)|"
    r"que (?:faire|dois|doit|puis|peut|faut|se|signifie|veut)|qu'?est[ -]ce|"
    r"(?:ou|qui) (?:est|sont|puis|peut|dois|doit|faut)\b|est[ -]ce qu(?!e? ?(?:tu|vous)\b)|"
    r"(?:puis[ -]je|peut[ -]on|dois[ -]je|doit[ -]on|faut[ -]il|y a[ -]t[ -]il|c'?est (?:quand|quoi|combien|ou))\b|"
    r"a quelle?s?\b|jusqu'?a quand\b)"
)


def is_question(text: str) -> bool:
    """Whether the text is put as a question to be answered. A request ("can you remind me ...") is none."""
    plain = " ".join(fold(text).replace("’", "'").split())
    return _ASKS.match(plain) is not None or _ANY.match(plain) is not None


_DID = (
    r"(?:passed|failed|took|had|was|were|did|got|finished|started|began|went|came|landed|arrived|saw|sent|called|wrote|paid|left|met|"
    r"heard|received|slept|woke|ate|missed|spoke|talked|ended|happened|opened|closed|said|told|worked|studied|submitted|completed|matched|graduated|interviewed|applied)"
)
_FAIT = (
    r"(?:ete|eu|fait|pris|vu|recu|passe|reussi|rate|echoue|envoye|paye|fini|termine|commence|travaille|etudie|appele|parle|dormi|mange|"
    r"ecrit|signe|rencontre|manque|bosse|oublie|soumis|complete|atterri|arrivee?s?|allee?s?|parti|venue?s?|sortie?s?)"
)
# What was moved or booked is still to come.
_TELLS = re.compile(
    r"(?:(?:hi|hello|hey|so|and|but|ok|yes|no|yeah|bonjour|salut|oui|non|et|mais|alors)[\s,!]+)*"
    rf"(?:(?:i|we|he|she|they|it|(?:the|my|our|his|her|their) (?:\w+ ){{0,2}}\w+) (?:just |already |finally )?{_DID}\b"
    r"(?! (?:moved|changed|postponed|rescheduled|booked|scheduled|set|invited|asked|told|given|offered|to)\b)|"
    r"(?:i|we|he|she|they|it)(?: have|'?ve| has|'s) (?:been \w+ing|already)\b|"
    r"(?:j'? ?ai|on a|il a|elle a|nous avons|(?:le|la|l'|les|mon|ma|mes) ?\w+ (?:a|ont|est|sont)|je suis|on est) "
    rf"(?:deja |bien )?{_FAIT}\b|"
    r"(?:i|we|he|she|they) (?:usually |always |normally )?(?:works?|sleeps?|wakes? up|lives?)\b|"
    r"(?:i|we|he|she|they) (?:should|could|would) have\b|(?:nothing|rien)\b|"
    r"je (?:travaille|dors|vis|me leve)\b|"
    r"(?:the|my|our|le|la|l'|mon|ma) ?\w+ (?:(?:is|are) (?:open|closed)|(?:est|sont) (?:ouvert|ferme)e?s?)\b|"
    r"(?:c'? ?etait|(?:le|la|l'|mon|ma) ?\w+ etait|j'? ?etais|il y avait)\b)"
)
_ANY = re.compile(r"(?:is there |do (?:i|we) have )?(?:any|anything|nothing|quelque chose|rien)\b.*\?$")
_COMMANDS = re.compile(
    r"(?:(?:can you|could you|please|pls|stp|svp|peux[ -]tu|bot|hey|hi)[\s,!]+)*"
    r"(?:(?:don'?t|do not|never|stop|quit) remind(?:ing)? me\b|ne me rappell?e[sz]? (?:pas|plus)\b|"
    r"(?:cancel|stop|delete|remove|change|move|edit|update|reschedule|postpone|snooze|pause|annule|supprime|efface|change|modifie|"
    r"deplace|arrete|reporte)[rz]? (?:\S+ ){0,4}(?:reminders?|rappels?)\b)"
)
# What is so as a rule needs no reminder.
_HABIT = re.compile(r"\b(?:usually|normally|generally|d'habitude|habituellement|d'ordinaire)\b")
_CLAUSE = re.compile(r"[,;.!?\n]\s*\w|\b(?:so|but|now|donc|mais)\b")


def is_told(text: str) -> bool:
    """Whether the text is one sentence about what has been. With a second clause ("I passed, call mum at 6pm") it may be a reminder."""
    plain = " ".join(fold(text).replace("’", "'").split())
    found = _TELLS.match(plain)
    told = found is not None and _CLAUSE.search(plain[found.end() :]) is None
    return told or _HABIT.search(plain) is not None


def is_command(text: str) -> bool:
    """Whether the text is about reminders that there are ("change my 7pm reminder to 8pm", "don't remind me") and sets no new one."""
    return _COMMANDS.match(" ".join(fold(text).replace("’", "'").split())) is not None
