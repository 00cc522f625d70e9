"""What holds for every plan, whoever asks and whenever."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.knowledge.condition import PROVINCES, STAGES, STATUSES
from bot.knowledge.pathway_file import Rules, load_rules
from bot.pathway.plan import Plan
from bot.pathway.planner import plan, plan_json
from bot.pathway.profile import read_profile
from bot.pathway.questions import sharper, value_of

STEP_RANK = {"done": 0, "now": 1, "next": 2, "later": 3}


@functools.cache
def the_rules() -> Rules:
    return load_rules(Path(__file__).parents[2] / "knowledge")


def months(first: int, last: int) -> st.SearchStrategy[str]:
    return st.builds(lambda y, m: f"{y}-{m:02}", st.integers(first, last), st.integers(1, 12))


exam = st.one_of(
    st.sampled_from(["passed", "none", "failed-1", "failed-2", "failed-3", "failed-4"]),
    months(2026, 2031).map("booked:{}".format),
)
answers: dict[str, st.SearchStrategy[Any]] = {
    "stage": st.sampled_from(STAGES),
    "school_country": st.sampled_from(["NG", "IN", "US", "IE", "GB", "FR", "CA", "PH", "AU", "ZA"]),
    "graduation": months(1985, 2034),
    "status": st.sampled_from(STATUSES),
    "living_in": st.sampled_from([*PROVINCES, "US", "GB", "NG", "AE"]),
    "postgraduate_years": st.sampled_from([0, 0.5, 1, 2, 3, 5, 9]),
    "practice_years": st.sampled_from([0, 0.5, 1, 2, 6, 20]),
    "last_practice": months(2010, 2031),
    "exams": st.fixed_dictionaries(
        {},
        optional={
            "mccqe": exam,
            "nac": exam,
            "tdm": exam,
            "usmle": exam,
            "language": st.sampled_from(["passed", "none", "expired"]),
        },
    ),
    "languages": st.lists(st.sampled_from(["en", "fr"]), unique=True),
    "provinces": st.lists(st.sampled_from(PROVINCES), unique=True, max_size=4),
    "discipline": st.sampled_from(["family", "specialty", "open"]),
    "earlier_matches": st.integers(0, 4),
    "matched_before": st.booleans(),
    "match_year": st.integers(2025, 2036),
    "ticked": st.lists(
        st.sampled_from(
            ["school", "account", "verify", "carms", "papers", "apply", "interviews", "rank", "second", "matched"]
        ),
        unique=True,
        max_size=3,
    ),
}
people = st.fixed_dictionaries({}, optional=answers)
days = st.dates(dt.date(2026, 1, 1), dt.date(2031, 12, 31))
many = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def made(person: dict[str, Any], today: dt.date) -> Plan:
    return plan(read_profile(person), today, the_rules())


@many
@given(people, days)
@example({}, dt.date(2026, 11, 24))
def test_everybody_gets_a_plan_for_a_july_that_is_not_over(person: dict[str, Any], today: dt.date) -> None:
    found = made(person, today)
    assert dt.date(found.match_year, 7, 1) >= today
    assert any(step.when in ("now", "next") for step in found.steps)
    assert found.plan_b


@many
@given(people, days)
def test_nothing_is_due_in_the_past_but_a_missed_one_off_that_says_so(person: dict[str, Any], today: dt.date) -> None:
    for step in made(person, today).steps:
        if step.due is not None and step.due < today:
            assert step.date_kind == "passed"
        if step.when == "done":
            assert step.start is None
            assert step.due is None
        if step.start is not None:
            assert step.start >= today
            assert step.due is None or step.start <= step.due


@many
@given(people, days)
def test_no_step_comes_before_what_it_depends_on(person: dict[str, Any], today: dt.date) -> None:
    steps = made(person, today).steps
    place = {step.id: index for index, step in enumerate(steps)}
    by_id = {step.id: step for step in steps}
    for step in steps:
        for name in step.after:
            need = by_id[name]
            assert place[name] < place[step.id]
            if "done" in (step.when, need.when) or "passed" in (step.date_kind, need.date_kind):
                continue
            if step.start and need.start:
                assert need.start <= step.start, (name, step.id)
            if step.due and need.due:
                assert need.due <= step.due, (name, step.id)


@many
@given(people, days)
def test_a_step_is_never_nearer_than_what_must_be_done_before_it(person: dict[str, Any], today: dt.date) -> None:
    sat = {
        name
        for name, said in person.get("exams", {}).items()
        if said.startswith("booked") and said[7:] <= f"{today:%Y-%m}"
    }
    steps = {step.id: step for step in made(person, today).steps}
    rows = {row.id: row for row in the_rules().pathway.steps}
    for step in steps.values():
        for name in rows[step.id].after:
            need = steps.get(name)
            if (
                need
                and step.when != "done"
                and need.date_kind != "passed"
                and (rows[step.id].next_cycle or name not in sat)
            ):
                assert STEP_RANK[need.when] <= STEP_RANK[step.when]
                assert step.when != "now" or need.when == "done"


@many
@given(people, days)
def test_the_same_person_gets_the_same_plan_on_the_same_day(person: dict[str, Any], today: dt.date) -> None:
    line = {"profile": person, "today": today.isoformat()}
    assert plan_json(line, the_rules()) == plan_json(line, the_rules())


@many
@given(people, days)
def test_every_text_is_complete(person: dict[str, Any], today: dt.date) -> None:
    found = made(person, today)
    texts = [step.title + step.why for step in found.steps]
    texts += [warning.text for warning in found.warnings] + [row.title for row in found.plan_b]
    assert not [text for text in texts if "{" in text or not text.strip()]


@settings(parent=many, max_examples=40)
@given(people, days)
def test_sharper_questions_are_at_most_four_and_about_what_is_not_known(person: dict[str, Any], today: dt.date) -> None:
    profile = read_profile(person)
    found = sharper(profile, today, the_rules())
    assert len(found) <= 4
    assert all(value_of(profile, question.part.field) is None for question in found)


@many
@given(people, days)
def test_a_year_in_reach_stays_in_reach_when_an_exam_is_passed(person: dict[str, Any], today: dt.date) -> None:
    passed = {**person, "match_year": None, "exams": {**person.get("exams", {}), "mccqe": "passed", "nac": "passed"}}
    assert made(passed, today).match_year <= made({**person, "match_year": None}, today).match_year
