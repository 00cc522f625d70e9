"""The inbox: every update that Telegram handed over, until it is answered.

A claim is one `UPDATE ... RETURNING` with a lease. Only the oldest open update of a chat can be claimed, so one chat is handled in
order and different chats side by side. Finished rows keep their number (an update that comes twice is known) and lose their content.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import inbox

LEASE = timedelta(seconds=15)
KEEP_NUMBERS = timedelta(days=3)


@dataclass(frozen=True)
class Arrival:
    """An update as it came in. `chat_id` orders it: the chat, or the person where there is none (inline queries)."""

    update_id: int
    chat_id: int
    person_id: int | None
    kind: str
    payload: dict[str, Any]


@dataclass(frozen=True)
class Claimed:
    """An update that this process handles now."""

    id: int
    update_id: int
    chat_id: int
    person_id: int | None
    kind: str
    payload: dict[str, Any]
    received_at: datetime
    attempts: int


async def store(connection: AsyncConnection, arrivals: list[Arrival], now: datetime) -> int:
    """Stores what is not known yet; returns how many rows are new."""
    if not arrivals:
        return 0
    maker = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    new = 0
    for arrival in arrivals:
        statement = (
            maker(inbox)
            .values(
                update_id=arrival.update_id,
                chat_id=arrival.chat_id,
                person_id=arrival.person_id,
                kind=arrival.kind,
                payload=json.dumps(arrival.payload, ensure_ascii=False, separators=(",", ":")),
                received_at=now,
            )
            .on_conflict_do_nothing(index_elements=["update_id"])
        )
        new += (await connection.execute(statement)).rowcount
    return new


async def claim(connection: AsyncConnection, owner: str, now: datetime, limit: int) -> list[Claimed]:
    """Claims up to `limit` updates, each the oldest open one of its chat, oldest first."""
    earlier = inbox.alias("earlier")
    free = or_(inbox.c.lease_until.is_(None), inbox.c.lease_until < now)
    candidates = (
        select(inbox.c.id)
        .where(
            inbox.c.done_at.is_(None),
            free,
            ~select(literal(1))
            .where(earlier.c.chat_id == inbox.c.chat_id, earlier.c.done_at.is_(None), earlier.c.id < inbox.c.id)
            .exists(),
        )
        .order_by(inbox.c.id)
        .limit(limit)
    )
    if connection.dialect.name == "postgresql":
        candidates = candidates.with_for_update(skip_locked=True, of=inbox)
    # A CTE, for PostgreSQL may run a subquery once a row, each time with another `limit` rows.
    chosen = candidates.cte("chosen")
    rows = await connection.execute(
        update(inbox)
        .where(inbox.c.id.in_(select(chosen.c.id)), inbox.c.done_at.is_(None), free)
        .values(claimed_by=owner, lease_until=now + LEASE, attempts=inbox.c.attempts + 1)
        .returning(
            inbox.c.id,
            inbox.c.update_id,
            inbox.c.chat_id,
            inbox.c.person_id,
            inbox.c.kind,
            inbox.c.payload,
            inbox.c.received_at,
            inbox.c.attempts,
        )
    )
    claimed = [
        Claimed(
            row.id,
            row.update_id,
            row.chat_id,
            row.person_id,
            row.kind,
            json.loads(row.payload or "{}"),
            row.received_at,
            row.attempts,
        )
        for row in rows
    ]
    return sorted(claimed, key=lambda row: row.id)


async def finish(connection: AsyncConnection, owner: str, row_id: int, now: datetime) -> bool:
    """Ends an update that `owner` holds and forgets its content. False if somebody else holds it by now: then nothing may be done."""
    result = await connection.execute(
        update(inbox)
        .where(inbox.c.id == row_id, inbox.c.claimed_by == owner, inbox.c.done_at.is_(None))
        .values(done_at=now, payload=None, lease_until=None)
    )
    return result.rowcount == 1


async def release(
    connection: AsyncConnection, owner: str, row_id: int, now: datetime, wait: timedelta, *, blameless: bool = False
) -> None:
    """Gives an update back; it can be claimed again after `wait`. `blameless`: this attempt does not count against it."""
    values: dict[str, Any] = {"claimed_by": None, "lease_until": now + wait if wait else None}
    if blameless:
        values["attempts"] = inbox.c.attempts - 1
    await connection.execute(
        update(inbox)
        .where(inbox.c.id == row_id, inbox.c.claimed_by == owner, inbox.c.done_at.is_(None))
        .values(**values)
    )


async def renew(connection: AsyncConnection, owner: str, row_ids: list[int], now: datetime) -> None:
    """The heartbeat of a process: what it is handling stays its own (and what it gave up on without a word does not)."""
    await connection.execute(
        update(inbox)
        .where(inbox.c.id.in_(row_ids), inbox.c.claimed_by == owner, inbox.c.done_at.is_(None))
        .values(lease_until=now + LEASE)
    )


async def waiting(connection: AsyncConnection, chat_id: int, person_id: int, kinds: tuple[str, ...]) -> list[int]:
    """The row ids of a person's open updates of these kinds in a chat, oldest first."""
    rows = await connection.execute(
        select(inbox.c.id)
        .where(
            inbox.c.chat_id == chat_id,
            inbox.c.person_id == person_id,
            inbox.c.done_at.is_(None),
            inbox.c.kind.in_(kinds),
        )
        .order_by(inbox.c.id)
    )
    return [row.id for row in rows]


async def drop(connection: AsyncConnection, row_ids: list[int], now: datetime) -> int:
    """Ends open updates without handling them (the flood notice speaks for all of them)."""
    if not row_ids:
        return 0
    result = await connection.execute(
        update(inbox)
        .where(inbox.c.id.in_(row_ids), inbox.c.done_at.is_(None))
        .values(done_at=now, payload=None, lease_until=None)
    )
    return result.rowcount


async def open_count(connection: AsyncConnection) -> int:
    return (await connection.execute(select(func.count()).where(inbox.c.done_at.is_(None)))).scalar_one()


async def prune(connection: AsyncConnection, now: datetime) -> None:
    """Forgets the numbers of long finished updates: Telegram keeps none longer than a day."""
    await connection.execute(
        delete(inbox).where(and_(inbox.c.done_at.is_not(None), inbox.c.done_at < now - KEEP_NUMBERS))
    )


async def forget(connection: AsyncConnection, person_id: int) -> None:
    """Takes a person out: finished rows keep only their number."""
    await connection.execute(
        update(inbox)
        .where(inbox.c.person_id == person_id, inbox.c.done_at.is_not(None))
        .values(person_id=None, chat_id=0)
    )
