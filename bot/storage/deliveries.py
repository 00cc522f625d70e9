"""What is due, and the messages that carry it: claimed once, queued with the outbox, marked when they were sent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.reminders import Reminder, reminder_of
from bot.storage.tables import deliveries, occurrences, outbox, people, reminders

# Spelled out in every statement, for the sake of the partial indexes; see `outbox.OPEN`.
WAITING: ColumnElement[str] = literal_column("'waiting'")
QUEUED: ColumnElement[str] = literal_column("'queued'")


@dataclass(frozen=True)
class Due:
    """An occurrence whose time has come, with its reminder. Times are aware."""

    id: int
    reminder: Reminder
    at: datetime
    due_at: datetime
    item: dict[str, Any] | None
    snoozed: bool


@dataclass(frozen=True)
class Delivery:
    """One message (or one digest of several messages) that carries occurrences. `key` is that of its last row in the outbox."""

    key: str
    person_id: int
    ours: bool
    digest: bool
    due_at: datetime
    occurrences: tuple[int, ...]


async def lock(connection: AsyncConnection) -> None:
    """On PostgreSQL, lets one process at a time decide what becomes one message (SQLite has one writer anyway)."""
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(7_284_302)))


async def due(connection: AsyncConnection, now: datetime, most_people: int) -> list[Due]:
    """All that is due of the people who wait longest, oldest first. Who has blocked the bot is left in peace."""
    ripe = (
        occurrences.c.state == WAITING,
        occurrences.c.due_at <= now,
        reminders.c.state == "on",
        people.c.blocked_at.is_(None),
    )
    joined = occurrences.join(reminders, reminders.c.id == occurrences.c.reminder_id).outerjoin(
        people, people.c.id == occurrences.c.person_id
    )
    # Occurrences are looked at in their order, not grouped as a whole: ten thousand may be due at once.
    first = await connection.execute(
        select(occurrences.c.person_id)
        .select_from(joined)
        .where(*ripe)
        .order_by(occurrences.c.due_at)
        .limit(most_people)
    )
    chosen = {row.person_id for row in first}
    if not chosen:
        return []
    rows = await connection.execute(
        select(
            reminders,
            occurrences.c.id.label("occurrence_id"),
            occurrences.c.at,
            occurrences.c.due_at,
            occurrences.c.item,
            occurrences.c.snoozed,
        )
        .select_from(joined)
        .where(*ripe, occurrences.c.person_id.in_(chosen))
        .order_by(occurrences.c.at, occurrences.c.id)
    )
    return [
        Due(
            row.occurrence_id,
            reminder_of(row),
            row.at,
            row.due_at,
            json.loads(row.item) if row.item else None,
            bool(row.snoozed),
        )
        for row in rows
    ]


async def next_due(connection: AsyncConnection, now: datetime) -> datetime | None:
    """When the next occurrence of anybody will be due; None if none waits."""
    found: datetime | None = await connection.scalar(
        select(func.min(occurrences.c.due_at)).where(occurrences.c.state == WAITING, occurrences.c.due_at > now)
    )
    return found


async def hold(connection: AsyncConnection, occurrence_ids: Sequence[int], until: datetime) -> None:
    """These wait until the quiet hours are over."""
    await connection.execute(update(occurrences).where(occurrences.c.id.in_(occurrence_ids)).values(due_at=until))


async def queue(connection: AsyncConnection, made: Sequence[Delivery], now: datetime) -> set[str]:
    """Claims the occurrences of each delivery; returns the keys of those that are ours now (an occurrence is claimed once)."""
    if not made:
        return set()
    claimed: set[str] = set()
    for delivery in made:
        taken = await connection.execute(
            update(occurrences)
            .where(occurrences.c.id.in_(delivery.occurrences), occurrences.c.state == WAITING)
            .values(state="queued", delivery=delivery.key)
        )
        if taken.rowcount:
            claimed.add(delivery.key)
    rows = [
        {
            "key": delivery.key,
            "person_id": delivery.person_id,
            "ours": delivery.ours,
            "digest": delivery.digest,
            "due_at": delivery.due_at,
            "queued_at": now,
        }
        for delivery in made
        if delivery.key in claimed
    ]
    if rows:
        await connection.execute(insert(deliveries), rows)
    return claimed


async def ours_since(
    connection: AsyncConnection, person_ids: Sequence[int], since: datetime
) -> list[tuple[int, datetime]]:
    """The messages of ours that these people got since then: (person, when)."""
    rows = await connection.execute(
        select(deliveries.c.person_id, deliveries.c.queued_at).where(
            deliveries.c.person_id.in_(person_ids),
            deliveries.c.ours.is_(True),
            deliveries.c.queued_at >= since,
            deliveries.c.state != "gone",
        )
    )
    return [(row.person_id, row.queued_at) for row in rows]


async def end_spent(connection: AsyncConnection, reminder_ids: Sequence[int], now: datetime) -> None:
    """Reminders of these that have nothing more to come are over."""
    waiting = select(occurrences.c.reminder_id).where(
        occurrences.c.reminder_id.in_(reminder_ids), occurrences.c.state == WAITING
    )
    await connection.execute(
        update(reminders)
        .where(reminders.c.id.in_(reminder_ids), reminders.c.state == "on", reminders.c.id.not_in(waiting))
        .values(state="over", changed_at=now)
    )


async def ended(
    connection: AsyncConnection, key: str, state: str, now: datetime, *, maybe_sent: bool, message_id: int | None
) -> None:
    """A message of a delivery ended in the outbox as `state`: done, failed, or gone (then its occurrences wait for the person's return)."""
    values: dict[str, Any] = {"state": "sent" if state == "done" else state, "ended_at": now, "message_id": message_id}
    if maybe_sent:
        values["maybe_sent"] = True
    changed = await connection.execute(
        update(deliveries).where(deliveries.c.key == key, deliveries.c.state == "queued").values(**values)
    )
    if changed.rowcount:
        after = {"done": "sent", "gone": "waiting"}.get(state, state)
        moved = await connection.execute(
            update(occurrences)
            .where(occurrences.c.delivery == key, occurrences.c.state == "queued")
            .values(state=after, delivery=None if after == "waiting" else key)
            .returning(occurrences.c.reminder_id)
        )
        numbers = [row.reminder_id for row in moved]
        if after == "waiting":
            await _on_again(connection, numbers, now)


async def maybe_sent(connection: AsyncConnection, key: str) -> None:
    """An earlier part of a digest may have come twice."""
    await connection.execute(update(deliveries).where(deliveries.c.key == key).values(maybe_sent=True))


async def reconcile(connection: AsyncConnection, now: datetime) -> int:
    """Occurrences whose message was given up on (the person blocked the bot), or is not there (a backup was restored), wait again.

    A message that ended without a word to us is taken as it ended. Returns how many deliveries were looked after.
    """
    found = await connection.execute(
        select(deliveries.c.key, outbox.c.state, outbox.c.maybe_sent, outbox.c.message_id)
        .outerjoin(outbox, outbox.c.key == deliveries.c.key)
        .where(deliveries.c.state == QUEUED, or_(outbox.c.id.is_(None), outbox.c.state != "open"))
        .limit(500)
    )
    rows = list(found)
    for row in rows:
        await ended(
            connection, row.key, row.state or "gone", now, maybe_sent=bool(row.maybe_sent), message_id=row.message_id
        )
    return len(rows)


async def _on_again(connection: AsyncConnection, reminder_ids: Sequence[int], now: datetime) -> None:
    """A reminder that waits again is not over."""
    await connection.execute(
        update(reminders)
        .where(reminders.c.state == "over", reminders.c.id.in_(reminder_ids))
        .values(state="on", changed_at=now)
    )
