"""What becomes of messages when Telegram or the network misbehaves, over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import outbox, people, talk
from bot.storage.database import Database
from bot.storage.outbox import Outgoing, Parcel
from tests.serving.conftest import on_sqlite, serving
from tests.support.botapi import BotApi

Rows = Callable[[], Awaitable[list[Any]]]


async def put(database: Database, *letters: Outgoing) -> None:
    async with database.write() as connection:
        await outbox.add(connection, list(letters), datetime.now(UTC))


def to(chat_id: int, text: str = "hi", **how: Any) -> Outgoing:
    return Outgoing("sendMessage", {"chat_id": chat_id, "text": text, **how.pop("payload", {})}, chat_id=chat_id, **how)


async def ended(rows: Rows, count: int = 1) -> list[Any]:
    """The rows, once so many have ended."""
    async with asyncio.timeout(30):
        while True:
            found = [row for row in await rows() if row.state != "open"]
            if len(found) >= count:
                return found
            await asyncio.sleep(0.02)


def errors(logs: list[Any]) -> list[Any]:
    return [entry for entry in logs if entry["log_level"] in ("error", "critical")]


async def test_case_1_a_message_cut_off_after_acceptance_comes_twice_at_most_and_is_recorded(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows
) -> None:
    api.fail("sendMessage", drop=True, after=True, times=5)
    await put(database, to(5, "once or twice"))
    async with serving(api, database_url):
        (row,) = await ended(outbox_rows)
    assert api.texts(5) == ["once or twice", "once or twice"]
    assert (row.state, bool(row.maybe_sent)) == ("done", True)


@on_sqlite
async def test_case_1_a_message_that_timed_out_but_arrives_the_second_time_is_recorded_as_maybe_sent(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows
) -> None:
    api.fail("sendMessage", delay=3, drop=True, after=True)
    await put(database, to(5))
    async with serving(api, database_url, read_timeout=0.3):
        (row,) = await ended(outbox_rows)
    assert row.message_id is not None
    assert bool(row.maybe_sent)


async def test_case_1_the_one_more_try_waits_until_telegram_answers_a_harmless_question(
    api: BotApi, sqlite: Database, sqlite_url: str
) -> None:
    api.fail("sendMessage", drop=True)
    async with serving(api, sqlite_url):
        await api.until(lambda: bool(api.of("getMe")))
        api.fail("getMe", 502, times=2)
        await put(sqlite, to(5))
        await api.until(lambda: bool(api.texts(5)))
    assert [call.method for call in api.calls if call.method in ("getMe", "sendMessage")] == [
        "getMe",
        "sendMessage",
        "getMe",
        "getMe",
        "getMe",
        "sendMessage",
    ]


@on_sqlite
async def test_an_edit_cut_off_after_acceptance_is_made_again_until_telegram_answers(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows
) -> None:
    api.fail("editMessageText", drop=True, after=True, times=3)
    edit = Outgoing("editMessageText", {"chat_id": 5, "message_id": 1, "text": "x"}, chat_id=5, counted=False)
    await put(database, edit)
    async with serving(api, database_url):
        (row,) = await ended(outbox_rows)
    assert (row.state, len(api.of("editMessageText"))) == ("done", 4)


@on_sqlite
async def test_case_2_what_the_network_or_a_502_refused_is_delivered_once(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows
) -> None:
    api.fail("sendMessage", 502, times=3)
    await put(database, to(5))
    async with serving(api, database_url):
        (row,) = await ended(outbox_rows)
    assert api.texts(5) == ["hi"]
    assert (row.attempts, bool(row.maybe_sent)) == (4, False)


async def test_case_2_after_a_while_without_network_everything_is_delivered_once(
    api: BotApi, database: Database, database_url: str, logs: list[Any], outbox_rows: Rows
) -> None:
    async with serving(api, database_url):
        await api.until(lambda: api.polls > 0)
        await api.close()
        await put(database, to(5), to(6))
        await api.until(lambda: sum(entry["event"] == "not_sent" for entry in logs) >= 3)
        await api.open()
        api.say(7, "after")
        await ended(outbox_rows, 3)
    assert (api.texts(5), api.texts(6), api.texts(7)) == (["hi"], ["hi"], ["echo after"])


async def test_case_3_a_chat_with_a_flood_limit_waits_and_the_others_go_on(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows
) -> None:
    api.fail("sendMessage", 429, chat_id=5, parameters={"retry_after": 1})
    await put(database, to(5, "a"), to(5, "b"), *(to(chat) for chat in range(6, 10)))
    async with serving(api, database_url):
        await ended(outbox_rows, 6)
    chats = [call.params["chat_id"] for call in api.of("sendMessage")]
    assert chats == [5, 6, 7, 8, 9, 5, 5]
    assert api.texts(5) == ["a", "b"]


async def test_case_3_a_callback_answer_that_would_be_too_late_after_a_flood_limit_is_dropped(
    api: BotApi, sqlite: Database, sqlite_url: str
) -> None:
    api.fail("answerCallbackQuery", 429, parameters={"retry_after": 60})
    await put(sqlite, Outgoing("answerCallbackQuery", {"callback_query_id": "1"}, counted=False), to(5))
    async with serving(api, sqlite_url):
        await api.until(lambda: bool(api.texts(5)))
    async with sqlite.read() as connection:
        states = (await connection.exec_driver_sql("SELECT state FROM outbox ORDER BY id")).scalars().all()
    assert states == ["gone", "done"]


@on_sqlite
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (400, "Bad Request: chat not found"),
    ],
)
async def test_cases_4_and_5_who_cannot_be_reached_is_recorded_and_left_alone_quietly(
    api: BotApi,
    database: Database,
    database_url: str,
    outbox_rows: Rows,
    logs: list[Any],
    code: int,
    words: str,
) -> None:
    async with database.write() as connection:
        await people.met(connection, 5, "en", datetime.now(UTC))
    api.fail("sendMessage", code, description=words, chat_id=5, times=9)
    await put(database, to(5), to(5), to(5), to(6))
    async with serving(api, database_url):
        rows = await ended(outbox_rows, 4)
    assert [row.state for row in rows] == ["gone", "gone", "gone", "done"]
    assert [call.params["chat_id"] for call in api.of("sendMessage")] == [5, 6]
    async with database.read() as connection:
        assert (await people.get(connection, 5)).blocked_at is not None
    assert errors(logs) == []


@on_sqlite
async def test_case_4_a_group_that_threw_the_bot_out_is_recorded_as_left(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows
) -> None:
    api.fail("sendMessage", 403, description="Forbidden: bot was kicked from the group chat")
    await put(database, to(-5))
    async with serving(api, database_url):
        await ended(outbox_rows)
    async with database.read() as connection:
        left = (await connection.exec_driver_sql("SELECT left_at FROM groups WHERE id = -5")).scalar_one()
    assert left is not None


async def test_case_6_a_message_to_a_group_that_became_a_supergroup_is_sent_once_to_the_new_one(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows
) -> None:
    api.fail("sendMessage", 400, description="migrated", chat_id=-5, times=9, parameters={"migrate_to_chat_id": -1005})
    await put(database, to(-5, "one"), to(-5, "two"))
    async with serving(api, database_url):
        await ended(outbox_rows, 2)
    assert (api.texts(-5), api.texts(-1005)) == ([], ["one", "two"])
    assert [call.params["chat_id"] for call in api.of("sendMessage")] == [-5, -1005, -1005]


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("editMessageText", "Bad Request: message is not modified: same content"),
        ("answerCallbackQuery", "Bad Request: query is too old and response timeout expired or query ID is invalid"),
        ("editMessageReplyMarkup", "Bad Request: message to edit not found"),
    ],
)
async def test_cases_7_and_8_a_double_tap_and_an_old_button_are_silent(
    api: BotApi, sqlite: Database, sqlite_url: str, logs: list[Any], method: str, words: str
) -> None:
    api.fail(method, 400, description=words, times=9)
    await put(sqlite, Outgoing(method, {"chat_id": 5, "text": "x"}, chat_id=5, counted=False), to(5, "next"))
    async with serving(api, sqlite_url):
        await api.until(lambda: bool(api.texts(5)))
    assert len(api.of(method)) == 1
    assert errors(logs) == []


@on_sqlite
async def test_case_8_an_edit_of_a_deleted_message_is_said_as_a_new_one(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows
) -> None:
    api.fail("editMessageText", 400, description="Bad Request: message to edit not found")
    markup = {"inline_keyboard": [[{"text": "Menu", "callback_data": "1:menu"}]]}
    payload = {"chat_id": 5, "message_id": 9, "text": "screen", "reply_markup": markup}
    await put(database, Outgoing("editMessageText", payload, chat_id=5, counted=False))
    async with serving(api, database_url):
        (row,) = await ended(outbox_rows)
    (call,) = api.of("sendMessage")
    assert call.params == {"chat_id": 5, "text": "screen", "reply_markup": markup}
    assert (row.state, bool(row.counted)) == ("done", True)


async def test_html_that_telegram_refuses_reaches_the_person_as_plain_text_and_the_log_as_an_error(
    api: BotApi, sqlite: Database, sqlite_url: str, logs: list[Any]
) -> None:
    api.fail("sendMessage", 400, description="Bad Request: can't parse entities: Unsupported start tag")
    await put(sqlite, to(5, "<b>bold", payload={"parse_mode": "HTML"}))
    async with serving(api, sqlite_url):
        await api.until(lambda: bool(api.texts(5)))
    assert api.texts(5) == ["bold"]
    assert [entry["event"] for entry in errors(logs)] == ["text_refused"]
    assert "bold" not in str(logs)


@on_sqlite
async def test_another_bad_request_ends_the_message_with_an_error_in_the_log(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows, logs: list[Any]
) -> None:
    api.fail("sendMessage", 400, description="Bad Request: BUTTON_DATA_INVALID")
    await put(database, to(5, "first"), to(5, "second"))
    async with serving(api, database_url):
        rows = await ended(outbox_rows, 2)
    assert [row.state for row in rows] == ["failed", "done"]
    assert [entry["event"] for entry in errors(logs)] == ["message_failed"]


@on_sqlite
async def test_a_photo_and_a_document_are_uploaded_with_their_names(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows
) -> None:
    await put(
        database,
        Outgoing("sendPhoto", {"chat_id": 5, "caption": "plot"}, chat_id=5, file=b"\x89PNG", file_name="plot.png"),
        Outgoing("sendDocument", {"chat_id": 5}, chat_id=5, file=b"BEGIN:VCALENDAR", file_name="exam.ics"),
    )
    async with serving(api, database_url):
        await ended(outbox_rows, 2)
    photo, document = api.of("sendPhoto", "sendDocument")
    assert (photo.params["photo"], photo.params["caption"]) == (b"\x89PNG", "plot")
    assert document.params["document"] == b"BEGIN:VCALENDAR"


@on_sqlite
async def test_the_message_that_answered_a_question_is_recorded(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows
) -> None:
    async with database.write() as connection:
        await talk.ask(connection, 5, 5, 33, "print", datetime.now(UTC))
    await put(database, to(5, note={"exchange": 33}))
    async with serving(api, database_url):
        (row,) = await ended(outbox_rows)
    async with database.read() as connection:
        exchange = await talk.newest_exchange(connection, 5, 5)
    assert exchange is not None
    assert exchange.answer_message_id == row.message_id


async def test_who_left_a_note_hears_what_became_of_the_message_and_cannot_undo_its_end(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows
) -> None:
    heard: list[tuple[Any, str]] = []

    async def on_sent(_connection: AsyncConnection, parcel: Parcel, message_id: int | None, state: str) -> None:
        heard.append((parcel.note["delivery"], state if message_id else f"{state} without a message"))
        if parcel.note["delivery"] == 2:
            raise RuntimeError("a fault in the hook")

    api.fail("sendMessage", 403, description="Forbidden: bot was blocked by the user", chat_id=6)
    await put(database, to(5, note={"delivery": 1}), to(5, note={"delivery": 2}), to(6, note={"delivery": 3}), to(7))
    async with serving(api, database_url, on_sent=on_sent):
        rows = await ended(outbox_rows, 4)
    assert sorted(heard) == [(1, "done"), (2, "done"), (3, "gone without a message")]
    assert [row.state for row in rows] == ["done", "done", "gone", "done"]


async def test_case_17_two_senders_on_one_database_send_each_message_once(
    api: BotApi, database: Database, database_url: str, outbox_rows: Rows
) -> None:
    await put(database, *(to(chat, f"to {chat}") for chat in range(1, 41)))
    api.fail("getUpdates", 409, times=-1)
    async with serving(api, database_url), serving(api, database_url):
        await ended(outbox_rows, 40)
    assert sorted(call.params["chat_id"] for call in api.of("sendMessage")) == list(range(1, 41))
