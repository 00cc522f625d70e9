"""Texts that share words with a question: an inverted index over words and pairs, in flat arrays."""

from __future__ import annotations

import itertools
import math
from array import array
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.answering.words import words

Floats = NDArray[np.float32]


def _grams(text: str) -> list[str]:
    found = words(text)
    return [*found, *(f"{first} {second}" for first, second in itertools.pairwise(found))]


class Postings:
    """Cosine of weighted words between a text and each of `count` documents, and how much of a text's weight a class knows."""

    def __init__(
        self,
        grams: dict[str, int],
        starts: NDArray[np.int64],
        documents: NDArray[np.int32],
        values: Floats,
        idf: Floats,
        count: int,
    ) -> None:
        self.grams = grams
        self.starts = starts
        self.documents = documents
        self.values = values
        self.idf = idf
        self.count = count
        self.unknown = float(idf.max()) if len(idf) else 1.0

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Postings:
        df: Counter[str] = Counter()
        for text in texts:
            df.update(set(_grams(text)))
        grams = {gram: at for at, gram in enumerate(df)}
        idf = np.array([math.log((len(texts) + 1) / (df[gram] + 0.5)) for gram in grams], np.float32)
        rows, columns, values = array("i"), array("i"), array("f")
        for row, text in enumerate(texts):
            weights = {
                grams[gram]: (1 + math.log(times)) * float(idf[grams[gram]])
                for gram, times in Counter(_grams(text)).items()
            }
            size = math.sqrt(sum(value * value for value in weights.values())) or 1.0
            for column, value in weights.items():
                rows.append(row)
                columns.append(column)
                values.append(value / size)
        order = np.argsort(np.array(columns, np.int64), kind="stable")
        starts = np.concatenate(
            [[0], np.cumsum(np.bincount(np.array(columns, np.int64), minlength=len(grams)))]
        ).astype(np.int64)
        return cls(grams, starts, np.array(rows, np.int32)[order], np.array(values, np.float32)[order], idf, len(texts))

    def cosines(self, text: str) -> Floats:
        """(documents,) cosines of `text` with each document; words that no document has make it smaller."""
        total = np.zeros(self.count, np.float32)
        weight = 0.0
        for gram, times in Counter(_grams(text)).items():
            at = self.grams.get(gram)
            value = (1 + math.log(times)) * (
                float(self.idf[at]) if at is not None else self.unknown * (0.5 if " " in gram else 1)
            )
            weight += value * value
            if at is not None:
                part = slice(self.starts[at], self.starts[at + 1])
                total[self.documents[part]] += self.values[part] * np.float32(value)
        return total / np.float32(math.sqrt(weight) or 1.0)

    def known_share(self, text: str) -> float:
        """How much of the weight of a text's words any document knows, 0 to 1."""
        known = unknown = 0.0
        for word in set(words(text)):
            at = self.grams.get(word)
            if at is None:
                unknown += self.unknown
            else:
                known += float(self.idf[at])
        return known / (known + unknown) if known + unknown else 0.0
