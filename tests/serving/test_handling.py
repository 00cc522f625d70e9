"""One update, one effect: what the workers promise about the conversation."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat.turn import Turn, current_turn
from bot.serving.handling import Patience
from bot.serving.heartbeat import Heartbeat
from bot.storage import facts, inbox
from bot.storage.database import Database, StorageUnavailable
from bot.storage.inbox import Arrival, Claimed
from tests.serving.conftest import SECRET, serving
from tests.support.botapi import BotApi, message
from tests.support.echo_bot import echo, echoing, letter


async def stored(database: Database, *arrivals: Arrival) -> None:
    async with database.write() as connection:
        await inbox.store(connection, list(arrivals), datetime.now(UTC))


def question(number: int, chat_id: int = 5, text: str = "hi") -> Arrival:
    return Arrival(number, chat_id, chat_id, "message", {"update_id": number, "message": message(chat_id, text, 1)})


async def test_the_handler_finds_its_turn_in_the_context(api: BotApi, sqlite_url: str) -> None:
    found: list[bool] = []

    async def handle(claimed: Claimed, turn: Turn) -> None:
        found.append(current_turn.get() is turn and turn.update_id == claimed.update_id)
        turn.send(letter(claimed, "done"))

    async with serving(api, sqlite_url, handle):
        api.say(5, "hi")
        await api.until(lambda: bool(api.texts(5)))
    assert found == [True]


async def test_what_a_handler_changes_and_says_enters_with_the_end_of_the_update(
    api: BotApi, sqlite: Database, sqlite_url: str
) -> None:
    async def handle(claimed: Claimed, turn: Turn) -> None:
        async def change(connection: AsyncConnection, now: datetime) -> None:
            await facts.put(connection, "asked", claimed.payload["message"]["text"], now)

        turn.change(change)
        turn.send(letter(claimed, "one"))
        turn.send(letter(claimed, "two"))

    async with serving(api, sqlite_url, handle):
        number = api.say(5, "hi")
        await api.until(lambda: len(api.texts(5)) == 2)
    async with sqlite.read() as connection:
        assert await facts.get(connection, "asked") == "hi"
        keys = (await connection.exec_driver_sql("SELECT key FROM outbox ORDER BY id")).scalars().all()
    assert keys == [f"u{number}:0", f"u{number}:1"]


@pytest.mark.parametrize("where", ["raised", "left in the turn", "in a change"])
async def test_a_handler_that_fails_does_nothing_but_apologise_and_the_log_holds_no_words_of_the_person(
    api: BotApi, sqlite: Database, sqlite_url: str, logs: list[Any], where: str
) -> None:
    async def handle(claimed: Claimed, turn: Turn) -> None:
        error = ValueError(claimed.payload["message"]["text"])

        async def change(connection: AsyncConnection, now: datetime) -> None:
            await facts.put(connection, "half", "done", now)
            if where == "in a change":
                raise error

        turn.change(change)
        turn.send(letter(claimed, "half an answer"))
        try:
            if where != "in a change":
                raise error
        except ValueError:
            if where == "raised":
                raise
            turn.error = error

    async with serving(api, sqlite_url, handle):
        api.say(5, "my secret worry")
        await api.until(lambda: bool(api.texts(5)))
        api.say(5, "again")
        await api.until(lambda: len(api.texts(5)) == 2)
    assert api.texts(5) == ["sorry", "sorry"]
    async with sqlite.read() as connection:
        assert await facts.get(connection, "half") is None
    failed = [entry for entry in logs if entry["event"] == "update_failed"]
    assert [entry["error"] for entry in failed] == ["ValueError", "ValueError"]
    assert "test_handling.py" in failed[0]["traceback"]
    assert "secret worry" not in str(logs)


async def test_an_apology_that_fails_too_still_ends_the_update(api: BotApi, sqlite: Database, sqlite_url: str) -> None:
    async def apologise(_claimed: Claimed, _turn: Turn, _error: BaseException) -> None:
        raise KeyError("no such text")

    async with serving(api, sqlite_url, conversation=replace(echoing(), apologise=apologise)):
        api.say(5, "fail")
        api.say(5, "hello")
        await api.until(lambda: bool(api.texts(5)))
    assert api.texts(5) == ["echo hello"]


async def test_when_the_database_fails_a_handler_nothing_is_said_and_the_update_comes_again(
    api: BotApi, database: Database, database_url: str
) -> None:
    tries: list[int] = []

    async def handle(claimed: Claimed, turn: Turn) -> None:
        tries.append(claimed.attempts)
        if len(tries) < 3:
            turn.error = StorageUnavailable("gone")
            return
        turn.send(letter(claimed, "at last"))

    async with serving(api, database_url, handle):
        api.say(5, "hi")
        await api.until(lambda: bool(api.texts(5)))
    assert api.texts(5) == ["at last"]
    assert tries == [1, 1, 1]


async def test_a_statement_that_always_fails_ends_with_an_apology(
    api: BotApi, sqlite: Database, sqlite_url: str
) -> None:
    async def handle(_claimed: Claimed, turn: Turn) -> None:
        turn.error = DBAPIError("INSERT", {}, Exception("constraint"))

    await stored(sqlite, question(1))
    async with sqlite.write() as connection:
        await connection.exec_driver_sql("UPDATE inbox SET attempts = 2")
    async with serving(api, sqlite_url, handle):
        await api.until(lambda: bool(api.texts(5)))
    assert api.texts(5) == ["sorry"]


async def test_an_update_that_killed_its_worker_three_times_is_ended_with_an_apology(
    api: BotApi, sqlite: Database, sqlite_url: str
) -> None:
    await stored(sqlite, question(1, text="poison"), question(2, text="harmless"))
    async with sqlite.write() as connection:
        await connection.exec_driver_sql("UPDATE inbox SET attempts = 3 WHERE update_id = 1")
    async with serving(api, sqlite_url):
        await api.until(lambda: len(api.texts(5)) == 2)
    assert api.texts(5) == ["sorry", "echo harmless"]


async def test_while_an_answer_takes_long_typing_is_shown_and_one_honest_word_is_said(
    api: BotApi, sqlite_url: str
) -> None:
    go_on = asyncio.Event()

    async def handle(claimed: Claimed, turn: Turn) -> None:
        await go_on.wait()
        await echo(claimed, turn)

    async with serving(api, sqlite_url, handle, patience=Patience(0.02, 0.02, 0.05)):
        api.say(5, "hi")
        await api.until(lambda: len(api.of("sendChatAction")) >= 4 and bool(api.texts(5)))
        go_on.set()
        await api.until(lambda: len(api.texts(5)) == 2)
    assert api.texts(5) == ["still working", "echo hi"]
    assert api.calls[[call.method for call in api.calls].index("sendChatAction")].params["action"] == "typing"


async def test_in_a_group_neither_typing_nor_a_word_is_shown(api: BotApi, sqlite_url: str) -> None:
    go_on = asyncio.Event()

    async def handle(claimed: Claimed, turn: Turn) -> None:
        if claimed.chat_id == -5:
            await go_on.wait()
        await echo(claimed, turn)

    async with serving(api, sqlite_url, handle, patience=Patience(0.01, 0.01, 0.02)):
        api.say(-5, "hi")
        api.say(6, "meanwhile")
        await api.until(lambda: bool(api.texts(6)))
        go_on.set()
        await api.until(lambda: bool(api.texts(-5)))
    assert api.texts(-5) == ["echo hi"]
    assert all(call.params["chat_id"] != -5 for call in api.of("sendChatAction"))


async def test_of_a_flood_the_first_twenty_are_answered_and_one_notice_speaks_for_the_rest(
    api: BotApi, database: Database, database_url: str
) -> None:
    async def uncounted(claimed: Claimed, turn: Turn) -> None:
        turn.send(replace(letter(claimed, claimed.payload["message"]["text"]), counted=False))

    await stored(database, *(question(number, text=str(number)) for number in range(1, 31)), question(99, 6, "other"))
    async with serving(api, database_url, uncounted):
        await api.until(lambda: len(api.texts(5)) == 21 and bool(api.texts(6)))
    assert sorted(api.texts(5)) == sorted([*(str(number) for number in range(1, 21)), "10 unanswered"])
    assert api.texts(6) == ["other"]


async def test_case_11_one_update_handed_to_two_processes_at_once_is_answered_once(
    api: BotApi, database: Database, database_url: str
) -> None:
    async with (
        serving(api, database_url, webhook=True) as one,
        serving(api, database_url, webhook=True) as two,
    ):
        updates = [{"update_id": number, "message": message(number, "hi", 1)} for number in range(1, 11)]
        posts = [api.deliver(update, bot.webhook, SECRET) for update in updates for bot in (one, two)]
        assert set(await asyncio.gather(*posts)) == {200}
        await api.until(lambda: all(api.texts(number) for number in range(1, 11)))
        assert await api.deliver(updates[0], two.webhook, SECRET) == 200
        api_texts_before = {number: list(api.texts(number)) for number in range(1, 11)}
    assert all(texts == ["echo hi"] for texts in api_texts_before.values())
    assert len(api.of("sendMessage")) == 10


async def test_case_21_what_waited_for_a_restart_is_answered_in_order_within_each_chat(
    api: BotApi, database: Database, database_url: str
) -> None:
    async def uncounted(claimed: Claimed, turn: Turn) -> None:
        turn.send(replace(letter(claimed, claimed.payload["message"]["text"]), counted=False))

    for number in range(200):
        api.say(1 + number % 20, str(number))
    async with serving(api, database_url, uncounted):
        await api.until(lambda: sum(len(api.texts(chat)) for chat in range(1, 21)) == 200)
    for chat in range(1, 21):
        assert api.texts(chat) == [str(number) for number in range(chat - 1, 200, 20)]


async def test_case_22_two_processes_on_one_sqlite_file_answer_all_and_nobody_hears_of_locks(
    api: BotApi, sqlite_url: str, logs: list[Any]
) -> None:
    async with serving(api, sqlite_url, webhook=True) as one, serving(api, sqlite_url, webhook=True) as two:
        updates = [{"update_id": number, "message": message(number, "hi", 1)} for number in range(1, 41)]
        posts = [api.deliver(update, bot.webhook, SECRET) for update, bot in zip(updates, [one, two] * 20, strict=True)]
        assert set(await asyncio.gather(*posts)) == {200}
        await api.until(lambda: all(api.texts(number) for number in range(1, 41)))
    assert all(api.texts(number) == ["echo hi"] for number in range(1, 41))
    assert "locked" not in str(logs)


async def test_case_16_a_heartbeat_keeps_what_is_in_hand_from_another_process(database: Database) -> None:
    now = datetime.now(UTC)
    await stored(database, question(1))
    async with database.write() as connection:
        (held,) = await inbox.claim(connection, "a", now - inbox.LEASE, 1)
    heartbeat = Heartbeat(database, owner="a", updates=lambda: [held.id], messages=list)
    await heartbeat.beat()
    async with database.write() as connection:
        assert await inbox.claim(connection, "b", datetime.now(UTC), 1) == []


async def test_a_handler_still_at_work_when_the_process_ends_leaves_its_update_to_the_next_start(
    api: BotApi, sqlite: Database, sqlite_url: str
) -> None:
    began = asyncio.Event()

    async def for_ever(_claimed: Claimed, _turn: Turn) -> None:
        began.set()
        await asyncio.Event().wait()

    async with serving(api, sqlite_url, for_ever, grace=1.0):
        api.say(5, "hi")
        await began.wait()
    async with serving(api, sqlite_url):
        await api.until(lambda: bool(api.texts(5)))
    assert api.texts(5) == ["echo hi"]
