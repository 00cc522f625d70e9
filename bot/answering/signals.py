"""What speaks for each class: linear heads and similarities over one kind of vector, and shared words.

Every signal judges a few texts of one message (the whole first, then segments) against all classes at once. In training an example can
be left
out, so that no phrasing judges itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering.lexical import Vectoriser
from bot.answering.linear import Fitted, Head
from bot.answering.postings import Postings
from bot.answering.reading import Reading
from bot.answering.words import asks

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

SOFT = 16.0
"""Sharpness of the soft maximum over the phrasings of a class: several close phrasings count a little more than one."""


@dataclass(frozen=True)
class Judged:
    """Scores (texts, classes): linear head, nearest phrasing, soft maximum over phrasings, nearest answer sentence; of words also how
    much of the
    weight of a text's words a class knows at all."""

    head: Floats
    near: Floats
    soft: Floats
    passage: Floats
    cover: Floats | None = None


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
        both = sorted(set(labels[french].tolist()) & set(labels[~french].tolist()))
        shift = np.zeros(vectors.shape[1], np.float32)
        if both:
            steps = [
                vectors[(labels == at) & french].mean(axis=0) - vectors[(labels == at) & ~french].mean(axis=0)
                for at in both
            ]
            shift = np.mean(steps, axis=0, dtype=np.float32)
        return cls(vectors[~french].mean(axis=0).astype(np.float32), shift)

    def place(self, vectors: Floats, french: float | Floats = 0.0) -> Floats:
        """Vectors moved and of length 1 again; `french` is how much of the shift to take away (1 for French, one number a row or for
        all)."""
        moved = vectors - self.mean - np.multiply.outer(np.broadcast_to(np.float32(french), len(vectors)), self.french)
        moved /= np.maximum(np.sqrt(np.einsum("nd,nd->n", moved, moved)), 1e-9)[:, None]
        return np.asarray(moved, np.float32)


class Dense:
    """An encoder's signal. `at` maps a phrasing of the corpus to a row, -1 where the encoder does not read its language; rows lie in
    `space`."""

    def __init__(
        self, head: Head, rows: Floats, of: Ints, passages: Floats, passages_of: Ints, at: Ints, space: Space
    ) -> None:
        classes = head.weights.shape[1]
        self.head = head
        self.space = space
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


def judge(
    reading: Reading,
    signals: Sequence[str],
    lexical: Lexical,
    dense: Mapping[str, Dense],
    encode: Mapping[str, Callable[[Sequence[str]], Floats]],
    fitted: Mapping[str, Fitted] | None = None,
    left_out: int = -1,
) -> tuple[dict[str, Judged], dict[str, Judged]]:
    """What the signals say of a message, and of the message put together with what was shown before.

    `pivot` among the signals stands for words judged on the names alone (kept under `lex`); `fitted` and `left_out` are for training.
    """
    known = fitted or {}
    judged: dict[str, Judged] = {}
    context: dict[str, Judged] = {}
    for name in signals:
        if name in {"lex", "pivot"}:
            texts = reading.texts if name == "lex" else (reading.pivot,)
            judged["lex"] = lexical.judge(texts, known.get("lex"), left_out)
            if reading.context and name == "lex":
                context["lex"] = lexical.judge([reading.context], known.get("lex"), left_out)
            continue
        if name == "mini" and "pivot" in signals:
            # The English encoder reads the English names of what a foreign question names.
            vectors = dense[name].space.place(encode[name]([reading.pivot or "?"]))
            judged[name] = dense[name].judge(vectors, known.get(name), left_out)
            continue
        read = _worth_reading(name, reading, judged)
        vectors = encode[name]([*read, reading.context] if reading.context else read)
        vectors = dense[name].space.place(vectors, reading.foreign)
        judged[name] = dense[name].judge(vectors[: len(read)], known.get(name), left_out)
        if reading.context:
            context[name] = dense[name].judge(vectors[len(read) :], known.get(name), left_out)
    return judged, context


def _worth_reading(name: str, reading: Reading, judged: Mapping[str, Judged]) -> list[str]:
    """The multilingual encoder is dear: it reads the whole, and of the segments only the one that looks most like a question known here."""
    if name != "e5" or len(reading.segments) < 2:
        return list(reading.texts)
    if reading.context:
        return [reading.text]
    known = judged.get("mini") or judged.get("lex")
    if known is None or len(known.near) != 1 + len(reading.segments):
        return [reading.text, next((part for part in reversed(reading.segments) if asks(part)), reading.segments[-1])]
    return [reading.text, reading.segments[int(known.near[1:].max(axis=1).argmax())]]
