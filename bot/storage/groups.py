"""Groups that the bot is in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import outbox
from bot.storage.database import upsert
from bot.storage.tables import contexts, exchanges, groups, pauses


async def met(
    connection: AsyncConnection, group_id: int, title: str | None, now: datetime, *, left: bool = False
) -> None:
    """Records that the bot is in a group, or that it left; a title of None leaves the known one."""
    values: dict[str, Any] = {"left_at": now if left else None}
    if title is not None:
        values["title"] = title[:255]
    changed = await connection.execute(update(groups).where(groups.c.id == group_id).values(**values))
    if changed.rowcount == 0:
        await upsert(connection, groups, {"id": group_id}, {"created_at": now, **values})


async def language(connection: AsyncConnection, group_id: int) -> str | None:
    found: str | None = await connection.scalar(select(groups.c.language).where(groups.c.id == group_id))
    return found


async def migrate(connection: AsyncConnection, old: int, new: int, now: datetime) -> None:
    """A group became a supergroup: its settings, waiting messages and contexts move. Doing it twice changes nothing."""
    row = (await connection.execute(select(groups).where(groups.c.id == old))).first()
    if row is not None:
        values = {"title": row.title, "language": row.language, "left_at": None, "created_at": row.created_at}
        await upsert(connection, groups, {"id": new}, values)
        await connection.execute(delete(groups).where(groups.c.id == old))
    await outbox.move(connection, old, new)
    await connection.execute(delete(pauses).where(pauses.c.chat_id == old))
    await connection.execute(delete(contexts).where(contexts.c.chat_id == old))
    await connection.execute(delete(exchanges).where(exchanges.c.chat_id == old))
