"""The dated events that people follow, with what each follower was told last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import upsert
from bot.storage.tables import followed


@dataclass(frozen=True)
class Followed:
    """`start` and `last` are days (ISO); `kind` official or estimated: as the person was told."""

    person_id: int
    event_id: str
    reminder_id: int
    start: str
    last: str
    kind: str


async def follow(connection: AsyncConnection, one: Followed, now: datetime) -> None:
    await upsert(
        connection,
        followed,
        {"person_id": one.person_id, "event_id": one.event_id},
        {"reminder_id": one.reminder_id, "start": one.start, "last": one.last, "kind": one.kind, "at": now},
    )


async def get(connection: AsyncConnection, person_id: int, event_id: str) -> Followed | None:
    row = (
        await connection.execute(
            select(followed).where(followed.c.person_id == person_id, followed.c.event_id == event_id)
        )
    ).first()
    return Followed(row.person_id, row.event_id, row.reminder_id, row.start, row.last, row.kind) if row else None


async def followers(connection: AsyncConnection, event_id: str, after: int, limit: int) -> list[Followed]:
    """Those who follow an event, by person, beginning after the person `after`."""
    rows = await connection.execute(
        select(followed)
        .where(followed.c.event_id == event_id, followed.c.person_id > after)
        .order_by(followed.c.person_id)
        .limit(limit)
    )
    return [Followed(row.person_id, row.event_id, row.reminder_id, row.start, row.last, row.kind) for row in rows]


async def tell(connection: AsyncConnection, before: Followed, after: Followed, now: datetime) -> bool:
    """Records that a follower is told of a change; False if that was done already (by another process)."""
    changed = await connection.execute(
        update(followed)
        .where(
            followed.c.person_id == before.person_id,
            followed.c.event_id == before.event_id,
            followed.c.start == before.start,
            followed.c.last == before.last,
            followed.c.kind == before.kind,
        )
        .values(start=after.start, last=after.last, kind=after.kind, at=now)
    )
    return changed.rowcount == 1


async def unfollow(connection: AsyncConnection, person_id: int, event_id: str) -> None:
    await connection.execute(delete(followed).where(followed.c.person_id == person_id, followed.c.event_id == event_id))
