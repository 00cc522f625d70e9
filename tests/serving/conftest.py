"""A whole serving process inside the test, against a Bot API on loopback."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.chat.turn import Turn
from bot.serving.handling import Conversation, Patience
from bot.serving.metrics import Metrics
from bot.serving.supervisor import Supervisor
from bot.serving.webhook import Place
from bot.storage.database import Database
from bot.storage.inbox import Claimed
from tests.support.botapi import BotApi
from tests.support.echo_bot import application, echoing

SECRET = "a-secret"

# Where the database makes no difference, one kind is enough.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@dataclass
class Serving:
    """A supervisor at work; `url` is its own address where it has a port."""

    supervisor: Supervisor
    task: asyncio.Task[int]
    stop: asyncio.Event
    metrics: Metrics

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.supervisor.port}"

    @property
    def webhook(self) -> str:
        return f"{self.url}/telegram"


@contextlib.asynccontextmanager
async def serving(
    api: BotApi,
    database_url: str,
    handle: Callable[[Claimed, Turn], Awaitable[None]] | None = None,
    *,
    conversation: Conversation | None = None,
    webhook: bool = False,
    metrics_token: str | None = None,
    **how: Any,
) -> AsyncIterator[Serving]:
    """Serves the echo conversation, or another, until the block ends."""
    conversation = conversation or echoing()
    if handle is not None:
        conversation = replace(conversation, handle=handle)
    place = Place("https://bot.example", 0, SECRET, host="127.0.0.1", metrics_token=metrics_token) if webhook else None
    metrics = Metrics()
    set_before = len(api.of("setWebhook"))
    how = {"read_timeout": 1.0, "patience": Patience(60, 60, 60), "grace": 5.0, "backoff": lambda _tried: 0.05, **how}
    database = Database(database_url)
    supervisor = Supervisor(application(api.url), database, conversation, metrics=metrics, place=place, **how)
    stop = asyncio.Event()
    task = asyncio.create_task(supervisor.run(stop))
    if webhook:
        await api.until(lambda: task.done() or any(call.error is None for call in api.of("setWebhook")[set_before:]))
    try:
        yield Serving(supervisor, task, stop, metrics)
    finally:
        stop.set()
        await task


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API on loopback."""
    async with BotApi() as server:
        yield server


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Database]:
    """One database, where it does not matter which."""
    opened = Database(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def logs() -> Any:
    """What was logged."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture
async def outbox_rows(database: Database) -> Callable[[], Awaitable[list[Any]]]:
    """Reads the outbox."""

    async def read() -> list[Any]:
        async with database.read() as connection:
            return list(await connection.exec_driver_sql("SELECT * FROM outbox ORDER BY id"))

    return read
