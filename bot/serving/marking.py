"""What became of a message, written into its row: the verdicts of `verdict.py` carried out on the database."""

from __future__ import annotations

import html
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import MessageLimit

from bot.serving.faults import frames
from bot.serving.pace import Backoff, delay
from bot.serving.verdict import Kind, Verdict
from bot.storage import groups, outbox, people, talk
from bot.storage.outbox import Parcel

log = structlog.get_logger(__name__)

# Called inside the marking transaction: the parcel, its message (None if it was not sent) and the state it ended in.
OnSent = Callable[[AsyncConnection, Parcel, int | None, str], Awaitable[None]]

# Doing these twice shows a person nothing twice.
IDEMPOTENT = ("edit", "answer", "delete", "set", "pin", "unpin")

# A server that answers 5xx to this one message again and again will not stop doing so, and the chat waits behind it.
MOST_REFUSALS = 200
# A callback answer that comes later is refused: https://core.telegram.org/bots/api#answercallbackquery
CALLBACK_LASTS = 15.0

_OWN_NOTES = frozenset({"exchange", "arrived"})
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_CARRIED_OVER = ("chat_id", "text", "parse_mode", "entities", "link_preview_options", "reply_markup")


@dataclass(frozen=True)
class Result:
    """What became of a parcel: `verdict` None means that Telegram took it, as `message_id` where that is a message."""

    parcel: Parcel
    verdict: Verdict | None
    message_id: int | None = None


class Marker:
    """Writes results; each call runs in the caller's transaction, which may run again if the database was busy."""

    def __init__(self, owner: str, on_sent: OnSent | None = None, *, backoff: Backoff = delay) -> None:
        self._owner = owner
        self._on_sent = on_sent
        self._backoff = backoff

    async def mark(self, connection: AsyncConnection, result: Result, now: datetime) -> None:
        """Ends the row, or gives it back to be sent another way or later."""
        parcel, verdict = result.parcel, result.verdict
        if verdict is None:
            await self._sent(connection, parcel, result.message_id, now)
            return
        match verdict.kind:
            case Kind.QUIET:
                await self._end(connection, parcel, "done", now, error=verdict.reason)
            case Kind.WAIT:
                await self._wait(connection, parcel, verdict, now)
            case Kind.AGAIN | Kind.REFUSED:
                await self._later(connection, parcel, verdict, now)
            case Kind.MAYBE:
                await self._maybe(connection, parcel, verdict, now)
            case Kind.UNREACHABLE:
                await self._unreachable(connection, parcel, verdict, now)
            case Kind.MIGRATED:
                await self._migrated(connection, parcel, verdict, now)
            case Kind.AS_NEW | Kind.AS_PLAIN | Kind.WITHOUT_REPLY:
                await self._otherwise(connection, parcel, verdict, now)
            case Kind.FAILED:
                await self._failed(connection, parcel, verdict, now)

    async def _sent(self, connection: AsyncConnection, parcel: Parcel, message_id: int | None, now: datetime) -> None:
        question = parcel.note.get("exchange")
        if await self._end(connection, parcel, "done", now, message_id=message_id) and question and message_id:
            assert parcel.chat_id is not None
            await talk.answered(connection, parcel.chat_id, question, message_id)

    async def _end(
        self,
        connection: AsyncConnection,
        parcel: Parcel,
        state: str,
        now: datetime,
        *,
        message_id: int | None = None,
        maybe_sent: bool | None = None,
        error: str | None = None,
    ) -> bool:
        ended = await outbox.finish(
            connection,
            parcel.id,
            state,
            now,
            owner=self._owner,
            message_id=message_id,
            maybe_sent=maybe_sent,
            error=error,
        )
        if ended and self._on_sent is not None and not parcel.note.keys() <= _OWN_NOTES:
            await self._tell(self._on_sent, connection, parcel, message_id, state)
        return ended

    async def _tell(
        self, on_sent: OnSent, connection: AsyncConnection, parcel: Parcel, message_id: int | None, state: str
    ) -> None:
        """What the hook gets wrong is undone alone: the message was sent, and that must be kept."""
        try:
            async with connection.begin_nested():
                await on_sent(connection, parcel, message_id, state)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            log.error("on_sent_failed", outbox_id=parcel.id, error=type(error).__name__, traceback=frames(error))

    async def _again(self, connection: AsyncConnection, parcel: Parcel, at: datetime, **changes: Any) -> None:
        await outbox.again(connection, parcel.id, at, owner=self._owner, **changes)

    async def _wait(self, connection: AsyncConnection, parcel: Parcel, verdict: Verdict, now: datetime) -> None:
        if parcel.method == "answerCallbackQuery" and verdict.seconds > CALLBACK_LASTS:
            await self._end(connection, parcel, "gone", now, error="too late after a flood limit")
            return
        until = now + timedelta(seconds=verdict.seconds)
        if parcel.chat_id is not None:
            await outbox.pause(connection, parcel.chat_id, until)
        await self._again(connection, parcel, until)

    async def _later(self, connection: AsyncConnection, parcel: Parcel, verdict: Verdict, now: datetime) -> None:
        if parcel.attempts >= MOST_REFUSALS:
            await self._failed(connection, parcel, verdict, now)
            return
        await self._again(
            connection, parcel, now + timedelta(seconds=self._backoff(parcel.attempts)), error=verdict.reason
        )

    async def _maybe(self, connection: AsyncConnection, parcel: Parcel, verdict: Verdict, now: datetime) -> None:
        if parcel.method.startswith(IDEMPOTENT):
            await self._later(connection, parcel, verdict, now)
        elif parcel.maybe_sent:
            await self._end(
                connection, parcel, "done", now, maybe_sent=True, error=f"no answer twice: {verdict.reason}"
            )
        else:
            wait = timedelta(seconds=self._backoff(parcel.attempts))
            await self._again(connection, parcel, now + wait, maybe_sent=True, error=verdict.reason)

    async def _unreachable(self, connection: AsyncConnection, parcel: Parcel, verdict: Verdict, now: datetime) -> None:
        await self._end(connection, parcel, "gone", now, error=verdict.reason)
        if parcel.chat_id is None:
            return
        await outbox.give_up_on(connection, parcel.chat_id, now, verdict.reason)
        if parcel.chat_id > 0:
            await people.blocked(connection, parcel.chat_id, now)
        else:
            await groups.met(connection, parcel.chat_id, None, now, left=True)

    async def _migrated(self, connection: AsyncConnection, parcel: Parcel, verdict: Verdict, now: datetime) -> None:
        if parcel.chat_id is None or verdict.new_chat_id is None:
            await self._failed(connection, parcel, verdict, now)
            return
        await groups.migrate(connection, parcel.chat_id, verdict.new_chat_id, now)
        await self._again(connection, parcel, now)

    async def _otherwise(self, connection: AsyncConnection, parcel: Parcel, verdict: Verdict, now: datetime) -> None:
        letter = recast(parcel.method, parcel.payload, verdict.kind)
        if letter is None:
            # Nothing is left to be said another way: the message that had a button to lose is gone, or plain text was refused.
            if verdict.kind is Kind.AS_NEW:
                await self._end(connection, parcel, "done", now, error=verdict.reason)
            else:
                await self._failed(connection, parcel, verdict, now)
            return
        if verdict.kind is Kind.AS_PLAIN:
            log.error("text_refused", method=parcel.method, outbox_id=parcel.id, reason=verdict.reason)
        method, payload = letter
        counted = True if method != parcel.method else None
        await self._again(
            connection, parcel, now, method=method, payload=payload, counted=counted, error=verdict.reason
        )

    async def _failed(self, connection: AsyncConnection, parcel: Parcel, verdict: Verdict, now: datetime) -> None:
        log.error("message_failed", method=parcel.method, outbox_id=parcel.id, reason=verdict.reason)
        await self._end(connection, parcel, "failed", now, error=verdict.reason)


def recast(method: str, payload: dict[str, Any], kind: Kind) -> tuple[str, dict[str, Any]] | None:
    """The same message another way, as (method, parameters); None if there is none.

    >>> recast("editMessageText", {"chat_id": 1, "message_id": 2, "text": "x"}, Kind.AS_NEW)
    ('sendMessage', {'chat_id': 1, 'text': 'x'})
    >>> recast("sendMessage", {"chat_id": 1, "text": "<b>a</b> &lt; b", "parse_mode": "HTML"}, Kind.AS_PLAIN)
    ('sendMessage', {'chat_id': 1, 'text': 'a < b'})
    """
    if kind is Kind.AS_NEW:
        if method != "editMessageText" or "chat_id" not in payload:
            return None
        return "sendMessage", {name: payload[name] for name in _CARRIED_OVER if name in payload}
    if kind is Kind.WITHOUT_REPLY:
        dropped = ("reply_parameters", "reply_to_message_id")
        rest = {name: value for name, value in payload.items() if name not in dropped}
        return (method, rest) if len(rest) < len(payload) else None
    if "parse_mode" not in payload:
        return None
    plain = {name: value for name, value in payload.items() if name != "parse_mode"}
    for name, most in (("text", MessageLimit.MAX_TEXT_LENGTH), ("caption", MessageLimit.CAPTION_LENGTH)):
        if isinstance(plain.get(name), str):
            plain[name] = html.unescape(_TAG.sub("", plain[name]))[: int(most)]
    return method, plain
