"""The plan as a calendar file (RFC 5545): one all-day event a date, with an alarm, each under an id that stays."""

from __future__ import annotations

import datetime as dt

from icalendar import Alarm, Calendar, Event

from bot.knowledge.pathway_file import Rules
from bot.knowledge.texts import say
from bot.pathway.plan import Plan, PlanStep

#: Days before a date when the calendar rings, at nine in the morning where the reader is.
ALARMS = (14, 2)


def calendar_file(plan: Plan, rules: Rules, language: str = "en") -> bytes:
    """UTF-8 text of an `.ics` file with the starts and dates still ahead.

    The id of an event is made of step and match year, so a file exported later moves the same events instead of doubling them.
    """
    texts = rules.pathway.texts
    calendar = Calendar()
    calendar.add("prodid", "-//Pathway//Residency planner//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", say(texts["calendar"], language))
    for step in plan.steps:
        if step.due is None or step.date_kind == "passed":
            continue
        calendar.add_component(_event(step, step.due, plan, rules, language))
    return bytes(calendar.to_ical())


def _event(step: PlanStep, day: dt.date, plan: Plan, rules: Rules, language: str) -> Event:
    texts = rules.pathway.texts
    kind = say(texts[step.date_kind or "estimated"], language)
    if step.date_kind == "official":
        note = say(texts["date_official"], language)
    else:
        note = say(texts["date_basis"], language).replace("{basis}", step.basis or "-")
    event = Event()
    event.add("uid", f"{step.id}-{plan.match_year}@pathway.invalid")
    # The stamp is the day of the plan, not the clock: the same plan gives the same file.
    event.add("dtstamp", dt.datetime.combine(plan.today, dt.time(), dt.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", f"{step.title} ({kind})")
    about = f"{step.about_date}. " if step.about_date else ""
    event.add("description", f"{step.why}\n{about}{note}\n{say(texts['not_advice'], language)}")
    event.add("transp", "TRANSPARENT")
    for days in ALARMS:
        if day - dt.timedelta(days=days) >= plan.today:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", step.title)
            alarm.add("trigger", dt.timedelta(days=-days, hours=9))
            event.add_component(alarm)
    return event
