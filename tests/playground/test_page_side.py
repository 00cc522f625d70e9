"""What a person can do over HTTP, and who is kept out."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from telegram import Bot

from bot.playground.server import Playground, PortTaken

from .visitor import Visitor

STATIC = Path(__file__).parents[2] / "bot" / "playground" / "static"


@pytest.fixture
async def stranger(playground: Playground) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=playground.api_url) as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/static/chat.js", "/web/events?person=1", "/bot{token}/getMe", "/file/bot{token}/x"]
)
@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "192.168.1.5", ""])
async def test_a_foreign_host_is_refused(playground: Playground, page: httpx.AsyncClient, path: str, host: str) -> None:
    answer = await page.get(path.format(token=playground.token), headers={"Host": host})
    assert answer.status_code in (400, 403)
    assert playground.secret not in answer.text


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost", "https://127.0.0.1"]
)
async def test_another_web_page_is_refused_even_with_the_secret(page: httpx.AsyncClient, origin: str) -> None:
    answer = await page.post("/web/new-person", json={"language": "en"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "another web page" in answer.json()["description"]


async def test_another_web_page_is_refused_by_the_bot_api_side_too(
    playground: Playground, stranger: httpx.AsyncClient
) -> None:
    answer = await stranger.get(f"/bot{playground.token}/getMe", headers={"Origin": "https://evil.example"})
    assert (answer.status_code, answer.json()["ok"]) == (403, False)


async def test_a_script_or_picture_tag_of_another_web_page_is_refused(stranger: httpx.AsyncClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert (await stranger.get("/static/chat.js", headers=headers)).status_code == 403


async def test_a_link_on_another_web_page_may_lead_here(stranger: httpx.AsyncClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert (await stranger.get("/", headers=headers)).status_code == 200


async def test_the_page_itself_may_ask_by_either_name_of_this_machine(
    playground: Playground, page: httpx.AsyncClient
) -> None:
    for name in ("127.0.0.1", "localhost"):
        headers = {"Host": f"{name}:{playground.port}", "Origin": f"http://{name}:{playground.port}"}
        assert (await page.post("/web/new-person", json={"language": "en"}, headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "act",
    [
        "new-person",
        "say",
        "press",
        "edit",
        "language",
        "reaction",
        "location",
        "contact",
        "inline",
        "choose",
        "send-file",
    ],
)
async def test_every_change_needs_the_secret_of_this_start(stranger: httpx.AsyncClient, ann: Visitor, act: str) -> None:
    for headers in ({}, {"X-Playground-Secret": "guess"}):
        answer = await stranger.post(
            f"/web/{act}", json={"person": ann.id, "text": "x", "language": "en"}, headers=headers
        )
        assert answer.status_code == 403
    assert (await ann.see())["messages"] == []


async def test_reading_needs_the_secret_as_well(stranger: httpx.AsyncClient, ann: Visitor) -> None:
    assert (await stranger.get(f"/web/events?person={ann.id}")).status_code == 403
    assert (await stranger.get("/web/file/file1")).status_code == 403


async def test_a_form_of_another_page_cannot_pass_as_json(page: httpx.AsyncClient) -> None:
    answer = await page.post("/web/new-person", content=b'{"language": "en"}', headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


async def test_the_page_brings_its_secret_and_a_strict_policy(
    playground: Playground, stranger: httpx.AsyncClient
) -> None:
    answer = await stranger.get("/")
    assert f'content="{playground.secret}"' in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"


def test_the_page_never_takes_text_for_html() -> None:
    for script in STATIC.glob("*.js"):
        source = script.read_text(encoding="utf-8")
        assert not any(
            word in source for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
        ), script.name


def test_the_page_loads_nothing_from_elsewhere() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert "http://" not in page
    assert "https://" not in page
    assert "<style" not in page
    assert "style=" not in page
    assert not re.search(r"\son\w+=", page)


async def test_every_start_has_its_own_token_and_secret(playground: Playground) -> None:
    async with Playground(port=0) as other:
        assert other.token != playground.token
        assert other.secret != playground.secret


async def test_a_port_in_use_is_named_together_with_its_setting(playground: Playground) -> None:
    with pytest.raises(PortTaken, match=f"Port {playground.port} .* PORT"):
        async with Playground(playground.port):
            raise AssertionError("two playgrounds on one port")


async def test_the_port_is_free_again_afterwards() -> None:
    async with Playground(port=0) as first:
        port = first.port
    async with Playground(port) as second, httpx.AsyncClient() as client:
        assert (await client.get(second.address)).status_code == 200


async def test_it_ends_although_a_page_is_listening_and_a_bot_is_polling() -> None:
    async with Playground(port=0) as playground, httpx.AsyncClient(base_url=playground.api_url) as client:
        headers = {"X-Playground-Secret": playground.secret}
        person = (await client.post("/web/new-person", json={"language": "en"}, headers=headers)).json()["person"]["id"]
        poll = asyncio.create_task(client.get(f"/bot{playground.token}/getUpdates?timeout=50", timeout=60))
        async with client.stream("GET", f"/web/events?person={person}", headers=headers) as stream:
            lines = stream.aiter_lines()
            assert (await anext(lines)).startswith("data: ")
            await playground.__aexit__(None, None, None)
            assert [line async for line in lines if line] == []
        assert (await poll).json() == {"ok": True, "result": []}


async def test_a_page_that_comes_while_it_ends_does_not_hold_it_up() -> None:
    async with Playground(port=0) as playground, httpx.AsyncClient(base_url=playground.api_url) as client:
        person = playground.world.new_person("en").id
        playground.world.close()
        params, headers = {"person": str(person)}, {"X-Playground-Secret": playground.secret}
        assert (await client.get("/web/events", params=params, headers=headers)).text == ""


async def test_other_routes_can_be_served_beside_the_page() -> None:
    async def alive(_: object) -> PlainTextResponse:
        return PlainTextResponse("ok")

    async with Playground(port=0, routes=[Route("/healthz", alive)]) as playground, httpx.AsyncClient() as client:
        assert (await client.get(f"{playground.api_url}/healthz")).text == "ok"


async def test_the_clock_of_the_chat_can_be_another(page: httpx.AsyncClient) -> None:
    then = datetime(2027, 1, 2, 3, 4, tzinfo=UTC)
    async with Playground(port=0, now=lambda: then) as playground:
        person = playground.world.new_person("en")
        async with Bot(playground.token, base_url=f"{playground.api_url}/bot") as bot:
            assert (await bot.send_message(person.id, "hello from later")).date == then


async def test_a_new_person_has_a_new_id_and_an_empty_chat(page: httpx.AsyncClient, ann: Visitor) -> None:
    await ann.do("say", text="I was here")
    answer = await page.post("/web/new-person", json={"language": "fr"})
    bob = Visitor(page, answer.json()["person"]["id"])
    assert bob.id != ann.id
    assert (await bob.see())["messages"] == []
    assert (await bob.see())["person"]["language_code"] == "fr"
    assert len((await ann.see())["messages"]) == 1


async def test_ids_grow_from_start_to_start_since_the_bot_remembers_them() -> None:
    before = int(time.time())
    async with Playground(port=0) as later:
        assert later.world.new_person("en").id > before
        assert later.world.updates.push("message", {})
        (update,) = await later.world.updates.poll(0, 1, 0)
        assert update["update_id"] >= before


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("say", {"text": "  "}),
        ("say", {"text": "x" * 4097}),
        ("say", {"person": 1, "text": "x"}),
        ("say", {"person": "abc", "text": "x"}),
        ("press", {"message_id": 1, "row": 0, "column": 0}),
        ("edit", {"message_id": 1, "text": "x"}),
        ("reaction", {"message_id": 1, "emoji": "👍"}),
        ("location", {"latitude": 91, "longitude": 0}),
        ("location", {"latitude": "north"}),
        ("choose", {"query_id": "1", "result_id": "1"}),
        ("language", {"language": "../en"}),
    ],
)
async def test_what_makes_no_sense_is_refused(ann: Visitor, act: str, body: dict[str, object]) -> None:
    assert (await ann.do(act, **body))["status"] == 400


async def test_a_file_beyond_twenty_megabytes_is_refused(ann: Visitor) -> None:
    params = {"person": str(ann.id), "kind": "document", "name": "big.bin"}
    answer = await ann.http.post("/web/send-file", params=params, content=bytes((20 << 20) + 1))
    assert answer.status_code == 413


async def test_a_file_never_goes_out_as_a_page_to_be_run(ann: Visitor) -> None:
    params = {"person": str(ann.id), "kind": "document", "name": "../x.html"}
    await ann.http.post("/web/send-file", params=params, content=b"<script>alert(1)</script>")
    (shown,) = (await ann.see())["messages"]
    answer = await ann.http.get(f"/web/file/{shown['document']['file_id']}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert shown["document"]["file_name"] == ".._x.html"


async def test_half_a_character_and_a_null_byte_do_no_harm(ann: Visitor) -> None:
    headers = {"Content-Type": "application/json"}
    body = f'{{"person": {ann.id}, "text": "a\\ud83d\\u0000b"}}'
    assert (await ann.http.post("/web/say", content=body.encode(), headers=headers)).status_code == 200
    assert (await ann.see())["messages"][0]["text"] == "a\ufffdb"
