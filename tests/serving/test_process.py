"""A whole process: killed, ended, and what it tells the outside."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.serving.housekeeping import Housekeeping
from bot.serving.metrics import Metrics
from bot.serving.pace import delay
from bot.serving.supervisor import Supervisor
from bot.serving.webhook import Place
from bot.storage import inbox, outbox
from bot.storage.database import Database
from bot.storage.inbox import Arrival
from tests.serving.conftest import SECRET, serving
from tests.support.botapi import BotApi, message
from tests.support.echo_bot import application, echoing
from tests.support.process import let_leases_run_out, start

ROOT = Path(__file__).parents[2]


async def test_case_16_after_two_kills_every_question_is_answered_and_at_most_one_message_a_kill_comes_twice(
    api: BotApi, database: Database, database_url: str
) -> None:
    asked = [(1 + number % 12, f"q{number}") for number in range(60)]
    for chat, words in asked:
        api.say(chat, words)
    process = await start("echo_bot", api, database_url)
    for answered in (15, 35):
        await api.until(lambda answered=answered: len(api.of("sendMessage")) >= answered)  # type: ignore[misc]
        process.kill()
        await process.wait()
        await let_leases_run_out(database)
        process = await start("echo_bot", api, database_url)
    await api.until(lambda: all(f"echo {words}" in api.texts(chat) for chat, words in asked))
    process.terminate()
    assert await process.wait() == 0
    copies = Counter(words for chat in range(1, 13) for words in api.texts(chat))
    assert set(copies) == {f"echo {words}" for _, words in asked}
    assert sum(copies.values()) - len(copies) <= 2
    assert max(copies.values()) <= 2


async def test_sigterm_sends_what_was_said_and_leaves_the_rest_to_the_next_start(
    api: BotApi, sqlite: Database, sqlite_url: str
) -> None:
    for chat in range(1, 31):
        api.say(chat, "hi")
    process = await start("echo_bot", api, sqlite_url)
    await api.until(lambda: len(api.of("sendMessage")) >= 1)
    process.terminate()
    assert await process.wait() == 0
    async with sqlite.read() as connection:
        assert await outbox.open_count(connection) == 0
    process = await start("echo_bot", api, sqlite_url)
    await api.until(lambda: all(api.texts(chat) for chat in range(1, 31)))
    process.terminate()
    assert await process.wait() == 0
    assert all(api.texts(chat) == ["echo hi"] for chat in range(1, 31))


async def test_a_part_that_crashes_ends_the_process_with_a_clear_log(
    api: BotApi, sqlite_url: str, logs: list[Any]
) -> None:
    words = "what somebody wrote"

    async def crash(_stop: asyncio.Event) -> None:
        raise ZeroDivisionError(words)

    async with serving(api, sqlite_url, parts={"delivery": crash}) as bot:
        assert await bot.task == 1
    (told,) = [entry for entry in logs if entry["event"] == "part_crashed"]
    assert (told["part"], told["error"]) == ("delivery", "ZeroDivisionError")
    assert words not in str(logs)


async def test_a_port_in_use_ends_the_process_with_a_clear_log(api: BotApi, sqlite_url: str, logs: list[Any]) -> None:
    async with serving(api, sqlite_url, webhook=True) as bot:
        assert bot.supervisor.port is not None
        place = Place("https://bot.example", bot.supervisor.port, SECRET, host="127.0.0.1")
        second = Supervisor(application(api.url), Database(sqlite_url), echoing(), metrics=Metrics(), place=place)
        assert await second.run() == 1
    assert any(entry["event"] == "port_not_opened" for entry in logs)


async def test_the_port_opens_first_and_the_process_is_ready_when_the_conversation_is(
    api: BotApi, sqlite_url: str
) -> None:
    go_on = asyncio.Event()

    async def prepare() -> None:
        await go_on.wait()

    async with (
        serving(api, sqlite_url, webhook=True, prepare=prepare) as bot,
        httpx.AsyncClient(base_url=bot.url) as client,
    ):
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).status_code == 503
        assert await api.deliver({"update_id": 1, "message": message(5, "early", 1)}, bot.webhook, SECRET) == 200
        assert api.texts(5) == []
        go_on.set()
        await api.until(lambda: bool(api.texts(5)))
        assert (await client.get("/readyz")).status_code == 200


async def test_the_figures_tell_questions_latency_errors_and_what_waits(api: BotApi, sqlite_url: str) -> None:
    async with (
        serving(api, sqlite_url, webhook=True) as bot,
        httpx.AsyncClient(base_url=bot.url) as client,
    ):
        api.fail("sendMessage", 502)
        await api.deliver({"update_id": 1, "message": message(5, "hi", 1)}, bot.webhook, SECRET)
        await api.until(lambda: bool(api.texts(5)))
        bot.metrics.decided("answer")
        await api.until(lambda: bot.metrics.registry.get_sample_value("pathway_answer_seconds_count") == 1)
        figures = (await client.get("/metrics")).text
    for line in (
        'pathway_questions_total{kind="message"} 1.0',
        'pathway_decisions_total{kind="answer"} 1.0',
        'pathway_telegram_errors_total{kind="again"} 1.0',
        "pathway_inbox_open 0.0",
        "pathway_outbox_open 0.0",
    ):
        assert line in figures


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"X-Forwarded-For": "127.0.0.1"}, 403),
        ({"Forwarded": "for=127.0.0.1"}, 403),
        ({"X-Forwarded-For": "10.0.0.1", "Authorization": "Bearer wrong"}, 403),
        ({"X-Forwarded-For": "10.0.0.1", "Authorization": "Bearer figures-please"}, 200),
    ],
)
async def test_the_figures_are_for_loopback_or_for_who_has_the_token(
    api: BotApi, sqlite_url: str, headers: dict[str, str], status: int
) -> None:
    async with (
        serving(api, sqlite_url, webhook=True, metrics_token="figures-please") as bot,
        httpx.AsyncClient(base_url=bot.url) as client,
    ):
        assert (await client.get("/metrics", headers=headers)).status_code == status


async def test_housekeeping_forgets_what_is_old_and_goes_on_after_a_fault(database: Database, logs: list[Any]) -> None:
    now = datetime.now(UTC)

    async def faulty(connection: Any, _now: datetime) -> None:
        await connection.exec_driver_sql("DELETE FROM no_such_table")

    async with database.write() as connection:
        await inbox.store(connection, [Arrival(1, 5, 5, "message", {})], now)
        (row,) = await inbox.claim(connection, "a", now, 1)
        await inbox.finish(connection, "a", row.id, now - timedelta(days=9))
    await Housekeeping(database, prunes=(faulty, inbox.prune)).tidy()
    async with database.read() as connection:
        assert (await connection.exec_driver_sql("SELECT count(*) FROM inbox")).scalar_one() == 0
    assert [entry["event"] for entry in logs] == ["not_tidied"]


def test_back_off_grows_to_its_cap_and_rolls_the_whole_span() -> None:
    assert [delay(tried, roll=lambda: 1.0) for tried in (1, 2, 3, 4, 99)] == [0.5, 1.0, 2.0, 4.0, 30.0]
    assert delay(5, roll=lambda: 0.0) == 0.1
    assert delay(1000, roll=lambda: 0.5) == 15.0
