"""What people asked and got no good answer to, similar questions together: what an editor should write next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering.words import words

Floats = NDArray[np.float32]

ALIKE_BY_MEANING = 0.9
"""Cosine of multilingual-e5-small above which two questions ask the same: unlike ones of one field reach 0.85."""
ALIKE_BY_WORDS = 0.5
"""Cosine of two questions as sets of words."""


@dataclass(frozen=True)
class Unanswered:
    """One such question: `shown` is what was answered or offered, `reason` why it counts (none, none-of-these, thumbs-down)."""

    question: str
    language: str = "en"
    shown: tuple[str, ...] = ()
    reason: str = "none"


@dataclass(frozen=True)
class Gap:
    """Questions that ask the same. `title` is the one nearest to all others, `nearest` the entries that were shown most often."""

    title: str
    questions: tuple[Unanswered, ...]
    languages: tuple[tuple[str, int], ...]
    nearest: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        return len(self.questions)


def group(questions: Sequence[Unanswered], encode: Callable[[Sequence[str]], Floats] | None = None) -> tuple[Gap, ...]:
    """Groups by meaning where an encoder is given (rows of length 1), else by shared words; the largest group first.

    Average linkage: a question joins a group when it resembles its members on average, so that chains of small steps do not swallow
    everything.
    """
    if not questions:
        return ()
    texts = [question.question for question in questions]
    if encode is not None:
        rows = encode(texts)
        alike, least = rows @ rows.T, ALIKE_BY_MEANING
    else:
        alike, least = _shared([frozenset(words(text)) for text in texts]), ALIKE_BY_WORDS
    members = _linked(np.asarray(alike, np.float64), least)
    gaps = [_gap([questions[at] for at in found], alike[np.ix_(found, found)]) for found in members]
    return tuple(sorted(gaps, key=lambda gap: (-gap.count, gap.title)))


def _shared(sets: Sequence[frozenset[str]]) -> Floats:
    sizes = np.array([max(1, len(found)) for found in sets], np.float32)
    common = np.array([[len(first & second) for second in sets] for first in sets], np.float32)
    return np.asarray(common / np.sqrt(np.outer(sizes, sizes)), np.float32)


def _linked(alike: NDArray[np.float64], least: float) -> list[list[int]]:
    """Average-linkage clusters of a similarity matrix, cut at `least`."""
    groups: dict[int, list[int]] = {at: [at] for at in range(len(alike))}
    link = alike.copy()
    np.fill_diagonal(link, -np.inf)
    while len(groups) > 1:
        best = int(link.argmax())
        first, second = divmod(best, len(link))
        if link[first, second] < least:
            break
        sizes = len(groups[first]), len(groups[second])
        joined = (link[first] * sizes[0] + link[second] * sizes[1]) / sum(sizes)
        link[first], link[:, first] = joined, joined
        link[first, first] = -np.inf
        link[second], link[:, second] = -np.inf, -np.inf
        groups[first] += groups.pop(second)
    return [sorted(found) for found in groups.values()]


def _gap(questions: Sequence[Unanswered], alike: Floats) -> Gap:
    middle = questions[int(alike.sum(axis=1).argmax())]
    languages = Counter(question.language for question in questions)
    shown = Counter(entry for question in questions for entry in question.shown)
    return Gap(middle.question, tuple(questions), tuple(languages.most_common()), tuple(shown.most_common(3)))
