"""Which screen comes next, and which further questions would change this plan."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.knowledge.condition import holds
from bot.knowledge.pathway_file import Part, Rules, Screen, Sharper
from bot.pathway.plan import Plan
from bot.pathway.planner import plan
from bot.pathway.profile import Profile, read_profile

#: How much a change of each part of the plan counts when further questions are ordered.
_WEIGHTS = {"year": 8, "alternatives": 3, "warnings": 2, "steps": 1}
#: What a typed answer could be, where there are no buttons: years before today, tried one after the other.
_YEARS_BACK = (0, 4, 8)


@dataclass(frozen=True, slots=True)
class Question:
    """A further question. `changes` names what its answers would change: `year`, `alternatives`, `warnings`, `steps`."""

    id: str
    part: Part
    changes: tuple[str, ...]


def value_of(profile: Profile, field: str) -> Any:
    """The answer under `status` or `exams.nac`; None where it is not known."""
    value: Any = profile
    for name in field.split("."):
        value = getattr(value, name)
    return value


def with_answer(profile: Profile, field: str, value: Any) -> Profile:
    """The profile with one answer changed; None makes it unknown. Raises `ValueError` where the value is no answer."""
    given = profile.model_dump(exclude_none=True)
    first, _, second = field.partition(".")
    if second:
        inside = {**given.get(first, {}), second: value}
        given[first] = {name: answer for name, answer in inside.items() if answer is not None}
    elif value is None:
        given.pop(first, None)
    else:
        given[first] = value
    return read_profile(given)


def _plain(profile: Profile) -> dict[str, Any]:
    """The answers as the conditions of screens see them."""
    facts = profile.model_dump(exclude={"exams", "ticked", "begun"})
    return {**facts, **profile.exams.model_dump()}


def path(profile: Profile, rules: Rules) -> tuple[Screen, ...]:
    """The screens that this person sees, in order, as far as the answers so far decide."""
    screens = {screen.id: screen for screen in rules.pathway.screens}
    facts = _plain(profile)
    found: list[Screen] = []
    name = rules.pathway.screens[0].id
    while name != "end":
        screen = screens[name]
        found.append(screen)
        name = next((link.to for link in screen.next if holds(link.when, facts, rules.pathway.rules) is True), "end")
    return tuple(found)


def parts(screen: Screen, profile: Profile, rules: Rules) -> tuple[Part, ...]:
    """The questions of a screen that make sense for this person."""
    facts = _plain(profile)
    return tuple(part for part in screen.parts if holds(part.when, facts, rules.pathway.rules) is not False)


def next_question(profile: Profile, answered: Collection[str], rules: Rules) -> Screen | None:
    """The first screen not among the `answered` ids ("I don't know" is an answer); None when all have been seen."""
    return next((screen for screen in path(profile, rules) if screen.id not in answered), None)


def progress(screen_id: str, profile: Profile, rules: Rules) -> tuple[int, int]:
    """Place and number for "3 of 8". Raises `ValueError` where this person does not see that screen."""
    ids = [screen.id for screen in path(profile, rules)]
    return ids.index(screen_id) + 1, len(ids)


def sharper(
    profile: Profile, today: dt.date, rules: Rules, *, asked: Collection[str] = (), most: int = 4
) -> tuple[Question, ...]:
    """Up to `most` questions whose answers would change this plan, weightiest first.

    Open are the further questions of the file and every answer of the screens that is not known. `asked` holds the ids (of further
    questions, or fields) that were asked already and are not asked again.
    """
    before = plan(profile, today, rules)
    found: list[tuple[int, int, Question]] = []
    for place, row in enumerate(_open(profile, rules)):
        if row.id in asked or row.part.field in asked:
            continue
        plans = [plan(with_answer(profile, row.part.field, v), today, rules) for v in _tries(row.part, today)]
        changes = _changes(before, plans)
        if changes:
            weight = sum(_WEIGHTS[change] for change in changes)
            found.append((-weight, place, Question(row.id, row.part, changes)))
    found.sort(key=lambda item: item[:2])
    return tuple(question for _, _, question in found[:most])


def _open(profile: Profile, rules: Rules) -> list[Sharper]:
    facts = _plain(profile)
    rows = [row for row in rules.pathway.sharper if holds(row.when, facts, rules.pathway.rules) is not False]
    for screen in path(profile, rules):
        rows += [
            Sharper(id=part.field.replace(".", "-").replace("_", "-"), part=part)
            for part in parts(screen, profile, rules)
        ]
    return [row for row in rows if value_of(profile, row.part.field) is None]


def _tries(part: Part, today: dt.date) -> list[Any]:
    """Answers to try: each button, or some years back for a date. Countries and places have too many: the telling ones."""
    if part.kind in ("choice", "several"):
        values = [f"{option.value}{today:%Y-%m}" if option.then == "month" else option.value for option in part.options]
        return [[value] for value in values] if part.kind == "several" else values
    if part.kind == "month":
        return [f"{today.year - back}-{today.month:02}" for back in _YEARS_BACK]
    if part.kind == "country":
        return ["US", "FR", "GB"]
    return ["AB", "QC", "US"] if part.kind == "place" else []


def _changes(before: Plan, plans: list[Plan]) -> tuple[str, ...]:
    """What differs between the answers, or from the plan as it is."""
    return tuple(name for name in _WEIGHTS if len({_print(name, found) for found in (before, *plans)}) > 1)


def _print(name: str, found: Plan) -> str:
    rows: Mapping[str, Any] = {
        "year": found.match_year,
        "alternatives": [row.id for row in found.plan_b if not row.open],
        "warnings": [row.id for row in found.warnings if not row.open],
        "steps": [(step.id, step.when == "done", str(step.due)) for step in found.steps],
    }
    return json.dumps(rows[name])
