"""Keyboards below messages and below the input field: what Telegram takes, and its words for what it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit

from bot.playground.entities import utf16_length
from bot.playground.refusals import bad

Row = list[dict[str, Any]]

_ACTIONS = (
    "url",
    "callback_data",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "web_app",
    "login_url",
    "callback_game",
    "pay",
)
_URL = re.compile(r"(?:https?://)?(?:[^\s/?#:@.]+\.)+[^\s/?#:@.]{2,}(?::\d+)?(?:[/?#]\S*)?$|tg://\w\S*$", re.IGNORECASE)
# https://core.telegram.org/method/messages.sendMessage: REPLY_MARKUP_TOO_LONG stands for either.
_MOST_KEYS, _MOST_KEYS_A_ROW = 300, 12


@dataclass(frozen=True)
class Markup:
    """`inline`: the rows below the message, None for none. `reply`: what becomes of the person's keyboard, None for no change."""

    inline: list[Row] | None = None
    reply: dict[str, Any] | None = None


def read_markup(given: Any, *, inline_only: bool = False) -> Markup:
    """Checks a `reply_markup` as it came in the request; None and `{}` are no markup."""
    if not given:
        return Markup()
    if not isinstance(given, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in given:
        return Markup(inline=_inline(given["inline_keyboard"]) or None)
    if inline_only:
        raise bad("inline keyboard expected")
    if "keyboard" in given:
        return Markup(reply={**given, "keyboard": _reply(given["keyboard"])})
    return Markup(reply=given)


def _rows(given: Any, name: str) -> list[list[Any]]:
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise bad(f'field "{name}" of the ReplyMarkup must be an Array of Arrays')
    return [row for row in given if row]


def _inline(given: Any) -> list[Row]:
    rows = _rows(given, "inline_keyboard")
    if sum(map(len, rows)) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        raise bad("reply markup is too long")
    for row in rows:
        if len(row) > InlineKeyboardMarkupLimit.BUTTONS_PER_ROW:
            raise bad("reply markup is too long: more than 8 buttons in a row")
        for button in row:
            _check_button(button)
    return rows


def _check_button(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad("inline keyboard button text must be non-empty")
    actions = [name for name in _ACTIONS if name in button]
    if len(actions) != 1:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        size = len(str(button["callback_data"]).encode())
        if not InlineKeyboardButtonLimit.MIN_CALLBACK_DATA <= size <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not _URL.match(str(button["url"])):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "copy_text" in button and not 1 <= utf16_length(str(button["copy_text"].get("text", ""))) <= 256:
        raise bad("BUTTON_COPY_TEXT_INVALID")


def _reply(given: Any) -> list[Row]:
    rows = [[key if isinstance(key, dict) else {"text": key} for key in row] for row in _rows(given, "keyboard")]
    keys = [key for row in rows for key in row]
    if not keys:
        raise bad("reply keyboard must have at least one button")
    if any(not isinstance(key.get("text"), str) or not key["text"].strip() for key in keys):
        raise bad("keyboard button text must be non-empty")
    if len(keys) > _MOST_KEYS or any(len(row) > _MOST_KEYS_A_ROW for row in rows):
        raise bad("reply markup is too long")
    return rows
