"""Housekeeping: once an hour what is no longer needed is forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.serving.faults import frames
from bot.serving.pace import Clock, nap, utc_now
from bot.storage import gaps, inbox, outbox, reminders, talk
from bot.storage.database import Database, StorageUnavailable

log = structlog.get_logger(__name__)

EVERY = 3600.0  # seconds

Prune = Callable[[AsyncConnection, datetime], Awaitable[None]]
PRUNES: tuple[Prune, ...] = (inbox.prune, outbox.prune, gaps.prune, talk.prune, reminders.prune)


class Housekeeping:
    """Calls each `prune` in a transaction of its own; doing it twice, or in two processes at once, changes nothing."""

    def __init__(
        self, database: Database, *, prunes: Sequence[Prune] = PRUNES, every: float = EVERY, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._prunes = prunes
        self._every = every
        self._clock = clock

    async def run(self, stop: asyncio.Event) -> None:
        """Tidies at the start and then every hour, until told to stop."""
        while not stop.is_set():
            await self.tidy()
            await nap(stop, self._every)

    async def tidy(self) -> None:
        """One round; what fails is logged and comes again in the next."""
        for prune in self._prunes:

            async def work(connection: AsyncConnection, prune: Prune = prune) -> None:
                await prune(connection, self._clock())

            try:
                await self._database.change(work)
            except (StorageUnavailable, DBAPIError) as error:
                log.warning("not_tidied", what=prune.__module__, error=type(error).__name__, traceback=frames(error))
