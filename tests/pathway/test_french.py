"""The plan in French: the same plan, without an English word of the planner's file in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from bot.knowledge.pathway_file import Rules
from bot.knowledge.texts import Texts
from bot.pathway.plan import Plan
from bot.pathway.planner import plan
from bot.pathway.profile import read_profile
from tests.pathway.people import BOTH, SOMEBODY, TODAY

PEOPLE: list[dict[str, Any]] = [
    {},
    {"stage": "student", "school_country": "IE", "graduation": "2028-06", "provinces": ["BC", "AB", "QC"]},
    {**SOMEBODY, "exams": {**BOTH, "language": "expired"}, "provinces": ["AB", "ON"], "match_year": 2027},
    {**SOMEBODY, "stage": "practising", "postgraduate_years": 5, "practice_years": 10, "status": "work-permit"},
    {**SOMEBODY, "matched_before": True, "exams": {"mccqe": "failed-3", "nac": "booked:2027-05", "usmle": "passed"}},
]


def said(plan: Plan) -> list[str | None]:
    """All words of a plan, in an order that does not hang on the language."""
    steps = [(step.title, step.why, step.about_date, step.basis) for step in plan.steps]
    notes = [step.cost.note if step.cost else None for step in plan.steps]
    return [
        *(text for row in steps for text in row),
        *notes,
        *(w.text for w in plan.warnings),
        *(b.title for b in plan.plan_b),
    ]


def texts(value: Any) -> Iterator[Texts]:
    """Every text in a model of the planner's file."""
    if isinstance(value, dict):
        if value.keys() and value.keys() <= {"en", "fr"}:
            yield value
        else:
            for inner in value.values():
                yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)


@pytest.mark.parametrize("profile", PEOPLE)
def test_a_french_plan_says_each_thing_in_french(rules: Rules, profile: dict[str, Any]) -> None:
    today = dt.date.fromisoformat(TODAY)
    english = said(plan(read_profile(profile), today, rules, "en"))
    french = said(plan(read_profile(profile), today, rules, "fr"))
    assert len(french) == len(english)
    assert [one for one, other in zip(french, english, strict=True) if one is not None and one == other] == []


def test_a_french_text_names_what_the_english_one_names(rules: Rules) -> None:
    found = list(texts(rules.pathway.model_dump()))
    assert found
    for text in found:
        for brace in (
            "{match}",
            "{aimed}",
            "{alberta}",
            "{before}",
            "{days}",
            "{close}",
            "{kind}",
            "{reason}",
            "{fails}",
        ):
            if "fr" in text:
                assert (brace in text["en"]) == (brace in text["fr"]), text
