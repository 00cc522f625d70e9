"""Sentences with what they mean to someone in Toronto on Wednesday 16 June 2027 at 10:20.

Meanings are written short: `once 06-17 15:00`, `ask 06-18 09:00 | 06-25 09:00`, `series 06-21 19:00, 06-28 19:00` (the first two or more
occurrences), `none`. Years other than 2027 are written out.
"""

from __future__ import annotations

from datetime import datetime

from bot.reminders.meaning import Meaning, local
from bot.reminders.understand import understand

NOW = datetime.fromisoformat("2027-06-16T10:20:00-04:00")
ZONE = "America/Toronto"


def read(text: str, language: str | None = None) -> Meaning:
    return understand(text, NOW, ZONE, language)  # type: ignore[arg-type]


def short(meaning: Meaning, like: str = "") -> str:
    """The meaning written as in the tables; a series shows as many times as `like` does."""

    def at(moment: datetime) -> str:
        return local(moment).replace("T", " ").removeprefix("2027-")

    if meaning.kind == "none":
        return "none"
    if meaning.kind == "ambiguous":
        return "ask " + " | ".join(at(choice) for choice in meaning.choices)
    if meaning.kind == "once":
        return "once " + at(meaning.next[0])
    count = like.count(",") + 1
    return "series " + ", ".join(at(moment) for moment in meaning.next[:count])
