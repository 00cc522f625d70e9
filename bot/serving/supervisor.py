"""One process that serves: everything is started here, watched here, and ended here in order."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import structlog
from telegram.ext import Application

from bot.serving.faults import TokenRefused, brief, frames
from bot.serving.handling import PATIENCE, Conversation, Handling, Patience
from bot.serving.health import health_routes
from bot.serving.heartbeat import EVERY, Heartbeat, name_of_process
from bot.serving.housekeeping import PRUNES, Housekeeping, Prune
from bot.serving.marking import OnSent
from bot.serving.metrics import Metrics
from bot.serving.pace import Backoff, Clock, delay, unless, utc_now
from bot.serving.polling import Polling, insist
from bot.serving.port import Port
from bot.serving.sender import Sender
from bot.serving.webhook import Place, set_webhook, webhook_route
from bot.serving.wire import Wire
from bot.serving.workers import Workers
from bot.storage.database import Database

log = structlog.get_logger(__name__)

GRACE = 10.0  # seconds from SIGTERM to the end

# Something that runs beside the rest until the event is set, such as the delivery of reminders.
Part = Callable[[asyncio.Event], Awaitable[None]]


class Supervisor:
    """Serves one bot until told to stop.

    `application` is not initialised yet. `place`: where the webhook stands; None: long polling. `prepare` makes the conversation ready
    (updates are taken in meanwhile, none is handled before). `spoken` is set by whoever adds to the outbox, to have it sent at once.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        database: Database,
        conversation: Conversation,
        *,
        metrics: Metrics,
        place: Place | None = None,
        prepare: Callable[[], Awaitable[None]] | None = None,
        on_sent: OnSent | None = None,
        parts: Mapping[str, Part] | None = None,
        prunes: tuple[Prune, ...] = PRUNES,
        spoken: asyncio.Event | None = None,
        patience: Patience = PATIENCE,
        read_timeout: float = 15.0,
        heartbeat: float = EVERY,
        grace: float = GRACE,
        backoff: Backoff = delay,
        clock: Clock = utc_now,
    ) -> None:
        self.owner = name_of_process()
        self.port: int | None = None
        self._application = application
        self._database = database
        self._prepare = prepare
        self._parts = dict(parts or {})
        self._place = place
        self._grace = grace
        self._wire = Wire(application.bot, read_timeout=read_timeout)
        self._arrived = asyncio.Event()
        self._spoken = spoken or asyncio.Event()
        handling = Handling(
            database,
            conversation,
            self._wire,
            owner=self.owner,
            spoken=self._spoken,
            metrics=metrics,
            clock=clock,
            patience=patience,
            backoff=backoff,
        )
        self._workers = Workers(database, handling, owner=self.owner, wake=self._arrived, clock=clock)
        self._sender = Sender(
            database,
            self._wire,
            owner=self.owner,
            wake=self._spoken,
            metrics=metrics,
            on_sent=on_sent,
            backoff=backoff,
            clock=clock,
        )
        self._polling = Polling(database, self._wire, wake=self._arrived, backoff=backoff, clock=clock)
        self._heartbeat = Heartbeat(
            database,
            owner=self.owner,
            updates=lambda: self._workers.held,
            messages=lambda: self._sender.held,
            every=heartbeat,
            clock=clock,
        )
        self._housekeeping = Housekeeping(database, prunes=prunes, clock=clock)
        self._known = asyncio.Event()  # Telegram told who the bot is
        self._prepared = asyncio.Event()
        self._port: Port | None = None
        if place is not None:
            routes = [
                webhook_route(database, secret=place.secret, wake=self._arrived, clock=clock),
                *health_routes(database, metrics, self.ready, metrics_token=place.metrics_token),
            ]
            self._port = Port(routes, host=place.host, port=place.port)

    async def ready(self) -> bool:
        """Whether questions are answered now: the conversation is prepared and the database usable."""
        if not self._prepared.is_set():
            return False
        try:
            async with asyncio.timeout(3):
                return await self._database.usable()
        except TimeoutError:
            return False

    async def run(self, stop: asyncio.Event | None = None) -> int:
        """Serves until `stop` is set, or SIGTERM or SIGINT comes. Returns the exit code: 0, or 1 after a fault that is in the log."""
        stop = stop or asyncio.Event()
        if self._port is not None:
            try:
                self.port = self._port.open()
            except OSError as error:
                log.error("port_not_opened", reason=brief(error))
                return 1
            log.info("port_opened", port=self.port)
        taking = asyncio.Event()
        sending = asyncio.Event()
        beating = asyncio.Event()
        tasks = {
            "intake": self._take_in(taking),
            "workers": self._work(taking),
            "sender": self._send(sending),
            "heartbeat": self._heartbeat.run(beating),
            "housekeeping": self._housekeeping.run(taking),
            **{name: self._once_known(part, taking) for name, part in self._parts.items()},
        }
        if self._port is not None:
            tasks["port"] = self._port.run(taking)
        running = {asyncio.create_task(work, name=name) for name, work in tasks.items()}
        with _signals(stop):
            code = await self._watch(running, stop)
            await self._end(running, taking, sending, beating)
        log.info("stopped", code=code)
        return code

    async def _take_in(self, stop: asyncio.Event) -> None:
        await insist(stop, "getMe", self._introduce)
        if stop.is_set():
            return
        self._known.set()
        if self._place is None:
            log.info("polling")
            await self._polling.run(stop)
        else:
            await set_webhook(self._wire, self._place, stop)
            log.info("webhook_set", address=self._place.address)
            await stop.wait()

    async def _introduce(self) -> None:
        await self._wire.initialise()
        await self._application.initialize()

    async def _work(self, stop: asyncio.Event) -> None:
        if self._prepare is not None:
            await self._prepare()
        self._prepared.set()
        await self._once_known(self._workers.run, stop)

    async def _send(self, stop: asyncio.Event) -> None:
        await self._once_known(self._sender.run, stop)

    async def _once_known(self, part: Part, stop: asyncio.Event) -> None:
        await unless(stop, self._known.wait())
        if not stop.is_set():
            await part(stop)

    async def _watch(self, running: set[asyncio.Task[None]], stop: asyncio.Event) -> int:
        """Waits for the end that was asked for (0), or for a part that ends by itself (1): there is no half a life."""
        told = asyncio.create_task(stop.wait())
        done, _ = await asyncio.wait({told, *running}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        code = 0
        for task in done - {told}:
            code = 1
            error = task.exception()
            if isinstance(error, TokenRefused):
                log.critical("token_refused", hint=str(error))
            elif error is not None:
                log.critical("part_crashed", part=task.get_name(), error=type(error).__name__, traceback=frames(error))
            else:
                log.critical("part_ended", part=task.get_name())
        return code

    async def _end(
        self, running: set[asyncio.Task[None]], taking: asyncio.Event, sending: asyncio.Event, beating: asyncio.Event
    ) -> None:
        """First nothing more comes in, then handlers end, then what they said is sent; all of it within the grace."""
        until = time.monotonic() + self._grace
        ended_before = {task for task in running if task.done()}

        def left(share: float = 1.0) -> float:
            return max(0.1, (until - time.monotonic()) * share)

        by_name = {task.get_name(): task for task in running}
        sender = by_name["sender"]
        try:
            async with asyncio.timeout(self._grace):
                taking.set()
                self._arrived.set()
                await asyncio.wait({by_name["workers"]}, timeout=left(0.2))
                await self._workers.finish(left(0.5))
                if self._known.is_set() and not sender.done():
                    await self._sender.drained(left(0.7))
                sending.set()
                self._spoken.set()
                await asyncio.wait({sender}, timeout=left(0.3))
                await self._sender.finish(left(0.7))
                beating.set()
                await asyncio.wait(running, timeout=left(0.9))
        except TimeoutError:
            log.warning("not_ended_in_time", hint="What was under way is taken up by the next start.")
        for task in running:
            task.cancel()
        await asyncio.wait(running)
        for task in running - ended_before:
            if not task.cancelled() and (error := task.exception()) is not None:
                log.error("part_ended_badly", part=task.get_name(), error=type(error).__name__)
        await self._application.shutdown()
        await self._application.bot.shutdown()
        await self._database.close()


@contextlib.contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    """SIGTERM and SIGINT set the event."""
    loop = asyncio.get_running_loop()
    wanted = (signal.SIGTERM, signal.SIGINT)
    for number in wanted:
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in wanted:
            loop.remove_signal_handler(number)
