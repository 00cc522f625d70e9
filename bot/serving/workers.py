"""The workers: updates out of the inbox, through the conversation, and what it says into the outbox, in one transaction.

One dispatcher claims for all; at most `at_once` handlers run side by side, one a chat. What a process holds is renewed every few
seconds, so a handler may be slow; a process that dies leaves leases that run out, and another takes the updates up.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.serving.faults import frames
from bot.serving.handling import Handling
from bot.serving.pace import Clock, delay, nap, utc_now
from bot.storage import inbox
from bot.storage.database import Database, StorageUnavailable
from bot.storage.inbox import Claimed

log = structlog.get_logger(__name__)

AT_ONCE = 8
LOOK_EVERY = 0.3  # seconds; another process may have stored something


class Workers:
    """Claims updates and has them handled. `wake` is set by the intake of this process."""

    def __init__(
        self,
        database: Database,
        handling: Handling,
        *,
        owner: str,
        wake: asyncio.Event,
        at_once: int = AT_ONCE,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._handling = handling
        self._owner = owner
        self._wake = wake
        self._at_once = at_once
        self._clock = clock
        self._running: dict[asyncio.Task[None], Claimed] = {}

    @property
    def held(self) -> list[int]:
        """The inbox rows in hand, for the heartbeat."""
        return [claimed.id for claimed in self._running.values()]

    async def run(self, stop: asyncio.Event) -> None:
        """Works until told to stop; handlers may then still be running (`finish` waits for them)."""
        failed = 0
        while not stop.is_set():
            self._wake.clear()
            free = self._at_once - len(self._running)
            try:
                claimed = await self._claim(free) if free else []
                failed = 0
            except StorageUnavailable as error:
                failed += 1
                log.warning("inbox_unavailable", error=str(error))
                await nap(stop, delay(failed, cap=5))
                continue
            for update in claimed:
                task = asyncio.create_task(self._handling.handle(update))
                self._running[task] = update
                task.add_done_callback(self._ended)
            if len(claimed) < free or not free:
                await nap(self._wake, LOOK_EVERY)

    async def finish(self, seconds: float) -> None:
        """Lets running handlers end; those that take longer are cancelled and their updates given back at once."""
        if self._running:
            await asyncio.wait(set(self._running), timeout=seconds)
        left = dict(self._running)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(set(left))
            await self._give_back([claimed.id for claimed in left.values()])

    def _ended(self, task: asyncio.Task[None]) -> None:
        claimed = self._running.pop(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            # The lease runs out by itself; a fault here is one of the machinery, not of the conversation.
            log.error("worker_failed", update_id=claimed.update_id, error=type(error).__name__, traceback=frames(error))
        # The chat's next update may be claimed now.
        self._wake.set()

    async def _claim(self, limit: int) -> list[Claimed]:
        async def work(connection: AsyncConnection) -> list[Claimed]:
            return await inbox.claim(connection, self._owner, self._clock(), limit)

        return await self._database.change(work)

    async def _give_back(self, row_ids: list[int]) -> None:
        async def work(connection: AsyncConnection) -> None:
            for row_id in row_ids:
                await inbox.release(connection, self._owner, row_id, self._clock(), timedelta(0), blameless=True)

        try:
            await self._database.change(work)
        except StorageUnavailable as error:
            log.warning("updates_not_given_back", count=len(row_ids), error=str(error))
