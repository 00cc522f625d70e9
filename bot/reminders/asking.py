"""Whether a sentence asks something: "what should I do on 5 July?" has a date and is no reminder."""

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
    return _ASKS.match(" ".join(fold(text).replace("’", "'").split())) is not None
