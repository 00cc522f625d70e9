"""Questions to learn from, made of the phrasings of a corpus: as they stand, as people would send them, and with what they may follow."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.answering import augment
from bot.answering.corpus import Corpus
from bot.answering.features import Facts
from bot.answering.reading import Reader
from bot.answering.words import words

FEWEST_LEANING = 100
"""So many messages that lean on an entry teach something."""

_IN = {"en": "in", "fr": "en"}
_OPENERS = {"en": ("", "", "and ", "ok and ", "so "), "fr": ("", "", "et ", "ok et ", "donc ")}
_ELLIPTIC: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "entity": ("and the {}?", "what about {}?", "same for {}?", "and for {}?"),
        "province": ("and in {}?", "what about {}?", "same in {}?", "{}?"),
        "aspect": ("and the {}?", "what about the {}?", "{}?"),
    },
    "fr": {
        "entity": ("et le {} ?", "et pour {} ?", "pareil pour {} ?", "qu'en est-il de {} ?"),
        "province": ("et en {} ?", "et pour {} ?", "pareil en {} ?", "{} ?"),
        "aspect": ("et {} ?", "et pour {} ?", "{} ?"),
    },
}


@dataclass(frozen=True)
class Example:
    """A question to learn from, meant for class `of`; `gone` takes that class away (then nothing answers)."""

    text: str
    of: int
    weight: float = 1.0
    after: int | None = None
    gone: bool = False
    lang: str = "en"
    province: str | None = None


@dataclass(frozen=True)
class Lessons:
    """Examples by what is learned from them: the weights for all questions, those for French ones, those after an entry was shown."""

    english: Sequence[Example]
    french: Sequence[Example]
    after: Sequence[Example]


@dataclass(frozen=True)
class Teacher:
    """Makes lessons of the phrasings and leaning messages of `corpus`; `facts` says what its entries are about."""

    corpus: Corpus
    reader: Reader
    facts: Facts

    def lessons(self, most: int) -> Lessons:
        """About `most` English questions and fewer of the rest."""
        french = self.examples(most // 2, "fr") if self.corpus.reads_french else []
        return Lessons(self.examples(most), french, self.after(most // 2))

    def examples(self, most: int, lang: str = "en", seed: int = 7) -> list[Example]:
        """At most about `most` questions: phrasings as they stand, with slips, in stories, shortened, leaning on a neighbour, and
        unanswerable; all in `lang`.
        """
        dice = random.Random(seed)
        classes, held = self.corpus.classes, self.corpus.phrasings
        own = [at for at, text in enumerate(held) if text.lang == lang]
        entries = [at for at in own if classes[held[at].of].kind == "entry"]
        others = [at for at in own if classes[held[at].of].kind != "entry"]
        told = augment.backgrounds([held[at].text for at in entries])
        found: list[Example] = []

        def add(at: int, text: str, after: int | None = None, gone: bool = False) -> None:
            if words(text):
                found.append(Example(text, held[at].of, after=after, gone=gone, lang=lang))

        taken = dice.sample(entries, min(len(entries), int(most * 0.5)))
        for at in taken:
            add(at, held[at].text)
        for at in dice.sample(entries, min(len(entries), int(most * 0.1))):
            add(at, augment.slips(held[at].text, dice))
        for at in dice.sample(entries, min(len(entries), int(most * 0.12))):
            add(at, augment.story(held[at].text, told, dice))
        for at in dice.sample(entries, min(len(entries), int(most * 0.04))):
            add(at, augment.keywords(held[at].text))
        for at in dice.sample(entries, min(len(entries), int(most * (0.02 if others else 0.25)))):
            add(at, held[at].text, gone=True)
        for at in dice.sample(others, min(len(others), int(most * 0.2))):
            add(at, held[at].text)
            if dice.random() < 0.3:
                add(at, held[at].text, gone=True)
        places = [term for term in self.reader.terms.titles if self.reader.terms.kind(term) == "province"]
        for at in dice.sample(others, min(len(others), int(most * 0.06))) if places else ():
            # What lies next door is asked of places too; a place alone makes no question ours.
            if classes[held[at].of].kind == "boundary":
                add(at, f"{held[at].text.rstrip('?.! ')} {_IN[lang]} {self._title(dice.choice(places), lang)}")
        self._leaning(entries, int(most * 0.12), dice, add, lang)
        found += self._elliptic(int(most * 0.06), dice, lang)
        found += self._at_home(entries, int(most * 0.08), dice, lang)
        return found

    def _title(self, term: str, lang: str) -> str:
        titles = self.reader.terms.titles.get(term, {})
        return titles.get(lang) or titles.get("en", term)

    def _at_home(self, entries: Sequence[int], count: int, dice: random.Random, lang: str) -> list[Example]:
        """Questions of people whose province is known: half leave it out because it goes without saying, half are about something else."""
        classes = self.corpus.classes
        codes = sorted({item.province for item in classes if item.province})
        local = [at for at in entries if classes[self.corpus.phrasings[at].of].province]
        found: list[Example] = []
        for at in dice.sample(local, min(len(local), count // 2)):
            text, item = self.corpus.phrasings[at], classes[self.corpus.phrasings[at].of]
            short = self._without_place(text.text)
            if len(words(short)) >= 3:
                found.append(Example(short, text.of, lang=lang, province=item.province))
        for at in dice.sample(list(entries), min(len(entries), count // 2)) if codes else ():
            text = self.corpus.phrasings[at]
            found.append(Example(text.text, text.of, lang=lang, province=dice.choice(codes)))
        return found

    def _without_place(self, text: str) -> str:
        spans = [span for span in self.reader.terms.find(text).spans if self.reader.terms.kind(span[2]) == "province"]
        gone = {at for start, end, _ in spans for at in range(start, end)}
        return " ".join(word for at, word in enumerate(words(text)) if at not in gone)

    def _elliptic(self, count: int, dice: random.Random, lang: str) -> list[Example]:
        """`And for the NAC?` after the fee of another exam, `and how much?` after what the NAC is: made where exactly one entry answers."""
        facts = self.facts
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
                    of_what, named = "entity", main
                elif not same[2] and province:
                    of_what, named = "province", province
                elif not same[1]:
                    of_what, named = "aspect", aspect
                else:
                    continue
                asked = dice.choice(_ELLIPTIC[lang][of_what]).format(self._title(named, lang))
                found.append(Example(asked, owners[0], after=other, lang=lang))
        return dice.sample(found, min(len(found), count))

    def _leaning(
        self, entries: Sequence[int], count: int, dice: random.Random, add: Callable[..., None], lang: str
    ) -> None:
        """Half lean on a neighbour and name nothing themselves; half are whole questions after something unrelated."""
        classes = self.corpus.classes
        at_id = {item.id: at for at, item in enumerate(classes) if item.kind == "entry"}
        before: dict[int, list[int]] = {}
        for at, item in enumerate(classes[: self.corpus.entries]):
            for entry in item.follow_ups:
                if entry in at_id:
                    before.setdefault(at_id[entry], []).append(at)
        for at in dice.sample(list(entries), min(len(entries), count)):
            text, of = self.corpus.phrasings[at].text, self.corpus.phrasings[at].of
            if dice.random() < 0.4:
                add(at, text, after=dice.randrange(self.corpus.entries))
                continue
            short = self.reader.terms.without_names(text) if len(self.reader.terms) else text
            if len(words(text)) > 12 or len(words(short)) < 2 or of not in before:
                continue
            opener = dice.choice(_OPENERS[lang])
            add(at, opener + short, after=dice.choice(before[of]))

    def after(self, most: int, seed: int = 11) -> list[Example]:
        """Messages that come after an entry was shown: half lean on it, half stand on their own, most of those on the same subject."""
        dice = random.Random(seed)
        if len(self.corpus.leaning) < FEWEST_LEANING:
            return []
        leaning = [Example(text.text, text.of, after=text.after, lang=text.lang) for text in self.corpus.leaning]
        found = dice.sample(leaning, min(len(leaning), most * 2 // 5))
        for lang in ("en", "fr") if self.corpus.reads_french else ("en",):
            found += self._elliptic(most // 12, dice, lang)
        classes = self.corpus.classes
        neighbours: dict[str, list[int]] = {}
        for at, item in enumerate(classes[: self.corpus.entries]):
            neighbours.setdefault(item.section, []).append(at)
        short = [text for text in self.corpus.phrasings if len(words(text.text)) <= 16]
        for text in dice.sample(short, min(len(short), most // 2)):
            chance = dice.random()
            near = neighbours.get(classes[text.of].section)
            if chance < 0.12 and classes[text.of].kind == "entry":
                after = text.of  # asked once more
            elif chance < 0.7 and near:
                after = dice.choice(near)
            else:
                after = dice.randrange(self.corpus.entries)
            found.append(Example(text.text, text.of, after=after, lang=text.lang))
        return found
