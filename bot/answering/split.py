"""Several questions in one message, taken apart: `what does it cost, and where is it held?` is two."""

from __future__ import annotations

import re

from bot.answering.words import asks, sentences, squeeze, words

MOST = 3
"""Questions that one message may hold; more are answered one at a time."""

_ASKING = (
    r"(?:how|what|whats|which|when|where|who|whose|why|can|could|do|does|did|is|are|am|should|must|may|will|would|if|whether|in (?:which|what)|on what"
    r"|for how|by when|until when|at what|to whom|from when"
    r"|comment|combien|quels?|quelles?|quand|o[uù]|qui|pourquoi|est-ce|faut-il|peut-on|puis-je|dois-je|c'est|y a-t-il|dans quelle?s?|[àa] quelle?s?|si)"
)
_JOINT = re.compile(
    rf"(?:[,;]\s*|\s+)(?:and|plus|&|or also|as well as|et|puis|ou bien)\s+(?:also\s+|then\s+|aussi\s+|second(?:ly)?,?\s+)?(?={_ASKING}\b)"
    rf"|[,;]\s*(?:also|second(?:ly)?|then|aussi|ensuite)?,?\s*(?={_ASKING}\b)"
    r"|\s*[,;]?\s+(?:and also|also|et aussi|ainsi que)\s+(?=\w)"
    r"|;\s*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*,\s*(?:and\s+|et\s+|plus\s+)?|\s+(?:and|et|plus)\s+", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:two|three|2|3|deux|trois|several|a few|plusieurs)\s+(?:\w+\s+)?(?:things|questions|points|choses)\s*[:,.-]\s*",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"\b(?:if|whether|si)\b", re.IGNORECASE)


def parts(text: str) -> list[str]:
    """The questions of a message in order, two or three; empty for a message that holds only one, or too many."""
    text = _LEAD.sub("", squeeze(text))
    found: list[str] = []
    for sentence in sentences(text):
        pieces = [piece.strip(" ,;") for piece in _JOINT.split(sentence)]
        pieces = [piece for piece in pieces if len(words(piece)) >= 2]
        # "I passed in May, can I apply?" is one question with its reason before it.
        if len(pieces) > 1 and not asks(pieces[0]):
            pieces = [" ".join(pieces[:2]), *pieces[2:]]
        found += pieces if len(pieces) > 1 else [sentence]
    asked = [piece for piece in found if asks(piece) and len(words(piece)) >= 2]
    return asked if 2 <= len(asked) <= MOST else []


def listed(text: str) -> list[str]:
    """The items of a short list in one question (`the fee, the paperwork and the insurance`), two or three; else empty."""
    found = [piece.strip() for piece in _LISTED.split(squeeze(text).rstrip("?.!")) if words(piece)]
    return found if 2 <= len(found) <= MOST and len(words(text)) <= 30 else []
