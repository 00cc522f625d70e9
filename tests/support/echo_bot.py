"""A bot that says every text back, built from the serving parts: `python -m tests.support.echo_bot API_URL DATABASE_URL [WEBHOOK_PORT]`.

It stands in for the conversation where a test has to kill a whole process. `slow ...` takes 60 seconds to answer, `fail` fails.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from telegram.ext import Application, ApplicationBuilder

from bot.chat.turn import Turn
from bot.serving.handling import Conversation
from bot.serving.metrics import Metrics
from bot.serving.supervisor import Supervisor
from bot.serving.webhook import Place, derived_secret
from bot.storage import schema
from bot.storage.database import Database
from bot.storage.inbox import Claimed
from bot.storage.outbox import Outgoing
from tests.support.botapi import TOKEN


def letter(claimed: Claimed, text: str) -> Outgoing:
    """A plain message to where an update came from."""
    payload = {"chat_id": claimed.chat_id, "text": text}
    return Outgoing("sendMessage", payload, chat_id=claimed.chat_id, person_id=claimed.person_id)


async def echo(claimed: Claimed, turn: Turn) -> None:
    """Says the text back."""
    text = claimed.payload.get("message", {}).get("text")
    if text is None:
        return
    if text == "fail":
        raise RuntimeError("told to fail")
    if text.startswith("slow"):
        await asyncio.sleep(60)
    turn.send(letter(claimed, f"echo {text}"))


def echoing() -> Conversation:
    """The smallest conversation."""

    def apologise(claimed: Claimed, turn: Turn, _error: BaseException) -> None:
        turn.send(letter(claimed, "sorry"))

    return Conversation(
        handle=echo,
        apologise=apologise,
        still_working=lambda claimed: letter(claimed, "still working"),
        flood_notice=lambda claimed, count: letter(claimed, f"{count} unanswered"),
    )


def application(api_url: str, token: str = TOKEN) -> Application[Any, Any, Any, Any, Any, Any]:
    """An application that speaks to that server and takes nothing in by itself."""
    return ApplicationBuilder().token(token).base_url(f"{api_url}/bot").updater(None).build()


async def main(api_url: str, database_url: str, port: int | None) -> int:
    database = Database(database_url)
    await schema.migrate(database)
    place = None
    if port is not None:
        place = Place(f"http://127.0.0.1:{port}", port, derived_secret(TOKEN), host="127.0.0.1")
    return await Supervisor(application(api_url), database, echoing(), metrics=Metrics(), place=place).run()


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)))
