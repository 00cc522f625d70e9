"""Words and character n-grams as hashed TF-IDF vectors, small enough for a closed-form linear head in numpy."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.answering.words import words

Floats = NDArray[np.float32]

WORD_SPACE = 1 << 16
CHAR_SPACE = 1 << 17
WORD_COLUMNS = 1792
CHAR_COLUMNS = 1280


def _word_grams(found: Sequence[str]) -> list[str]:
    return [*found, *(f"{first} {second}" for first, second in itertools.pairwise(found))]


def _char_grams(found: Sequence[str]) -> list[str]:
    grams: list[str] = []
    for word in found:
        padded = f" {word} "
        for size in (3, 4, 5):
            grams += [padded[at : at + size] for at in range(max(0, len(padded) - size + 1))]
    return grams


class Vectoriser:
    """Texts to rows of `WORD_COLUMNS + CHAR_COLUMNS` float32, each block of length 1 over the square root of 2.

    Frequent word features have a column of their own; the rest share columns with a sign by hash, so that collisions cancel on average.
    """

    def __init__(self, word_idf: Floats, char_idf: Floats, own: dict[str, int]) -> None:
        self.word_idf = word_idf
        self.char_idf = char_idf
        self.own = own

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Vectoriser:
        word_df = np.zeros(WORD_SPACE, np.float32)
        char_df = np.zeros(CHAR_SPACE, np.float32)
        counts: Counter[str] = Counter()
        for text in texts:
            found = words(text)
            grams = set(_word_grams(found))
            counts.update(grams)
            word_df[list({crc32(gram.encode()) % WORD_SPACE for gram in grams})] += 1
            char_df[list({crc32(gram.encode()) % CHAR_SPACE for gram in _char_grams(found)})] += 1
        total = len(texts)
        # Too frequent a word says nothing, too rare a pair is never met again: the middle gets the columns.
        worth = {gram: min(count, 60) for gram, count in counts.items() if count >= 3}
        best = sorted(worth, key=lambda gram: (-worth[gram], gram))[: WORD_COLUMNS - 256]
        own = {gram: column for column, gram in enumerate(best)}
        return cls(
            np.log((total + 1) / (word_df + 1)).astype(np.float32) + 1,
            np.log((total + 1) / (char_df + 1)).astype(np.float32) + 1,
            own,
        )

    def row(self, text: str) -> Floats:
        found = words(text)
        row = np.zeros(WORD_COLUMNS + CHAR_COLUMNS, np.float32)
        shared = WORD_COLUMNS - len(self.own)
        for gram, count in Counter(_word_grams(found)).items():
            code = crc32(gram.encode())
            value = (1 + math.log(count)) * float(self.word_idf[code % WORD_SPACE])
            column = self.own.get(gram)
            if column is not None:
                row[column] += value
            elif shared:
                row[len(self.own) + (code >> 7) % shared] += value if code & 1 else -value
        for gram, count in Counter(_char_grams(found)).items():
            code = crc32(gram.encode())
            value = (1 + math.log(count)) * float(self.char_idf[code % CHAR_SPACE])
            row[WORD_COLUMNS + (code >> 9) % CHAR_COLUMNS] += value if code & 1 else -value
        for block in (slice(0, WORD_COLUMNS), slice(WORD_COLUMNS, None)):
            size = float(np.sqrt(row[block] @ row[block]))
            if size > 0:
                row[block] *= np.float32(math.sqrt(0.5) / size)
        return row

    def rows(self, texts: Sequence[str]) -> Floats:
        return (
            np.stack([self.row(text) for text in texts])
            if texts
            else np.zeros((0, WORD_COLUMNS + CHAR_COLUMNS), np.float32)
        )
