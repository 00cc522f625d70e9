"""Cuts long HTML into messages that Telegram takes (4,096 UTF-16 units after parsing), never inside a tag or a character."""

from __future__ import annotations

import re

from telegram.constants import MessageLimit

from bot.chat.markup import visible_length

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)
_PIECE = re.compile(r"<(/?)([a-z-]+)([^>]*)>|(&[a-z#0-9]+;)|(.)", re.DOTALL)


def split(markup: str, limit: int = LIMIT) -> list[str]:
    """The text in parts of at most `limit` visible UTF-16 units; what is open at a cut is closed and opened again."""
    if visible_length(markup) <= limit:
        return [markup]
    parts: list[str] = []
    open_tags: list[tuple[str, str]] = []
    current: list[str] = []
    length = 0
    # Where the current part may be cut well: (index in current, length so far, the tags open there).
    good: tuple[int, list[tuple[str, str]]] | None = None

    def close(upto: int, tags: list[tuple[str, str]]) -> None:
        nonlocal current, length, good
        text = "".join(current[:upto]).rstrip()
        rest = "".join(current[upto:]).lstrip("\n ")
        parts.append(text + "".join(f"</{name}>" for name, _ in reversed(tags)))
        reopened = "".join(f"<{name}{attributes}>" for name, attributes in tags)
        current = [piece.group(0) for piece in _PIECE.finditer(reopened + rest)]
        length = visible_length("".join(current))
        good = None

    for piece in _PIECE.finditer(markup):
        closing, name, attributes, _entity, character = piece.groups()
        text = piece.group(0)
        if name:
            if closing:
                if open_tags:
                    open_tags.pop()
            else:
                open_tags.append((name, attributes))
            current.append(text)
            continue
        units = visible_length(text)
        if length + units > limit:
            if good is not None:
                close(*good)
            else:
                close(len(current), list(open_tags))
        current.append(text)
        length += units
        if character in ("\n", " ") and length > limit // 2:
            good = (len(current), list(open_tags))
    if visible_length("".join(current)):
        parts.append("".join(current))
    return parts
