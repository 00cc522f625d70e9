"""The day named at a place, whatever way it is named."""

from __future__ import annotations

from bot.reminders.dates import Named, holiday, with_month, written
from bot.reminders.months import month_alone, month_day
from bot.reminders.reader import Reader
from bot.reminders.stretches import relative, stretch_at
from bot.reminders.weekdays import weekday_at


def spec(r: Reader, i: int) -> Named | None:
    """The day named at place `i`, prepositions aside; the place after it."""
    return (
        written(r, i)
        or weekday_at(r, i)
        or relative(r, i)
        or stretch_at(r, i)
        or with_month(r, i)
        or month_alone(r, i)
        or month_day(r, i)
        or holiday(r, i)
    )
