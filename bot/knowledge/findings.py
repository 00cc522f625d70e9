"""What a check has to say about the knowledge base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that an editor should look at. `place` is a file below the knowledge base, `line` counts from 1."""

    place: str
    line: int
    level: Level
    message: str
