"""What the engine decides, and what it can tell about why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["answer", "choose", "none", "smalltalk"]
Language = Literal["en", "fr"]


@dataclass(frozen=True)
class Part:
    """One of several questions in a message, with what was decided for it alone."""

    text: str
    answers: tuple[str, ...]
    offers: tuple[str, ...]
    confidence: float


@dataclass(frozen=True)
class Decision:
    """The reply to one message, in ids.

    `confidence` is the calibrated chance (0 to 1) that the first candidate is right and the question in scope. `candidates` holds the
    five best
    entries with their share of that chance, best first, whatever was decided. `boundary` and `smalltalk` are ids of those files,
    `province` is
    the two-letter code understood from the message, `other_language` says that it is in neither English nor French.
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
    parts: tuple[Part, ...] = ()

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


@dataclass(frozen=True)
class Candidate:
    """One class with everything that spoke for it. `kind` is entry, boundary or smalltalk; `signals` are (name, value, contribution)."""

    id: str
    kind: str
    chance: float
    signals: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True)
class Explanation:
    """Everything that `ask` shows: what was understood, each candidate with each signal, the level and why it was chosen."""

    question: str
    decision: Decision
    repaired: tuple[tuple[str, str], ...] = ()
    entities: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    language: str = "en"
    leans: bool = False
    segments: tuple[str, ...] = ()
    encoders: tuple[str, ...] = ()
    level: str = ""
    scope: float = 0.0
    why: str = ""
    utilities: tuple[tuple[str, float], ...] = ()
    candidates: tuple[Candidate, ...] = field(default_factory=tuple)
