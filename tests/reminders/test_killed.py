"""Whole processes that deliver, killed at any moment, and two at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.storage.database import Database
from bot.storage.tables import deliveries
from tests.reminders.conftest import known, remind, rows, states
from tests.support.botapi import BotApi
from tests.support.process import let_leases_run_out, start

PEOPLE = range(1, 61)


async def due_now(database: Database) -> None:
    """Sixty people have a reminder at this minute."""
    await known(database, *PEOPLE)
    at = datetime.now(UTC).replace(second=0, microsecond=0)
    for number in PEOPLE:
        await remind(database, number, f"for {number}", at)


def copies(api: BotApi) -> Counter[int]:
    return Counter({number: len(api.texts(number)) for number in PEOPLE})


async def marked(database: Database) -> bool:
    return set(await states(database)) == {"sent"}


async def until_marked(database: Database) -> None:
    for _ in range(300):
        if await marked(database):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("what was sent is not marked")


@pytest.mark.slow
async def test_case_16_after_kills_with_a_429_and_a_502_none_is_lost_and_at_most_one_a_kill_comes_twice(
    api: BotApi, database: Database, database_url: str
) -> None:
    await due_now(database)
    api.fail("sendMessage", 502, times=1)
    api.fail("sendMessage", 429, chat_id=7, parameters={"retry_after": 1})
    process = await start("remind_bot", api, database_url)
    kills = 0
    for sent in (5, 20, 40):
        await api.until(lambda sent=sent: len(api.of("sendMessage")) >= sent)  # type: ignore[misc]
        process.kill()
        await process.wait()
        kills += 1
        await let_leases_run_out(database)
        process = await start("remind_bot", api, database_url)
    await api.until(lambda: all(api.texts(number) for number in PEOPLE))
    await until_marked(database)
    process.terminate()
    assert await process.wait() == 0
    found = copies(api)
    assert set(found) == set(PEOPLE)
    assert sum(found.values()) - len(PEOPLE) <= kills
    assert max(found.values()) <= 2
    twice = sum(1 for row in await rows(database, deliveries) if row.maybe_sent)
    assert twice >= sum(found.values()) - len(PEOPLE)


@pytest.mark.slow
async def test_case_17_two_processes_on_one_database_deliver_each_once_also_when_the_rescuer_is_killed_too(
    api: BotApi, database: Database, database_url: str
) -> None:
    await due_now(database)
    first, second = await start("remind_bot", api, database_url), await start("remind_bot", api, database_url)
    third: asyncio.subprocess.Process | None = None
    for process, sent in ((first, 15), (second, 35)):
        await api.until(lambda sent=sent: len(api.of("sendMessage")) >= sent)  # type: ignore[misc]
        process.kill()
        await process.wait()
        await let_leases_run_out(database)
        if process is second:
            third = await start("remind_bot", api, database_url)
    assert third is not None
    await api.until(lambda: all(api.texts(number) for number in PEOPLE))
    await until_marked(database)
    third.terminate()
    assert await third.wait() == 0
    found = copies(api)
    assert sum(found.values()) - len(PEOPLE) <= 2
    assert max(found.values()) <= 2
    assert len(await states(database)) == len(PEOPLE)
