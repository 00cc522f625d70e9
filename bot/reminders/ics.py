"""Reminders as a calendar file (RFC 5545): each under an id that stays, so that a later export moves it instead of doubling it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice

from icalendar import Alarm, Calendar, Event, vRecur

from bot.reminders.schedule import Schedule, coming
from bot.reminders.zones import at_wall, to_utc

# A countdown has at most two years of items.
_MOST = 400


def calendar_file(reminders: Sequence[tuple[int, str, Schedule]], now: datetime, prompts: Sequence[str] = ()) -> bytes:
    """UTF-8 text of an `.ics` file: (id, title, schedule) of each reminder in, what is still to come out.

    A series is one event with its rule, in its zone; a moment that means no zone is in UTC.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Pathway//Reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for number, title, schedule in reminders:
        if schedule.rule is not None:
            calendar.add_component(_series(number, title, schedule, now))
            continue
        for index, one in enumerate(islice(coming(schedule, now, prompts), _MOST)):
            suffix = f"-{index}" if schedule.kind != "own" else ""
            calendar.add_component(_event(f"{number}{suffix}", title, one.at, now))
    # What a zone means is written down as well: calendars of old know other rules for some.
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _series(number: int, title: str, schedule: Schedule, now: datetime) -> Event:
    at = at_wall(schedule.wall, schedule.zone)
    event = _event(str(number), title, at, now)
    event.add("rrule", vRecur.from_ical(_rule(str(schedule.rule), at)))
    return event


def _rule(rule: str, at: datetime) -> str:
    """UNTIL stands in UTC where DTSTART has a zone (RFC 5545, 3.3.10)."""
    parts = rule.split(";")
    for index, part in enumerate(parts):
        if part.startswith("UNTIL="):
            last = datetime.strptime(part[6:], "%Y%m%dT%H%M%S").replace(tzinfo=at.tzinfo)
            parts[index] = f"UNTIL={to_utc(last):%Y%m%dT%H%M%SZ}"
    return ";".join(parts)


def _event(uid: str, title: str, at: datetime, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"reminder-{uid}@pathway.invalid")
    event.add("dtstamp", to_utc(now))
    event.add("dtstart", to_utc(at) if str(at.tzinfo) == "UTC" else at)
    event.add("duration", timedelta(minutes=15))
    event.add("summary", title)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event
