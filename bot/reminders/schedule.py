"""When a reminder comes next: one time, a series, the countdown to an exam, the days before a dated event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice
from typing import Any, cast

from bot.reminders.countdown import Exam, Intensity, Prompt
from bot.reminders.countdown import plan as countdown
from bot.reminders.recurrence import Rule
from bot.reminders.zones import at_wall, to_utc, to_zone

#: Days before an event, and before the end of one that lasts, on which its followers hear of it.
BEFORE_START = (30, 7, 1)
BEFORE_END = (7, 1)
# A series may have missed thousands of times; nobody reads more of them.
MOST_MISSED = 1000


@dataclass(frozen=True, slots=True)
class Schedule:
    """A reminder as far as its times go.

    `kind`: own, exam or deadline. `wall` (naive, in `zone`) is the time of an own reminder, or the first of the series `rule`. `detail` of
    an exam: `name`, `date`, `at` (or None), `hour`, `intensity`; of a deadline: `start`, `last`, `hour` (ISO texts).
    """

    kind: str
    wall: datetime
    zone: str
    rule: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Next:
    """One time (aware, in the zone of its reminder). `parts` say what comes then, for reminders of ours: kind, days, entry."""

    at: datetime
    parts: tuple[Mapping[str, Any], ...] = ()


def coming(schedule: Schedule, after: datetime, prompts: Sequence[str] = ()) -> Iterator[Next]:
    """The times strictly after the aware `after`, in order. `prompts` are the entries that study prompts are drawn from."""
    if schedule.kind == "exam":
        yield from _grouped(_exam(schedule, prompts), after)
    elif schedule.kind == "deadline":
        yield from _grouped(_deadline(schedule), after)
    elif schedule.rule is not None:
        for at in Rule(schedule.rule, schedule.wall, schedule.zone).after(after):
            yield Next(at)
    else:
        at = at_wall(schedule.wall, schedule.zone)
        if to_utc(at) > to_utc(after):
            yield Next(at)


def next_of(schedule: Schedule, after: datetime, prompts: Sequence[str] = ()) -> Next | None:
    """The first time strictly after `after`; None where nothing is to come."""
    return next(coming(schedule, after, prompts), None)


def missed(schedule: Schedule, after: datetime, now: datetime, prompts: Sequence[str] = ()) -> list[Next]:
    """The times after `after` that `now` has passed too (at most a thousand)."""
    edge = to_utc(now)
    found = []
    for one in islice(coming(schedule, after, prompts), MOST_MISSED):
        if to_utc(one.at) > edge:
            break
        found.append(one)
    return found


def exam_of(schedule: Schedule) -> Exam:
    """The exam that a countdown is for."""
    detail = schedule.detail
    return Exam(
        str(detail["name"]),
        date.fromisoformat(detail["date"]),
        schedule.zone,
        time.fromisoformat(detail["at"]) if detail.get("at") else None,
        time.fromisoformat(detail["hour"]),
        cast(Intensity, detail["intensity"]),
    )


def quiet_until(now: datetime, zone: str, start: str | None, end: str | None) -> datetime | None:
    """The end of the quiet hours (`HH:MM` to `HH:MM`, perhaps over midnight) that `now` lies in; None outside of them."""
    if start is None or end is None or start == end:
        return None
    wall = to_zone(now, zone).replace(tzinfo=None)
    first, last = time.fromisoformat(start), time.fromisoformat(end)
    clock = wall.time()
    inside = first <= clock < last if first < last else clock >= first or clock < last
    if not inside:
        return None
    day = wall.date() + timedelta(days=1) if first > last and clock >= first else wall.date()
    return at_wall(datetime.combine(day, last), zone)


def _exam(schedule: Schedule, prompts: Sequence[str]) -> list[Next]:
    exam = exam_of(schedule)
    # The plan is made as of the day it was asked for, so that a later look at it draws the same prompts for the same days.
    made = countdown(exam, [Prompt(entry, entry) for entry in prompts], schedule.wall.date())
    return [Next(item.at, ({"kind": item.kind, "days": item.days, "entry": item.entry},)) for item in made.items]


def _deadline(schedule: Schedule) -> list[Next]:
    start, last = (date.fromisoformat(schedule.detail[name]) for name in ("start", "last"))
    hour = time.fromisoformat(schedule.detail["hour"])
    days = [(start, number, "start") for number in BEFORE_START]
    if last > start:
        days += [(last, number, "last") for number in BEFORE_END]
    found = [
        Next(
            at_wall(datetime.combine(day - timedelta(days=number), hour), schedule.zone),
            ({"kind": what, "days": number, "date": day.isoformat()},),
        )
        for day, number, what in days
    ]
    return sorted(found, key=lambda one: to_utc(one.at))


def _grouped(times: list[Next], after: datetime) -> Iterator[Next]:
    """What comes at one moment comes together."""
    edge = to_utc(after)
    for moment, together in groupby(times, key=lambda one: to_utc(one.at)):
        if moment > edge:
            group = list(together)
            yield Next(group[0].at, tuple(part for one in group for part in one.parts))
