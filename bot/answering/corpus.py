"""The knowledge base as the engine learns it: classes (entries, boundaries, small talk), their phrasings and the sentences of their
answers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.answering.words import sentences, squeeze, words
from bot.knowledge.model import Entry, Heard, Knowledge

OVERVIEW = "overview"
"""The aspect of an entry that says what something is at all."""
MOST_NAMES = 5
"""Names of a thing that stand for a question about it, the commonest first."""

ClassKind = Literal["entry", "boundary", "smalltalk"]

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARK = re.compile(r"[*_`#>|]+|^\s*[-•]\s+", re.MULTILINE)


@dataclass(frozen=True)
class Class:
    """What a question can turn out to be. `about` are ids of the lexicon, the first the most important; `signs` and `whole` words that
    decide for a kind of small talk by themselves, anywhere in a message or as all of it."""

    kind: ClassKind
    id: str
    about: tuple[str, ...] = ()
    province: str | None = None
    follow_ups: tuple[str, ...] = ()
    section: str = ""
    title: str = ""
    label: str = ""
    care: bool = False
    signs: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """One text that speaks for a class. `lang` is en or fr."""

    text: str
    of: int
    lang: str = "en"


@dataclass(frozen=True)
class Leaning:
    """A message that asks for class `of` right after class `after` was shown."""

    text: str
    of: int
    after: int
    lang: str = "en"


@dataclass(frozen=True)
class Corpus:
    """Classes in order (entries first), phrasings sorted by class, answer sentences sorted by class, and messages that lean on an entry."""

    classes: tuple[Class, ...]
    phrasings: tuple[Text, ...]
    passages: tuple[Text, ...]
    leaning: tuple[Leaning, ...] = ()

    def apart(self, number: int) -> tuple[Corpus, Corpus]:
        """The same classes and passages without one third of the phrasings and leaning messages, and with that third alone."""

        def part(inside: bool) -> Corpus:
            return Corpus(
                self.classes,
                tuple(text for text in self.phrasings if (third(text.text) == number) == inside),
                self.passages,
                tuple(text for text in self.leaning if (third(text.text) == number) == inside),
            )

        return part(False), part(True)

    @property
    def labels(self) -> NDArray[np.int64]:
        return np.array([text.of for text in self.phrasings], np.int64)

    @property
    def reads_french(self) -> bool:
        """Whether most entries have French phrasings. Where only boundaries had, everything French would lean towards them."""
        french = {text.of for text in self.phrasings if text.lang == "fr" and self.classes[text.of].kind == "entry"}
        return len(french) * 2 >= self.entries > 0

    @property
    def entries(self) -> int:
        """How many classes are entries; they stand first."""
        return sum(item.kind == "entry" for item in self.classes)


def third(text: str) -> int:
    """0, 1 or 2: the third in which a text lies. It depends on its words alone, so that an edit moves nothing else."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 3


def plain(text: str) -> str:
    """An answer without its marks and links."""
    return _MARK.sub(" ", _LINK.sub(r"\1", text))


def _passages(entry: Entry) -> Iterator[str]:
    for block in (entry.answer, entry.detail):
        for sentence in sentences(re.sub(r"(?<![.!?:])\n(?!\n|-)", " ", plain(block))):
            if len(words(sentence)) >= 4:
                yield squeeze(sentence)


def gather(knowledge: Knowledge) -> Corpus:
    """Every text of a knowledge base that the engine learns from, in an order that depends on the content alone."""
    classes: list[Class] = []
    phrasings: list[Text] = []
    passages: list[Text] = []
    french = knowledge.translations.get("fr", {})
    names = {term.id: term.names[:MOST_NAMES] for term in knowledge.lexicon.by_kind("entity")}
    heard = {knowledge.resolve(found.id): found for found in knowledge.heard}
    for entry in knowledge.entries.values():
        at = len(classes)
        classes.append(
            Class(
                "entry",
                entry.id,
                entry.about,
                entry.province,
                entry.follow_ups,
                entry.section,
                entry.question,
                entry.short,
            )
        )
        more = heard.get(entry.id) or Heard(id=entry.id)
        phrasings += [
            Text(text, at)
            for text in dict.fromkeys((*entry.phrasings, *_topics(entry, names), *more.asked, *more.stories))
        ]
        translated = french[entry.id].phrasings if entry.id in french else ()
        phrasings += [Text(text, at, "fr") for text in dict.fromkeys((*entry.asked_fr, *more.asked_fr, *translated))]
        passages += [Text(text, at) for text in dict.fromkeys(_passages(entry))]
    for boundary in knowledge.boundaries:
        phrasings += _both(boundary.asked, boundary.asked_fr, len(classes))
        classes.append(
            Class("boundary", boundary.id, follow_ups=boundary.offers, title=boundary.title.get("en", boundary.id))
        )
    for talk in knowledge.smalltalk:
        phrasings += _both(talk.asked, talk.asked_fr, len(classes))
        classes.append(
            Class(
                "smalltalk",
                talk.id,
                follow_ups=talk.follow_ups,
                title=talk.id,
                care=talk.care,
                signs=talk.signs,
                whole=(*talk.asked, *talk.asked_fr) if talk.whole else (),
            )
        )
    return Corpus(tuple(classes), tuple(phrasings), tuple(passages), tuple(_leaning(knowledge)))


def _topics(entry: Entry, names: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Bare topics: the words of the entry's button, and the names of what it gives an overview of."""
    if entry.label:
        yield entry.label
    if OVERVIEW in entry.about and entry.about[0] in names:
        yield from names[entry.about[0]]


def _leaning(knowledge: Knowledge) -> Iterator[Leaning]:
    at = {entry: index for index, entry in enumerate(knowledge.entries)}
    for heard in knowledge.heard:
        of = at.get(knowledge.resolve(heard.id) or "")
        for leaning in heard.leaning:
            after = at.get(knowledge.resolve(leaning.after) or "")
            if of is not None and after is not None:
                yield from (Leaning(text, of, after) for text in leaning.asked)
                yield from (Leaning(text, of, after, "fr") for text in leaning.asked_fr)


def _both(english: tuple[str, ...], french: tuple[str, ...], at: int) -> list[Text]:
    return [Text(text, at) for text in dict.fromkeys(english)] + [
        Text(text, at, "fr") for text in dict.fromkeys(french)
    ]
