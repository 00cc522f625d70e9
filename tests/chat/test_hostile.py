"""Ten thousand random and hostile updates (reliability case 23): no crash, no silence in private, no growing memory."""

from __future__ import annotations

import gc
import random
import tracemalloc
from collections.abc import Callable
from typing import Any

from bot.chat.turn import Turn
from bot.serving.intake import arrival
from bot.storage.inbox import Claimed
from tests.support.conversation import Talk, _check

NUMBER = 10_000

ODD = [
    "",
    " ",
    "\x00",
    "\u200b\u200b",
    "\u202eevil",
    "😀" * 300,
    "a" * 4096,
    "é" * 4096,
    "<b>",
    "&lt;",
    "'; DROP TABLE inbox;--",
    "/",
    "/start",
    "/start e_" + "x" * 200,
    "/start \ud800",
    "/menu@someone_else",
    "/ask " + "?" * 3000,
    "{name}",
    "%s%s%n",
    "\n" * 500,
    "fee\x00fee",
    "ontario " * 400,
    "مرحبا كيف",
    "你好" * 900,
    "\ufeff",
    "1" * 4000,
    "ﷺ" * 1000,
    "/" * 50,
    "@pathway_bot",
    "unsure",
    "two things",
    "hopeless",
    "nurse",
    "/forget",
    "/export",
    "/stats",
]
JUNK: list[Any] = [
    None,
    True,
    -1,
    0,
    2**40,
    2**70,
    1.5,
    "x",
    [],
    {},
    [1],
    {"id": "x"},
    {"a": {"b": {"c": []}}},
    float("inf"),
]
DATA = [
    "1:a:nac-fee",
    "1:m:exams:0",
    "1:m:exams:-1",
    "1:v:u:nac-fee",
    "1:k:nac-fee",
    "1:ps:xx:nac-fee",
    "1:n:abc",
    "1:c:stats",
    "1:sv:99999999999",
    "",
    "1:",
    ":::::",
    "é" * 40,
    "\x00",
    "1:xy",
    "1:e:nac-fee:nowhere",
    "1:sl=:xx",
    "1:a:" + "a" * 50,
]


class Hostile:
    """Makes updates that Telegram might send, and many that it never would."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def chat(self, person: int) -> Any:
        return self.random.choices(
            [
                {"id": person, "type": "private", "first_name": "P"},
                {"id": -100 - person % 7, "type": "supergroup", "title": "G"},
                {"id": -5, "type": "channel", "title": "C"},
                self.random.choice(JUNK),
            ],
            [12, 3, 1, 1],
        )[0]

    def user(self, person: int) -> Any:
        name = self.random.choice(ODD)[:64] or "x"
        return self.random.choices(
            [
                {
                    "id": person,
                    "is_bot": False,
                    "first_name": name,
                    "language_code": self.random.choice(["en", "fr", "xx", ""]),
                },
                self.random.choice(JUNK),
            ],
            [12, 1],
        )[0]

    def message(self, person: int) -> dict[str, Any]:
        body: dict[str, Any] = {
            "message_id": self.random.choice([1, 7, 2**31, 0]),
            "date": self.random.choice([0, 1_790_000_000]),
            "chat": self.chat(person),
            "from": self.user(person),
        }
        if self.random.random() < 0.75:
            body["text"] = (
                self.random.choice(ODD)
                if self.random.random() < 0.7
                else "".join(chr(self.random.randrange(1, 0xFFFF)) for _ in range(60))
            )
            if body["text"].startswith("/"):
                body["entities"] = [
                    {
                        "type": "bot_command",
                        "offset": 0,
                        "length": len(body["text"].split()[0]) if body["text"].split() else 1,
                    }
                ]
        for name in self.random.sample(
            [
                "photo",
                "sticker",
                "voice",
                "location",
                "contact",
                "dice",
                "poll",
                "caption",
                "reply_to_message",
                "entities",
                "new_chat_members",
                "via_bot",
                "forward_origin",
                "migrate_to_chat_id",
                "web_app_data",
                "successful_payment",
            ],
            2,
        ):
            if self.random.random() < 0.35:
                body[name] = self.random.choice([*JUNK, *ODD])
        return body

    def update(self, number: int) -> dict[str, Any]:
        person = 100 + number % 50
        makers: dict[str, Callable[[], Any]] = {
            "message": lambda: self.message(person),
            "edited_message": lambda: {**self.message(person), "edit_date": 5},
            "callback_query": lambda: {
                "id": str(number),
                "from": self.user(person),
                "chat_instance": "1",
                "data": self.random.choice(DATA),
                "message": self.random.choice(
                    [self.message(person), {"message_id": 1, "date": 0, "chat": self.chat(person)}, *JUNK[:3]]
                ),
            },
            "inline_query": lambda: {
                "id": str(number),
                "from": self.user(person),
                "query": self.random.choice(ODD),
                "offset": self.random.choice(["", "9", None]),
            },
            "chosen_inline_result": lambda: {
                "result_id": "x",
                "from": self.user(person),
                "query": self.random.choice(ODD),
            },
            "my_chat_member": lambda: {
                "chat": self.chat(person),
                "from": self.user(person),
                "date": 0,
                "old_chat_member": self.random.choice(JUNK),
                "new_chat_member": self.random.choice(JUNK),
            },
            "poll_answer": lambda: self.random.choice(JUNK),
        }
        kind = self.random.choices(list(makers), [10, 3, 5, 2, 1, 1, 1])[0]
        return {"update_id": number, kind: self.random.choices([makers[kind](), self.random.choice(JUNK)], [20, 1])[0]}


def speaks_in_private(update: dict[str, Any]) -> bool:
    """Whether this is a readable new message of a person in their own chat: then silence would be a fault."""
    body = update.get("message")
    if not isinstance(body, dict):
        return False
    chat, user = body.get("chat"), body.get("from")
    return (
        isinstance(chat, dict)
        and isinstance(user, dict)
        and chat.get("type") == "private"
        and "is_bot" in user
        and isinstance(body.get("text"), str)
        and bool(body["text"].strip("\x00 \n\u200b\ufeff"))
        and set(body) <= {"message_id", "date", "chat", "from", "text", "entities"}
    )


async def test_ten_thousand_hostile_updates_crash_nothing_and_nobody_meets_silence(talk: Talk) -> None:
    maker = Hostile(20261124)
    memory: list[int] = []
    tracemalloc.start()
    try:
        for number in range(NUMBER):
            update = maker.update(number)
            made = arrival(update)
            assert made is not None
            claimed = Claimed(
                number, made.update_id, made.chat_id, made.person_id, made.kind, made.payload, talk.now, 1
            )
            turn = Turn(number, talk.now, talk.now, talk.services.database)
            await talk._handle(claimed, turn)
            assert turn.error is None, (update, turn.error)
            for letter in turn.outgoing:
                _check(letter.payload)
            if speaks_in_private(update):
                assert turn.outgoing, update
            if number % 25 == 0 and made.kind != "other":

                async def commit(connection: Any, turn: Turn = turn) -> None:
                    for change in turn.changes:
                        await change(connection, talk.now)

                await talk.services.database.change(commit)
            if number in (NUMBER // 2, NUMBER - 1):
                gc.collect()
                memory.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert memory[1] - memory[0] < 2_000_000, memory
