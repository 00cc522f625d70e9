"""Small facts of the installation, by name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import upsert
from bot.storage.tables import facts


async def get(connection: AsyncConnection, key: str) -> str | None:
    found: str | None = await connection.scalar(select(facts.c.value).where(facts.c.key == key))
    return found


async def put(connection: AsyncConnection, key: str, value: str, now: datetime) -> None:
    await upsert(connection, facts, {"key": key}, {"value": value, "at": now})
