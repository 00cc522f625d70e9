"""The sender: messages out of the outbox to Telegram, within its limits, each marked as soon as it was taken.

One loop. Each round is one transaction that marks what ended and claims one row; the row is sent by a task of its own, and the next
round begins when that send has ended or 40 ms have passed, whichever is first. So on a fast network at most one message is between
"Telegram took it" and "marked", and a process that is killed there doubles at most that one; on a slow network several are under
way (at most 25), and the 25 messages a second that Telegram allows are kept.

Reminders are more careful: while few wait, one alone is under way (for a second and a half, then the next may go), for a
moment's delay is forgiven and a double is not. Answers go past them.

Once a message may have arrived it is tried one more time at most. That try is precious, so it is made only after Telegram has
answered a harmless question.
"""

from __future__ import annotations

import asyncio

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.error import RetryAfter, TelegramError

from bot.serving.faults import TokenRefused
from bot.serving.marking import IDEMPOTENT, Marker, OnSent, Result
from bot.serving.metrics import Metrics
from bot.serving.pace import Backoff, Clock, delay, nap, utc_now
from bot.serving.verdict import Kind, Verdict, judge
from bot.serving.wire import Wire
from bot.storage import outbox
from bot.storage.database import Database, StorageUnavailable
from bot.storage.limits import REMINDER
from bot.storage.outbox import Parcel

log = structlog.get_logger(__name__)

IN_FLIGHT = 25
STEP = 0.04  # seconds between two messages that are under way together
IDLE = 0.3
FEW = 100  # so many reminders leave one by one
ALONE = 1.5  # seconds that a reminder may keep the next one waiting
LIMITED = 0.05  # something waits, but the limits (or its hour) hold it back


class Sender:
    """Sends what the outbox holds. `wake` is set when something was added in this process."""

    def __init__(
        self,
        database: Database,
        wire: Wire,
        *,
        owner: str,
        wake: asyncio.Event,
        metrics: Metrics,
        on_sent: OnSent | None = None,
        backoff: Backoff = delay,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._wire = wire
        self._owner = owner
        self._wake = wake
        self._metrics = metrics
        self._marker = Marker(owner, on_sent, backoff=backoff)
        self._clock = clock
        self._sending: dict[asyncio.Task[Result], Parcel] = {}
        self._ended: list[Result] = []
        self._reminding: asyncio.Task[Result] | None = None
        self._alone_until = 0.0
        self._idle = asyncio.Event()

    @property
    def held(self) -> list[int]:
        """The outbox rows in hand, for the heartbeat."""
        return [parcel.id for parcel in self._sending.values()] + [result.parcel.id for result in self._ended]

    async def run(self, stop: asyncio.Event) -> None:
        """Sends until told to stop; then `finish` ends what is under way. Raises `TokenRefused`."""
        failed = 0
        while not stop.is_set():
            self._wake.clear()
            try:
                parcel, waiting = await self._round(claim=len(self._sending) < IN_FLIGHT)
                failed = 0
            except StorageUnavailable as error:
                failed += 1
                log.warning("outbox_unavailable", error=str(error))
                await nap(stop, delay(failed, cap=5))
                continue
            if parcel is not None:
                self._idle.clear()
                task = asyncio.create_task(self._send(parcel))
                self._sending[task] = parcel
                if parcel.priority == REMINDER:
                    self._reminding = task
                    self._alone_until = asyncio.get_running_loop().time() + ALONE
                task.add_done_callback(self._took)
                await asyncio.wait({task}, timeout=STEP)
            elif not self._ended:
                if not waiting and not self._sending:
                    self._idle.set()
                await nap(self._wake, LIMITED if waiting else IDLE)

    async def drained(self, seconds: float) -> bool:
        """Waits until nothing is left that may be sent now; whether that came to pass. `run` must be running."""
        self._idle.clear()
        self._wake.set()
        return await nap(self._idle, seconds)

    async def finish(self, seconds: float) -> None:
        """Waits for what is under way, and marks it. What takes longer counts as perhaps sent when its lease has run out."""
        if self._sending:
            await asyncio.wait(set(self._sending), timeout=seconds)
        if left := set(self._sending):
            for task in left:
                task.cancel()
            await asyncio.wait(left)
        try:
            await self._round(claim=False)
        except StorageUnavailable as error:
            log.warning("results_not_marked", count=len(self._ended), error=str(error))

    async def _round(self, *, claim: bool) -> tuple[Parcel | None, bool]:
        """Marks what ended, claims one row; returns it and whether rows wait that may not go yet."""
        # Both at one moment: a reminder that ends while the database works is not marked in this round, so the next must not go in it.
        ended, alone = list(self._ended), self._reminder_alone()

        async def work(connection: AsyncConnection) -> tuple[Parcel | None, bool]:
            now = self._clock()
            for result in ended:
                await self._marker.mark(connection, result, now)
            if not claim:
                return None, True
            await outbox.lock(connection)
            careful = alone and not await outbox.crowded(connection, FEW)
            parcel = await outbox.claim(connection, self._owner, now, answers_only=careful)
            return parcel, parcel is None and await outbox.open_count(connection) > 0

        outcome = await self._database.change(work)
        del self._ended[: len(ended)]
        if any(result.verdict is not None and result.verdict.kind is Kind.REFUSED for result in ended):
            raise TokenRefused
        for result in ended:
            self._observe(result)
        return outcome

    def _reminder_alone(self) -> bool:
        """Whether a reminder is under way that the next one has to wait for."""
        waits = self._reminding is not None and not self._reminding.done()
        return waits and asyncio.get_running_loop().time() < self._alone_until

    def _took(self, task: asyncio.Task[Result]) -> None:
        parcel = self._sending.pop(task)
        if task.cancelled():
            return
        error = task.exception()
        self._ended.append(task.result() if error is None else Result(parcel, judge(error)))
        self._wake.set()

    async def _send(self, parcel: Parcel) -> Result:
        """One call; whatever it raises becomes a verdict."""
        try:
            if parcel.maybe_sent and not parcel.method.startswith(IDEMPOTENT):
                try:
                    await self._wire.call("getMe")
                except RetryAfter:
                    raise
                except TelegramError as error:
                    return Result(parcel, Verdict(Kind.AGAIN, f"not tried: {judge(error).reason}"))
            answer = await self._wire.call(parcel.method, parcel.payload, file=parcel.file, file_name=parcel.file_name)
        except Exception as error:
            return Result(parcel, judge(error))
        message_id = answer.get("message_id") if isinstance(answer, dict) else None
        return Result(parcel, None, message_id)

    def _observe(self, result: Result) -> None:
        if result.verdict is not None:
            self._metrics.telegram_errors.labels(result.verdict.kind.value).inc()
            if result.verdict.kind not in (Kind.QUIET, Kind.FAILED):
                log.info(
                    "not_sent",
                    kind=result.verdict.kind.value,
                    method=result.parcel.method,
                    reason=result.verdict.reason,
                    attempts=result.parcel.attempts,
                )
        elif (arrived := result.parcel.note.get("arrived")) is not None:
            self._metrics.latency.observe(max(0.0, self._clock().timestamp() - arrived))
