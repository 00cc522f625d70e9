"""Every change of clocks of every zone over five years, month ends, and series that move from zone to zone (case 19)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders.recurrence import Rule
from bot.reminders.understand import understand
from bot.reminders.zones import at_wall, load, names, to_utc, to_zone
from bot.storage import reminders
from bot.storage.database import Database
from bot.storage.reminders import Coming, Reminder
from bot.storage.tables import deliveries
from tests.reminders.conftest import known, rows
from tests.support.remind_bot import deliverer

FROM, TO = datetime(2026, 11, 24, tzinfo=UTC), datetime(2031, 11, 24, tzinfo=UTC)
ZONES = st.sampled_from(sorted(names()))
DAYS = st.dates(date(2026, 11, 25), date(2031, 11, 24))
CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
FEW = settings(max_examples=150, deadline=None)


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """The moments (UTC, to the minute) at which the clocks of a zone change in these five years."""
    there = load(zone)

    def offset(at: datetime) -> timedelta | None:
        return at.astimezone(there).utcoffset()

    found = []
    day = FROM
    while day < TO:
        following = day + timedelta(days=1)
        if offset(day) != offset(following):
            low, high = day, following
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) / 2
                middle = middle.replace(second=0, microsecond=0)
                low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
            found.append(high)
        day = following
    return tuple(found)


def walls_around(change: datetime, zone: str) -> Iterator[datetime]:
    """Wall times before, in and after a change: the half hours from two hours before to two hours after, on either clock."""
    for minutes in range(-120, 121, 30):
        for moment in (change - timedelta(minutes=1), change):
            shown = to_zone(moment, zone).replace(tzinfo=None)
            yield shown.replace(second=0, microsecond=0) + timedelta(minutes=minutes)


def test_a_daily_series_comes_once_on_every_day_around_every_change_of_clocks_of_every_zone() -> None:
    seen = 0
    for zone in sorted(names()):
        for change in changes(zone)[:2]:
            for wall in set(walls_around(change, zone)):
                start = wall - timedelta(days=2)
                times = Rule("FREQ=DAILY", start, zone).first(5, at_wall(start, zone) - timedelta(minutes=1))
                assert [to_utc(at) for at in times] == [
                    to_utc(at_wall(start + timedelta(days=day), zone)) for day in range(5)
                ], (zone, wall)
                seen += 1
    assert seen > 1000


def test_a_wall_time_that_does_not_exist_moves_on_by_the_gap_and_one_that_comes_twice_is_the_first_in_every_zone() -> (
    None
):
    for zone in sorted(names()):
        there = load(zone)
        for change in changes(zone):
            before, after = (change - timedelta(minutes=1)).astimezone(there), change.astimezone(there)
            old, new = before.utcoffset(), after.utcoffset()
            assert old is not None
            assert new is not None
            first = (change + min(old, new)).replace(tzinfo=None)
            for minutes in range(0, int(abs(new - old).total_seconds() // 60), 15):
                wall = first + timedelta(minutes=minutes)
                # In a gap the clock of before shows how much later it is; in an overlap the first of both is before the change.
                assert to_utc(at_wall(wall, zone)) == (wall - old).replace(tzinfo=UTC), (zone, wall)


@FEW
@given(zone=ZONES, day=DAYS, clock=CLOCKS)
def test_a_date_and_an_hour_that_were_written_are_those_of_the_clock_in_any_zone(
    zone: str, day: date, clock: time
) -> None:
    meaning = understand(f"{day:%Y-%m-%d} {clock:%H:%M} call", FROM, zone, "en")
    if to_utc(at_wall(datetime.combine(day, clock), zone)) > FROM:
        assert meaning.at == at_wall(datetime.combine(day, clock), zone)


@FEW
@given(zone=ZONES, number=st.integers(1, 31), clock=CLOCKS, start=DAYS)
def test_a_day_of_the_month_is_kept_or_is_the_last_of_a_shorter_month_for_five_years(
    zone: str, number: int, clock: time, start: date
) -> None:
    now = at_wall(datetime.combine(start, time(12)), zone)
    meaning = understand(f"every month on the {number}{_ending(number)} at {clock:%H:%M} pay", now, zone, "en")
    assert meaning.rule is not None
    times = [at.replace(tzinfo=None) for at in islice(meaning.rule.after(now), 60)]
    assert len({(at.year, at.month) for at in times}) == 60
    for at in times:
        wanted = datetime.combine(date(at.year, at.month, min(number, monthrange(at.year, at.month)[1])), clock)
        assert to_utc(at_wall(at, zone)) == to_utc(at_wall(wanted, zone)) or at - wanted <= timedelta(days=1)


def _ending(number: int) -> str:
    return "th" if 10 <= number <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@FEW
@given(zone=ZONES, other=ZONES, clock=CLOCKS, start=DAYS)
def test_a_series_that_moves_to_another_zone_keeps_its_wall_time_there(
    zone: str, other: str, clock: time, start: date
) -> None:
    wall = datetime.combine(start, clock)
    here, there = (Rule("FREQ=WEEKLY", wall, name).first(20, FROM - timedelta(days=3)) for name in (zone, other))
    for number, (one, moved) in enumerate(zip(here, there, strict=True)):
        meant = wall + timedelta(weeks=number)
        assert one == at_wall(meant, zone)
        assert moved == at_wall(meant, other)


@pytest.mark.parametrize(
    ("zone", "first", "rule", "expected"),
    [
        # 02:30 on the spring day, 01:30 on the autumn day.
        ("America/Toronto", "2027-03-13 02:30", "FREQ=DAILY", ["03-13 07:30", "03-14 07:30", "03-15 06:30"]),
        ("America/Toronto", "2027-11-06 01:30", "FREQ=DAILY", ["11-06 05:30", "11-07 05:30", "11-08 06:30"]),
        ("America/St_Johns", "2027-03-13 02:15", "FREQ=DAILY", ["03-13 05:45", "03-14 05:45", "03-15 04:45"]),
        ("Asia/Kathmandu", "2027-03-13 06:00", "FREQ=DAILY", ["03-13 00:15", "03-14 00:15", "03-15 00:15"]),
        ("UTC", "2027-01-31 09:00", "FREQ=MONTHLY;BYMONTHDAY=-1", ["01-31 09:00", "02-28 09:00", "03-31 09:00"]),
        (
            "UTC",
            "2028-02-29 09:00",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
            ["02-29 09:00", "02-28 09:00", "02-28 09:00"],
        ),
    ],
)
async def test_case_19_each_occurrence_is_delivered_once_at_the_wall_time_that_was_meant(
    database: Database, zone: str, first: str, rule: str, expected: list[str]
) -> None:
    wall = datetime.fromisoformat(first)
    now = [to_utc(at_wall(wall, zone)) - timedelta(minutes=1)]
    await known(database, 5, zone=zone)
    async with database.write() as connection:
        made = Reminder(5, "own", "study", wall.isoformat(timespec="minutes"), zone, rule, {})
        await reminders.add(connection, made, Coming(at_wall(wall, zone)), now[0])
    delivery = deliverer(database, clock=lambda: now[0])
    following = Rule(rule, wall, zone).first(3, now[0])
    for at in following:
        for minutes in (-1, 0, 1):
            now[0] = to_utc(at) + timedelta(minutes=minutes)
            await delivery.tick()
            await delivery.tick()
    found = sorted(row.due_at for row in await rows(database, deliveries))
    assert [f"{to_utc(at):%m-%d %H:%M}" for at in found] == expected
