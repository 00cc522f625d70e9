"""Reminders in words: when one comes, what it says, how a list line looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from bot.chat.answer import say_day
from bot.chat.markup import escape
from bot.chat.texts import Texts
from bot.knowledge.model import Knowledge
from bot.reminders.recurrence import Rule
from bot.reminders.say import Language, say_moment, say_rule, say_times, say_zone
from bot.reminders.zones import at_wall, to_zone
from bot.storage.reminders import Reminder


def spoken(language: str) -> Language:
    return "fr" if language == "fr" else "en"


def moment_words(at: datetime, zone: str, language: str) -> str:
    """ "Monday, May 10, 2027 at 19:00 (Toronto time)"."""
    there, tongue = to_zone(at, zone), spoken(language)
    return f"{say_moment(there, tongue)} ({say_zone(there, tongue)})"


def short_moment(at: datetime, zone: str, language: str) -> str:
    """The moment without its zone."""
    return say_moment(to_zone(at, zone), spoken(language))


def moments_words(times: Sequence[datetime], zone: str, language: str) -> str:
    """All of the moments (in order), a day named once: "Monday, May 10, 2027 at 19:00 and 21:00; Tuesday, May 11, 2027 at 19:00"."""
    tongue = spoken(language)
    said = []
    for day, there in groupby((to_zone(at, zone) for at in times), key=lambda at: at.date()):
        hours = [at.time() for at in there]
        said.append(say_times(day, hours, tongue))
    return "; ".join(said)


def rule_words(rule: str, wall: str, zone: str, language: str) -> str:
    """ "every Monday at 19:00 (Toronto time)"."""
    tongue = spoken(language)
    start = datetime.fromisoformat(wall)
    said = say_rule(Rule(rule, start, zone), tongue)
    return f"{said} ({say_zone(at_wall(start, zone), tongue)})"


def when_words(reminder: Reminder, language: str) -> str:
    """When an own reminder comes: its rule, or its one moment."""
    if reminder.rule is not None:
        return rule_words(reminder.rule, reminder.wall, reminder.zone, language)
    return moment_words(at_wall(datetime.fromisoformat(reminder.wall), reminder.zone), reminder.zone, language)


def title_of(reminder: Reminder, texts: Texts, language: str) -> str:
    """A reminder in a few plain words, for lists and buttons."""
    if reminder.kind == "exam":
        return texts.plain("reminder-title-exam", language, name=reminder.text)
    if reminder.kind == "deadline":
        return texts.plain("reminder-title-deadline", language, title=reminder.text)
    return reminder.text


def days_words(days: int, texts: Texts, language: str) -> str:
    """ "in 7 days", "tomorrow", "today", or that the day has passed."""
    near = {0: "reminder-today", 1: "reminder-tomorrow"}
    key = near.get(days, "reminder-in-days" if days > 0 else "reminder-day-passed")
    return texts.plain(key, language, days=days)


def part_html(
    part: dict[str, Any], reminder: Reminder, texts: Texts, knowledge: Knowledge, language: str, today: date
) -> str:
    """What one part of a countdown or of a deadline says, counted from the day on which it is said."""
    kind = part["kind"]
    if reminder.kind == "exam":
        day = date.fromisoformat(reminder.detail["date"])
        values: dict[str, Any] = {
            "name": reminder.text,
            "left": days_words((day - today).days, texts, language),
            "date": say_day(day, language),
        }
        if kind == "study":
            entry = knowledge.entry(str(part.get("entry")), language)
            values["label"] = entry.question if entry is not None else ""
        return texts.say(f"countdown-{kind}", language, **values)
    day = date.fromisoformat(part["date"])
    return texts.say(
        f"deadline-{kind}",
        language,
        title=reminder.text,
        left=days_words((day - today).days, texts, language),
        date=say_day(day, language),
    )


def occurrence_html(
    reminder: Reminder, item: dict[str, Any] | None, texts: Texts, knowledge: Knowledge, language: str, now: datetime
) -> str:
    """What a reminder says when it comes, as HTML."""
    if reminder.kind == "own" or not item:
        return texts.say("reminder-own", language, text=reminder.text)
    today = to_zone(now, reminder.zone).date()
    parts = item["parts"]
    return "\n\n".join(part_html(part, reminder, texts, knowledge, language, today) for part in parts)


def bold(text: str) -> str:
    return f"<b>{escape(text)}</b>"
