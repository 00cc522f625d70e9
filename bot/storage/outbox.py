"""The outbox: everything that is to be said, until Telegram took it.

A row is open until it ends as `done`, `failed` or `gone` (the person cannot be reached). Within a chat rows leave in order, answers
(priority 0) before reminders (priority 1). What is limited (`bot.storage.limits`) is `counted`; edits and callback answers are not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Update,
    and_,
    delete,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import upsert
from bot.storage.limits import ANSWER, REMINDER, SHARE, buckets_of, levels_of, take
from bot.storage.tables import buckets, outbox, pauses

LEASE = timedelta(seconds=30)
KEEP_RESULT = timedelta(days=2)

# Spelled out in every statement: a partial index serves only where its own condition stands there, not a parameter. Without it each
# claim reads all that waits, and ten thousand reminders hold up the answers.
OPEN: ColumnElement[str] = literal_column("'open'")


@dataclass(frozen=True)
class Outgoing:
    """One call of the Bot API, to be made as soon as the limits allow.

    `key` makes it unique: a second row with the same key is not stored. `chat_id` orders it (None: no order, such as a callback
    answer). `note` is for whoever looks at the result. Times are aware.
    """

    method: str
    payload: dict[str, Any]
    chat_id: int | None = None
    person_id: int | None = None
    key: str | None = None
    priority: int = ANSWER
    counted: bool = True
    file: bytes | None = None
    file_name: str | None = None
    note: dict[str, Any] = field(default_factory=dict)
    not_before: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Parcel:
    """A row that this process sends now."""

    id: int
    chat_id: int | None
    person_id: int | None
    method: str
    payload: dict[str, Any]
    file: bytes | None
    file_name: str | None
    note: dict[str, Any]
    priority: int
    attempts: int
    maybe_sent: bool
    expires_at: datetime | None = None


async def add(connection: AsyncConnection, letters: list[Outgoing], now: datetime) -> None:
    """Stores what is to be said, in order."""
    maker = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    for letter in letters:
        await connection.execute(
            maker(outbox)
            .values(
                key=letter.key,
                chat_id=letter.chat_id,
                person_id=letter.person_id,
                method=letter.method,
                payload=json.dumps(letter.payload, ensure_ascii=False, separators=(",", ":")),
                file=letter.file,
                file_name=letter.file_name,
                note=json.dumps(letter.note) if letter.note else None,
                priority=letter.priority,
                counted=letter.counted,
                not_before=letter.not_before or now,
                expires_at=letter.expires_at,
                created_at=now,
            )
            .on_conflict_do_nothing(index_elements=["key"])
        )


async def claim(
    connection: AsyncConnection, owner: str, now: datetime, look_at: int = 40, *, answers_only: bool = False
) -> Parcel | None:
    """Claims the next row that may be sent now, and takes its tokens. None if nothing may. `answers_only` leaves reminders alone.

    Callers on PostgreSQL must not run two claims of one database at once without a lock: `lock()` gives it.
    """
    share = (await levels_of(connection, {"share": SHARE}, now)).get("share", SHARE.at_once)
    # One look for each priority, in the order of its index, ends after a few rows however many wait.
    for priority in [ANSWER] if answers_only else [REMINDER, ANSWER] if share >= 1 else [ANSWER, REMINDER]:
        parcel = await _claim_one(
            connection, owner, now, list(await connection.execute(_ready(priority, now, look_at))), share
        )
        if parcel is not None:
            return parcel
    return None


async def _claim_one(
    connection: AsyncConnection, owner: str, now: datetime, rows: list[Row[Any]], share: float
) -> Parcel | None:
    """Claims the first of the rows for which there are tokens."""
    rates = {key: rate for row in rows for key, rate in buckets_of(row).items()}
    levels = {"share": share, **await levels_of(connection, rates, now)}
    for row in rows:
        if row.expires_at is not None and row.expires_at < now:
            await finish(connection, row.id, "gone", now, error="too late")
            continue
        wanted = buckets_of(row)
        if row.priority == REMINDER and share >= 1:
            wanted["share"] = SHARE
        if all(levels.get(key, rate.at_once) >= 1 for key, rate in wanted.items()):
            await take(connection, {key: levels.get(key, rate.at_once) - 1 for key, rate in wanted.items()}, now)
            claimed = await connection.execute(
                update(outbox)
                .where(outbox.c.id == row.id)
                .values(
                    claimed_by=owner,
                    lease_until=now + LEASE,
                    attempts=outbox.c.attempts + 1,
                    # A lease that ran out means that a process died with this row in its hand: Telegram may have it.
                    maybe_sent=row.maybe_sent or row.lease_until is not None,
                )
                .returning(outbox)
            )
            return _parcel(claimed.one())
    return None


def _ready(priority: int, now: datetime, most: int) -> Select[Any]:
    """Rows of one priority that may be claimed as far as their chat and their hour go, oldest first."""
    earlier = outbox.alias("earlier")
    return (
        select(
            outbox.c.id,
            outbox.c.chat_id,
            outbox.c.priority,
            outbox.c.counted,
            outbox.c.expires_at,
            outbox.c.maybe_sent,
            outbox.c.lease_until,
        )
        .where(
            outbox.c.state == OPEN,
            outbox.c.priority == priority,
            outbox.c.not_before <= now,
            or_(outbox.c.lease_until.is_(None), outbox.c.lease_until < now),
            or_(
                outbox.c.chat_id.is_(None),
                ~select(literal(1))
                .where(
                    earlier.c.state == OPEN,
                    earlier.c.chat_id == outbox.c.chat_id,
                    or_(
                        # In a chat an answer passes a waiting reminder, but never one that is being sent.
                        tuple_(earlier.c.priority, earlier.c.id) < tuple_(outbox.c.priority, outbox.c.id),
                        and_(earlier.c.id != outbox.c.id, earlier.c.lease_until >= now),
                    ),
                    or_(earlier.c.not_before <= now, earlier.c.priority == ANSWER),
                )
                .exists(),
            ),
            or_(
                outbox.c.chat_id.is_(None),
                ~select(literal(1)).where(pauses.c.chat_id == outbox.c.chat_id, pauses.c.until > now).exists(),
            ),
        )
        .order_by(outbox.c.id)
        .limit(most)
    )


async def next_due(connection: AsyncConnection, now: datetime) -> datetime | None:
    """When the earliest open row that waits for its time may go; None if there is none."""
    earliest: datetime | None = await connection.scalar(
        select(func.min(outbox.c.not_before)).where(outbox.c.state == OPEN, outbox.c.not_before > now)
    )
    return earliest


async def lock(connection: AsyncConnection) -> None:
    """On PostgreSQL, lets one claim at a time look at the limits (SQLite has one writer anyway)."""
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(7_284_301)))


async def finish(
    connection: AsyncConnection,
    row_id: int,
    state: str,
    now: datetime,
    *,
    owner: str | None = None,
    message_id: int | None = None,
    maybe_sent: bool | None = None,
    error: str | None = None,
) -> bool:
    """Ends a row and forgets its content. False if it had ended before, or another than `owner` (where given) holds it by now."""
    values: dict[str, Any] = {
        "state": state,
        "done_at": now,
        "payload": None,
        "file": None,
        "lease_until": None,
        "message_id": message_id,
        "error": error[:200] if error else None,
    }
    if maybe_sent is not None:
        values["maybe_sent"] = maybe_sent
    result = await connection.execute(_held(row_id, owner).values(**values))
    return result.rowcount == 1


async def again(
    connection: AsyncConnection,
    row_id: int,
    not_before: datetime,
    *,
    owner: str | None = None,
    maybe_sent: bool = False,
    error: str | None = None,
    method: str | None = None,
    payload: dict[str, Any] | None = None,
    counted: bool | None = None,
) -> None:
    """Gives a row back, to be sent again from `not_before` on; with another method or payload where given.

    Nothing happens to a row that ended, or that another than `owner` (where given) holds by now.
    """
    values: dict[str, Any] = {"lease_until": None, "claimed_by": None, "not_before": not_before}
    if maybe_sent:
        values["maybe_sent"] = True
    if error:
        values["error"] = error[:200]
    if method:
        values["method"] = method
    if payload is not None:
        values["payload"] = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    if counted is not None:
        values["counted"] = counted
    await connection.execute(_held(row_id, owner).values(**values))


async def pause(connection: AsyncConnection, chat_id: int, until: datetime) -> None:
    """Leaves a chat alone until then."""
    await upsert(connection, pauses, {"chat_id": chat_id}, {"until": until})


async def give_up_on(connection: AsyncConnection, chat_id: int, now: datetime, error: str) -> None:
    """Ends everything that waits for a chat that cannot be reached."""
    await connection.execute(
        update(outbox)
        .where(outbox.c.chat_id == chat_id, outbox.c.state == OPEN)
        .values(state="gone", done_at=now, payload=None, file=None, lease_until=None, error=error[:200])
    )


async def move(connection: AsyncConnection, old: int, new: int) -> None:
    """A group became a supergroup: what waits for the old chat goes to the new one."""
    rows = await connection.execute(
        select(outbox.c.id, outbox.c.payload).where(outbox.c.chat_id == old, outbox.c.state == OPEN)
    )
    for row in rows:
        payload = json.loads(row.payload or "{}")
        if payload.get("chat_id") == old:
            payload["chat_id"] = new
        await connection.execute(
            update(outbox)
            .where(outbox.c.id == row.id)
            .values(chat_id=new, payload=json.dumps(payload, ensure_ascii=False, separators=(",", ":")))
        )


async def renew(connection: AsyncConnection, owner: str, row_ids: list[int], now: datetime) -> None:
    """The heartbeat of a process: what it is sending stays its own."""
    await connection.execute(
        update(outbox)
        .where(outbox.c.id.in_(row_ids), outbox.c.claimed_by == owner, outbox.c.state == OPEN)
        .values(lease_until=now + LEASE)
    )


async def open_count(connection: AsyncConnection) -> int:
    return (await connection.execute(select(func.count()).where(outbox.c.state == OPEN))).scalar_one()


async def crowded(connection: AsyncConnection, most: int) -> bool:
    """Whether more than `most` reminders wait."""
    some = select(outbox.c.id).where(outbox.c.state == OPEN, outbox.c.priority == REMINDER).limit(most + 1).subquery()
    return (await connection.execute(select(func.count()).select_from(some))).scalar_one() > most


async def prune(connection: AsyncConnection, now: datetime) -> None:
    """Forgets rows that ended long ago, pauses that are over, and buckets that are full again."""
    await connection.execute(delete(outbox).where(outbox.c.done_at.is_not(None), outbox.c.done_at < now - KEEP_RESULT))
    await connection.execute(delete(pauses).where(pauses.c.until < now))
    await connection.execute(delete(buckets).where(buckets.c.at < now - timedelta(minutes=5)))


async def forget(connection: AsyncConnection, person_id: int) -> None:
    """Takes a person's rows out, those that still wait included."""
    await connection.execute(delete(outbox).where(or_(outbox.c.person_id == person_id, outbox.c.chat_id == person_id)))


def _held(row_id: int, owner: str | None) -> Update:
    statement = update(outbox).where(outbox.c.id == row_id, outbox.c.state == OPEN)
    return statement if owner is None else statement.where(outbox.c.claimed_by == owner)


def _parcel(row: Row[Any]) -> Parcel:
    return Parcel(
        row.id,
        row.chat_id,
        row.person_id,
        row.method,
        json.loads(row.payload or "{}"),
        row.file,
        row.file_name,
        json.loads(row.note) if row.note else {},
        row.priority,
        row.attempts,
        row.maybe_sent,
        row.expires_at,
    )
