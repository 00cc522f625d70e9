"""Fits the judge on the knowledge base alone: every example is judged by signals that never saw it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.answering import features, ranker
from bot.answering.engine import Model
from bot.answering.lessons import Example, Lessons
from bot.answering.ranker import Choice, outside_row, with_outside
from bot.answering.signals import LEAST, Judged, judge

Floats = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]
Case = tuple[Floats, int, float]

SETS = (("lex",), ("lex", "mini"), ("lex", "e5"), ("lex", "mini", "e5"))
FOREIGN = ("pivot", "mini", "e5")
"""What speaks for a question in another language; learned on English and French ones of which words give only the names."""
MOST_FOREIGN = 1500


@dataclass(frozen=True)
class Cases:
    """What is learned from the lessons: rows of features with the right row, those of foreign questions too."""

    english: list[Case]
    french: list[Case]
    after: list[Case]
    foreign: list[Case]

    def __add__(self, other: Cases) -> Cases:
        return Cases(
            self.english + other.english,
            self.french + other.french,
            self.after + other.after,
            self.foreign + other.foreign,
        )


@dataclass(frozen=True)
class Trainer:
    """Puts examples to a model that never saw them."""

    model: Model
    encode: Mapping[str, Encode]

    def cases(self, lessons: Lessons, progress: Callable[[str], None] | None = None) -> Cases:
        """The lessons as the judge sees them."""
        both = [*lessons.english, *(replace(example, lang="other") for example in lessons.french)]
        foreign = both[:: 1 + len(both) // MOST_FOREIGN] if "e5" in self.model.dense else []
        return Cases(
            list(self._cases(lessons.english, progress)),
            list(self._cases(lessons.french, progress)),
            list(self._cases(lessons.after, progress)),
            list(
                self._cases(
                    foreign, progress, tuple(name for name in FOREIGN if name == "pivot" or name in self.model.dense)
                )
            ),
        )

    def _cases(
        self,
        examples: Sequence[Example],
        progress: Callable[[str], None] | None = None,
        signals: Sequence[str] | None = None,
    ) -> Iterator[Case]:
        for number, example in enumerate(examples):
            if progress and number % 500 == 0:
                progress(f"learning to judge: {number} of {len(examples)} examples")
            yield self._case(example, signals or ("lex", *self.model.dense))

    def _case(self, example: Example, signals: Sequence[str]) -> Case:
        """The rows of an example with every signal, the right row, and the weight."""
        model = self.model
        corpus, facts = model.corpus, model.facts
        reading = model.reader.read(
            example.text, language="en", after=example.after, classes=corpus.classes, province=example.province
        )
        reading = replace(reading, language=example.lang)
        judged, context = judge(reading, signals, model.lexical, model.dense, self.encode)
        if example.gone:
            judged = {
                name: _without(found, example.of) if name in model.dense else found for name, found in judged.items()
            }
        chosen = features.candidates(judged, context, reading, corpus, facts)
        if example.gone:
            chosen = chosen[chosen != example.of]
        elif example.of not in chosen:
            chosen = np.append(chosen, example.of)
        closes = {name: found.close(chosen) for name, found in judged.items()}
        rows = features.build(reading, judged, closes, context, chosen, corpus, facts)
        known = 0.0 if "pivot" in signals else model.lexical.postings.known_share(reading.text)
        right = len(chosen) if example.gone else int(np.flatnonzero(chosen == example.of)[0])
        return with_outside(rows, outside_row(judged, closes, chosen, reading, known)), right, example.weight


def _without(judged: Judged, gone: int) -> Judged:
    """What a head would say had it never heard of one class: its chance goes to the others."""
    head = judged.head.copy()
    head[:, gone] = LEAST
    head -= np.log(np.exp(head).sum(axis=1, keepdims=True))
    return replace(judged, head=np.maximum(head, np.float32(LEAST)))


def choices(cases: Cases, dense: Sequence[str]) -> dict[str, Choice]:
    """Weights for every set of signals that can speak where the encoders `dense` are there. Those of French questions and of messages
    after an entry start from the weights for all, because there is less to learn them from."""
    sets: list[tuple[str, ...]] = [signals for signals in SETS if set(signals) <= {"lex", *dense}]
    found = {"+".join(signals): ranker.fit(cases.english, signals) for signals in sets}
    for kind, own in (("fr", cases.french), ("after", cases.after)):
        if own:
            for signals in sets:
                name = "+".join(signals)
                found[f"{kind}:{name}"] = ranker.fit(own, signals, prior=found[name].weights)
    if cases.foreign:
        foreign = tuple(name for name in FOREIGN if name == "pivot" or name in dense)
        found["+".join(foreign)] = ranker.fit(cases.foreign, foreign)
    return found
