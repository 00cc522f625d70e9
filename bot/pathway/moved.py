"""What has moved between two plans of one person: the year, dates, and where steps stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Move:
    """One difference. `step` is None for the match year; `before` and `after` are the values as in `pathway --json`.

    `new` and `gone`: a step that came or fell away. Dates that only follow today (a start) are no moves.
    """

    kind: Literal["year", "due", "when", "new", "gone"]
    step: str | None
    title: str | None
    before: str | None
    after: str | None


def moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Move, ...]:
    """The differences of two plans in the form of `pathway --json`: the year first, then the steps in their order."""
    found: list[Move] = []
    if before["match_year"] != after["match_year"]:
        found.append(Move("year", None, None, str(before["match_year"]), str(after["match_year"])))
    old = {step["id"]: step for step in before["steps"]}
    new = {step["id"]: step for step in after["steps"]}
    for name, step in new.items():
        was = old.get(name)
        if was is None:
            found.append(Move("new", name, step["title"], None, step["when"]))
            continue
        for kind in ("when", "due"):
            if was[kind] != step[kind] and not (kind == "due" and step["when"] == "done"):
                found.append(Move("due" if kind == "due" else "when", name, step["title"], was[kind], step[kind]))
    found += [Move("gone", name, step["title"], step["when"], None) for name, step in old.items() if name not in new]
    return tuple(found)
