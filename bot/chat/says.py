"""The ways to say something. Each puts rows for the outbox into the turn; nothing here touches the network."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.chat.buttons import Rows, keyboard
from bot.chat.context import Context
from bot.chat.split import split
from bot.storage.outbox import Outgoing

# Telegram takes the answer to a button for about a minute; later it helps nobody.
TOAST_LASTS = timedelta(seconds=50)
TOAST_LIMIT = 200


def message(
    context: Context,
    html: str,
    rows: Rows = (),
    *,
    reply_to: int | None = None,
    exchange: int | None = None,
    markup: dict[str, Any] | None = None,
) -> None:
    """A new message in the chat of this turn; a text beyond Telegram's limit becomes several, the buttons under the last."""
    parts = split(html)
    for index, part in enumerate(parts):
        payload: dict[str, Any] = {
            "chat_id": context.chat_id,
            "text": part,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if reply_to is not None and index == 0:
            payload["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
        if index == len(parts) - 1:
            if markup is not None:
                payload["reply_markup"] = markup
            elif rows:
                payload["reply_markup"] = keyboard(rows)
        note = {"exchange": exchange} if exchange is not None and index == len(parts) - 1 else {}
        context.turn.send(
            Outgoing("sendMessage", payload, chat_id=context.chat_id, person_id=context.person_id, note=note)
        )


def edit(context: Context, html: str, rows: Rows = (), *, message_id: int | None = None) -> None:
    """The message of this button (or `message_id`) becomes this; where it cannot be reached, a new message says it."""
    pressed = context.incoming.callback_query if context.incoming else None
    if message_id is None and pressed is not None:
        if pressed.inline_message_id:
            _edit_inline(context, html, rows, pressed.inline_message_id)
            return
        if pressed.message is not None and pressed.message.is_accessible:
            message_id = pressed.message.message_id
    parts = split(html)
    if message_id is None or len(parts) > 1:
        message(context, html, rows)
        return
    payload: dict[str, Any] = {
        "chat_id": context.chat_id,
        "message_id": message_id,
        "text": parts[0],
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": keyboard(rows),
    }
    context.turn.send(
        Outgoing("editMessageText", payload, chat_id=context.chat_id, person_id=context.person_id, counted=False)
    )


def _edit_inline(context: Context, html: str, rows: Rows, inline_message_id: str) -> None:
    payload = {
        "inline_message_id": inline_message_id,
        "text": split(html)[0],
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": keyboard(rows),
    }
    context.turn.send(Outgoing("editMessageText", payload, person_id=context.person_id, counted=False))


def rebutton(context: Context, rows: Rows) -> None:
    """Only the buttons of the pressed message change."""
    pressed = context.incoming.callback_query if context.incoming else None
    if pressed is None or pressed.message is None or not pressed.message.is_accessible:
        return
    payload = {
        "chat_id": context.chat_id,
        "message_id": pressed.message.message_id,
        "reply_markup": keyboard(rows),
    }
    context.turn.send(
        Outgoing("editMessageReplyMarkup", payload, chat_id=context.chat_id, person_id=context.person_id, counted=False)
    )


def toast(context: Context, text: str = "", *, alert: bool = False, url: str | None = None) -> None:
    """Answers the pressed button: every press is answered, with or without words."""
    pressed = context.incoming.callback_query if context.incoming else None
    if pressed is None:
        return
    payload: dict[str, Any] = {"callback_query_id": pressed.id}
    if text:
        payload["text"] = text if len(text) <= TOAST_LIMIT else text[: TOAST_LIMIT - 1] + "…"
        payload["show_alert"] = alert
    if url:
        payload["url"] = url
    context.turn.send(
        Outgoing(
            "answerCallbackQuery",
            payload,
            person_id=context.person_id,
            counted=False,
            expires_at=context.turn.received_at + TOAST_LASTS,
        )
    )


def document(context: Context, data: bytes, name: str, caption: str = "", rows: Rows = ()) -> None:
    """A file; `caption` is HTML of at most 1,024 visible characters."""
    _file(context, "sendDocument", data, name, caption, rows)


def photo(context: Context, data: bytes, name: str, caption: str = "", rows: Rows = ()) -> None:
    """A picture; `caption` is HTML of at most 1,024 visible characters."""
    _file(context, "sendPhoto", data, name, caption, rows)


def _file(context: Context, method: str, data: bytes, name: str, caption: str, rows: Rows) -> None:
    payload: dict[str, Any] = {"chat_id": context.chat_id}
    if caption:
        payload |= {"caption": split(caption, 1024)[0], "parse_mode": "HTML"}
    if rows:
        payload["reply_markup"] = keyboard(rows)
    context.turn.send(
        Outgoing(method, payload, chat_id=context.chat_id, person_id=context.person_id, file=data, file_name=name)
    )
