"""The things a knowledge base is made of: sections, entries, sources, and what lies beside them.

Everything here is frozen and plain; nothing reads a file. The format is told in `CONTRIBUTING.md` and read by `bot.knowledge.load`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

ID = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
PROVINCES = ("bc", "ab", "sk", "mb", "on", "qc", "nb", "ns", "pe", "nl", "yt", "nt", "nu")

Confidence = Literal["confirmed", "reported", "unverified"]


def _list(value: object) -> object:
    return () if value is None else value


def _text(value: object) -> object:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _identifier(value: object) -> object:
    if not isinstance(value, str) or not ID.match(value):
        raise ValueError("must be kebab-case, such as nac-fee")
    return value


Identifier = Annotated[str, BeforeValidator(_identifier)]
Words = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[tuple[Words, ...], BeforeValidator(_list)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class PartialDate(Frozen):
    """A year, a month or a day: `2025`, `2025-05`, `2025-05-08`, as precise as the source is."""

    text: str

    @property
    def first_day(self) -> date:
        year, month, day = ([int(part) for part in self.text.split("-")] + [1, 1])[:3]
        return date(year, month, day)


def _partial(value: object) -> object:
    text = str(value)
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        raise ValueError("must be a year, a month or a day, such as 2025, 2025-05 or 2025-05-08")
    try:
        PartialDate(text=text).first_day  # noqa: B018  the 30th of February is refused here
    except (ValueError, TypeError):
        raise ValueError(f"{text} is no date") from None
    return PartialDate(text=text)


def _day(value: object) -> object:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("must be a day, such as 2027-01-15") from None


AsOf = Annotated[PartialDate, BeforeValidator(_partial)]
Day = Annotated[date, BeforeValidator(_day)]


class Entry(Frozen):
    """One question with its answer, in one language. `line` and `file` say where it stands; `section` is the file's section."""

    id: Identifier
    question: Words
    answer: Words
    asked: Texts = ()
    asked_fr: Texts = ()
    label: Words = ""
    detail: Words = ""
    sources: tuple[str, ...] = ()
    article: str | None = None
    as_of: AsOf | None = None
    review_by: Day | None = None
    confidence: Confidence = "confirmed"
    about: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    province: str | None = None
    aliases: tuple[str, ...] = ()
    section: str = ""
    file: str = ""
    line: int = 0

    @field_validator("sources", "about", "follow_ups", "aliases", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return _list(value)

    @field_validator("province")
    @classmethod
    def _known_province(cls, value: str | None) -> str | None:
        if value is not None and value not in PROVINCES:
            raise ValueError(f"must be one of {', '.join(PROVINCES)}")
        return value

    @property
    def short(self) -> str:
        """The words of a button that leads here."""
        return self.label or self.question

    @property
    def phrasings(self) -> tuple[str, ...]:
        """The question itself and every way in which people ask it."""
        return (self.question, *self.asked)


class Leaning(Frozen):
    """Short messages that ask for an entry right after the entry `after` was shown, and make sense only then."""

    after: str
    asked: Texts = ()
    asked_fr: Texts = ()


class Heard(Frozen):
    """More that people say when they mean the entry `id`: other words, long stories, and messages that lean on what was shown before."""

    id: Identifier
    asked: Texts = ()
    asked_fr: Texts = ()
    stories: Texts = ()
    leaning: tuple[Leaning, ...] = ()
    file: str = ""
    line: int = 0


class Source(Frozen):
    """A page that answers rest on; `checked` is the day on which it was last looked at."""

    id: Identifier
    title: Words
    publisher: Words
    url: Words
    checked: Day
    line: int = 0


class Section(Frozen):
    """A place in the menu. `entries` lists ids where the order of the files is not the one wanted; `parent` nests it."""

    id: Identifier
    emoji: str
    title: dict[str, str]
    intro: dict[str, str]
    parent: str | None = None
    province: str | None = None
    entries: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    line: int = 0


class SmallTalk(Frozen):
    """A kind of chat (a greeting, thanks) with ways to say it and what is said back, by language.

    A message that consists of what is `asked` here and of nothing else is this kind if `whole`, whatever was said before. One that holds
    one of the `signs` is this kind whatever else it says; a sign that ends in a full stop counts only at the end of a clause.
    """

    id: Identifier
    asked: Texts
    reply: dict[str, str]
    asked_fr: Texts = ()
    care: bool = False
    whole: bool = False
    signs: Texts = ()
    follow_ups: tuple[str, ...] = ()
    line: int = 0


class Boundary(Frozen):
    """What lies next door: phrasings, one kind sentence by language, and where to ask instead."""

    id: Identifier
    asked: Texts
    reply: dict[str, str]
    title: dict[str, str] = Field(default_factory=dict)
    asked_fr: Texts = ()
    links: tuple[dict[str, str], ...] = ()
    offers: tuple[str, ...] = ()
    line: int = 0


class Term(Frozen):
    """A name in the lexicon: an entity or an aspect, with every way to write it. `retired` is the year in which it went out of use."""

    id: Identifier
    kind: Literal["entity", "aspect", "province"]
    names: Texts
    title: dict[str, str] = Field(default_factory=dict)
    names_fr: Texts = ()
    places: Texts = ()
    retired: int | None = None
    now: str | None = None
    line: int = 0


class Lexicon(Frozen):
    """Every name that people use. `code` of a province is its two-letter id."""

    terms: tuple[Term, ...] = ()

    def by_kind(self, kind: str) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.kind == kind)


class Knowledge:
    """A knowledge base in one piece. Entries by id and language; an id that an entry had before still finds it."""

    def __init__(
        self,
        entries: dict[str, dict[str, Entry]],
        sections: tuple[Section, ...],
        sources: dict[str, Source],
        lexicon: Lexicon,
        smalltalk: tuple[SmallTalk, ...],
        boundaries: tuple[Boundary, ...],
        heard: tuple[Heard, ...] = (),
    ) -> None:
        self.entries = entries["en"]
        self.translations = {language: found for language, found in entries.items() if language != "en"}
        self.sections = sections
        self.sources = sources
        self.lexicon = lexicon
        self.smalltalk = smalltalk
        self.boundaries = boundaries
        self.heard = heard
        self._aliases = {alias: entry.id for entry in self.entries.values() for alias in entry.aliases}
        self._sections = {section.id: section for section in sections}

    def resolve(self, entry_id: str) -> str | None:
        """The id of today for an id of any day; None for one that never was."""
        if entry_id in self.entries:
            return entry_id
        return self._aliases.get(entry_id)

    def entry(self, entry_id: str, language: str = "en") -> Entry | None:
        """The entry in the wanted language, else in English; None for an unknown id."""
        found = self.resolve(entry_id)
        if found is None:
            return None
        return self.translations.get(language, {}).get(found) or self.entries[found]

    def section(self, section_id: str) -> Section | None:
        return self._sections.get(section_id)

    def children(self, section_id: str | None) -> tuple[Section, ...]:
        """The sections below one, in order; those of the first level for None."""
        return tuple(section for section in self.sections if section.parent == section_id)

    def in_section(self, section_id: str) -> tuple[Entry, ...]:
        """The entries of a section itself, in order, without those of the sections below it."""
        section = self._sections.get(section_id)
        if section is None:
            return ()
        if section.entries:
            return tuple(self.entries[entry_id] for entry_id in section.entries if entry_id in self.entries)
        return tuple(entry for entry in self.entries.values() if entry.section == section_id)

    def count(self, section_id: str) -> int:
        """How many entries a section holds, those of the sections below it included; one listed twice counts once."""
        return len(self._ids_below(section_id))

    def _ids_below(self, section_id: str) -> set[str]:
        ids = {entry.id for entry in self.in_section(section_id)}
        for child in self.children(section_id):
            ids |= self._ids_below(child.id)
        return ids

    def home_of(self, entry_id: str) -> Section | None:
        """The section in which an entry stands in the menu: the most specific one that lists it."""
        for section in reversed(self.sections):
            if section.entries and entry_id in section.entries:
                return section
        entry = self.entries.get(entry_id)
        return self._sections.get(entry.section) if entry else None
