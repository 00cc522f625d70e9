"""What speaks for each class: linear heads and similarities over one kind of vector, and shared words.

Every signal judges a few texts of one message (the whole first, then segments) against all classes at once. In training an example can be left
out, so that no phrasing judges itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering.lexical import Vectoriser
from bot.answering.linear import Fitted, Head
from bot.answering.postings import Postings

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

SOFT = 16.0
"""Sharpness of the soft maximum over the phrasings of a class: several close phrasings count a little more than one."""


@dataclass(frozen=True)
class Judged:
    """Scores (texts, classes): linear head, nearest phrasing, soft maximum over phrasings, nearest answer sentence."""

    head: Floats
    near: Floats
    soft: Floats
    passage: Floats


class Groups:
    """Rows sorted by class, and maxima over the rows of each class."""

    def __init__(self, of: Ints, classes: int) -> None:
        self.of = of
        self.classes = classes
        self.present, self.starts = np.unique(of, return_index=True)

    def most(self, scores: Floats, empty: float = 0.0) -> Floats:
        """(n, rows) to (n, classes): the greatest score of each class, `empty` for one without rows."""
        out = np.full((len(scores), self.classes), empty, np.float32)
        if len(self.of):
            out[:, self.present] = np.maximum.reduceat(scores, self.starts, axis=1)
        return out

    def soft(self, scores: Floats) -> Floats:
        out = np.zeros((len(scores), self.classes), np.float32)
        if len(self.of):
            summed = np.add.reduceat(np.exp(SOFT * (scores - 1)), self.starts, axis=1)
            out[:, self.present] = 1 + np.log(np.maximum(summed, 1e-12)) / SOFT
        return out


class Dense:
    """An encoder's signal. `at` maps a phrasing of the corpus to a row, -1 where the encoder does not read its language."""

    def __init__(self, head: Head, rows: Floats, of: Ints, passages: Floats, passages_of: Ints, at: Ints) -> None:
        classes = head.weights.shape[1]
        self.head = head
        self.rows = rows
        self.passages = passages
        self.groups = Groups(of, classes)
        self.passage_groups = Groups(passages_of, classes)
        self.at = at

    def judge(self, vectors: Floats, fitted: Fitted | None = None, left_out: int = -1) -> Judged:
        row = int(self.at[left_out]) if left_out >= 0 else -1
        near = vectors @ self.rows.T
        if row >= 0 and fitted is not None:
            head = fitted.without(vectors, np.full(len(vectors), row))
            near[:, row] = -1
        else:
            head = self.head.scores(vectors)
        return Judged(
            head, self.groups.most(near), self.groups.soft(near), self.passage_groups.most(vectors @ self.passages.T)
        )


class Lexical:
    """The signal of words and letters."""

    def __init__(self, vectoriser: Vectoriser, head: Head, postings: Postings, of: Ints, passages: int) -> None:
        classes = head.weights.shape[1]
        self.vectoriser = vectoriser
        self.head = head
        self.postings = postings
        self.count = len(of) - passages
        self.groups = Groups(of[: self.count], classes)
        self.passage_groups = Groups(of[self.count :], classes)
        self.of = of

    def judge(self, texts: Sequence[str], fitted: Fitted | None = None, left_out: int = -1) -> Judged:
        vectors = self.vectoriser.rows(texts)
        near = np.stack([self.postings.cosines(text) for text in texts])
        if left_out >= 0 and fitted is not None:
            head = fitted.without(vectors, np.full(len(texts), left_out))
            near[:, left_out] = 0
        else:
            head = self.head.scores(vectors)
        phrasings, passages = near[:, : self.count], near[:, self.count :]
        return Judged(
            head, self.groups.most(phrasings), self.groups.soft(phrasings), self.passage_groups.most(passages)
        )
