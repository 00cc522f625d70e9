"""The playground's clock, led from one reminder to the next."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.playground.clock import MovableClock
from bot.serving.travel import Travel
from bot.storage.database import Database
from bot.storage.tables import deliveries
from tests.reminders.conftest import known, remind, rows
from tests.support.remind_bot import deliverer


async def test_a_week_forward_brings_each_daily_reminder_at_its_time_and_none_late(sqlite_url: str) -> None:
    database, clock = Database(sqlite_url), MovableClock()
    try:
        first = clock().replace(second=0, microsecond=0) + timedelta(hours=1)
        await known(database, 5)
        await remind(database, 5, "study", first, rule="FREQ=DAILY")
        travel = Travel(database, clock, deliverer(database, clock=clock))
        there = clock.forward(168)
        while clock.wanted:
            await travel.step()
        found = sorted(await rows(database, deliveries), key=lambda row: row.due_at)
        assert [row.due_at for row in found] == [first + timedelta(days=day) for day in range(7)]
        assert all(row.queued_at - row.due_at < timedelta(minutes=1) for row in found)
        assert not any(row.digest for row in found)
        assert clock() >= there
    finally:
        await database.close()


def test_the_clock_moves_by_an_hour_a_day_or_a_week_and_never_back() -> None:
    clock = MovableClock()
    before: datetime = clock()
    for hours in (0, -1, 5):
        with pytest.raises(ValueError, match="the clock moves by"):
            clock.forward(hours)
    clock.forward(24)
    clock.move(timedelta(hours=-3))
    clock.move(timedelta(days=9))
    assert timedelta(hours=24) <= clock() - before < timedelta(hours=25)
    assert clock.wanted == timedelta(0)


def test_the_clock_does_not_leave_the_calendar() -> None:
    clock = MovableClock()

    def travel() -> None:
        for _ in range(600):
            clock.forward(168)

    with pytest.raises(ValueError, match="far enough"):
        travel()
