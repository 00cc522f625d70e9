"""What a person hears when something went wrong, and what the log hears (never their words)."""

from __future__ import annotations

from typing import Any

from bot.chat.context import Context
from bot.chat.texts import Texts
from bot.chat.turn import current_turn
from bot.storage.inbox import Claimed
from bot.storage.outbox import Outgoing

# In a group an apology for something nobody asked for would be noise.
SPOKEN_TO = frozenset({"message", "callback_query", "edited_message"})


async def keep_error(update: object, context: Context) -> None:
    """The Application's error handler: the worker looks at what is kept here."""
    current_turn.get().error = context.error


def _language(payload: dict[str, Any], kind: str) -> str:
    body = payload.get(kind)
    sender = body.get("from") if isinstance(body, dict) else None
    code = sender.get("language_code") if isinstance(sender, dict) else None
    return "fr" if isinstance(code, str) and code.lower().startswith("fr") else "en"


def _private_chat(claimed: Claimed) -> bool:
    return claimed.kind in SPOKEN_TO and claimed.chat_id > 0


def apology(texts: Texts, claimed: Claimed) -> list[Outgoing]:
    """Something broke: say so once, and free the pressed button."""
    letters: list[Outgoing] = []
    language = _language(claimed.payload, claimed.kind)
    pressed = claimed.payload.get("callback_query")
    if isinstance(pressed, dict) and isinstance(pressed.get("id"), str):
        payload = {"callback_query_id": pressed["id"], "text": texts.plain("sorry-short", language)}
        letters.append(Outgoing("answerCallbackQuery", payload, person_id=claimed.person_id, counted=False))
    if _private_chat(claimed) and claimed.kind != "edited_message":
        letters.append(_message(texts, claimed, "sorry"))
    return letters


def flood_notice(texts: Texts, claimed: Claimed, number: int) -> Outgoing | None:
    """More than twenty messages of one person waited at once: one word for all that are not answered."""
    return _message(texts, claimed, "flood", number=number) if _private_chat(claimed) else None


def still_working(texts: Texts, claimed: Claimed) -> Outgoing | None:
    """An answer takes long: said once, honestly."""
    return _message(texts, claimed, "still-working") if _private_chat(claimed) else None


def _message(texts: Texts, claimed: Claimed, key: str, **values: Any) -> Outgoing:
    payload = {
        "chat_id": claimed.chat_id,
        "text": texts.say(key, _language(claimed.payload, claimed.kind), **values),
        "parse_mode": "HTML",
    }
    return Outgoing("sendMessage", payload, chat_id=claimed.chat_id, person_id=claimed.person_id)
