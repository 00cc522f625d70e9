"""The last few questions of a person, masked: "None of these" and a thumb down know which question they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.chat.context import Context
from bot.storage import talk
from bot.storage.gaps import LONGEST, mask

NAME = "asked"
KEEP = 5


@dataclass(frozen=True)
class Asked:
    """A question as it was kept: masked, with the entries that were shown or offered."""

    message_id: int
    text: str
    language: str
    entries: tuple[str, ...]


async def _state(context: Context) -> dict[str, Any]:
    async with context.services.database.read() as connection:
        return await talk.wizard(connection, context.chat_id, context.person_id, NAME) or {}


async def remember(
    context: Context,
    message_id: int | None,
    text: str,
    language: str,
    entries: tuple[str, ...],
    *,
    none: bool = False,
) -> None:
    """Keeps a question. `none` counts how often in a row nothing was found."""
    state = await _state(context)
    last = [item for item in state.get("last", []) if item["m"] != message_id]
    last.append({"m": message_id or 0, "q": mask(text)[:LONGEST], "l": language, "e": list(entries)})
    new = {"last": last[-KEEP:], "none": state.get("none", 0) + 1 if none else 0}
    chat_id, person_id = context.chat_id, context.person_id
    context.turn.change(lambda connection, now: talk.keep_wizard(connection, chat_id, person_id, NAME, new, now))


async def by_message(context: Context, message_id: int) -> Asked | None:
    """The question that was asked with this message."""
    for item in reversed((await _state(context)).get("last", [])):
        if item["m"] == message_id:
            return Asked(item["m"], item["q"], item["l"], tuple(item["e"]))
    return None


async def by_entry(context: Context, entry_id: str) -> Asked | None:
    """The last question that was answered with this entry."""
    for item in reversed((await _state(context)).get("last", [])):
        if entry_id in item["e"]:
            return Asked(item["m"], item["q"], item["l"], tuple(item["e"]))
    return None


async def none_in_a_row(context: Context) -> bool:
    """Whether the question before this one got no answer either: then the same words again would be a loop."""
    return bool((await _state(context)).get("none", 0) >= 1)
