"""People and their settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import upsert
from bot.storage.tables import people


@dataclass(frozen=True)
class Person:
    """Someone who wrote to the bot. `language` is what they chose, None while Telegram's language is followed."""

    id: int
    language: str | None = None
    telegram_language: str | None = None
    zone: str | None = None
    province: str | None = None
    hour: str = "09:00"
    intensity: str = "steady"
    quiet_from: str | None = None
    quiet_to: str | None = None
    consent_at: datetime | None = None
    blocked_at: datetime | None = None


async def get(connection: AsyncConnection, person_id: int) -> Person:
    """The person, with the defaults of someone new if they are not known."""
    row = (await connection.execute(select(people).where(people.c.id == person_id))).first()
    if row is None:
        return Person(person_id)
    return Person(**{name: getattr(row, name) for name in Person.__dataclass_fields__})


async def met(connection: AsyncConnection, person_id: int, telegram_language: str | None, now: datetime) -> None:
    """Records that a person wrote or pressed something; whoever does is not blocking us."""
    seen: dict[str, Any] = {"seen_at": now, "blocked_at": None}
    if telegram_language:
        seen["telegram_language"] = telegram_language[:20]
    changed = await connection.execute(update(people).where(people.c.id == person_id).values(**seen))
    if changed.rowcount == 0:
        await upsert(connection, people, {"id": person_id}, {"created_at": now, **seen})


async def change(connection: AsyncConnection, person_id: int, now: datetime, **values: Any) -> None:
    """Changes settings of a person who may be new."""
    changed = await connection.execute(update(people).where(people.c.id == person_id).values(**values))
    if changed.rowcount == 0:
        await upsert(connection, people, {"id": person_id}, {"created_at": now, "seen_at": now, **values})


async def blocked(connection: AsyncConnection, person_id: int, now: datetime) -> None:
    """Records that a person cannot be reached; nothing happens for someone unknown."""
    await connection.execute(
        update(people).where(people.c.id == person_id, people.c.blocked_at.is_(None)).values(blocked_at=now)
    )
