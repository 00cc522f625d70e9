"""What a message about a time means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.reminders.recurrence import Rule

Kind = Literal["once", "series", "ambiguous", "none"]
Trouble = Literal["", "no time", "past", "impossible"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A message understood.

    `kind`: one time, a series, several readings to choose from, or no time at all. `what` is what to do, without the words about time
    (may be empty). `next` holds the coming occurrences (aware, in `zone`): one for once, up to five for a series. `rule` is the
    series itself. `choices` are the readings, earliest first, and `options` what each of them would mean once
    chosen. `trouble` says why there is no time.
    `default_hour`: no hour was said, so the usual one was taken.
    """

    kind: Kind
    what: str
    zone: str
    language: Literal["en", "fr"]
    next: tuple[datetime, ...] = ()
    rule: Rule | None = None
    choices: tuple[datetime, ...] = ()
    options: tuple[Meaning, ...] = ()
    trouble: Trouble = ""
    default_hour: bool = False

    @property
    def at(self) -> datetime | None:
        """The first occurrence, None where nothing is settled."""
        return self.next[0] if self.next else None

    def as_json(self) -> dict[str, Any]:
        """The line of `remind --json`: kind, what, at, next, rule, choices, with wall times `YYYY-MM-DDTHH:MM`."""
        return {
            "kind": self.kind,
            "what": self.what,
            "at": local(self.at) if self.at else None,
            "next": [local(at) for at in self.next],
            "rule": self.rule.rrule if self.rule else None,
            "choices": [local(at) for at in self.choices],
        }


def local(at: datetime) -> str:
    """Wall time, `2027-05-08T09:00`. (`%Y` does not pad years below 1000 everywhere; isoformat does.)"""
    return at.replace(tzinfo=None).isoformat(timespec="minutes")
