"""A bot in a process of its own, to be killed, and the time that a dead one may hold what it claimed."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update

from bot.storage.database import Database
from bot.storage.tables import inbox, outbox
from tests.support.botapi import BotApi

ROOT = Path(__file__).parents[2]


async def start(bot: str, api: BotApi, database_url: str) -> asyncio.subprocess.Process:
    """Runs the module `tests.support.<bot>` against `api`; a warning in it is an error."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", f"tests.support.{bot}", api.url, database_url),
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        stdout=asyncio.subprocess.DEVNULL,
    )


async def let_leases_run_out(database: Database) -> None:
    """As if the minute had passed that a dead process may hold what it claimed."""
    long_ago = datetime.now(UTC) - timedelta(minutes=1)
    async with database.write() as connection:
        for table in (inbox, outbox):
            await connection.execute(update(table).where(table.c.lease_until.is_not(None)).values(lease_until=long_ago))
