"""From a stored reminder to its times, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.knowledge.model import Knowledge
from bot.reminders.schedule import Next, Schedule, next_of
from bot.storage.reminders import Coming, Reminder

# The section of the menu whose answers study prompts are drawn from.
STUDY = "preparation"


def schedule_of(reminder: Reminder) -> Schedule:
    """The reminder as the pure room sees it."""
    return Schedule(reminder.kind, datetime.fromisoformat(reminder.wall), reminder.zone, reminder.rule, reminder.detail)


def coming_of(found: Next) -> Coming:
    """A time to store."""
    return Coming(found.at, {"parts": [dict(part) for part in found.parts]} if found.parts else None)


def next_coming(reminder: Reminder, after: datetime, prompts: Sequence[str]) -> Coming | None:
    """The first time of a reminder strictly after `after`."""
    found = next_of(schedule_of(reminder), after, prompts)
    return coming_of(found) if found is not None else None


def study_prompts(knowledge: Knowledge) -> tuple[str, ...]:
    """The entries that study prompts are drawn from."""
    return tuple(entry.id for entry in knowledge.in_section(STUDY))
