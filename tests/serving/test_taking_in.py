"""What is acknowledged is stored, by polling and by webhook alike."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bot.chat.turn import Turn
from bot.serving.intake import ALLOWED_UPDATES
from bot.serving.webhook import MOST_BODY, PATH, derived_secret
from bot.storage.database import Database
from bot.storage.inbox import Claimed
from tests.serving.conftest import SECRET, serving
from tests.support.botapi import TOKEN, BotApi, message
from tests.support.echo_bot import echo
from tests.support.postgres import cut_off


def update(number: int, chat_id: int = 5, text: str = "hi") -> dict[str, Any]:
    return {"update_id": number, "message": message(chat_id, text, number)}


async def post(url: str, body: bytes | AsyncIterator[bytes], secret: str | None = SECRET) -> httpx.Response:
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with httpx.AsyncClient() as client:
        return await client.post(url, content=body, headers=headers)


async def test_polling_takes_the_webhook_away_and_keeps_what_waits_behind_it(api: BotApi, sqlite_url: str) -> None:
    api.webhook = {"url": "https://old.example"}
    api.say(5, "waited")
    async with serving(api, sqlite_url):
        await api.until(lambda: bool(api.texts(5)))
    (call,) = api.of("deleteWebhook")
    assert call.params == {"drop_pending_updates": False}


async def test_an_update_is_confirmed_only_once_it_is_stored(api: BotApi, sqlite: Database, sqlite_url: str) -> None:
    number = api.say(5, "hi")
    async with serving(api, sqlite_url):
        await api.until(lambda: api.confirmed == number + 1)
        async with sqlite.read() as connection:
            assert (await connection.exec_driver_sql("SELECT update_id FROM inbox")).scalars().all() == [number]


@pytest.mark.parametrize("fault", [{"code": 502, "times": 3}, {"drop": True, "times": 2}])
async def test_polling_survives_server_errors_and_lost_connections(
    api: BotApi, sqlite_url: str, fault: dict[str, Any]
) -> None:
    api.fail("getUpdates", **fault)
    api.fail("deleteWebhook", 502)
    async with serving(api, sqlite_url):
        api.say(5, "hi")
        await api.until(lambda: bool(api.texts(5)))
    assert api.texts(5) == ["echo hi"]


async def test_case_14_a_second_poller_is_told_in_a_clear_sentence_and_not_fought_at_full_speed(
    api: BotApi, sqlite_url: str, logs: list[Any]
) -> None:
    async with serving(api, sqlite_url):
        await api.until(lambda: api.polls == 1)
        async with httpx.AsyncClient() as other:
            await other.post(f"{api.url}/bot{TOKEN}/getUpdates", data={"timeout": "0"})
            await api.until(lambda: any(e["event"] == "another_program_takes_the_updates" for e in logs))
            await asyncio.sleep(0.3)
            assert api.polls == 2
    (told,) = [entry for entry in logs if entry["event"] == "another_program_takes_the_updates"]
    assert "Another process polls with this token" in told["hint"]


async def test_a_refused_token_ends_the_process_with_a_clear_message_that_does_not_hold_it(
    api: BotApi, sqlite_url: str, logs: list[Any]
) -> None:
    api.token = "999999:ANOTHER"
    async with serving(api, sqlite_url) as bot:
        assert await bot.task == 1
    (told,) = [entry for entry in logs if entry["event"] == "token_refused"]
    assert "@BotFather" in told["hint"]
    assert TOKEN not in str(logs)


async def test_a_token_revoked_while_serving_ends_the_process(api: BotApi, sqlite_url: str, logs: list[Any]) -> None:
    async with serving(api, sqlite_url, webhook=True) as bot:
        api.token = "999999:ANOTHER"
        assert await api.deliver(update(1), bot.webhook, SECRET) == 200
        assert await bot.task == 1
    assert any(entry["event"] == "token_refused" for entry in logs)


async def test_the_webhook_is_set_with_its_secret_and_the_updates_that_are_wanted(api: BotApi, sqlite_url: str) -> None:
    api.fail("setWebhook", 502, times=2)
    async with serving(api, sqlite_url, webhook=True):
        assert api.webhook is not None
        assert api.webhook["url"] == "https://bot.example/telegram"
        assert api.webhook["secret_token"] == SECRET
        assert api.webhook["allowed_updates"] == list(ALLOWED_UPDATES)
        assert api.webhook["drop_pending_updates"] is False


async def test_case_25_in_a_rolling_deploy_the_webhook_stays_set_and_the_new_process_serves(
    api: BotApi, database: Database, database_url: str
) -> None:
    async with serving(api, database_url, webhook=True) as new:
        async with serving(api, database_url, webhook=True) as old:
            await api.deliver(update(1, text="to the old"), old.webhook, SECRET)
        assert api.webhook is not None
        assert api.of("deleteWebhook") == []
        await api.deliver(update(2, text="to the new"), new.webhook, SECRET)
        await api.until(lambda: len(api.texts(5)) == 2)
    assert api.texts(5) == ["echo to the old", "echo to the new"]


async def test_case_12_a_handler_that_takes_long_is_acknowledged_at_once_and_has_one_effect(
    api: BotApi, database: Database, database_url: str
) -> None:
    go_on = asyncio.Event()

    async def slow(claimed: Claimed, turn: Turn) -> None:
        await go_on.wait()
        await echo(claimed, turn)

    async with serving(api, database_url, slow, webhook=True) as bot:
        for _ in range(3):
            assert await api.deliver(update(1), bot.webhook, SECRET) == 200
        assert api.texts(5) == []
        go_on.set()
        await api.until(lambda: bool(api.texts(5)))
        await api.deliver(update(2, 6), bot.webhook, SECRET)
        await api.until(lambda: bool(api.texts(6)))
    assert api.texts(5) == ["echo hi"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "gehëim"])
async def test_case_13_a_post_without_the_secret_gets_401_before_its_body_is_read_and_leaves_no_trace(
    api: BotApi, sqlite: Database, sqlite_url: str, logs: list[Any], secret: str | None
) -> None:
    async with serving(api, sqlite_url, webhook=True) as bot:
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret.encode()}
        async with httpx.AsyncClient() as client:
            answer = await client.post(bot.webhook, content=json.dumps(update(1, text="forged")), headers=headers)
        async with sqlite.read() as connection:
            assert (await connection.exec_driver_sql("SELECT count(*) FROM inbox")).scalar_one() == 0
    assert answer.status_code == 401
    assert "forged" not in str(logs)


async def test_case_13_a_guessed_path_is_not_found_and_the_true_one_holds_no_token(
    api: BotApi, sqlite_url: str
) -> None:
    async with serving(api, sqlite_url, webhook=True) as bot:
        assert (await post(f"{bot.url}/bot{TOKEN}", b"{}")).status_code == 404
        assert (await post(f"{bot.url}/", b"{}")).status_code == 404
    assert PATH == "/telegram"


def test_case_13_the_derived_secret_is_the_same_everywhere_fits_telegram_and_tells_nothing() -> None:
    secret = derived_secret(TOKEN)
    assert secret == derived_secret(TOKEN) != derived_secret(TOKEN + "x")
    assert secret.isalnum()
    assert len(secret) <= 256
    assert TOKEN.split(":")[1] not in secret


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"x" * (MOST_BODY + 1), 413),
        (b"not json", 400),
        (b"[" * 100_000, 400),
        (b"\xff\xfe", 400),
        (b"[]", 200),
        (b'{"update_id": "seven"}', 200),
        (b'{"update_id": 7, "message": {"text": "\\ud800\\u0000"}}', 200),
    ],
)
async def test_a_body_that_is_too_large_or_no_update_is_refused_or_let_go(
    api: BotApi, sqlite_url: str, body: bytes, status: int
) -> None:
    async with serving(api, sqlite_url, webhook=True) as bot:
        assert (await post(bot.webhook, body)).status_code == status
        assert await api.deliver(update(8), bot.webhook, SECRET) == 200
        await api.until(lambda: bool(api.texts(5)))
    assert api.texts(5) == ["echo hi"]


async def test_a_body_whose_length_is_not_declared_is_cut_off_at_the_limit(api: BotApi, sqlite_url: str) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b"x" * 65_536

    async with serving(api, sqlite_url, webhook=True) as bot:
        try:
            status = (await post(bot.webhook, endless())).status_code
        except httpx.TransportError:  # the answer may be lost where the server hangs up on the rest
            status = 413
        assert status == 413
        assert (await post(bot.webhook, b"[]")).status_code == 200


@pytest.mark.postgres
async def test_case_15_while_the_database_is_gone_the_webhook_says_503_and_afterwards_all_is_answered(
    api: BotApi, postgres_server: str, postgres_url: str
) -> None:
    name = postgres_url.rsplit("/", 1)[1]
    async with serving(api, postgres_url, webhook=True) as bot:
        await api.deliver(update(1, text="before"), bot.webhook, SECRET)
        await api.until(lambda: bool(api.texts(5)))
        await cut_off(postgres_server, name, False)
        assert await api.deliver(update(2, text="during"), bot.webhook, SECRET) == 503
        async with httpx.AsyncClient() as client:
            assert (await client.get(f"{bot.url}/readyz")).status_code == 503
            assert (await client.get(f"{bot.url}/healthz")).status_code == 200
        await cut_off(postgres_server, name, True)
        # Telegram posts an update again until it hears 200.
        answers = [await api.deliver(update(2, text="during"), bot.webhook, SECRET) for _ in range(3)]
        assert answers[-1] == 200
        await api.until(lambda: len(api.texts(5)) == 2)
    assert api.texts(5) == ["echo before", "echo during"]


@pytest.mark.postgres
async def test_case_15_while_the_database_is_gone_polling_confirms_nothing_and_afterwards_all_is_answered(
    api: BotApi, postgres_server: str, postgres_url: str, logs: list[Any]
) -> None:
    name = postgres_url.rsplit("/", 1)[1]
    async with serving(api, postgres_url):
        api.say(5, "before")
        await api.until(lambda: bool(api.texts(5)))
        await cut_off(postgres_server, name, False)
        number = api.say(5, "during")
        await api.until(lambda: any(entry["event"] == "updates_wait_for_database" for entry in logs))
        assert api.confirmed <= number
        await cut_off(postgres_server, name, True)
        await api.until(lambda: len(api.texts(5)) == 2)
    assert api.texts(5) == ["echo before", "echo during"]


async def test_case_23_hostile_updates_stop_nothing(api: BotApi, database: Database, database_url: str) -> None:
    dice = random.Random(23)
    odd: list[Any] = [None, True, -1, 2**80, 1e308, "", "\ud83d", "\x00", "‮عربي​😀" * 50, [], {}, [[[]]], "x" * 9000]

    def anything(depth: int = 3) -> Any:
        if depth and dice.random() < 0.5:
            names = ("id", "chat", "from", "text", "message", "data", "date", "entities", "reply_to_message", "type")
            return {name: anything(depth - 1) for name in dice.sample(names, 3)}
        return dice.choice(odd)

    for _ in range(300):
        api.push(**{dice.choice([*ALLOWED_UPDATES, "poll", "x"]): anything()})
    async with serving(api, database_url):
        number = api.say(5, "a plain question")
        await api.until(lambda: bool(api.texts(5)) and api.confirmed == number + 1)
        assert "echo a plain question" in api.texts(5)
