"""What speaks for each class: linear heads and similarities over one kind of vector, and shared words.

Every signal judges a few texts of one message (the whole first, then segments) against all classes by its head, and looks closer at those
that are chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering.lexical import Vectoriser
from bot.answering.linear import Head
from bot.answering.postings import Postings
from bot.answering.reading import Reading
from bot.answering.words import asks

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bytes = NDArray[np.int8]

SOFT = 16.0
"""Sharpness of the soft maximum over the phrasings of a class: several close phrasings count a little more than one."""
LEAST = -15.0
"""A chance below e^-15 says nothing more."""


@dataclass(frozen=True)
class Close:
    """Similarities (texts, chosen classes): nearest phrasing, soft maximum over phrasings, nearest sentence of the answer."""

    near: Floats
    soft: Floats
    passage: Floats


@dataclass(frozen=True)
class Judged:
    """`head` is (texts, classes), for an encoder the logarithm of a chance; `close` looks at chosen classes."""

    head: Floats
    close: Callable[[Ints], Close]


class Groups:
    """Rows sorted by class, and maxima over the rows of chosen classes."""

    def __init__(self, of: Ints, classes: int) -> None:
        self.starts = np.searchsorted(of, np.arange(classes))
        self.counts = np.bincount(of, minlength=classes)

    def rows(self, chosen: Ints) -> Ints:
        """The rows of the chosen classes, one class after the other."""
        starts, counts = self.starts[chosen], self.counts[chosen]
        offsets = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(chosen) else counts
        return np.asarray(np.arange(counts.sum()) + np.repeat(starts - offsets, counts), np.int64)

    def most(self, scores: Floats, chosen: Ints) -> Floats:
        """(texts, rows of the chosen) to (texts, chosen): the greatest score of each class, 0 for one without rows."""
        return self._reduce(np.maximum, scores, chosen)

    def soft(self, scores: Floats, chosen: Ints) -> Floats:
        summed = self._reduce(np.add, np.exp(SOFT * (scores - 1)), chosen)
        out = 1 + np.log(np.maximum(summed, 1e-12)) / SOFT
        out[:, self.counts[chosen] == 0] = 0
        return np.asarray(out, np.float32)

    def _reduce(self, how: np.ufunc, scores: Floats, chosen: Ints) -> Floats:
        out = np.zeros((len(scores), len(chosen)), np.float32)
        counts = self.counts[chosen]
        there = counts > 0
        if there.any():
            offsets = np.concatenate([[0], np.cumsum(counts[there])[:-1]])
            out[:, there] = how.reduceat(scores, offsets, axis=1)
        return out


@dataclass(frozen=True)
class Space:
    """Where vectors are compared: what all texts share is taken away, and what only the language adds, so that a question in French lies
    near the
    same question in English. `mean` and `french` are (columns,)."""

    mean: Floats
    french: Floats

    @classmethod
    def of(cls, vectors: Floats, labels: Ints, french: NDArray[np.bool_]) -> Space:
        """`french` says which rows are French. What the language adds is measured on classes that have both, each class counting the
        same."""
        classes = int(labels.max()) + 1 if len(labels) else 0
        sums = np.zeros((2, classes, vectors.shape[1]), np.float32)
        counts = np.zeros((2, classes), np.float32)
        for side, rows in ((0, np.flatnonzero(~french)), (1, np.flatnonzero(french))):
            np.add.at(sums[side], labels[rows], vectors[rows])
            counts[side] = np.bincount(labels[rows], minlength=classes)
        both = (counts > 0).all(axis=0)
        shift = np.zeros(vectors.shape[1], np.float32)
        if both.any():
            means = sums[:, both] / counts[:, both, None]
            shift = (means[1] - means[0]).mean(axis=0, dtype=np.float32)
        return cls((sums[0].sum(axis=0) / max(counts[0].sum(), 1)).astype(np.float32), shift)

    def place(self, vectors: Floats, french: float | Floats = 0.0) -> Floats:
        """Vectors moved and of length 1 again; `french` is how much of the shift to take away (1 for French, one number a row or for
        all)."""
        moved = vectors - self.mean - np.multiply.outer(np.broadcast_to(np.float32(french), len(vectors)), self.french)
        moved /= np.maximum(np.sqrt(np.einsum("nd,nd->n", moved, moved)), 1e-9)[:, None]
        return np.asarray(moved, np.float32)


class Eighths:
    """Vectors of length 1 in 8 bits, sorted by class: a quarter of the memory, and only what is looked at is turned to floats."""

    def __init__(self, rows: Bytes, of: Ints, classes: int) -> None:
        self.rows = rows
        self.groups = Groups(of, classes)

    def cosines(self, vectors: Floats, chosen: Ints) -> Floats:
        """(texts, rows of the chosen classes)."""
        some = self.rows[self.groups.rows(chosen)].astype(np.float32)
        sizes = np.maximum(np.sqrt(np.einsum("nd,nd->n", some, some)), 1e-9)
        return np.asarray((vectors @ some.T) / sizes, np.float32)


class Dense:
    """An encoder's signal; its rows lie in `space`."""

    def __init__(self, head: Head, phrasings: Eighths, passages: Eighths, space: Space) -> None:
        self.head = head
        self.phrasings = phrasings
        self.passages = passages
        self.space = space

    def judge(self, vectors: Floats) -> Judged:
        def close(chosen: Ints) -> Close:
            near = self.phrasings.cosines(vectors, chosen)
            sentences = self.passages.cosines(vectors, chosen)
            groups = self.phrasings.groups
            return Close(
                groups.most(near, chosen), groups.soft(near, chosen), self.passages.groups.most(sentences, chosen)
            )

        return Judged(np.maximum(self.head.log_chances(vectors), np.float32(LEAST)), close)


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

    def judge(self, texts: Sequence[str]) -> Judged:
        near = np.stack([self.postings.cosines(text) for text in texts])

        def close(chosen: Ints) -> Close:
            phrasings = near[:, self.groups.rows(chosen)]
            sentences = near[:, self.count + self.passage_groups.rows(chosen)]
            return Close(
                self.groups.most(phrasings, chosen),
                self.groups.soft(phrasings, chosen),
                self.passage_groups.most(sentences, chosen),
            )

        return Judged(self.head.scores(self.vectoriser.rows(texts)), close)


def judge(
    reading: Reading,
    signals: Sequence[str],
    lexical: Lexical,
    dense: Mapping[str, Dense],
    encode: Mapping[str, Callable[[Sequence[str]], Floats]],
) -> tuple[dict[str, Judged], dict[str, Floats]]:
    """What the signals say of a message, and what their heads say (2, classes) of it put together with what was shown before.

    `pivot` among the signals stands for words judged on the names alone (kept under `lex`).
    """
    judged: dict[str, Judged] = {}
    context: dict[str, Floats] = {}
    for name in signals:
        if name in {"lex", "pivot"}:
            judged["lex"] = lexical.judge(reading.texts if name == "lex" else (reading.pivot,))
            if reading.contexts and name == "lex":
                context["lex"] = lexical.judge(reading.contexts).head
            continue
        if name == "mini" and "pivot" in signals:
            # The small encoder reads the English names of what a foreign question names.
            vectors = dense[name].space.place(encode[name]([reading.pivot or "?"]))
            judged[name] = dense[name].judge(vectors)
            continue
        read = _worth_reading(name, reading, judged)
        vectors = encode[name]([*read, *reading.contexts])
        vectors = dense[name].space.place(vectors, reading.foreign)
        judged[name] = dense[name].judge(vectors[: len(read)])
        if reading.contexts:
            context[name] = dense[name].judge(vectors[len(read) :]).head
    return judged, context


def _worth_reading(name: str, reading: Reading, judged: Mapping[str, Judged]) -> list[str]:
    """The multilingual encoder is dear: it reads the whole, and of the segments only the one that looks most like a question known here."""
    if name != "e5" or len(reading.segments) < 2:
        return list(reading.texts)
    if reading.contexts:
        return [reading.text]
    known = judged.get("mini") or judged.get("lex")
    if known is None or len(known.head) != 1 + len(reading.segments):
        return [reading.text, next((part for part in reversed(reading.segments) if asks(part)), reading.segments[-1])]
    return [reading.text, reading.segments[int(known.head[1:].max(axis=1).argmax())]]
