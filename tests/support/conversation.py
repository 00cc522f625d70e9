"""The real router, the real database, and no network: people talk to the bot in-process, told as transcripts.

    async def test_a_fee(talk):
        ann = talk.person("Ann")
        await ann.says("how much is the nac")
        assert "3,320" in ann.sees
        await ann.presses("NAC exam dates")

What the bot says is kept as a person sees it: messages with their buttons, edited in place, toasts of pressed buttons.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import User
from telegram.request import BaseRequest, RequestData

from bot.app import build_application, handler_of
from bot.chat.markup import to_plain, visible_length
from bot.chat.services import Services
from bot.chat.split import LIMIT
from bot.chat.turn import Turn
from bot.storage import outbox, talk
from bot.storage.inbox import Claimed
from bot.storage.outbox import Outgoing

BOT = {"id": 700, "is_bot": True, "first_name": "Pathway", "username": "pathway_bot"}
START = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


class NoNetwork(BaseRequest):
    """Refuses every call: what a handler says goes through its turn."""

    @property
    def read_timeout(self) -> float | None:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        raise AssertionError(f"a handler touched the network: {url.rsplit('/', 1)[-1]}")


@dataclass
class Shown:
    """A message as a person sees it now."""

    id: int
    text: str
    html: str
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    file: bytes | None = None
    file_name: str | None = None
    markup: dict[str, Any] | None = None
    reply_to: int | None = None

    @property
    def buttons(self) -> list[str]:
        return [button["text"] for row in self.rows for button in row]


class Talk:
    """One bot with its people. `restart` builds it anew over the same database, as a new process would."""

    def __init__(self, make_services: Callable[[Callable[[], datetime]], Services]) -> None:
        self.now = START
        self._make = make_services
        self._updates = itertools.count(1000)
        self._messages = itertools.count(1)
        self._people = itertools.count(501)
        self.chats: dict[int, dict[int, Shown]] = {}
        self.services = make_services(lambda: self.now)
        self.letters: list[Outgoing] = []

    async def start(self) -> None:
        self.application = build_application(self.services, "700:TEST", request=NoNetwork())
        self.application.bot._bot_user = User.de_json(BOT, self.application.bot)
        self.application.bot._initialized = True
        self.application._initialized = True
        self._handle = handler_of(self.application)

    async def restart(self) -> None:
        self.services = self._make(lambda: self.now)
        await self.start()

    def passes(self, **time: float) -> None:
        """Time goes by: `talk.passes(days=2)`."""
        self.now += timedelta(**time)

    def person(self, name: str = "Ann", language: str = "en") -> Person:
        return Person(self, next(self._people), name, language)

    def message_id(self) -> int:
        return next(self._messages)

    async def update(self, kind: str, body: dict[str, Any], chat_id: int, person_id: int | None) -> list[Outgoing]:
        """Handles one update as a worker does, and delivers what was said. A handler that fails fails the test."""
        self.now += timedelta(seconds=5)
        number = next(self._updates)
        claimed = Claimed(number, number, chat_id, person_id, kind, {"update_id": number, kind: body}, self.now, 1)
        turn = Turn(number, self.now, self.now, self.services.database)
        await self._handle(claimed, turn)
        if turn.error is not None:
            raise turn.error

        async def commit(connection: Any) -> None:
            for change in turn.changes:
                await change(connection, self.now)

        await self.services.database.change(commit)
        for letter in turn.outgoing:
            await self.deliver(letter)
        self.letters += turn.outgoing
        return turn.outgoing

    async def deliver(self, letter: Outgoing) -> Shown | None:
        """What Telegram would do with one call; refuses what Telegram would refuse."""
        payload = letter.payload
        _check(payload)
        if letter.chat_id is None:
            return None
        chat = self.chats.setdefault(letter.chat_id, {})
        if letter.method in ("sendMessage", "sendPhoto", "sendDocument"):
            html = payload.get("text", payload.get("caption", ""))
            markup = payload.get("reply_markup") or {}
            shown = Shown(
                self.message_id(),
                to_plain(html),
                html,
                markup.get("inline_keyboard", []),
                letter.file,
                letter.file_name,
                markup or None,
                payload.get("reply_parameters", {}).get("message_id"),
            )
            chat[shown.id] = shown
            if "exchange" in letter.note:
                async with self.services.database.write() as connection:
                    await talk.answered(connection, letter.chat_id, letter.note["exchange"], shown.id)
            return shown
        if letter.method in ("editMessageText", "editMessageReplyMarkup"):
            old = chat[payload["message_id"]]
            if letter.method == "editMessageText":
                old.html = payload["text"]
                old.text = to_plain(payload["text"])
            old.rows = payload.get("reply_markup", {}).get("inline_keyboard", [])
            return old
        return None

    async def due(self) -> None:
        """Delivers what waits in the outbox, as the sender does."""
        async with self.services.database.write() as connection:
            while (parcel := await outbox.claim(connection, "test", self.now)) is not None:
                letter = Outgoing(
                    parcel.method,
                    parcel.payload,
                    parcel.chat_id,
                    parcel.person_id,
                    file=parcel.file,
                    file_name=parcel.file_name,
                    note={},
                )
                await self.deliver(letter)
                await outbox.finish(connection, parcel.id, "done", self.now)
                self.now += timedelta(seconds=2)


def _check(payload: dict[str, Any]) -> None:
    if "text" in payload and "callback_query_id" not in payload:
        assert 0 < visible_length(payload["text"]) <= LIMIT, "a text that Telegram refuses"
    for row in (payload.get("reply_markup") or {}).get("inline_keyboard", []):
        assert 1 <= len(row) <= 8
        for button in row:
            assert button["text"].strip()
            if "callback_data" in button:
                assert 1 <= len(button["callback_data"].encode()) <= 64


class Person:
    """Somebody in a private chat (or, with `chat`, in a group)."""

    def __init__(self, talk: Talk, number: int, name: str, language: str) -> None:
        self.talk = talk
        self.id = number
        self.user = {"id": number, "is_bot": False, "first_name": name, "language_code": language}
        self.chat: dict[str, Any] = {"id": number, "type": "private", "first_name": name}
        self.toast: dict[str, Any] | None = None
        self.new: list[Shown] = []
        self.last_message: dict[str, Any] | None = None

    @property
    def messages(self) -> list[Shown]:
        return list(self.talk.chats.get(self.chat["id"], {}).values())

    @property
    def screen(self) -> Shown:
        """The newest message of the bot."""
        assert self.messages, "the bot has said nothing"
        return self.messages[-1]

    @property
    def sees(self) -> str:
        return self.screen.text

    async def _send(self, kind: str, body: dict[str, Any]) -> list[Shown]:
        known = set(self.talk.chats.get(self.chat["id"], {}))
        letters = await self.talk.update(kind, body, self.chat["id"], self.id)
        self.toast = next((item.payload for item in letters if item.method == "answerCallbackQuery"), None)
        self.new = [item for item in self.messages if item.id not in known]
        return self.new

    def _message(self, **fields: Any) -> dict[str, Any]:
        body = {
            "message_id": self.talk.message_id(),
            "date": int(self.talk.now.timestamp()),
            "chat": self.chat,
            "from": self.user,
            **fields,
        }
        if "text" in fields and fields["text"].startswith("/"):
            command = fields["text"].split()[0]
            body["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
        return body

    async def says(self, text: str, *, reply_to: Shown | None = None, **fields: Any) -> list[Shown]:
        """A text; returns the new messages of the bot."""
        if reply_to is not None:
            answered = {"message_id": reply_to.id, "date": 0, "chat": self.chat, "from": BOT, "text": reply_to.text}
            fields["reply_to_message"] = answered
        self.last_message = self._message(text=text, **fields)
        return await self._send("message", self.last_message)

    async def sends(self, **fields: Any) -> list[Shown]:
        """Any other message: `sticker={...}`, `location={...}`."""
        return await self._send("message", self._message(**fields))

    async def edits(self, text: str, message: dict[str, Any] | None = None) -> list[Shown]:
        """The last message (or the given one) gets another text."""
        old = message or self.last_message
        assert old is not None
        return await self._send("edited_message", {**old, "text": text, "edit_date": int(self.talk.now.timestamp())})

    async def presses(self, label: str, *, on: Shown | None = None) -> list[Shown]:
        """Presses the first button whose words begin with `label` on the newest message (or `on`)."""
        shown = on or self.screen
        for row in shown.rows:
            for button in row:
                if button["text"].startswith(label) and "callback_data" in button:
                    return await self.presses_data(button["callback_data"], on=shown)
        raise AssertionError(f"no button {label!r} in {shown.buttons}")

    async def presses_data(self, data: str, *, on: Shown | None = None, gone: bool = False) -> list[Shown]:
        """Presses a button with this address, perhaps a forged one; `gone`: of a message that Telegram no longer shows."""
        shown = on or self.screen
        message: dict[str, Any] = {"message_id": shown.id, "chat": self.chat, "date": 0}
        if not gone:
            message |= {"date": 1, "from": BOT, "text": shown.text}
            if shown.file is not None:
                del message["text"]
        body = {
            "id": str(self.talk.message_id()),
            "from": self.user,
            "chat_instance": "1",
            "data": data,
            "message": message,
        }
        return await self._send("callback_query", body)

    async def blocks(self, gone: bool = True) -> None:
        """Blocks the bot, or comes back."""
        member = {"user": BOT, "status": "kicked", "until_date": 0} if gone else {"user": BOT, "status": "member"}
        before = {"user": BOT, "status": "member"} if gone else {"user": BOT, "status": "kicked", "until_date": 0}
        body = {"chat": self.chat, "from": self.user, "date": 0, "old_chat_member": before, "new_chat_member": member}
        await self._send("my_chat_member", body)

    def in_group(self, number: int = -1001, title: str = "IMG friends") -> Person:
        """The same person speaking in a group."""
        other = Person(self.talk, self.id, self.user["first_name"], self.user["language_code"])
        other.chat = {"id": number, "type": "supergroup", "title": title}
        return other

    async def asks_inline(self, query: str) -> dict[str, Any]:
        """Types behind @pathway_bot in some chat; returns the parameters of the answer."""
        body = {"id": str(self.talk.message_id()), "from": self.user, "query": query, "offset": ""}
        letters = await self.talk.update("inline_query", body, self.id, self.id)
        return letters[0].payload
