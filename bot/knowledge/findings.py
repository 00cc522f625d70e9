"""What a check of the knowledge found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to repair (`error`) or to look at (`warning`). `place` is the file, `line` counts from 1."""

    level: Literal["error", "warning"]
    place: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.place}:{self.line}: {self.level}: {self.message}"
