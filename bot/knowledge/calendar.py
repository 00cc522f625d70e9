"""`knowledge/calendar.yaml`: dated events, each with its sources and whether an authority said it."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from bot.knowledge import yaml12
from bot.knowledge.errors import KnowledgeError
from bot.knowledge.rows import each_with_line, validated


class Event(BaseModel):
    """One dated event. `start` and `end` are local dates of `zone`, both included; `time` is `HH:MM` of the last moment that counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(min_length=3, max_length=120)
    start: dt.date
    end: dt.date | None = None
    time: str | None = Field(default=None, pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    zone: str | None = None
    kind: Literal["official", "estimated"]
    basis: str | None = None
    sources: tuple[str, ...] = Field(min_length=1)
    checked: dt.date
    about: tuple[str, ...] = ()
    line: int = 0

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, zone: str | None) -> str | None:
        if zone is not None and zone not in zoneinfo.available_timezones():
            raise ValueError(f"{zone!r} is not an IANA time zone")
        return zone

    @model_validator(mode="after")
    def _consistent(self) -> Event:
        if self.end is not None and self.end < self.start:
            raise ValueError("the end lies before the start")
        if self.kind == "estimated" and not self.basis:
            raise ValueError("an estimated event needs a basis: from what is it estimated?")
        if (self.time is None) != (self.zone is None):
            raise ValueError("time and zone belong together")
        return self

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.end or self.start


Calendar = dict[str, Event]


def load_calendar(path: Path) -> Calendar:
    """The events of a calendar file by id, in the order of the file. Raises `KnowledgeError` with file and line."""
    rows: Any = yaml12.read(path)
    if rows is None:
        return {}
    if not isinstance(rows, list):
        raise KnowledgeError(str(path), 1, "a list of events is expected")
    events: Calendar = {}
    for row, line in each_with_line(rows, str(path), "an event"):
        event = validated(Event, row, str(path), line)
        if event.id in events:
            raise KnowledgeError(str(path), line, f"the event {event.id} stands twice")
        events[event.id] = event
    return events
