"""BERT's uncased WordPiece: text to token numbers, exactly as all-MiniLM-L6-v2 was trained with."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


class WordPiece:
    """`vocabulary` in the order of its numbers. Not locked: a token looked up twice at once is looked up twice, that is all."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number = {token: at for at, token in enumerate(vocabulary)}
        self._memory: dict[str, tuple[int, ...]] = {}

    def encode(self, text: str, most: int = 128) -> list[int]:
        """Token numbers of a text, at most `most` with the two marks around them."""
        found: list[int] = [self._number[CLS]]
        for word in _basic(text):
            found += self._pieces(word)
            if len(found) >= most - 1:
                break
        return [*found[: most - 1], self._number[SEP]]

    def _pieces(self, word: str) -> tuple[int, ...]:
        known = self._memory.get(word)
        if known is not None:
            return known
        if len(word) > 100:  # as the original does; looking such a word up piece by piece would take seconds
            return (self._number[UNKNOWN],)
        pieces: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start:
                piece = ("##" if start else "") + word[start:end]
                if piece in self._number:
                    pieces.append(self._number[piece])
                    break
                end -= 1
            else:
                pieces = [self._number[UNKNOWN]]
                break
            start = end
        if len(self._memory) < 20_000:
            self._memory[word] = tuple(pieces)
        return tuple(pieces)


def _basic(text: str) -> list[str]:
    """Lower-case words and single punctuation marks, accents stripped, Chinese characters each alone."""
    out: list[str] = []
    for mark in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(mark)
        if kind == "Mn" or (kind in {"Cc", "Cf"} and mark not in "\t\n\r"):
            continue
        punctuation = kind.startswith("P") or (kind.startswith("S") and mark.isascii())
        if punctuation or 0x4E00 <= ord(mark) <= 0x9FFF or 0x3400 <= ord(mark) <= 0x4DBF:
            out.append(f" {mark} ")
        else:
            out.append(mark)
    return "".join(out).split()
