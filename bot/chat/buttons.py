"""Buttons and the addresses in them.

The data of a button is its whole address: `1:a:nac-fee` is version 1, verb `a` (answer), entry `nac-fee`. Nothing about it lives in
the memory of a process, so a button works after a restart and for ever. Telegram allows 64 bytes (Bot API, InlineKeyboardButton).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit

VERSION = "1"
MOST_ROWS = 8


@dataclass(frozen=True)
class Address:
    """Where a button leads: a verb and its arguments."""

    verb: str
    args: tuple[str, ...] = ()

    def arg(self, index: int) -> str:
        """The argument, or an empty text where an older button has none."""
        return self.args[index] if index < len(self.args) else ""


@dataclass(frozen=True)
class Button:
    """What it says, and what it does: exactly one of `data` (an address), `url`, `switch_inline` (a query for another chat)."""

    text: str
    data: str | None = None
    url: str | None = None
    switch_inline: str | None = None

    def as_json(self) -> dict[str, Any]:
        if self.data is not None:
            return {"text": self.text, "callback_data": self.data}
        if self.url is not None:
            return {"text": self.text, "url": self.url}
        return {"text": self.text, "switch_inline_query": self.switch_inline or ""}


Rows = Sequence[Sequence[Button]]


def address(verb: str, *args: str | int) -> str:
    """The data of a button. Raises `ValueError` where Telegram would refuse it."""
    parts = [VERSION, verb, *(str(arg) for arg in args)]
    if any(":" in part for part in parts):
        raise ValueError(f"a part of a button's address holds a colon: {parts}")
    data = ":".join(parts)
    if len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise ValueError(f"a button's address is longer than 64 bytes: {data}")
    return data


def parse(data: str | None) -> Address | None:
    """The address in a button's data; None for what no version of ours has written."""
    if not data:
        return None
    version, _, rest = data.partition(":")
    if version != VERSION or not rest:
        return None
    verb, *args = rest.split(":")
    return Address(verb, tuple(args))


def button(text: str, verb: str, *args: str | int) -> Button:
    return Button(shorten(text), data=address(verb, *args))


def shorten(text: str, length: int = 60) -> str:
    """A text that fits on a button."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def keyboard(rows: Rows) -> dict[str, Any]:
    """An inline keyboard as the Bot API wants it; empty rows are left out. Raises `ValueError` beyond our or Telegram's limits."""
    filled = [list(row) for row in rows if row]
    if len(filled) > MOST_ROWS:
        raise ValueError(f"a screen with {len(filled)} rows of buttons is too long for a phone")
    if any(len(row) > InlineKeyboardMarkupLimit.BUTTONS_PER_ROW for row in filled):
        raise ValueError("more than eight buttons in a row")
    return {"inline_keyboard": [[item.as_json() for item in row] for row in filled]}


def pairs(items: Sequence[Button], longest: int = 19) -> list[list[Button]]:
    """Rows of two where both are short enough to be read on a phone, else of one."""
    rows: list[list[Button]] = []
    for item in items:
        if rows and len(rows[-1]) == 1 and max(len(item.text), len(rows[-1][0].text)) <= longest:
            rows[-1].append(item)
        else:
            rows.append([item])
    return rows
