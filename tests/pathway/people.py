"""Made-up people, and what a test may ask of their plans."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from bot.knowledge.pathway_file import Rules
from bot.pathway.plan import Plan, PlanStep
from bot.pathway.planner import plan
from bot.pathway.profile import read_profile

TODAY = "2026-11-24"

#: Permanent resident with nothing done yet, who wants family medicine in Manitoba: a person about whom everything is known.
SOMEBODY: dict[str, Any] = {
    "stage": "graduate",
    "school_country": "NG",
    "graduation": "2024-06",
    "status": "pr",
    "living_in": "MB",
    "postgraduate_years": 0,
    "practice_years": 1,
    "last_practice": "2026-03",
    "exams": {"mccqe": "none", "nac": "none", "tdm": "none", "usmle": "none", "language": "passed"},
    "languages": ["en"],
    "provinces": ["MB"],
    "discipline": "family",
    "earlier_matches": 0,
    "matched_before": False,
}


def somebody(**changes: Any) -> dict[str, Any]:
    """SOMEBODY with some answers changed; None makes an answer unknown; exams are merged."""
    person = {**SOMEBODY, **{key: value for key, value in changes.items() if key != "exams"}}
    person["exams"] = {**SOMEBODY["exams"], **changes.get("exams", {})}
    return person


BOTH = {"mccqe": "passed", "nac": "passed"}


@dataclass(frozen=True)
class Told:
    """A plan with the questions that tests ask of it."""

    plan: Plan

    @property
    def year(self) -> int:
        return self.plan.match_year

    def step(self, name: str) -> PlanStep:
        return next(step for step in self.plan.steps if step.id == name)

    def has(self, name: str) -> bool:
        return any(step.id == name for step in self.plan.steps)

    def warned(self, name: str) -> bool:
        """Said without an "if"."""
        return any(warning.id == name and not warning.open for warning in self.plan.warnings)

    def warned_if(self, name: str) -> bool:
        return any(warning.id == name and warning.open for warning in self.plan.warnings)

    def text(self, name: str) -> str:
        return next(warning.text for warning in self.plan.warnings if warning.id == name)

    def offered(self, name: str) -> bool:
        return any(row.id == name and not row.open for row in self.plan.plan_b)

    def offered_if(self, name: str) -> bool:
        return any(row.id == name and row.open for row in self.plan.plan_b)

    def entries(self) -> set[str]:
        rows = (*self.plan.steps, *self.plan.warnings, *self.plan.plan_b)
        return {entry for row in rows for entry in row.entries}


@dataclass(frozen=True)
class Plans:
    """Makes plans: `plans(somebody(...), "2026-11-24")`."""

    rules: Rules

    def __call__(self, profile: dict[str, Any], today: str = TODAY) -> Told:
        return Told(plan(read_profile(profile), dt.date.fromisoformat(today), self.rules))
