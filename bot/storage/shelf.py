"""What a person keeps or left behind about entries: saved answers, the last five shown, votes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import upsert
from bot.storage.tables import saved, shown, votes

LAST = 5


async def save(connection: AsyncConnection, person_id: int, entry_id: str, now: datetime) -> None:
    await upsert(connection, saved, {"person_id": person_id, "entry_id": entry_id}, {"at": now})


async def unsave(connection: AsyncConnection, person_id: int, entry_id: str) -> None:
    await connection.execute(delete(saved).where(saved.c.person_id == person_id, saved.c.entry_id == entry_id))


async def is_saved(connection: AsyncConnection, person_id: int, entry_id: str) -> bool:
    found = await connection.execute(
        select(saved.c.entry_id).where(saved.c.person_id == person_id, saved.c.entry_id == entry_id)
    )
    return found.first() is not None


async def all_saved(connection: AsyncConnection, person_id: int) -> list[str]:
    """Entry ids, newest first."""
    rows = await connection.execute(
        select(saved.c.entry_id).where(saved.c.person_id == person_id).order_by(saved.c.at.desc())
    )
    return [row.entry_id for row in rows]


async def show(connection: AsyncConnection, person_id: int, entry_id: str, now: datetime) -> None:
    """Remembers that an entry was shown, and forgets all but the last five."""
    await upsert(connection, shown, {"person_id": person_id, "entry_id": entry_id}, {"at": now})
    rows = await connection.execute(
        select(shown.c.entry_id).where(shown.c.person_id == person_id).order_by(shown.c.at.desc(), shown.c.entry_id)
    )
    old = [row.entry_id for row in rows][LAST:]
    if old:
        await connection.execute(delete(shown).where(shown.c.person_id == person_id, shown.c.entry_id.in_(old)))


async def last_shown(connection: AsyncConnection, person_id: int) -> list[str]:
    """Entry ids, newest first, at most five."""
    rows = await connection.execute(
        select(shown.c.entry_id).where(shown.c.person_id == person_id).order_by(shown.c.at.desc()).limit(LAST)
    )
    return [row.entry_id for row in rows]


async def vote(connection: AsyncConnection, person_id: int, entry_id: str, up: bool, now: datetime) -> None:
    """One vote a person and entry; the last one counts."""
    await upsert(connection, votes, {"person_id": person_id, "entry_id": entry_id}, {"up": up, "at": now})
