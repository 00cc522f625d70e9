"""An update as Telegram sent it becomes a row of the inbox, however odd it is."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import inbox
from bot.storage.database import Database
from bot.storage.inbox import Arrival

log = structlog.get_logger(__name__)

# What we ask Telegram for, by polling and by webhook alike: https://core.telegram.org/bots/api#update
ALLOWED_UPDATES: tuple[str, ...] = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "my_chat_member",
)

# Far beyond what Telegram allows in one update (a text has 4,096 characters): whatever is larger was not made by a person.
LONGEST_TEXT = 16_384
MOST_ITEMS = 500
DEEPEST = 30
LARGEST = 256 * 1024

_INT64 = 2**63


def arrival(raw: object) -> Arrival | None:
    """The row for a raw update, cleaned; None if it has no usable number (Telegram numbers every update).

    What we did not ask for, or cannot make sense of, has kind "other": it is stored all the same, so that it is acknowledged.
    """
    if not isinstance(raw, dict) or (update_id := _whole(raw.get("update_id"))) is None:
        return None
    kind = next((name for name in ALLOWED_UPDATES if isinstance(raw.get(name), dict)), "other")
    payload = _clean(raw, DEEPEST)
    if len(json.dumps(payload, ensure_ascii=False)) > LARGEST:
        payload, kind = {"update_id": update_id}, "other"
    body = payload.get(kind) or {}
    person_id = _id_of(body.get("from"))
    chat = body.get("message") if kind == "callback_query" else body
    chat_id = _id_of(chat.get("chat")) if isinstance(chat, dict) else None
    if chat_id is None:
        # Inline queries, and buttons under messages sent through them, belong to no chat that we know: the person orders them.
        chat_id = person_id or 0
    return Arrival(update_id, chat_id, person_id, kind, payload)


async def store(database: Database, raws: list[object], now: datetime) -> int:
    """Stores updates and returns how many were new. One that the database cannot hold is kept as a bare number, never in the way.

    Raises `StorageUnavailable`: then nothing may be acknowledged.
    """
    arrivals = []
    for raw in raws:
        made = arrival(raw)
        if made is None:
            log.warning("update_without_number")
        else:
            arrivals.append(made)
    try:
        return await _put(database, arrivals, now)
    except DBAPIError as error:
        log.error("updates_refused_by_database", count=len(arrivals), error=type(error.orig).__name__)
    new = 0
    for made in arrivals:
        try:
            new += await _put(database, [made], now)
        except DBAPIError:
            new += await _put(database, [Arrival(made.update_id, 0, None, "other", {"update_id": made.update_id})], now)
    return new


async def _put(database: Database, arrivals: list[Arrival], now: datetime) -> int:
    async def work(connection: AsyncConnection) -> int:
        return await inbox.store(connection, arrivals, now)

    return await database.change(work)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and -_INT64 <= value < _INT64 else None


def _id_of(body: object) -> int | None:
    return _whole(body.get("id")) if isinstance(body, dict) else None


def _clean(value: Any, depth: int) -> Any:
    """Bounded, and without what databases and UTF-8 refuse. A character stays one character, so that entity offsets hold."""
    if isinstance(value, str):
        text = value[:LONGEST_TEXT].replace("\x00", " ")
        return text if text.isascii() else "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    if isinstance(value, dict | list) and depth == 0:
        return None
    if isinstance(value, dict):
        return {_clean(str(key), 0): _clean(item, depth - 1) for key, item in list(value.items())[:MOST_ITEMS]}
    if isinstance(value, list):
        return [_clean(item, depth - 1) for item in value[:MOST_ITEMS]]
    return value
