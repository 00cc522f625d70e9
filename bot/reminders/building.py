"""From a repetition as it was said to rules with a first time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

from bot.reminders.gather import Chosen, passing
from bot.reminders.hours import Hour, between, of_series, readings
from bot.reminders.monthly import WORKDAY
from bot.reminders.once import Scene
from bot.reminders.pieces import Amount, Every, Loose, Spec
from bot.reminders.recurrence import Rule, month_days, until, until_moment, year_day
from bot.reminders.resolve import add, dates, stretch

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def rules(chosen: Chosen, scene: Scene) -> list[Rule]:
    """The series that the message can mean, one or several, each from its first time after now on; none where all of it is past."""
    every = chosen.every
    assert every is not None
    if every.times > 1 and not _as_many(chosen, every.times):
        return []
    starts = _days(chosen.starting.spec, scene) if chosen.starting else (scene.today,)
    if chosen.starting and chosen.starting.ahead:
        starts = tuple(max(add(day, chosen.starting.ahead), scene.today) for day in starts)
    ends: tuple[date | None, ...] = _ends(chosen.until.spec, scene) if chosen.until else (None,)
    if chosen.within:
        # "every day next week", "every monday in july"
        first, last = stretch(chosen.within, scene.today)
        starts, ends = (max(first, scene.today),), (last,)
    hours = of_series(chosen)
    if chosen.at is not None and chosen.at.last is not None and passing(every):
        # "every 2 hours from 8am to 6pm": some hours of every day. Minutes have no such rule.
        if every.freq == "MINUTELY":
            return []
        hours = between(chosen.at.clocks[0], chosen.at.last, every.interval)
        every = Every("DAILY")
    found: list[Rule] = []
    for reading in _readings(every, chosen):
        for start in starts:
            for alternative in hours or ((),):
                for end in ends:
                    rule = _rule(reading, alternative, start, end, chosen, scene)
                    if rule is not None:
                        found.append(rule)
    return list(dict.fromkeys(found))


def _as_many(chosen: Chosen, times: int) -> bool:
    return chosen.at is not None and len(chosen.at.clocks) == times and not chosen.at.also


def _readings(every: Every, chosen: Chosen) -> tuple[Every, ...]:
    if chosen.excepting and every.freq == "DAILY" and every.interval == 1:
        every = replace(
            every, freq="WEEKLY", weekdays=tuple(day for day in range(7) if day not in chosen.excepting.weekdays)
        )
    elif chosen.excepting and every.weekdays:
        every = replace(
            every,
            weekdays=tuple(day for day in every.weekdays if day not in chosen.excepting.weekdays) or every.weekdays,
        )
    if every.unsure:
        # "every third monday": of the month, or every three weeks?
        n, weekday = every.nths[0]
        return (
            replace(every, freq="WEEKLY", interval=n, nths=(), weekdays=(weekday,), unsure=False),
            replace(every, interval=1, unsure=False),
        )
    return (every,)


def _days(spec: Spec, scene: Scene) -> tuple[date, ...]:
    found = dates(spec, scene.today, lambda day: day >= scene.today)
    return found[:1] if isinstance(spec, Loose) else found


def _ends(spec: Spec, scene: Scene) -> tuple[date, ...]:
    """The last day; of a stretch such as "next week" or "june" its last day."""
    if isinstance(spec, Loose) and spec.name == "named month":
        first = dates(spec, scene.today, lambda day: True)[0].replace(day=1)
        return (add(first, Amount(months=1)) - timedelta(days=1),)
    found = dates(spec, scene.today, lambda day: day >= scene.today)
    return found[-1:] if isinstance(spec, Loose) else found


def _rule(
    every: Every, hours: tuple[Hour, ...], start: date, end: date | None, chosen: Chosen, scene: Scene
) -> Rule | None:
    """One reading as a rule; None where nothing of it is to come."""
    by_hour = passing(every)
    if by_hour and not hours:
        step = timedelta(hours=every.interval) if every.freq == "HOURLY" else timedelta(minutes=every.interval)
        first: datetime | None = scene.wall + step
    else:
        times = sorted({hour.time for hour in hours} or {scene.default})
        first = _first(every, times, start, scene)
    if first is None:
        return None
    text = ";".join(_parts(every, first, every.interval))
    if len(hours) > 1 and not by_hour:
        if len({hour.time.minute for hour in hours}) > 1 or "BYSETPOS" in text:
            # Places in a set count hours, not days, where a day has several.
            return None
        text += ";BYHOUR=" + ",".join(str(hour.time.hour) for hour in sorted(hours, key=lambda hour: hour.time))
        text += f";BYMINUTE={hours[0].time.minute};BYSECOND=0"
    if chosen.lasting and chosen.lasting.count:
        text += f";COUNT={chosen.lasting.count}"
    elif chosen.lasting and chosen.lasting.amount:
        end = add(first.date(), chosen.lasting.amount) - timedelta(days=1)
    if end is not None and end < first.date():
        return None
    stop = _stop(chosen, first, end, scene)
    if stop is not None:
        if stop < first:
            return None
        end_part = until_moment(stop)
    else:
        end_part = until(end) if end is not None else ""
    if end_part and not (chosen.lasting and chosen.lasting.count):
        text += ";" + end_part
    return Rule(text, first, scene.zone)


def _stop(chosen: Chosen, first: datetime, end: date | None, scene: Scene) -> datetime | None:
    """The moment after which a series by the hour is over: the hour said on the last day, else the next such hour."""
    if chosen.stop is None:
        return None
    part = chosen.part.name if chosen.part else None
    hours = [hour for clock in chosen.stop.clocks for hour in readings(clock, part)]
    days = [end] if end is not None else [first.date(), first.date() + timedelta(days=1)]
    walls = sorted(hour.on(day) for day in days for hour in hours)
    return next((wall for wall in walls if scene.to_come(wall)), walls[-1])


def _parts(every: Every, first: datetime, interval: int) -> list[str]:
    parts = [f"FREQ={every.freq}"]
    if interval > 1:
        parts.append(f"INTERVAL={interval}")
    if every.freq == "WEEKLY" and every.weekdays:
        parts.append("BYDAY=" + ",".join(_DAYS[day] for day in sorted(every.weekdays)))
    elif every.freq == "MONTHLY" and every.nths:
        if every.nths[0][1] == WORKDAY:
            parts.append("BYDAY=MO,TU,WE,TH,FR;BYSETPOS=" + ",".join(str(n) for n, _ in every.nths))
        else:
            parts.append("BYDAY=" + ",".join(f"{n}{_DAYS[day]}" for n, day in every.nths))
    elif every.freq == "MONTHLY":
        parts.append(month_days(every.monthdays or (first.day,)))
    elif every.freq == "YEARLY":
        parts.append(year_day(*(every.date or (first.month, first.day))))
    return parts


def _first(every: Every, times: list[time], start: date, scene: Scene) -> datetime | None:
    """The first time after now, on or after the day `start`. Which week or month counts when some are left out is settled by it."""
    start = max(start, scene.today - timedelta(days=1))
    candidates: list[datetime] = []
    for at in times:
        seed = datetime.combine(start, at)
        bound = every.weekdays or every.nths or every.monthdays or every.date
        if not bound:
            candidates += [seed + timedelta(days=days) for days in range(3)]
        else:
            text = ";".join(_parts(every, seed, 1))
            candidates += islice(rrulestr(text, dtstart=seed), 4)
    to_come = [wall for wall in candidates if scene.to_come(wall) and wall.date() >= start]
    return min(to_come, default=None)
