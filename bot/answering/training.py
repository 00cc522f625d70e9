"""Fits the judge on the knowledge base alone: every example is judged by signals that never saw it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
FOREIGN = ("pivot", "mini", "e5")
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
    lang: str = "en"
    province: str | None = None


@dataclass(frozen=True)
class Trainer:
    corpus: Corpus
    reader: Reader
    facts: Facts
    lexical: tuple[Lexical, Fitted]
    dense: Mapping[str, tuple[Dense, Fitted]]
    encode: Mapping[str, Encode]

    def examples(self, most: int, seed: int = 7, allowed: Callable[[int], bool] = lambda _at: True) -> list[Example]:
        """At most about `most` questions: phrasings as they stand, with slips, in stories, shortened, leaning on a neighbour, and
        unanswerable.

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
        for at in dice.sample(entries, min(len(entries), int(most * 0.12))):
            add(at, augment.story(self.corpus.phrasings[at].text, told, dice))
        for at in dice.sample(entries, min(len(entries), int(most * 0.04))):
            add(at, augment.keywords(self.corpus.phrasings[at].text))
        for at in dice.sample(entries, min(len(entries), int(most * (0.02 if others else 0.15)))):
            add(at, self.corpus.phrasings[at].text, gone=True)
        for at in dice.sample(others, min(len(others), int(most * 0.2))):
            add(at, self.corpus.phrasings[at].text)
            if dice.random() < 0.3:
                add(at, self.corpus.phrasings[at].text, gone=True)
        places = [term for term in self.reader.terms.titles if self.reader.terms.kind(term) == "province"]
        for at in dice.sample(others, min(len(others), int(most * 0.06))) if places else ():
            # What lies next door is asked of places too; a place alone makes no question ours.
            if classes[self.corpus.phrasings[at].of].kind == "boundary":
                add(
                    at,
                    f"{self.corpus.phrasings[at].text.rstrip('?.! ')} in {self.reader.terms.titles[dice.choice(places)].get('en', '')}",
                )
        self._leaning(entries, int(most * 0.12), dice, add)
        found += self._elliptic(int(most * 0.06), dice)
        found += self._at_home(entries, int(most * 0.08), dice)
        return found

    def french(self) -> list[Example]:
        """French phrasings of boundaries and small talk: real questions in another language, judged by English texts alone."""
        if self.corpus.reads_french:
            return []
        return [
            Example(text.text, at, text.of, 1.0, lang="fr")
            for at, text in enumerate(self.corpus.phrasings)
            if text.lang == "fr"
        ]

    def _at_home(self, entries: Sequence[int], count: int, dice: random.Random) -> list[Example]:
        """Questions of people whose province is known: half leave it out because it goes without saying, half are about something else."""
        classes = self.corpus.classes
        codes = sorted({item.province for item in classes if item.province})
        local = [at for at in entries if classes[self.corpus.phrasings[at].of].province]
        found: list[Example] = []
        for at in dice.sample(local, min(len(local), count // 2)):
            text, item = self.corpus.phrasings[at], classes[self.corpus.phrasings[at].of]
            short = self._without_place(text.text)
            if len(words(short)) >= 3:
                found.append(Example(short, at, text.of, 1.0, province=item.province))
        for at in dice.sample(list(entries), min(len(entries), count // 2)) if codes else ():
            found.append(
                Example(
                    self.corpus.phrasings[at].text, at, self.corpus.phrasings[at].of, 1.0, province=dice.choice(codes)
                )
            )
        return found

    def _without_place(self, text: str) -> str:
        spans = [span for span in self.reader.terms.find(text).spans if self.reader.terms.kind(span[2]) == "province"]
        gone = {at for start, end, _ in spans for at in range(start, end)}
        return " ".join(word for at, word in enumerate(words(text)) if at not in gone)

    def _elliptic(self, count: int, dice: random.Random) -> list[Example]:
        """`And for the NAC?` after the fee of another exam, `and how much?` after what the NAC is: made where exactly one entry answers."""
        facts, titles = self.facts, self.reader.terms.titles
        found: list[Example] = []
        entries = range(self.corpus.entries)
        by_place: dict[tuple[str | None, str | None, str | None], list[int]] = {}
        for at in entries:
            by_place.setdefault((facts.main[at], facts.main_aspect[at], facts.provinces[at]), []).append(at)
        for (main, aspect, province), owners in by_place.items():
            if len(owners) != 1 or aspect is None:
                continue
            for other in entries:
                same = facts.main[other] == main, facts.main_aspect[other] == aspect, facts.provinces[other] == province
                if sum(same) != 2:
                    continue
                if not same[0] and main:
                    asked = dice.choice(("and the {}?", "what about {}?", "same for {}?", "and for {}?")).format(
                        titles[main].get("en", main)
                    )
                elif not same[2] and province:
                    asked = dice.choice(("and in {}?", "what about {}?", "same in {}?", "{}?")).format(
                        titles.get(province, {}).get("en", province)
                    )
                elif not same[1]:
                    asked = dice.choice(("and the {}?", "what about the {}?", "{}?")).format(
                        titles[aspect].get("en", aspect)
                    )
                else:
                    continue
                found.append(Example(asked, -1, owners[0], 1.0, after=other))
        return dice.sample(found, min(len(found), count))

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
            example.text, language="en", after=example.after, classes=corpus.classes, province=example.province
        )
        if example.lang == "fr":
            reading = replace(reading, language="fr")
        elif reading.foreign:
            reading = replace(reading, language="en")
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
            signals = tuple(name for name in FOREIGN if name == "pivot" or name in there)
            named = list(self.cases([*examples[:: 1 + len(examples) // 1500], *self.french()], None, signals))
            found["+".join(signals)] = ranker.fit(named, signals)
        return found
