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

# By kind: the fields that hold people, those that hold chats or memberships, and those that hold text where they are there.
_SHAPES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "message": ((), ("chat",), ("text", "caption")),
    "edited_message": ((), ("chat",), ("text", "caption")),
    "callback_query": (("from",), (), ("id", "data")),
    "inline_query": (("from",), (), ("id", "query")),
    "chosen_inline_result": (("from",), (), ("query", "result_id")),
    "my_chat_member": (("from",), ("chat", "old_chat_member", "new_chat_member"), ()),
}


def read_update(payload: dict[str, Any], bot: Bot) -> Update | None:
    """The update as far as it can be read; None if not even who speaks is there, as Telegram never sends it."""
    if not _sound(payload):
        return None
    try:
        return Update.de_json(payload, bot)
    except (TypeError, ValueError, KeyError, AttributeError):
        return _essential(payload, bot)


def _sound(payload: dict[str, Any]) -> bool:
    """Whether what every update of its kind has is there, with the right types."""
    for kind, (people, chats, texts) in _SHAPES.items():
        body = payload.get(kind)
        if body is None:
            continue
        if not isinstance(body, dict) or not all(isinstance(body.get(name, ""), str) for name in texts):
            return False
        return all(_someone(body.get(name)) for name in people) and all(_somewhere(body.get(name)) for name in chats)
    return False


def _someone(user: object) -> bool:
    return isinstance(user, dict) and isinstance(user.get("id"), int) and isinstance(user.get("first_name"), str)


def _somewhere(place: object) -> bool:
    """A chat, a message with one, or the state of a member."""
    if not isinstance(place, dict):
        return False
    if "chat" in place:
        return _somewhere(place["chat"]) and isinstance(place.get("text", ""), str)
    if "status" in place:
        return isinstance(place["status"], str) and _someone(place.get("user"))
    return isinstance(place.get("id"), int) and isinstance(place.get("type"), str)


def _essential(payload: dict[str, Any], bot: Bot) -> Update | None:
    for kind in _MESSAGES:
        body = payload.get(kind)
        if isinstance(body, dict):
            reduced = {key: value for key, value in body.items() if key in _ESSENTIAL and key != "entities"}
            try:
                return Update.de_json({"update_id": payload.get("update_id", 0), kind: reduced}, bot)
            except (TypeError, ValueError, KeyError, AttributeError):
                return None
    return None
