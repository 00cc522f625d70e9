"""Small talk that words alone decide: thanks and nothing else after an answer, and a wish to die in the middle of a question."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.answering.corpus import Class
from bot.answering.words import fold, words

_CLAUSE = re.compile(r"[.!?,;:\u2026\n()]+|\s[-\u2013\u2014]+\s|\b(?:and|but|because|if|when|et|mais|car|si|quand)\b")


def clauses(text: str) -> list[str]:
    """The clauses of a text as folded words with single spaces; those without a word are left out."""
    found = (" ".join(words(piece)) for piece in _CLAUSE.split(fold(text)))
    return [piece for piece in found if piece]


class Plain:
    """The signs of all small talk, and the messages that are small talk as a whole."""

    def __init__(self, classes: Iterable[Class]) -> None:
        self._anywhere: list[tuple[str, int]] = []
        self._at_end: list[tuple[str, int]] = []
        self._whole: dict[str, int] = {}
        for at, item in enumerate(classes):
            for sign in item.signs:
                kept = self._at_end if sign.rstrip().endswith(".") else self._anywhere
                kept.append((f" {' '.join(words(sign))}", at))
            self._whole |= {" ".join(clauses(text)): at for text in item.whole}

    def talk(self, text: str) -> int | None:
        """The class of a message that needs no weighing; None for all others. Signs go first: they are signs of distress."""
        parts = clauses(text)
        for part in parts:
            padded = f" {part}"
            for sign, at in self._at_end:
                if padded.endswith(sign):
                    return at
            for sign, at in self._anywhere:
                if f"{sign} " in f"{padded} ":
                    return at
        if not parts:
            return None
        if (whole := self._whole.get(" ".join(parts))) is not None:
            return whole
        found = [self._whole.get(part) for part in parts]
        return None if None in found else found[-1]
