"""Sets of words and of phrases, written as people read them, looked up by their first word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

V = TypeVar("V")


class Words(Protocol):
    """Folded words by place; places beyond the end read as an empty word."""

    def word(self, i: int) -> str:
        """The word at place `i`."""
        ...


class Book(Generic[V]):
    """Phrases (words parted by spaces) with what each of them means."""

    __slots__ = ("_by_first",)

    def __init__(self, *pages: tuple[tuple[str, ...], V], entries: Mapping[str, V] | None = None) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        pairs = [(phrase, value) for phrases, value in pages for phrase in phrases] + list((entries or {}).items())
        for phrase, value in pairs:
            first, *rest = phrase.split()
            self._by_first.setdefault(first, []).append((tuple(rest), value))
        for entries_of in self._by_first.values():
            entries_of.sort(key=lambda entry: -len(entry[0]))

    def all(self, words: Words, i: int) -> Iterator[tuple[int, V]]:
        """(place after, meaning) of each phrase that stands at place `i`, the longest first."""
        for rest, value in self._by_first.get(words.word(i), ()):
            if all(words.word(i + 1 + at) == word for at, word in enumerate(rest)):
                yield i + 1 + len(rest), value

    def longest(self, words: Words, i: int) -> tuple[int, V] | None:
        """(place after, meaning) of the longest phrase at place `i`."""
        return next(self.all(words, i), None)


@lru_cache(maxsize=1024)
def book_of(phrases: tuple[str, ...]) -> Book[None]:
    """A book of phrases of which only the place matters."""
    return Book((phrases, None))


def bag(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())
