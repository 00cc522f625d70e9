"""How long the open work of a plan takes by itself, and how far July is."""

from __future__ import annotations

from datetime import date

from bot.knowledge.pathway_file import Rules
from bot.pathway.plan import Plan


def months_until(today: date, day: date) -> int:
    """Months from today to a day, rounded."""
    return round((day - today).days / 30.44)


def work(plan: Plan, rules: Rules, goal: str = "apply") -> tuple[float, float]:
    """Shortest and longest months until the step `goal` is done, if no exam session had to be waited for.

    The longest chain counts, for the rest goes on beside it; what only needs something begun runs along with it and ends no sooner.
    Steps that are done, or whose length is not known, count nothing.
    """
    low = _ends(plan, rules, 0).get(goal, 0.0)
    return low, max(low, _ends(plan, rules, 1).get(goal, 0.0))


def _ends(plan: Plan, rules: Rules, which: int) -> dict[str, float]:
    """When each step ends, in months from now; `which` is 0 for the shortest lengths and 1 for the longest."""
    needs = {step.id: step for step in rules.pathway.steps}
    starts: dict[str, float] = {}
    ends: dict[str, float] = {}
    for step in plan.steps:
        if step.when == "done":
            starts[step.id] = ends[step.id] = 0.0
            continue
        row = needs[step.id]
        waits = [ends[name] for name in row.after if name in ends]
        waits += [starts[name] for name in row.after_begun if name in starts]
        waits += [min((ends[name] for name in row.after_any if name in ends), default=0.0)]
        length = step.lead[which] if step.lead else 0.0
        starts[step.id] = max(waits)
        along = [ends[name] for name in row.after_begun if name in ends]
        ends[step.id] = max([starts[step.id] + length, *along])
    return ends
