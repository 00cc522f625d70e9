"""What can be wrong with knowledge."""

from __future__ import annotations


class KnowledgeError(Exception):
    """A knowledge file cannot be used. `place` is the file, `line` counts from 1."""

    def __init__(self, place: str, line: int, message: str) -> None:
        super().__init__(f"{place}:{line}: {message}")
        self.place = place
        self.line = line
        self.message = message
