"""The page side: the chat page, what a person does there, and the stream of what the bot does."""

from __future__ import annotations

import hmac
import html
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.playground import acts
from bot.playground.body import read_body
from bot.playground.clock import MovableClock
from bot.playground.files import MOST_DOWNLOAD, Kind
from bot.playground.params import Params, read_params
from bot.playground.refusals import Refused, bad
from bot.playground.world import World

STATIC = Path(__file__).with_name("static")
SECRET_HEADER = "X-Playground-Secret"

_MOST_BODY = 64 << 10
_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def _new_person(world: World, params: Params) -> Any:
    return {"person": world.new_person(_language(params)).user()}


def _say(world: World, params: Params) -> Any:
    return {"message_id": acts.say(world, params.integer("person"), params.text("text")).message_id}


def _edit(world: World, params: Params) -> Any:
    acts.edit(world, params.integer("person"), params.integer("message_id"), params.text("text"))
    return {}


def _press(world: World, params: Params) -> Any:
    place = params.integer("message_id"), params.integer("row", -1), params.integer("column", -1)
    return {"query_id": acts.press(world, params.integer("person"), *place)}


def _react(world: World, params: Params) -> Any:
    acts.react(world, params.integer("person"), params.integer("message_id"), params.text("emoji") or None)
    return {}


def _location(world: World, params: Params) -> Any:
    place = params.number("latitude"), params.number("longitude")
    return {"message_id": acts.share_location(world, params.integer("person"), *place).message_id}


def _contact(world: World, params: Params) -> Any:
    return {"message_id": acts.share_contact(world, params.integer("person")).message_id}


def _inline(world: World, params: Params) -> Any:
    return {"query_id": acts.inline(world, params.integer("person"), params.text("text"))}


def _choose(world: World, params: Params) -> Any:
    chosen = acts.choose(world, params.integer("person"), params.text("query_id"), params.text("result_id"))
    return {"message_id": chosen.message_id}


def _set_language(world: World, params: Params) -> Any:
    return {"person": acts.set_language(world, params.integer("person"), _language(params)).user()}


def _forward(world: World, params: Params) -> Any:
    if not isinstance(world.now, MovableClock):
        raise bad("this playground's clock cannot be moved")
    try:
        there = world.now.forward(params.integer("hours"))
    except ValueError as error:
        raise bad(str(error)) from None
    return {"now": int(there.timestamp())}


ACTS: dict[str, Callable[[World, Params], Any]] = {
    "new-person": _new_person,
    "say": _say,
    "edit": _edit,
    "press": _press,
    "reaction": _react,
    "location": _location,
    "contact": _contact,
    "inline": _inline,
    "choose": _choose,
    "language": _set_language,
    "forward": _forward,
}


def web_routes(world: World, secret: str) -> list[BaseRoute]:
    """The routes of the page side; all but the page itself and its static files ask for the secret."""

    def guarded(handler: Callable[[Request], Any]) -> Callable[[Request], Any]:
        async def checked(request: Request) -> Response:
            try:
                given = request.headers.get(SECRET_HEADER, "")
                if not hmac.compare_digest(given.encode(), secret.encode()):
                    raise Refused(403, "Forbidden: the secret of this start is missing or wrong")
                answer = await handler(request)
            except Refused as refusal:
                return JSONResponse(refusal.body(), refusal.code)
            return answer if isinstance(answer, Response) else JSONResponse(answer)

        return checked

    async def page(_: Request) -> Response:
        source = (STATIC / "index.html").read_text(encoding="utf-8")
        return HTMLResponse(source.replace("{{secret}}", html.escape(secret)))

    async def act(request: Request) -> Any:
        do = ACTS.get(request.path_params["act"])
        if do is None:
            raise Refused(404, "Not Found")
        return do(world, _json_params(request, await read_body(request, _MOST_BODY)))

    async def send_file(request: Request) -> Any:
        params = Params(dict(request.query_params))
        kind: Kind = "photo" if params.text("kind") == "photo" else "document"
        data = await read_body(request, MOST_DOWNLOAD)
        name = re.sub(r"[\\/\x00-\x1f]", "_", params.text("name"))[-120:] or "file"
        sent = acts.send_file(world, params.integer("person"), kind, name, data, params.text("caption"))
        return {"message_id": sent.message_id}

    async def file(request: Request) -> Any:
        stored = world.files.get(request.path_params["file_id"])
        if stored is None:
            raise Refused(404, "Not Found")
        # Anything but a picture goes out as plain bytes, so that no browser ever runs it in the page's name.
        kind = stored.mime if stored.mime in _PICTURES else "application/octet-stream"
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(stored.name)}"}
        return Response(stored.data, media_type=kind, headers=headers)

    async def events(request: Request) -> Any:
        person_id = Params(dict(request.query_params)).integer("person")
        world.chat(person_id)  # an unknown person is refused before the stream begins
        return StreamingResponse(_stream(world, person_id), media_type="text/event-stream")

    return [
        Route("/", page, methods=["GET"]),
        Route("/web/events", guarded(events), methods=["GET"]),
        Route("/web/file/{file_id}", guarded(file), methods=["GET"]),
        Route("/web/send-file", guarded(send_file), methods=["POST"]),
        Route("/web/{act}", guarded(act), methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


async def _stream(world: World, person_id: int) -> AsyncIterator[str]:
    # Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html; a line with a colon alone is a comment.
    async with aclosing(world.feed.listen(person_id, lambda: world.snapshot(person_id))) as told:
        async for event in told:
            yield f"data: {json.dumps(event)}\n\n" if event else ":\n\n"


def _json_params(request: Request, body: bytes) -> Params:
    # A form of another page can send text/plain or a form body without asking first, but never JSON.
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refused(415, "Unsupported Media Type: application/json expected")
    return read_params("application/json", body)


def _language(params: Params) -> str:
    language = params.text("language")
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?", language):
        raise bad("invalid language code specified")
    return language
