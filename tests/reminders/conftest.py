"""Reminders in a real database, and a Bot API on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.storage import people, reminders
from bot.storage.database import Database
from bot.storage.reminders import Coming, Reminder
from bot.storage.tables import deliveries, occurrences
from tests.support.botapi import BotApi

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API on loopback."""
    async with BotApi() as server:
        yield server


async def known(database: Database, *numbers: int, **settings: Any) -> None:
    """People who wrote once."""
    async with database.write() as connection:
        for number in numbers:
            await people.met(connection, number, "en", NOON)
            if settings:
                await people.change(connection, number, NOON, **settings)


async def remind(
    database: Database,
    person: int,
    text: str,
    at: datetime,
    *,
    rule: str | None = None,
    kind: str = "own",
    **detail: Any,
) -> int:
    """A stored reminder of somebody in UTC, with its first time."""
    wall = at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="minutes")
    item = (
        {"parts": [{"kind": "start", "days": 1, "date": f"{at + timedelta(days=1):%Y-%m-%d}"}]}
        if kind != "own"
        else None
    )
    async with database.write() as connection:
        reminder = Reminder(person, kind, text, wall, "UTC", rule, detail)
        return await reminders.add(connection, reminder, Coming(at, item), at)


async def rows(database: Database, table: Any) -> list[Any]:
    async with database.read() as connection:
        return list(await connection.execute(table.select()))


async def states(database: Database) -> list[str]:
    """The states of all occurrences, in order."""
    return [row.state for row in sorted(await rows(database, occurrences), key=lambda row: row.id)]


async def maybe_sent(database: Database) -> list[bool]:
    return [bool(row.maybe_sent) for row in await rows(database, deliveries)]
