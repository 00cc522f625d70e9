"""Which dated event of the calendar an answer speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.knowledge.calendar import Event
from bot.knowledge.model import Entry

# Events of one province or of a status carry these: they say nothing about another province's answer.
_TOO_WIDE = frozenset({"provinces", "citizenship-pr"})


def dated_event(entry: Entry, events: Iterable[Event], today: date) -> Event | None:
    """The next event that an answer is about: everything that the event is about, the answer is about too. None: it has no date."""
    subjects = set(entry.about)
    found = [
        event
        for event in events
        if event.about and subjects.issuperset(event.about) and not _TOO_WIDE & set(event.about) and event.start > today
    ]
    return min(found, key=lambda event: event.start, default=None)
