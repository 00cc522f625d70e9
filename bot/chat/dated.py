"""The dated event that an answer speaks of, for the button "Remind me"."""

from __future__ import annotations

from bot.chat.context import Context
from bot.knowledge.model import Entry
from bot.reminders.dated import dated_event


def event_of(context: Context, entry: Entry) -> str | None:
    """The id of the next event that the answer is about; None where it has no date."""
    rules = context.services.rules
    found = dated_event(entry, rules.calendar.values(), context.turn.now.date()) if rules else None
    return found.id if found is not None else None
