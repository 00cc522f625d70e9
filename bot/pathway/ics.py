"""The plan as a calendar file (RFC 5545): one all-day event a date, with an alarm, each under an id that stays."""

from __future__ import annotations

import datetime as dt

from icalendar import Alarm, Calendar, Event

from bot.knowledge.pathway_file import Rules
from bot.knowledge.texts import say
from bot.pathway.dates import Kind, Span
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
        if step.window is not None and step.window.end >= plan.today:
            calendar.add_component(_window(step, step.window, plan, rules, language))
    return bytes(calendar.to_ical())


def _event(step: PlanStep, day: dt.date, plan: Plan, rules: Rules, language: str) -> Event:
    about = f"{step.about_date}. " if step.about_date else ""
    kind: Kind = "official" if step.date_kind == "official" else "estimated"
    said = f"{step.why}\n{about}{_note(kind, step.basis, rules, language)}"
    return _dated(step.id, step.title, (day, day), kind, said, plan, rules, language)


def _window(step: PlanStep, window: Span, plan: Plan, rules: Rules, language: str) -> Event:
    """The days on which an exam can be applied for: missed, the exam is missed."""
    said = f"{step.why}\n{_note(window.kind, window.basis, rules, language)}"
    return _dated(
        f"{step.id}-apply", window.title, (window.start, window.end), window.kind, said, plan, rules, language
    )


def _note(kind: Kind, basis: str | None, rules: Rules, language: str) -> str:
    texts = rules.pathway.texts
    if kind == "official":
        return say(texts["date_official"], language)
    return say(texts["date_basis"], language).replace("{basis}", basis or "-")


def _dated(
    name: str,
    title: str,
    days: tuple[dt.date, dt.date],
    kind: Kind,
    said: str,
    plan: Plan,
    rules: Rules,
    language: str,
) -> Event:
    """An all-day event from the first to the last day, with its alarms."""
    first, last = days
    texts = rules.pathway.texts
    event = Event()
    event.add("uid", f"{name}-{plan.match_year}@pathway.invalid")
    # The stamp is the day of the plan, not the clock: the same plan gives the same file.
    event.add("dtstamp", dt.datetime.combine(plan.today, dt.time(), dt.UTC))
    event.add("dtstart", first)
    event.add("dtend", last + dt.timedelta(days=1))
    event.add("summary", f"{title} ({say(texts[kind], language)})")
    event.add("description", f"{said}\n{say(texts['not_advice'], language)}")
    event.add("transp", "TRANSPARENT")
    for ahead in ALARMS:
        if first - dt.timedelta(days=ahead) >= plan.today:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", title)
            alarm.add("trigger", dt.timedelta(days=-ahead, hours=9))
            event.add_component(alarm)
    return event
