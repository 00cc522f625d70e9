"""Reminders while the network, Telegram or the database fails (cases 2, 3, 5, 6, 15 and 16)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.serving.pace import utc_now
from bot.storage import outbox, people
from bot.storage.database import Database
from bot.storage.outbox import Outgoing
from tests.reminders.conftest import known, maybe_sent, remind, states
from tests.serving.conftest import serving
from tests.support.botapi import BotApi
from tests.support.postgres import gone
from tests.support.process import let_leases_run_out, start
from tests.support.remind_bot import deliverer


class Ahead:
    """The clock of the machine, put forward by a test."""

    def __init__(self) -> None:
        self.by = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.by


@asynccontextmanager
async def reminding(api: BotApi, database_url: str, clock: Ahead | None = None) -> AsyncIterator[None]:
    """A serving process that delivers, with a database of its own."""
    watch, spoken, database = clock or Ahead(), asyncio.Event(), Database(database_url)
    made = deliverer(database, spoken, watch)
    parts = {"delivery": made.run}
    try:
        async with serving(api, database_url, on_sent=made.on_sent, parts=parts, spoken=spoken, clock=watch):
            yield
    finally:
        await database.close()


async def due(database: Database, *numbers: int) -> None:
    """Each of these people has a reminder whose time has come."""
    await known(database, *numbers)
    for number in numbers:
        await remind(database, number, f"for {number}", utc_now() - timedelta(seconds=1))


async def until_sent(database: Database) -> None:
    async with asyncio.timeout(30):
        while set(await states(database)) != {"sent"}:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def answers(api: BotApi, number: int) -> None:
    """Somebody asks and is answered: the process has looked around once more."""
    api.say(number, "are you there?")
    await api.until(lambda: bool(api.texts(number)))


async def test_case_2_reminders_due_while_there_is_no_network_come_once_when_it_is_back(
    api: BotApi, database: Database, database_url: str
) -> None:
    with capture_logs() as logs:
        async with reminding(api, database_url):
            await api.until(lambda: api.polls > 0)
            await api.close()
            await due(database, 5, 6)
            await api.until(lambda: sum(entry["event"] == "not_sent" for entry in logs) >= 2)
            await api.open()
            await until_sent(database)
    assert [len(api.texts(number)) for number in (5, 6)] == [1, 1]
    assert await maybe_sent(database) == [False, False]


async def test_case_3_a_person_with_a_flood_limit_waits_as_long_as_telegram_says_and_the_others_do_not(
    api: BotApi, database: Database, database_url: str
) -> None:
    watch = Ahead()
    api.fail("sendMessage", 429, chat_id=5, parameters={"retry_after": 60})
    async with reminding(api, database_url, watch):
        await due(database, 5, 6, 7)
        await api.until(lambda: bool(api.texts(6)) and bool(api.texts(7)))
        await api.until(lambda: len(api.of("sendMessage")) == 3)
        refused = watch()
        watch.by += timedelta(seconds=55)
        await answers(api, 8)
        assert api.texts(5) == []
        watch.by += timedelta(seconds=10)
        await until_sent(database)
        assert watch() - refused >= timedelta(seconds=60)
    assert [len(api.texts(number)) for number in (5, 6, 7)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("code", "words"), [(403, "Forbidden: user is deactivated"), (400, "Bad Request: chat not found")]
)
async def test_case_5_who_is_gone_is_recorded_and_tried_once_however_many_reminders_come(
    api: BotApi, database: Database, database_url: str, code: int, words: str
) -> None:
    watch = Ahead()
    api.fail("sendMessage", code, description=words, chat_id=5, times=99)
    await due(database, 5, 5, 6)
    with capture_logs() as logs:
        async with reminding(api, database_url, watch):
            await api.until(lambda: bool(api.texts(6)))
            async with asyncio.timeout(30):
                while not await _blocked(database, 5):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            watch.by += timedelta(days=2)
            await answers(api, 8)
    assert [call.params["chat_id"] for call in api.of("sendMessage")].count(5) == 1
    assert not [entry for entry in logs if entry["log_level"] in ("error", "critical")]


async def _blocked(database: Database, number: int) -> bool:
    async with database.read() as connection:
        return (await people.get(connection, number)).blocked_at is not None


async def test_case_6_a_group_that_becomes_a_supergroup_moves_its_messages_and_no_reminder(
    api: BotApi, database: Database, database_url: str
) -> None:
    api.fail("sendMessage", 400, description="migrated", chat_id=-5, times=9, parameters={"migrate_to_chat_id": -1005})
    async with database.write() as connection:
        answers = [
            Outgoing("sendMessage", {"chat_id": -5, "text": text}, chat_id=-5, person_id=5) for text in ("one", "two")
        ]
        await outbox.add(connection, answers, utc_now())
    await due(database, 5)
    async with reminding(api, database_url):
        await api.until(lambda: len(api.texts(-1005)) == 2)
        await until_sent(database)
    assert (api.texts(-5), api.texts(-1005)) == ([], ["one", "two"])
    assert len(api.texts(5)) == 1


async def test_case_15_reminders_due_while_the_database_is_gone_come_once_when_it_is_back(
    api: BotApi, database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A SQLite file that is held by another says so at once instead of after ten seconds.
    monkeypatch.setattr("bot.storage.database.BUSY_SECONDS", 0)
    watch = Ahead()
    await known(database, 5, 6)
    for number in (5, 6):
        await remind(database, number, f"for {number}", utc_now() + timedelta(hours=1))
    with capture_logs() as logs:
        async with reminding(api, database_url, watch):
            await api.until(lambda: api.polls > 0)
            async with gone(database_url):
                watch.by = timedelta(hours=1, minutes=1)
                await api.until(lambda: any(entry["event"] == "not_delivered" for entry in logs))
                assert api.of("sendMessage") == []
            await until_sent(database)
    assert [len(api.texts(number)) for number in (5, 6)] == [1, 1]
    assert not [entry for entry in logs if entry["log_level"] == "critical"]


@pytest.mark.slow
async def test_case_16_a_process_killed_after_its_claim_and_before_telegram_took_the_message_loses_nothing(
    api: BotApi, database: Database, database_url: str
) -> None:
    api.fail("sendMessage", delay=300)
    await due(database, 5, 6)
    process = await start("remind_bot", api, database_url)
    await api.until(lambda: bool(api.of("sendMessage")))
    process.kill()
    await process.wait()
    await let_leases_run_out(database)
    process = await start("remind_bot", api, database_url)
    await until_sent(database)
    process.terminate()
    assert await process.wait() == 0
    assert [len(api.texts(number)) for number in (5, 6)] == [1, 1]


@pytest.mark.slow
async def test_case_16_a_process_killed_after_telegram_took_the_message_and_before_it_was_marked_doubles_that_one(
    api: BotApi, database: Database, database_url: str
) -> None:
    api.hold("sendMessage")
    await due(database, 5)
    process = await start("remind_bot", api, database_url)
    await api.until(lambda: bool(api.texts(5)))
    process.kill()
    await process.wait()
    api.let_go()
    await let_leases_run_out(database)
    process = await start("remind_bot", api, database_url)
    await until_sent(database)
    process.terminate()
    assert await process.wait() == 0
    assert len(api.texts(5)) == 2
    assert await maybe_sent(database) == [True]
