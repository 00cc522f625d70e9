"""Fits the judge on the knowledge base alone: every example is judged by signals that never saw it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering import augment, features, ranker
from bot.answering.corpus import Corpus
from bot.answering.features import Facts
from bot.answering.linear import Fitted
from bot.answering.ranker import Choice, outside_row, with_outside
from bot.answering.reading import Reader
from bot.answering.signals import Dense, Lexical, judge
from bot.answering.words import words

Floats = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]
Case = tuple[Floats, int, float]

SETS = (("lex",), ("lex", "mini"), ("lex", "e5"), ("lex", "mini", "e5"))
FOREIGN = ("pivot", "e5")
"""What speaks for a question in another language; learned on English ones of which only the names are read."""


@dataclass(frozen=True)
class Example:
    """A question to learn from: made from phrasing `source`, meant for class `of`; `gone` takes that class away (then nothing answers)."""

    text: str
    source: int
    of: int
    weight: float
    after: int | None = None
    gone: bool = False


@dataclass(frozen=True)
class Trainer:
    corpus: Corpus
    reader: Reader
    facts: Facts
    lexical: tuple[Lexical, Fitted]
    dense: Mapping[str, tuple[Dense, Fitted]]
    encode: Mapping[str, Encode]

    def examples(self, most: int, seed: int = 7, allowed: Callable[[int], bool] = lambda _at: True) -> list[Example]:
        """At most about `most` questions: phrasings as they stand, with slips, in stories, shortened, leaning on a neighbour, and unanswerable.

        Only phrasings that are `allowed` (by index) are taken.
        """
        dice = random.Random(seed)
        classes = self.corpus.classes
        english = [at for at, text in enumerate(self.corpus.phrasings) if text.lang == "en" and allowed(at)]
        entries = [at for at in english if classes[self.corpus.phrasings[at].of].kind == "entry"]
        others = [at for at in english if classes[self.corpus.phrasings[at].of].kind != "entry"]
        told = augment.backgrounds([self.corpus.phrasings[at].text for at in entries])
        found: list[Example] = []

        def add(at: int, text: str, weight: float = 1.0, after: int | None = None, gone: bool = False) -> None:
            if words(text):
                found.append(Example(text, at, self.corpus.phrasings[at].of, weight, after, gone))

        taken = dice.sample(entries, min(len(entries), int(most * 0.5)))
        for at in taken:
            add(at, self.corpus.phrasings[at].text)
        for at in dice.sample(entries, min(len(entries), int(most * 0.1))):
            add(at, augment.slips(self.corpus.phrasings[at].text, dice))
        for at in dice.sample(entries, min(len(entries), int(most * 0.08))):
            add(at, augment.story(self.corpus.phrasings[at].text, told, dice))
        for at in dice.sample(entries, min(len(entries), int(most * 0.04))):
            add(at, augment.keywords(self.corpus.phrasings[at].text))
        for at in dice.sample(entries, min(len(entries), int(most * (0.06 if others else 0.15)))):
            add(at, self.corpus.phrasings[at].text, gone=True)
        for at in dice.sample(others, min(len(others), int(most * 0.2))):
            add(at, self.corpus.phrasings[at].text)
            if dice.random() < 0.3:
                add(at, self.corpus.phrasings[at].text, gone=True)
        self._leaning(entries, int(most * 0.12), dice, add)
        return found

    def _leaning(self, entries: Sequence[int], count: int, dice: random.Random, add: Callable[..., None]) -> None:
        """Half lean on a neighbour and name nothing themselves; half are whole questions after something unrelated."""
        classes = self.corpus.classes
        at_id = {item.id: at for at, item in enumerate(classes) if item.kind == "entry"}
        before: dict[int, list[int]] = {}
        for at, item in enumerate(classes[: self.corpus.entries]):
            for entry in item.follow_ups:
                if entry in at_id:
                    before.setdefault(at_id[entry], []).append(at)
        for at in dice.sample(list(entries), min(len(entries), count)):
            text = self.corpus.phrasings[at].text
            of = self.corpus.phrasings[at].of
            if dice.random() < 0.4:
                add(at, text, after=dice.randrange(self.corpus.entries))
                continue
            short = self.reader.terms.without_names(text) if len(self.reader.terms) else text
            if len(words(text)) > 12 or len(words(short)) < 2 or of not in before:
                continue
            opener = dice.choice(("", "", "and ", "ok and ", "so "))
            add(at, opener + short, after=dice.choice(before[of]))

    def cases(
        self,
        examples: Sequence[Example],
        progress: Callable[[str], None] | None = None,
        signals: Sequence[str] | None = None,
    ) -> Iterator[Case]:
        """The rows of each example with every signal, the right row and the weight."""
        for number, example in enumerate(examples):
            if progress and number % 500 == 0:
                progress(f"learning to judge: {number} of {len(examples)} examples")
            yield self.case(example, signals or ("lex", *self.dense))

    def case(self, example: Example, signals: Sequence[str]) -> Case:
        corpus, facts, lexical = self.corpus, self.facts, self.lexical[0]
        reading = self.reader.read(
            example.text, language="en", after=example.after, classes=corpus.classes, province=None
        )
        dense = {name: found for name, (found, _) in self.dense.items()}
        fitted = {"lex": self.lexical[1], **{name: found for name, (_, found) in self.dense.items()}}
        judged, context = judge(reading, signals, lexical, dense, self.encode, fitted, example.source)
        chosen = features.candidates(judged, context, reading, corpus, facts)
        if example.gone:
            chosen = chosen[chosen != example.of]
        elif example.of not in chosen:
            chosen = np.append(chosen, example.of)
        own = reading.named
        gone = np.array(
            [facts.term_at[term] for term in (*own.entities, *own.aspects, *own.provinces) if term in facts.term_at],
            np.int64,
        )
        rows = features.build(reading, judged, context, chosen, corpus, facts, gone, example.of)
        known = 0.0 if "pivot" in signals else lexical.postings.known_share(reading.text, left_out=True)
        right = len(chosen) if example.gone else int(np.flatnonzero(chosen == example.of)[0])
        return with_outside(rows, outside_row(judged, chosen, reading, known)), right, example.weight

    def choices(self, examples: Sequence[Example], progress: Callable[[str], None] | None = None) -> dict[str, Choice]:
        """Weights for every set of signals that can speak here."""
        there = {"lex", *self.dense}
        cases = list(self.cases(examples, progress))
        found = {"+".join(signals): ranker.fit(cases, signals) for signals in SETS if set(signals) <= there}
        if "e5" in there:
            named = list(self.cases(examples[:: 1 + len(examples) // 1500], None, FOREIGN))
            found["+".join(FOREIGN)] = ranker.fit(named, FOREIGN)
        return found
