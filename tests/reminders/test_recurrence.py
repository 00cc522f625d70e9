"""Rules of repetition over years, in all zones."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders.recurrence import Rule, month_days, until, year_day
from bot.reminders.zones import at_wall, load, names, to_utc

ZONES = st.sampled_from(sorted(names()))
STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2031, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))
FEW = settings(max_examples=150, deadline=None)


def wall(at: datetime) -> datetime:
    return at.replace(tzinfo=None)


@FEW
@given(start=STARTS, zone=ZONES)
def test_a_daily_series_keeps_its_wall_time_except_where_it_does_not_exist(start: datetime, zone: str) -> None:
    rule = Rule("FREQ=DAILY", start, zone)
    before = at_wall(start, zone) - timedelta(days=2)
    for number, at in enumerate(islice(rule.after(before), 400)):
        meant = start + timedelta(days=number)
        exists = meant.replace(tzinfo=load(zone)).astimezone(UTC).astimezone(load(zone)).replace(tzinfo=None) == meant
        assert wall(at) == meant if exists else timedelta(0) < wall(at) - meant <= timedelta(hours=2)


@FEW
@given(start=STARTS, zone=ZONES, days=st.integers(0, 2000))
def test_occurrences_lie_strictly_after_the_moment_and_in_order(start: datetime, zone: str, days: int) -> None:
    rule = Rule("FREQ=DAILY;INTERVAL=3", start, zone)
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days)
    found = rule.first(5, moment)
    assert all(to_utc(at) > moment for at in found)
    assert all(to_utc(one) < to_utc(other) for one, other in pairwise(found))


@FEW
@given(start=STARTS, zone=ZONES)
def test_asking_again_after_each_occurrence_gives_the_same_series(start: datetime, zone: str) -> None:
    rule = Rule("FREQ=WEEKLY;BYDAY=MO,TH", start, zone)
    together = rule.first(6, datetime(2026, 1, 1, tzinfo=UTC))
    moment, apart = datetime(2026, 1, 1, tzinfo=UTC), []
    for _ in range(6):
        following = rule.next_after(moment)
        assert following is not None
        apart.append(following)
        moment = to_utc(following)
    assert tuple(apart) == together


@FEW
@given(day=st.integers(1, 31), start=STARTS)
def test_a_day_that_a_month_lacks_is_its_last(day: int, start: datetime) -> None:
    rule = Rule(f"FREQ=MONTHLY;{month_days((day,))}", start, "Etc/UTC")
    found = rule.first(60, datetime(2032, 1, 1, tzinfo=UTC))
    assert len({(at.year, at.month) for at in found}) == 60
    assert all(at.day == min(day, monthrange(at.year, at.month)[1]) for at in found)


def test_the_29th_of_february_is_the_28th_in_other_years() -> None:
    rule = Rule(f"FREQ=YEARLY;{year_day(2, 29)}", datetime(2027, 2, 28, 9), "America/Toronto")
    days = [(at.year, at.month, at.day) for at in rule.first(3, datetime(2027, 1, 1, tzinfo=UTC))]
    assert days == [(2027, 2, 28), (2028, 2, 29), (2029, 2, 28)]


def test_until_includes_its_day() -> None:
    rule = Rule("FREQ=DAILY;" + until(datetime(2027, 1, 3).date()), datetime(2027, 1, 1, 21), "America/Toronto")
    assert len(rule.first(9, datetime(2026, 1, 1, tzinfo=UTC))) == 3
    assert rule.next_after(datetime(2027, 1, 4, 2, tzinfo=UTC)) is None


def test_every_few_hours_counts_time_that_passes() -> None:
    rule = Rule("FREQ=HOURLY;INTERVAL=2", datetime(2027, 3, 13, 23), "America/Toronto")
    shown = [wall(at).hour for at in rule.first(3, datetime(2027, 3, 13, 12, tzinfo=UTC))]
    assert shown == [23, 1, 4]


@pytest.mark.parametrize(("ending", "count"), [("COUNT=4", 4), ("UNTIL=20270101T120000", 7)])
def test_every_few_minutes_ends_where_it_is_told(ending: str, count: int) -> None:
    rule = Rule(f"FREQ=MINUTELY;INTERVAL=30;{ending}", datetime(2027, 1, 1, 9), "Etc/UTC")
    assert len(rule.first(20, datetime(2026, 1, 1, tzinfo=UTC))) == count


def test_two_hours_of_which_one_is_skipped_do_not_meet() -> None:
    rule = Rule("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=30;BYSECOND=0", datetime(2027, 3, 14, 2, 30), "America/Toronto")
    shown = [wall(at) for at in rule.first(2, datetime(2027, 3, 14, 5, tzinfo=UTC))]
    assert shown == [datetime(2027, 3, 14, 3, 30), datetime(2027, 3, 15, 2, 30)]


def test_several_days_after_the_28th_need_rules_of_their_own() -> None:
    with pytest.raises(ValueError, match="rule of their own"):
        month_days((29, 30))
    assert month_days((15, 30)) == "BYMONTHDAY=15,28,29,30;BYSETPOS=1,-1"
    assert month_days((1, 31)) == "BYMONTHDAY=1,-1"


def test_a_rule_starts_at_a_wall_time() -> None:
    with pytest.raises(ValueError, match="wall time"):
        Rule("FREQ=DAILY", datetime(2027, 1, 1, tzinfo=UTC), "Etc/UTC")
