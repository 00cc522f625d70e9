"""Whether a sentence asks for a reminder: "remind me to ...", "rappelle-moi de ...", and not "remind me what the fee is"."""

from __future__ import annotations

import re
from datetime import datetime

from bot.reminders.tokens import fold
from bot.reminders.understand import understand
from bot.reminders.words import Language

_POLITE = (
    r"(?:(?:hey|hi|hello|ok|okay|please|pls|plz|so|and|just|bot|kindly|bonjour|salut|allo|stp|svp|"
    r"s[' ]il (?:te|vous) plait|(?:can|could|would|will) (?:you|u)|(?:peux|pourrais)[ -]tu|tu (?:peux|pourrais)|"
    r"(?:pouvez|pourriez)[ -]vous|i(?: would|['’ ]?d)? (?:want|need|like) you to|je (?:veux|voudrais) que tu|"
    r"est[ -]ce que tu peux)[\s,!.]*)*"
)
_ASKS = (
    r"(?:re?m(?:ai|i)nde? ?me|reming me|(?:set|create|add|make|schedule|put)(?: up)?(?: me)? an? reminder|"
    r"(?:don[' ]?t|do not) (?:let me )?forget to remind me|notify me|ping me|alert me|"
    r"r[ae]pp?ell?e?[sz]?[ -]?moi|(?:de )?me rapp?ell?er|(?:mets|met|mettez|cree|ajoute|programme)(?:[ -]moi)? un rappel|"
    r"fais[ -]moi penser|n[' ]oublie pas de me rappeler|previens[ -]moi|avertis[ -]moi)"
)
_WISH = re.compile(rf"^\W*{_POLITE}{_ASKS}\b(?P<rest>.*)$", re.S)
_QUESTION = re.compile(
    r"^[\s,:]*(?:again )?(?:of )?(?:what|whats|how|when|which|who|where|why|if|whether|is|are|"
    r"ce que|ce qu|quoi|comment|quand|quel|quels|quelle|quelles|combien|qui|ou est|pourquoi|si)\b"
)
_ZONES = ("UTC", "Pacific/Honolulu", "Asia/Kathmandu", "America/St_Johns")


def is_wish(text: str) -> bool:
    """Whether the text is a clear request for a reminder."""
    found = _WISH.match(" ".join(fold(text).replace("’", "'").split()))
    return found is not None and not _QUESTION.match(found["rest"])


def needs_no_zone(text: str, now: datetime, language: Language | None = None) -> bool:
    """Whether the text names one moment that is the same everywhere, such as "in 40 minutes"."""
    meanings = [understand(text, now, zone, language) for zone in _ZONES]
    moments = {meaning.at.timestamp() if meaning.kind == "once" and meaning.at else None for meaning in meanings}
    return len(moments) == 1 and None not in moments
