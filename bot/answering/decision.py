"""What the engine decides about a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Language = Literal["en", "fr"]
Kind = Literal["answer", "choose", "none", "smalltalk"]


@dataclass(frozen=True)
class Decision:
    """The reply to a question, as ids.

    `answers` are shown; `offers` are buttons; `candidates` holds the five best with their scores whatever was decided; `confidence`
    is the calibrated chance (0 to 1) that the first candidate is right and the question in scope. `boundary` and `smalltalk` are ids
    of boundaries.yaml and smalltalk.yaml, `province` the province that the words name, `other_language` says that they are neither
    English nor French.
    """

    kind: Kind
    answers: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    language: Language = "en"
    confidence: float = 0.0
    candidates: tuple[tuple[str, float], ...] = ()
    boundary: str | None = None
    smalltalk: str | None = None
    province: str | None = None
    other_language: bool = False

    def as_json(self) -> dict[str, Any]:
        """One line of `ask --json`."""
        return {
            "kind": self.kind,
            "answers": list(self.answers),
            "offers": list(self.offers),
            "language": self.language,
            "confidence": round(self.confidence, 4),
            "candidates": [[entry_id, round(score, 4)] for entry_id, score in self.candidates],
        }
