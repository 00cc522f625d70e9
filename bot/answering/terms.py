"""Names in a text: entities (exams, programs, organisations), aspects (cost, date ...) and provinces, as the lexicon lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.answering.words import words
from bot.knowledge.model import PROVINCES, Lexicon

_CODE = re.compile(r"\b(?:" + "|".join(code.upper() for code in PROVINCES) + r")\b")


@dataclass(frozen=True)
class Named:
    """What a text names: ids of the lexicon, each once, in the order of the text. `spans` are the words (from, to) of entities and
    provinces."""

    entities: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    spans: tuple[tuple[int, int, str], ...] = ()


class Terms:
    """Finds the names of a lexicon in texts; the longest name wins where two overlap."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names: dict[tuple[str, ...], tuple[str, str]] = {}
        self.titles: dict[str, dict[str, str]] = {}
        for term in lexicon.terms:
            self.titles[term.id] = dict(term.title)
            for name in (*term.names, *term.names_fr, *term.places):
                key = tuple(words(name))
                if key:
                    self._names.setdefault(key, (term.kind, term.id))
        self._longest = max((len(name) for name in self._names), default=0)
        self._kinds = {term.id: term.kind for term in lexicon.terms}

    def __len__(self) -> int:
        return len(self._names)

    @property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(word for name in self._names for word in name)

    def kind(self, term_id: str) -> str | None:
        return self._kinds.get(term_id)

    def of_kind(self, ids: Iterable[str], kind: str) -> frozenset[str]:
        return frozenset(term for term in ids if self._kinds.get(term) == kind)

    def find(self, text: str) -> Named:
        """The names in `text`. Two-letter codes of provinces count in capitals only, and only where not everything is in capitals."""
        found = words(text)
        kinds: dict[str, dict[str, None]] = {"entity": {}, "aspect": {}, "province": {}}
        spans: list[tuple[int, int, str]] = []
        at = 0
        while at < len(found):
            for size in range(min(self._longest, len(found) - at), 0, -1):
                hit = self._names.get(tuple(found[at : at + size]))
                if hit:
                    kind, term = hit
                    kinds[kind][term] = None
                    if kind != "aspect":
                        spans.append((at, at + size, term))
                    at += size
                    break
            else:
                at += 1
        if self._names and not text.isupper():
            for code in _CODE.findall(text):
                if self._kinds.get(code.lower()) == "province":
                    kinds["province"][code.lower()] = None
        return Named(tuple(kinds["entity"]), tuple(kinds["aspect"]), tuple(kinds["province"]), tuple(spans))

    def names_in(self, text: str) -> list[str]:
        """The entities and provinces in `text`, as written but folded."""
        found = words(text)
        return [" ".join(found[start:end]) for start, end, _ in self.find(text).spans]

    def without_names(self, text: str) -> str:
        """The words of `text` without its entities and provinces: what a person says who leans on what was said before."""
        found = words(text)
        gone = {at for start, end, _ in self.find(text).spans for at in range(start, end)}
        return " ".join(word for at, word in enumerate(found) if at not in gone)
