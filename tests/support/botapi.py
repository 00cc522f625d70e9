"""A small Bot API server on loopback, scripted by a test: it hands out updates, records calls, and fails as it is told.

It checks nothing; it is there to see what the serving parts do when the network and Telegram misbehave.
"""

from __future__ import annotations

import asyncio
import contextlib
import fnmatch
import itertools
import json
import urllib.parse
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

import httpx

TOKEN = "123456:TEST-TOKEN"


@dataclass
class Call:
    """One call of the bot: `arrived` is the order in which calls began; `error` the code it was refused with (0: dropped)."""

    method: str
    params: dict[str, Any]
    error: int | None = None


@dataclass
class Fault:
    """The next `times` calls of `method` (a pattern), in `chat_id` alone where given, fail so."""

    method: str
    code: int = 0
    description: str = "scripted"
    times: int = 1
    chat_id: int | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    drop: bool = False
    after: bool = False
    delay: float = 0.0


class BotApi:
    """The server. `url` is what `TELEGRAM_API_URL` would be. `calls` holds every call but getUpdates."""

    def __init__(self) -> None:
        self.token = TOKEN
        self.calls: list[Call] = []
        self.polls = 0
        self.webhook: dict[str, Any] | None = None
        self.messages: dict[int, list[str]] = {}
        self.confirmed = 0
        self._faults: list[Fault] = []
        self._held = ""
        self._updates: list[dict[str, Any]] = []
        self._numbers = itertools.count(1000)
        self._message_ids = itertools.count(1)
        self._changed = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._port = 0
        self._open: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> BotApi:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Listens, on the same port as before where there was one."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Is gone: connections are cut, new ones refused."""
        assert self._server is not None
        self._server.close()
        for task in list(self._open):
            task.cancel()
        if self._open:
            await asyncio.wait(self._open)
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    # What people do

    def push(self, **update: Any) -> int:
        """Queues an update as given and returns its number."""
        number = update.setdefault("update_id", next(self._numbers))
        self._updates.append(update)
        self._tell()
        return int(number)

    def say(self, chat_id: int, text: str) -> int:
        """Somebody writes in a private chat (or, with a negative chat, in a group)."""
        return self.push(message=message(chat_id, text, next(self._message_ids)))

    # What goes wrong

    def fail(self, method: str, code: int = 0, **how: Any) -> None:
        """Scripts a fault; see `Fault`."""
        self._faults.append(Fault(method, code, **how))

    def hold(self, method: str) -> None:
        """Calls of this method are accepted, and not answered before `let_go`."""
        self._held = method

    def let_go(self) -> None:
        self._held = ""

    def heal(self) -> None:
        self._faults.clear()

    # What a test waits for

    async def until(self, condition: Callable[[], bool]) -> None:
        """Waits until the condition holds; it is looked at after every call. The test's own time limit ends it."""
        async with asyncio.timeout(30):
            while not condition():
                self._changed.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), 0.2)

    def of(self, *methods: str) -> list[Call]:
        return [call for call in self.calls if call.method in methods]

    def texts(self, chat_id: int) -> list[str]:
        """What stands in a chat, in order (edits applied nowhere: this is what was sent)."""
        return self.messages.get(chat_id, [])

    async def deliver(self, update: dict[str, Any], url: str, secret: str | None) -> int:
        """Posts an update to a webhook and returns the status."""
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with httpx.AsyncClient(timeout=20) as client:
            return (await client.post(url, json=update, headers=headers)).status_code

    # The server itself

    def _tell(self) -> None:
        self._changed.set()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return
        finally:
            self._open.discard(task)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        request, _, rest = head.partition(b"\r\n")
        path = request.split()[1].decode()
        headers = BytesParser(policy=HTTP).parsebytes(rest)
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        _, token, method = path.split("/")[0:3]
        params = _params(str(headers.get("content-type", "")), body)
        code, answer = await self._answer(token.removeprefix("bot"), method, params)
        if code == 0:
            return False
        payload = json.dumps(answer).encode()
        writer.write(
            f"HTTP/1.1 {code} X\r\nContent-Type: application/json\r\nContent-Length: {len(payload)}\r\n\r\n".encode()
            + payload
        )
        await writer.drain()
        return True

    async def _answer(self, token: str, method: str, params: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        call = Call(method, params)
        if method != "getUpdates":
            self.calls.append(call)
        fault = self._fault(method, params.get("chat_id"))
        try:
            if token != self.token:
                call.error = 401
                return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
            if fault is not None and fault.delay:
                await asyncio.sleep(fault.delay)
            if fault is not None and not fault.after and (fault.drop or fault.code):
                call.error = fault.code
                refusal: dict[str, Any] = {"ok": False, "error_code": fault.code, "description": fault.description}
                if fault.parameters:
                    refusal["parameters"] = fault.parameters
                return (0 if fault.drop else fault.code), refusal
            code, result = await self._do(method, params)
            if code != 200:
                call.error = code
                return code, {"ok": False, "error_code": code, "description": str(result)}
            self._tell()
            while method == self._held:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            return (0 if fault is not None and fault.drop else 200), {"ok": True, "result": result}
        finally:
            self._tell()

    def _fault(self, method: str, chat_id: Any) -> Fault | None:
        for fault in self._faults:
            if fnmatch.fnmatch(method, fault.method) and fault.chat_id in (None, chat_id):
                fault.times -= 1
                if fault.times == 0:
                    self._faults.remove(fault)
                return fault
        return None

    async def _do(self, method: str, params: dict[str, Any]) -> tuple[int, Any]:
        if method == "getMe":
            return 200, {"id": 1, "is_bot": True, "first_name": "Pathway", "username": "pathway_test_bot"}
        if method == "getUpdates":
            return await self._get_updates(params)
        if method == "setWebhook":
            self.webhook = params
            return 200, True
        if method == "deleteWebhook":
            self.webhook = None
            return 200, True
        if method.startswith("send") and method != "sendChatAction":
            text = params.get("text") or params.get("caption") or method
            self.messages.setdefault(params["chat_id"], []).append(text)
            return 200, message(params["chat_id"], text, next(self._message_ids))
        return 200, True

    async def _get_updates(self, params: dict[str, Any]) -> tuple[int, Any]:
        self.polls += 1
        mine = self.polls
        if self.webhook is not None:
            return 409, "Conflict: can't use getUpdates method while webhook is active"
        offset = params.get("offset", 0)
        self.confirmed = max(self.confirmed, offset)
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        self._tell()
        deadline = asyncio.get_running_loop().time() + params.get("timeout", 0)
        while not self._updates and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.02)
            if self.polls != mine:
                return (
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
        return 200, self._updates[: params.get("limit", 100)]


def message(chat_id: int, text: str, message_id: int) -> dict[str, Any]:
    """A message as Telegram writes it, by the person whose private chat this is (in a group: by person 77)."""
    person = chat_id if chat_id > 0 else 77
    kind = {"type": "private", "first_name": "Ann"} if chat_id > 0 else {"type": "group", "title": "Group"}
    return {
        "message_id": message_id,
        "date": 1_790_000_000,
        "chat": {"id": chat_id, **kind},
        "from": {"id": person, "is_bot": False, "first_name": "Ann"},
        "text": text,
    }


def _params(content_type: str, body: bytes) -> dict[str, Any]:
    if content_type.startswith("multipart/form-data"):
        whole = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
        found = {}
        for part in whole.iter_parts():
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            found[str(name)] = content if part.get_filename() else _value(str(name), content.decode())
        return found
    return {name: _value(name, value) for name, value in urllib.parse.parse_qsl(body.decode(), keep_blank_values=True)}


def _value(name: str, text: str) -> Any:
    """Parameters are text or JSON, and only the method knows which: what looks like a number or a structure is taken for JSON."""
    if name in ("text", "caption"):
        return text
    if text[:1] in "[{" or text.lstrip("-").isdecimal() or text in ("true", "false"):
        with contextlib.suppress(ValueError):
            return json.loads(text)
    return text


@contextlib.asynccontextmanager
async def bot_api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api
