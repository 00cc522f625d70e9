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
from bot.answering.reading import Reader, Reading
from bot.answering.signals import Dense, Judged, Lexical
from bot.answering.words import words

Floats = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]
Case = tuple[Floats, int, float]

SETS = (("lex",), ("lex", "mini"), ("lex", "e5"), ("lex", "mini", "e5"), ("e5",))


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

    def examples(self, most: int, seed: int = 7) -> list[Example]:
        """At most about `most` questions: phrasings as they stand, with slips, in stories, shortened, leaning on a neighbour, and unanswerable."""
        dice = random.Random(seed)
        classes = self.corpus.classes
        english = [at for at, text in enumerate(self.corpus.phrasings) if text.lang == "en"]
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

    def cases(self, examples: Sequence[Example], progress: Callable[[str], None] | None = None) -> Iterator[Case]:
        """The rows of each example with every signal, the right row and the weight."""
        for number, example in enumerate(examples):
            if progress and number % 500 == 0:
                progress(f"learning to judge: {number} of {len(examples)} examples")
            case = self.case(example)
            if case is not None:
                yield case

    def case(self, example: Example) -> Case | None:
        corpus, facts = self.corpus, self.facts
        reading = self.reader.read(
            example.text, language="en", after=example.after, classes=corpus.classes, province=None
        )
        judged, context = self._judge(reading, example.source)
        together = {**judged, **{f"{name} in context": found for name, found in context.items()}}
        chosen = features.candidates(together, reading, corpus, facts)
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
        outside = outside_row(
            judged, chosen, self.lexical[0].postings.known_share(reading.text, left_out=True), len(words(reading.text)),
            len(own.entities) + len(own.provinces), len(own.aspects), reading.leans,
        )  # fmt: skip
        right = len(chosen) if example.gone else int(np.flatnonzero(chosen == example.of)[0])
        return with_outside(rows, outside), right, example.weight

    def _judge(self, reading: Reading, source: int) -> tuple[dict[str, Judged], dict[str, Judged]]:
        judged = {"lex": self.lexical[0].judge(reading.texts, self.lexical[1], source)}
        context = {}
        if reading.context:
            context["lex"] = self.lexical[0].judge([reading.context], self.lexical[1], source)
        for name, (dense, fitted) in self.dense.items():
            texts = list(reading.texts)
            if name == "e5" and len(reading.segments) > 1:
                known = judged.get("mini") or judged["lex"]
                texts = [reading.text, reading.segments[int(known.near[1:].max(axis=1).argmax())]]
            vectors = self.encode[name]([*texts, reading.context] if reading.context else texts)
            judged[name] = dense.judge(vectors[: len(texts)], fitted, source)
            if reading.context:
                context[name] = dense.judge(vectors[len(texts) :], fitted, source)
        return judged, context

    def choices(self, cases: Sequence[Case]) -> dict[str, Choice]:
        """Weights for every set of signals that can speak here."""
        there = {"lex", *self.dense}
        return {"+".join(signals): ranker.fit(cases, signals) for signals in SETS if set(signals) <= there}
