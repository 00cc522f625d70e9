"""The plan as JSON, calendar file, graph and picture, and what moved between two plans."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any

import icalendar
import pytest
from PIL import Image

from bot.knowledge.pathway_file import Rules
from bot.pathway.graph import in_words, mermaid
from bot.pathway.ics import calendar_file
from bot.pathway.lettering import font, wrap
from bot.pathway.moved import moved
from bot.pathway.picture import PictureError, draw, picture_texts
from bot.pathway.planner import plan_json
from tests.pathway.people import BOTH, Plans, somebody


def line(profile: dict[str, Any], today: str = "2026-11-24") -> dict[str, Any]:
    return {"profile": profile, "today": today}


def test_the_json_has_exactly_the_promised_fields(rules: Rules) -> None:
    found = json.loads(json.dumps(plan_json(line(somebody(provinces=["AB"])), rules)))
    assert set(found) == {"steps", "warnings", "plan_b", "match_year", "sources_as_of"}
    for step in found["steps"]:
        assert set(step) == {"id", "title", "when", "start", "due", "date_kind", "cost", "entries"}
        assert step["date_kind"] in {"official", "estimated", "passed", None}
        assert step["entries"]
    assert all(set(row) == {"text", "entries"} for row in found["warnings"])
    assert all(set(row) == {"title", "entries"} for row in found["plan_b"])
    assert found["sources_as_of"] == "2026-11"


def test_a_free_step_costs_nothing_and_an_unknown_cost_stays_open(rules: Rules) -> None:
    costs = {step["id"]: step["cost"] for step in plan_json(line(somebody()), rules)["steps"]}
    assert (costs["school"], costs["carms"], costs["language"], costs["nac"]) == (0, 0, None, 3320)


def test_an_empty_profile_gets_a_plan(rules: Rules) -> None:
    assert plan_json({"profile": {}, "today": "2026-11-24"}, rules)["match_year"] == 2028


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"profile": {}}, '"today"'),
        ({"profile": {}, "today": "24.11.2026"}, "YYYY-MM-DD"),
        ({"profile": {}, "today": 2026}, "YYYY-MM-DD"),
        ({"profile": {"status": "rich"}, "today": "2026-11-24"}, "status"),
        ({"profile": {"exams": {"nac": "failed"}}, "today": "2026-11-24"}, "exams.nac"),
        ({"profile": {"provinces": ["XX"]}, "today": "2026-11-24"}, "province"),
        ({"profile": {"shoe_size": 4}, "today": "2026-11-24"}, "shoe_size"),
    ],
)
def test_a_wrong_line_says_which_field_is_wrong(rules: Rules, given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        plan_json(given, rules)


def test_the_calendar_file_holds_each_date_ahead_once_with_alarms_before_it(plans: Plans, rules: Rules) -> None:
    plan = plans(somebody(exams=BOTH, match_year=2028)).plan
    read = icalendar.Calendar.from_ical(calendar_file(plan, rules))
    events = read.walk("VEVENT")
    ahead = {f"{step.id}-2028@pathway.invalid": step.due for step in plan.steps if step.due}
    assert {str(event["UID"]): event["DTSTART"].dt for event in events} == ahead
    for event in events:
        assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(days=1)
        assert len(event.walk("VALARM")) == 2
    rank = next(event for event in events if str(event["UID"]).startswith("rank-"))
    assert "estimated" in str(rank["SUMMARY"])
    assert "not settled" in str(rank["DESCRIPTION"])


def test_the_days_to_apply_for_an_exam_stand_in_the_calendar_file_and_ring_before_they_begin(
    plans: Plans, rules: Rules
) -> None:
    plan = plans(somebody(exams={"mccqe": "passed", "nac": "none"}, match_year=2028)).plan
    events = icalendar.Calendar.from_ical(calendar_file(plan, rules)).walk("VEVENT")
    [window] = [event for event in events if str(event["UID"]) == "nac-apply-2028@pathway.invalid"]
    [exam] = [event for event in events if str(event["UID"]) == "nac-2028@pathway.invalid"]
    assert plan.today <= window["DTEND"].dt < exam["DTSTART"].dt
    assert window["DTEND"].dt - window["DTSTART"].dt > dt.timedelta(days=7)
    assert "NAC" in str(window["SUMMARY"])
    assert window.walk("VALARM")


def test_a_later_export_moves_the_same_events(plans: Plans, rules: Rules) -> None:
    def ids(today: str) -> set[str]:
        plan = plans(somebody(exams=BOTH, match_year=2028), today).plan
        return {str(e["UID"]) for e in icalendar.Calendar.from_ical(calendar_file(plan, rules)).walk("VEVENT")}

    assert ids("2027-02-01") <= ids("2026-11-24")


def test_the_same_plan_gives_the_same_file_with_short_lines_that_end_as_the_standard_says(
    plans: Plans, rules: Rules
) -> None:
    plan = plans(somebody(provinces=["AB"])).plan
    found = calendar_file(plan, rules)
    assert found == calendar_file(plan, rules)
    assert found.endswith(b"\r\n")
    assert all(len(row) <= 75 for row in found.split(b"\r\n"))


def test_a_missed_date_is_not_put_into_a_calendar(plans: Plans, rules: Rules) -> None:
    plan = plans(somebody(exams=BOTH, match_year=2027), "2027-01-10").plan
    assert b"apply-2027" not in calendar_file(plan, rules)


def test_the_graph_shows_every_screen_step_warning_and_alternative(rules: Rules) -> None:
    text = mermaid(rules)
    pathway = rules.pathway
    for prefix, rows in (("q", pathway.screens), ("s", pathway.steps), ("w", pathway.warnings), ("b", pathway.plan_b)):
        for row in rows:
            assert f"{prefix}_{row.id.replace('-', '_')}" in text
    assert text.startswith("flowchart TD")
    assert text.count("subgraph") == text.count("\n  end")
    assert all(row.count('"') % 2 == 0 for row in text.splitlines())


def test_a_condition_is_said_in_words() -> None:
    condition = {"status": ["pr", "citizen"], "practice_years": "at least 2", "not": {"matched_before": True}}
    assert in_words(condition) == "status is pr or citizen; practice years at least 2; not (matched before is yes)"


async def test_the_picture_is_a_png_twice_as_wide_as_a_small_phone(rules: Rules) -> None:
    found = plan_json(line(somebody(provinces=["AB", "QC"], languages=["en", "fr"])), rules)
    png = await draw(found, picture_texts(rules))
    image = Image.open(io.BytesIO(png))
    assert image.format == "PNG"
    assert image.width == 720
    # Telegram refuses photos whose sides add up to more than 10,000 pixels or differ by more than twenty times.
    assert image.width + image.height < 10_000
    assert image.height < 20 * image.width
    assert len(png) < 300_000


async def test_a_picture_that_cannot_be_drawn_says_so() -> None:
    with pytest.raises(PictureError, match="drawing failed"):
        await draw({"steps": []}, {})


def test_an_accented_line_is_as_wide_as_its_letters_and_long_ones_are_wrapped() -> None:
    face = font(28)
    assert wrap("Vérifiez l'école", face, 1000) == ["Vérifiez l'école"]
    lines = wrap("a very long title " * 12, face, 300)
    assert len(lines) == 2
    assert lines[-1].endswith("...")


def test_what_moved_between_two_days_is_said_step_by_step(rules: Rules) -> None:
    person = somebody(exams={"mccqe": "passed"})
    before, after = plan_json(line(person, "2027-04-30"), rules), plan_json(line(person, "2027-05-01"), rules)
    found = moved(before, after)
    assert (found[0].kind, found[0].before, found[0].after) == ("year", "2028", "2029")
    assert ("due", "apply") in [(move.kind, move.step) for move in found]
    assert moved(before, before) == ()


def test_a_step_that_falls_away_is_said_too(rules: Rules) -> None:
    before = plan_json(line(somebody(discipline="family")), rules)
    after = plan_json(line(somebody(discipline="specialty")), rules)
    assert ("gone", "fmproc") in [(move.kind, move.step) for move in moved(before, after)]
