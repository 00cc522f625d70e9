"""Long polling: what Telegram hands over goes into the inbox, and is acknowledged only then.

Telegram forgets an update as soon as `getUpdates` is asked for a higher number (https://core.telegram.org/bots/api#getupdates). So
the offset moves only past what is stored; after a crash the same updates come again, and the inbox knows their numbers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.serving.faults import brief
from bot.serving.intake import ALLOWED_UPDATES, store
from bot.serving.pace import Backoff, Clock, delay, nap, unless, utc_now
from bot.serving.verdict import judge
from bot.serving.wire import Wire
from bot.storage.database import Database, StorageUnavailable

log = structlog.get_logger(__name__)

LONG_POLL = 30  # seconds
CONFLICT_FLOOR = 3.0  # seconds; two that poll in turn at full speed would answer nobody
AT_ONCE = 100  # the most that Telegram hands over


class Polling:
    """Asks for updates. `wake` is set when something new was stored."""

    def __init__(
        self,
        database: Database,
        wire: Wire,
        *,
        wake: asyncio.Event,
        backoff: Backoff = delay,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._wire = wire
        self._wake = wake
        self._clock = clock
        self._backoff = backoff
        self._offset: int | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Polls until told to stop. Raises `TokenRefused`."""
        # A webhook of an earlier deployment would keep everything for itself; what waits behind it is ours to answer.
        await insist(stop, "deleteWebhook", lambda: self._wire.call("deleteWebhook", {"drop_pending_updates": False}))
        failed = 0
        while not stop.is_set():
            try:
                updates = await unless(stop, self._ask())
                failed = 0
            except TelegramError as error:
                failed += 1
                await nap(stop, self._after(error, failed))
                continue
            if updates:
                await self._keep(updates, stop)

    async def _ask(self) -> list[object]:
        wanted: dict[str, Any] = {"timeout": LONG_POLL, "limit": AT_ONCE, "allowed_updates": list(ALLOWED_UPDATES)}
        if self._offset is not None:
            wanted["offset"] = self._offset
        answer = await self._wire.call("getUpdates", wanted, patience=LONG_POLL)
        return answer if isinstance(answer, list) else []

    async def _keep(self, updates: list[object], stop: asyncio.Event) -> None:
        failed = 0
        while not stop.is_set():
            try:
                await store(self._database, updates, self._clock())
                break
            except StorageUnavailable as error:
                failed += 1
                log.warning("updates_wait_for_database", count=len(updates), error=str(error))
                await nap(stop, delay(failed, cap=5))
        else:
            return
        numbers = [raw["update_id"] for raw in updates if isinstance(raw, dict) and type(raw.get("update_id")) is int]
        if numbers:
            self._offset = max(numbers) + 1
        self._wake.set()

    def _after(self, error: TelegramError, failed: int) -> float:
        """Logs why Telegram gave nothing, and returns how many seconds to wait."""
        if isinstance(error, Conflict):
            log.error(
                "another_program_takes_the_updates",
                hint="Another process polls with this token, or a webhook was set for it. Only one can; this one waits.",
                reason=brief(error),
            )
            return delay(failed, base=2 * CONFLICT_FLOOR, floor=CONFLICT_FLOOR)
        verdict = judge(error)
        if isinstance(error, RetryAfter):
            return verdict.seconds
        log.warning("updates_not_received", reason=verdict.reason, tried=failed)
        return self._backoff(failed)


async def insist(stop: asyncio.Event, what: str, ask: Callable[[], Awaitable[Any]]) -> None:
    """Makes a call until it succeeds, or until told to stop. Raises `TokenRefused`."""
    failed = 0
    while not stop.is_set():
        try:
            await ask()
            return
        except TelegramError as error:
            failed += 1
            verdict = judge(error)
            log.warning("telegram_call_failed", method=what, reason=verdict.reason, tried=failed)
            await nap(stop, verdict.seconds or delay(failed))
