"""What a check of the knowledge found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to repair (`error`) or to look at (`warning`). `place` is the file, `line` counts from 1."""

    level: Literal["error", "warning"]
    place: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.place}:{self.line}: {self.level}: {self.message}"


class Placed(Protocol):
    """Something with an id that stands in a file."""

    @property
    def id(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...


def say(item: Placed, level: Literal["error", "warning"], message: str) -> Finding:
    """A finding about an item, where it stands."""
    return Finding(level, item.file, item.line, f"{item.id}: {message}")
