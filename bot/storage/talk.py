"""Where a conversation stands: the entry shown last, steps of a wizard, and which message answered which question."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import upsert
from bot.storage.tables import contexts, exchanges, wizards

KEEP_EXCHANGES = timedelta(hours=48)
KEEP_WIZARDS = timedelta(days=180)
CONTEXT_LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class Exchange:
    """A question (by its message) and the message that answered it, once that was sent."""

    id: int
    question_message_id: int
    answer_message_id: int | None
    fingerprint: str


async def last_context(connection: AsyncConnection, chat_id: int, person_id: int) -> tuple[str, datetime] | None:
    """The entry that this person was shown last in this chat, and when."""
    row = (
        await connection.execute(
            select(contexts).where(contexts.c.chat_id == chat_id, contexts.c.person_id == person_id)
        )
    ).first()
    return (row.entry_id, row.at) if row is not None else None


async def after(connection: AsyncConnection, chat_id: int, person_id: int, now: datetime) -> str | None:
    """The entry that this person was shown last in this chat, if that was not long ago."""
    last = await last_context(connection, chat_id, person_id)
    return last[0] if last is not None and last[1] > now - CONTEXT_LASTS else None


async def lean_on(connection: AsyncConnection, chat_id: int, person_id: int, entry_id: str, now: datetime) -> None:
    """What is said next leans on this entry."""
    await upsert(
        connection, contexts, {"chat_id": chat_id, "person_id": person_id}, {"entry_id": entry_id[:80], "at": now}
    )


async def wizard(connection: AsyncConnection, chat_id: int, person_id: int, name: str) -> dict[str, Any] | None:
    """The state of a conversation of several steps; None if it was not begun."""
    state = await connection.scalar(
        select(wizards.c.state).where(
            wizards.c.chat_id == chat_id, wizards.c.person_id == person_id, wizards.c.name == name
        )
    )
    if state is None:
        return None
    found: dict[str, Any] = json.loads(state)
    return found


async def keep_wizard(
    connection: AsyncConnection, chat_id: int, person_id: int, name: str, state: dict[str, Any], now: datetime
) -> None:
    await upsert(
        connection,
        wizards,
        {"chat_id": chat_id, "person_id": person_id, "name": name},
        {"state": json.dumps(state, ensure_ascii=False), "at": now},
    )


async def end_wizard(connection: AsyncConnection, chat_id: int, person_id: int, name: str) -> None:
    await connection.execute(
        delete(wizards).where(wizards.c.chat_id == chat_id, wizards.c.person_id == person_id, wizards.c.name == name)
    )


async def cancel(connection: AsyncConnection, chat_id: int, person_id: int, keep: str) -> int:
    """Ends every conversation of several steps but the one named `keep`; returns how many there were."""
    result = await connection.execute(
        delete(wizards).where(wizards.c.chat_id == chat_id, wizards.c.person_id == person_id, wizards.c.name != keep)
    )
    return result.rowcount


async def waits(connection: AsyncConnection, chat_id: int, person_id: int, besides: str) -> bool:
    """Whether a conversation of several steps waits for this person, other than the one named."""
    found = await connection.execute(
        select(wizards.c.name).where(
            wizards.c.chat_id == chat_id, wizards.c.person_id == person_id, wizards.c.name != besides
        )
    )
    return found.first() is not None


async def ask(
    connection: AsyncConnection, chat_id: int, person_id: int, question_message_id: int, fingerprint: str, now: datetime
) -> None:
    """Records a question; its answer is recorded when it was sent."""
    await upsert(
        connection,
        exchanges,
        {"chat_id": chat_id, "question_message_id": question_message_id},
        {"person_id": person_id, "fingerprint": fingerprint, "answer_message_id": None, "at": now},
    )


async def answered(connection: AsyncConnection, chat_id: int, question_message_id: int, answer_message_id: int) -> None:
    await connection.execute(
        update(exchanges)
        .where(exchanges.c.chat_id == chat_id, exchanges.c.question_message_id == question_message_id)
        .values(answer_message_id=answer_message_id)
    )


async def newest_exchange(connection: AsyncConnection, chat_id: int, person_id: int) -> Exchange | None:
    row = (
        await connection.execute(
            select(exchanges)
            .where(exchanges.c.chat_id == chat_id, exchanges.c.person_id == person_id)
            .order_by(exchanges.c.question_message_id.desc())
            .limit(1)
        )
    ).first()
    if row is None:
        return None
    return Exchange(row.id, row.question_message_id, row.answer_message_id, row.fingerprint)


async def prune(connection: AsyncConnection, now: datetime) -> None:
    """Forgets exchanges after 48 hours and wizards that nobody went on with."""
    await connection.execute(delete(exchanges).where(exchanges.c.at < now - KEEP_EXCHANGES))
    await connection.execute(delete(contexts).where(contexts.c.at < now - CONTEXT_LASTS))
    await connection.execute(delete(wizards).where(wizards.c.at < now - KEEP_WIZARDS))
