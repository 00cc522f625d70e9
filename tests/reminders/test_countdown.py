"""The exam countdown."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.countdown import PROMPTS_A_WEEK, Countdown, Exam, Intensity, Prompt, plan
from bot.reminders.zones import names

PROMPTS = [Prompt(f"prep-{number}", f"Topic {number}") for number in range(7)]
DAY = date(2027, 10, 2)


def countdown(
    today: date, intensity: Intensity = "steady", at: time | None = time(8), prompts: list[Prompt] | None = None
) -> Countdown:
    exam = Exam("NAC", DAY, "America/Toronto", at, time(18), intensity)
    return plan(exam, PROMPTS if prompts is None else prompts, today)


def test_milestones_stand_90_60_30_14_7_and_1_days_before() -> None:
    days = [item.days for item in countdown(date(2027, 6, 1)).items if item.kind == "milestone"]
    assert days == [90, 60, 30, 14, 7, 1]


def test_milestones_that_have_passed_are_left_out() -> None:
    days = [item.days for item in countdown(DAY - timedelta(days=20)).items if item.kind == "milestone"]
    assert days == [14, 7, 1]


@pytest.mark.parametrize("intensity", ["light", "steady", "intense"])
def test_a_week_has_as_many_study_prompts_as_the_intensity_says(intensity: Intensity) -> None:
    study = [item for item in countdown(date(2027, 6, 1), intensity).items if item.kind == "study"]
    full_weeks = Counter((item.days - 1) // 7 for item in study if item.days > 7 and item.days <= 105)
    assert set(full_weeks.values()) <= {
        PROMPTS_A_WEEK[intensity] - 1,
        PROMPTS_A_WEEK[intensity],
        PROMPTS_A_WEEK[intensity] + 1,
    }
    assert abs(sum(full_weeks.values()) - PROMPTS_A_WEEK[intensity] * 14) <= 1


def test_no_prompt_comes_twice_before_all_had_their_turn() -> None:
    entries = [item.entry for item in countdown(date(2027, 3, 1), "intense").items if item.kind == "study"]
    assert len(set(entries[:7])) == 7
    assert len(set(entries[7:14])) == 7


def test_the_same_plan_is_made_again() -> None:
    assert countdown(date(2027, 6, 1)) == countdown(date(2027, 6, 1))


def test_the_checklist_comes_at_seven_in_the_evening_before() -> None:
    (item,) = [item for item in countdown(date(2027, 6, 1)).items if item.kind == "checklist"]
    assert item.at.replace(tzinfo=None) == datetime(2027, 10, 1, 19)
    assert item.text == "countdown.checklist"


@pytest.mark.parametrize(
    ("at", "hour"), [(time(8), time(6, 30)), (None, time(7)), (time(14), time(7)), (time(5), time(5))]
)
def test_good_wishes_come_on_the_day_before_the_exam_begins(at: time | None, hour: time) -> None:
    (item,) = [item for item in countdown(date(2027, 6, 1), at=at).items if item.kind == "wishes"]
    assert item.at.replace(tzinfo=None) == datetime.combine(DAY, hour)


def test_a_past_exam_is_reported_as_such() -> None:
    over = countdown(DAY + timedelta(days=1))
    assert over.past
    assert over.items == ()


def test_an_exam_today_still_gets_its_wishes() -> None:
    assert [item.kind for item in countdown(DAY).items] == ["wishes"]


def test_without_prompts_there_are_milestones_all_the_same() -> None:
    assert {item.kind for item in countdown(date(2027, 6, 1), prompts=[]).items} == {"milestone", "checklist", "wishes"}


def test_what_has_already_passed_today_is_left_out_when_the_moment_is_given() -> None:
    exam = Exam("NAC", DAY, "America/Toronto", time(8), time(9))
    items = plan(exam, PROMPTS, DAY, datetime(2027, 10, 2, 15, tzinfo=UTC)).items
    assert items == ()


@given(
    left=st.integers(0, 500),
    intensity=st.sampled_from(["light", "steady", "intense"]),
    zone=st.sampled_from(sorted(names())),
    count=st.integers(0, 9),
)
def test_a_plan_is_in_order_and_never_has_two_items_of_study_and_milestone_on_a_day(
    left: int, intensity: Intensity, zone: str, count: int
) -> None:
    exam = Exam("NAC", DAY, zone, time(8), time(9), intensity)
    items = plan(exam, PROMPTS[:count], DAY - timedelta(days=left)).items
    assert [item.at for item in items] == sorted(item.at for item in items)
    days = [item.days for item in items if item.kind in {"study", "milestone"}]
    assert len(days) == len(set(days))
    assert all(0 <= item.days <= left for item in items)
