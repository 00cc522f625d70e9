"""The heartbeat of a process: what it holds stays its own while it lives."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Callable

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.serving.pace import Clock, nap, utc_now
from bot.storage import inbox, outbox
from bot.storage.database import Database, StorageUnavailable

log = structlog.get_logger(__name__)

EVERY = 5.0  # seconds; a third of the shorter lease


def name_of_process() -> str:
    """A name for the leases of this process, never used before (at most 40 characters)."""
    return f"{socket.gethostname()[:16]}-{os.getpid()}-{secrets.token_hex(4)}"


class Heartbeat:
    """Renews the leases on the updates and messages in hand."""

    def __init__(
        self,
        database: Database,
        *,
        owner: str,
        updates: Callable[[], list[int]],
        messages: Callable[[], list[int]],
        every: float = EVERY,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._owner = owner
        self._updates = updates
        self._messages = messages
        self._every = every
        self._clock = clock

    async def run(self, stop: asyncio.Event) -> None:
        """Beats until told to stop."""
        while not await nap(stop, self._every):
            await self.beat()

    async def beat(self) -> None:
        """Renews once; a database that is away is told to the log, for leases then run out as they should."""
        updates, messages = self._updates(), self._messages()

        async def work(connection: AsyncConnection) -> None:
            now = self._clock()
            if updates:
                await inbox.renew(connection, self._owner, updates, now)
            if messages:
                await outbox.renew(connection, self._owner, messages, now)

        if not updates and not messages:
            return
        try:
            await self._database.change(work)
        except StorageUnavailable as error:
            log.warning("leases_not_renewed", error=str(error))
