"""The pieces of a message with their places: what stands at the beginning, at the end, next to what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from bot.reminders.phrases import bag
from bot.reminders.pieces import Found, Piece
from bot.reminders.reader import Reader

P = TypeVar("P", bound=Piece)


@dataclass(slots=True)
class Bench:
    """The pieces with their places in the message."""

    r: Reader
    pieces: list[Found]
    opened: frozenset[int]
    covered: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for found in self.pieces:
            self.covered.update(range(found.first, found.end))

    def quiet(self, first: int, end: int) -> bool:
        """Whether only pieces, politeness and linking words stand at these places."""
        return all(
            i in self.covered or i in self.opened or self.r.token(i).kind == "sign" or self.r.word(i) in _LINKS
            for i in range(first, end)
        )

    def at_start(self, found: Found) -> bool:
        """At the beginning, or right after "remind me"."""
        before = found.first - 1
        while before in self.covered and before not in self.opened:
            before -= 1
        return before in self.opened or self.quiet(0, found.first)

    def at_end(self, found: Found) -> bool:
        return self.quiet(found.end, len(self.r.tokens))

    def near(self, one: Found, other: Found) -> bool:
        """Whether nothing but pieces and linking words lies between."""
        first, last = (one, other) if one.first <= other.first else (other, one)
        return self.quiet(first.end, last.first)


_LINKS = bag("and et the le la on at a to de d from then also of in l")


def of_kind(bench: Bench, kind: type[P]) -> list[Found]:
    return [found for found in bench.pieces if isinstance(found.piece, kind)]
