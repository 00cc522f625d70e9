"""From a stored update to the library's object, also where the library does not understand all of it.

Telegram adds fields and kinds of message several times a year, and a server of one's own may be older than the library. A poll whose
new field is missing must not cost a person the answer: what cannot be read is left out, the person and the words stay.
"""

from __future__ import annotations

from typing import Any

from telegram import Bot, Update

_ESSENTIAL = frozenset(
    {"message_id", "date", "edit_date", "chat", "from", "text", "caption", "entities", "message_thread_id"}
    | {"migrate_to_chat_id", "migrate_from_chat_id"}
)
_MESSAGES = ("message", "edited_message")


def read_update(payload: dict[str, Any], bot: Bot) -> Update | None:
    """The update as far as it can be read; None if not even who speaks is there."""
    try:
        return Update.de_json(payload, bot)
    except (TypeError, ValueError, KeyError, AttributeError):
        return _essential(payload, bot)


def _essential(payload: dict[str, Any], bot: Bot) -> Update | None:
    for kind in _MESSAGES:
        body = payload.get(kind)
        if isinstance(body, dict):
            reduced = {key: value for key, value in body.items() if key in _ESSENTIAL}
            try:
                return Update.de_json({"update_id": payload.get("update_id", 0), kind: reduced}, bot)
            except (TypeError, ValueError, KeyError, AttributeError):
                return None
    return None
