"""The plan: what the planner hands out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from bot.pathway.dates import Span

When = Literal["done", "now", "next", "later"]
DateKind = Literal["official", "estimated", "passed"]


@dataclass(frozen=True, slots=True)
class Cost:
    """Canadian dollars, with the year the amount is of."""

    amount: float
    low: float
    high: float
    year: str
    note: str | None


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step of a person's plan.

    `due` lies before the day of the plan only in a missed one-off (`passed`). `lead` is in months, None where it cannot be foreseen.
    `about_date` names the date that `due` follows and `basis` from what it is estimated; `event` is its id in the
    calendar, where it has one. `free`: known to cost nothing. `window`: when to apply for the exam, long before it is held.
    """

    id: str
    title: str
    why: str
    when: When
    start: dt.date | None
    due: dt.date | None
    date_kind: DateKind | None
    about_date: str | None
    basis: str | None
    event: str | None
    lead: tuple[float, float] | None
    cost: Cost | None
    free: bool
    optional: bool
    after: tuple[str, ...]
    entries: tuple[str, ...]
    window: Span | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """What a person must know. `open`: it hangs on an answer not given."""

    id: str
    text: str
    open: bool
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A row of plan B. `first`: for this doctor it comes before residency. `open`: it hangs on an answer not given."""

    id: str
    title: str
    open: bool
    first: bool
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan, made for `today`. `if_pr`: the year holds only if permanent residence is there by then."""

    today: dt.date
    steps: tuple[PlanStep, ...]
    warnings: tuple[Warning, ...]
    plan_b: tuple[Alternative, ...]
    match_year: int
    aimed_year: int | None
    if_pr: bool
    first_closed: bool
    only_second: bool
    sources_as_of: str

    def of(self, when: When) -> tuple[PlanStep, ...]:
        """The steps that stand at `when`, in order."""
        return tuple(step for step in self.steps if step.when == when)

    def first(self, most: int = 3) -> tuple[PlanStep, ...]:
        """What to do first: the `now` steps with a date in the next 60 days, soonest first, then the others; optional ones last."""
        near = self.today + dt.timedelta(days=60)

        def order(step: PlanStep) -> tuple[bool, bool, dt.date]:
            soon = step.due is not None and step.due <= near
            return step.optional, not soon, step.due if soon and step.due else near

        return tuple(sorted(self.of("now"), key=order)[:most])

    def cost_range(self) -> tuple[float, float]:
        """Lowest and highest sum of the known costs of all steps not done. Steps without a known cost are not in it."""
        open_costs = [step.cost for step in self.steps if step.cost and step.when != "done"]
        return sum(cost.low for cost in open_costs), sum(cost.high for cost in open_costs)

    def as_json(self) -> dict[str, Any]:
        """The stable form of `pathway --json`."""
        return {
            "steps": [
                {
                    "id": step.id,
                    "title": step.title,
                    "when": step.when,
                    "start": step.start.isoformat() if step.start else None,
                    "due": step.due.isoformat() if step.due else None,
                    "date_kind": step.date_kind,
                    "cost": step.cost.amount if step.cost else 0 if step.free else None,
                    "entries": list(step.entries),
                }
                for step in self.steps
            ],
            "warnings": [{"text": warning.text, "entries": list(warning.entries)} for warning in self.warnings],
            "plan_b": [{"title": row.title, "entries": list(row.entries)} for row in self.plan_b],
            "match_year": self.match_year,
            "sources_as_of": self.sources_as_of,
        }
