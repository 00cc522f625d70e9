"""From an hour as it was said to the times of day it can mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.reminders.clocks import settle
from bot.reminders.gather import Chosen
from bot.reminders.parts import HOURS
from bot.reminders.pieces import Clock, PartName


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day, `shift` days after the day that was said."""

    time: time
    shift: int = 0

    def on(self, day: date) -> datetime:
        """The wall time on the day said."""
        return datetime.combine(day, self.time) + timedelta(days=self.shift)


def readings(clock: Clock, part: PartName | None) -> tuple[Hour, ...]:
    """What `clock` can mean in the part of the day, if one was said: one hour, or two where it stays open."""
    if part is not None:
        clock = settle(clock, part)
    if clock.open:
        return tuple(Hour(time(hour, clock.minute)) for hour in (clock.hour % 12, clock.hour % 12 + 12))
    return (Hour(time(clock.hour, clock.minute), clock.shift),)


def between(first: Clock, last: Clock, step: int) -> tuple[tuple[Hour, ...], ...]:
    """Every `step`th hour of a day from `first` to `last`, as alternatives where am or pm is open ("from 9 to 5" is a working day)."""
    pairs = [
        (start.time, end.time)
        for start in readings(first, None)
        for end in readings(last, None)
        if end.time > start.time
    ]
    return tuple(
        tuple(Hour(time(hour, start.minute)) for hour in range(start.hour, 24, step) if time(hour, start.minute) <= end)
        for start, end in pairs
    )


def of_series(chosen: Chosen) -> tuple[tuple[Hour, ...], ...] | None:
    """The hours of a series, as alternatives; each alternative may hold several hours of one day. None where no hour was said."""
    part = chosen.part.name if chosen.part else chosen.every.part if chosen.every else None
    if chosen.at is None:
        return ((Hour(HOURS[part]),),) if part else None
    each = [tuple(Hour(hour.time) for hour in readings(clock, part)) for clock in chosen.at.clocks]
    if len(each) == 1 or chosen.at.also:
        return tuple((hour,) for hours in each for hour in hours)
    if all(len(hours) == 1 for hours in each):
        return (tuple(dict.fromkeys(hours[0] for hours in each)),)
    return tuple((hour,) for hours in each for hour in hours)


def of_once(chosen: Chosen, *, dated: bool) -> tuple[Hour, ...] | None:
    """The alternatives for one time. `dated`: a day other than today was said, so midnight may be either end of it."""
    if chosen.at is None:
        return (Hour(HOURS[chosen.part.name]),) if chosen.part else None
    part = chosen.part.name if chosen.part else None
    found: list[Hour] = []
    for clock in chosen.at.clocks:
        if clock.midnight:
            both = dated and part not in {"night", "evening", "tonight"}
            found.extend((Hour(time(0)), Hour(time(0), 1)) if both else (Hour(time(0), 1),))
        else:
            found.extend(readings(clock, part))
    if chosen.at.before:
        found.extend(
            Hour((datetime.combine(date(2000, 1, 1), hour.time) - timedelta(hours=1)).time(), hour.shift)
            for hour in list(found)
            if hour.time.hour
        )
    return tuple(dict.fromkeys(found))
