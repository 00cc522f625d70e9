"""Reminders: what a person wants to be reminded of, and the times that wait.

A reminder that is on has at most one plain occurrence that waits, and at most one snoozed one. An occurrence is unique by reminder and
time, also when it has long been delivered: what has come once never comes again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import deliveries, occurrences, outbox, reminders

MOST = 100
LONGEST = 500
# So long the buttons of a reminder that is over or deleted still know what they spoke of.
KEEP_ENDED = timedelta(days=60)


@dataclass(frozen=True)
class Reminder:
    """`kind`: own, exam or deadline. `wall`: `YYYY-MM-DDTHH:MM` in `zone`. `state`: on, paused, over or deleted. `id` 0: not stored."""

    person_id: int
    kind: str
    text: str
    wall: str
    zone: str
    rule: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    state: str = "on"
    id: int = 0


@dataclass(frozen=True)
class Coming:
    """The next time (aware) of a reminder; `item` is what an occurrence of ours says."""

    at: datetime
    item: dict[str, Any] | None = None


@dataclass(frozen=True)
class Listed:
    """A reminder in its place in the list: `at` is its next time, None while it is paused."""

    reminder: Reminder
    at: datetime | None
    snoozed: bool = False


async def add(connection: AsyncConnection, reminder: Reminder, coming: Coming | None, now: datetime) -> int:
    """Stores a reminder with its next time; returns its id."""
    made = await connection.execute(
        insert(reminders)
        .values(
            person_id=reminder.person_id,
            kind=reminder.kind,
            text=reminder.text[:LONGEST],
            wall=reminder.wall,
            zone=reminder.zone,
            rule=reminder.rule,
            detail=_json(reminder.detail),
            state=reminder.state if coming else "over",
            created_at=now,
            changed_at=now,
        )
        .returning(reminders.c.id)
    )
    number: int = made.scalar_one()
    if coming is not None and reminder.state == "on":
        await wait(connection, reminder.person_id, number, coming)
    return number


async def get(connection: AsyncConnection, person_id: int, number: int) -> Reminder | None:
    """The reminder, if it is that person's and was not erased."""
    row = (
        await connection.execute(select(reminders).where(reminders.c.id == number, reminders.c.person_id == person_id))
    ).first()
    return reminder_of(row) if row is not None else None


async def listed(connection: AsyncConnection, person_id: int) -> list[Listed]:
    """Everything that is still to come or paused, by next time; what is paused stands last."""
    rows = await connection.execute(
        select(reminders, occurrences.c.at.label("next_at"), occurrences.c.snoozed.label("next_snoozed"))
        .outerjoin(occurrences, (occurrences.c.reminder_id == reminders.c.id) & (occurrences.c.state == "waiting"))
        .where(
            reminders.c.person_id == person_id,
            or_(reminders.c.state == "paused", (reminders.c.state == "on") & occurrences.c.id.is_not(None)),
        )
        .order_by(occurrences.c.at, reminders.c.id)
    )
    found: dict[int, Listed] = {}
    for row in rows:
        found.setdefault(row.id, Listed(reminder_of(row), row.next_at, bool(row.next_snoozed)))
    return sorted(found.values(), key=lambda item: (item.at is None, item.at.timestamp() if item.at else 0.0))


async def count(connection: AsyncConnection, person_id: int) -> int:
    """How many reminders a person has, paused ones included."""
    found = await connection.execute(
        select(func.count()).where(reminders.c.person_id == person_id, reminders.c.state.in_(("on", "paused")))
    )
    return found.scalar_one()


async def change(
    connection: AsyncConnection, person_id: int, number: int, now: datetime, coming: Coming | None, **values: Any
) -> None:
    """Changes a reminder and what comes next: `coming` None means that nothing does, but for what was snoozed.

    What was about to be sent is called back. While a reminder is not on, nothing of it is delivered.
    """
    if "detail" in values:
        values["detail"] = _json(values["detail"])
    if "text" in values:
        values["text"] = values["text"][:LONGEST]
    await call_back(connection, person_id, number, now)
    plain = (
        occurrences.c.reminder_id == number,
        occurrences.c.person_id == person_id,
        occurrences.c.state == "waiting",
    )
    await connection.execute(delete(occurrences).where(*plain, occurrences.c.snoozed.is_(False)))
    if coming is not None:
        await wait(connection, person_id, number, coming)
    if "state" not in values:
        left = await connection.scalar(select(func.count()).select_from(occurrences).where(*plain))
        values["state"] = "on" if left else "over"
    await connection.execute(
        update(reminders)
        .where(reminders.c.id == number, reminders.c.person_id == person_id)
        .values(changed_at=now, **values)
    )


async def retext(connection: AsyncConnection, person_id: int, number: int, text: str, now: datetime) -> None:
    """Other words, the same times. What was about to be sent with the old words waits again, and leaves with the new ones."""
    await connection.execute(
        update(reminders)
        .where(reminders.c.id == number, reminders.c.person_id == person_id)
        .values(text=text[:LONGEST], changed_at=now)
    )
    await call_back(connection, person_id, number, now, state="waiting")
    # The only time of a reminder that was about to be sent had made it one that is over.
    waiting = select(occurrences.c.id).where(occurrences.c.reminder_id == number, occurrences.c.state == "waiting")
    await connection.execute(
        update(reminders)
        .where(reminders.c.id == number, reminders.c.state == "over", waiting.exists())
        .values(state="on")
    )


async def snooze(connection: AsyncConnection, person_id: int, number: int, coming: Coming, now: datetime) -> None:
    """Once more at that time; the series itself stays as it is. A second snooze replaces the first."""
    await connection.execute(
        delete(occurrences).where(
            occurrences.c.reminder_id == number,
            occurrences.c.person_id == person_id,
            occurrences.c.state == "waiting",
            occurrences.c.snoozed.is_(True),
        )
    )
    await connection.execute(
        update(reminders)
        .where(reminders.c.id == number, reminders.c.person_id == person_id, reminders.c.state == "over")
        .values(state="on", changed_at=now)
    )
    await wait(connection, person_id, number, coming, snoozed=True)


async def wait(
    connection: AsyncConnection, person_id: int, number: int, coming: Coming, *, snoozed: bool = False
) -> None:
    """An occurrence waits for its time. One that was there before, delivered or not, stays as it is."""
    maker = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    await connection.execute(
        maker(occurrences)
        .values(
            reminder_id=number,
            person_id=person_id,
            at=coming.at,
            due_at=coming.at,
            item=_json(coming.item) if coming.item else None,
            snoozed=snoozed,
        )
        .on_conflict_do_nothing(index_elements=["reminder_id", "at"])
    )


async def last_fired(connection: AsyncConnection, number: int) -> datetime | None:
    """When the latest occurrence was that did not wait any more (a clock may have been set back since)."""
    found: datetime | None = await connection.scalar(
        select(func.max(occurrences.c.at)).where(occurrences.c.reminder_id == number, occurrences.c.state != "waiting")
    )
    return found


async def last_item(connection: AsyncConnection, person_id: int, number: int) -> dict[str, Any] | None:
    """What the occurrence said that came last, for snoozing it."""
    found = await connection.scalar(
        select(occurrences.c.item)
        .where(
            occurrences.c.reminder_id == number, occurrences.c.person_id == person_id, occurrences.c.state != "waiting"
        )
        .order_by(occurrences.c.at.desc())
        .limit(1)
    )
    return json.loads(found) if found else None


async def call_back(
    connection: AsyncConnection, person_id: int, number: int, now: datetime, *, state: str = "dropped"
) -> None:
    """Takes back what of a reminder lies in the outbox and is in nobody's hand; its occurrence gets `state`."""
    lying = await connection.execute(
        select(occurrences.c.id, occurrences.c.delivery)
        .join(deliveries, deliveries.c.key == occurrences.c.delivery)
        .where(
            occurrences.c.reminder_id == number,
            occurrences.c.person_id == person_id,
            occurrences.c.state == "queued",
            deliveries.c.state == "queued",
            deliveries.c.digest.is_(False),
        )
    )
    for row in list(lying):
        taken = await connection.execute(
            update(outbox)
            .where(outbox.c.key == row.delivery, outbox.c.state == "open", outbox.c.lease_until.is_(None))
            .values(state="gone", done_at=now, payload=None, error="called back")
        )
        if taken.rowcount == 1:
            await connection.execute(
                update(deliveries).where(deliveries.c.key == row.delivery).values(state="gone", ended_at=now)
            )
            await connection.execute(
                update(occurrences).where(occurrences.c.id == row.id).values(state=state, delivery=None)
            )


async def prune(connection: AsyncConnection, now: datetime) -> None:
    """Forgets reminders that ended long ago, and deliveries of long ago."""
    old = now - KEEP_ENDED
    ended = select(reminders.c.id).where(reminders.c.state.in_(("over", "deleted")), reminders.c.changed_at < old)
    await connection.execute(delete(occurrences).where(occurrences.c.reminder_id.in_(ended)))
    await connection.execute(
        delete(reminders).where(reminders.c.state.in_(("over", "deleted")), reminders.c.changed_at < old)
    )
    await connection.execute(delete(occurrences).where(occurrences.c.state != "waiting", occurrences.c.at < old))
    await connection.execute(delete(deliveries).where(deliveries.c.state != "queued", deliveries.c.queued_at < old))


def reminder_of(row: Row[Any]) -> Reminder:
    return Reminder(
        row.person_id,
        row.kind,
        row.text,
        row.wall,
        row.zone,
        row.rule,
        json.loads(row.detail) if row.detail else {},
        row.state,
        row.id,
    )


def _json(value: dict[str, Any]) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value else None
