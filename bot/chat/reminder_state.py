"""Where a person stands in a conversation about reminders: kept in the database, so that any process can go on."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.chat.context import Context
from bot.storage import talk

NAME = "remind"
# A question of ours waits so long for typed words; afterwards, and after another answer was shown, words are a question again.
WAITS = timedelta(hours=1)


@dataclass(frozen=True)
class Draft:
    """A reminder in the making. `n` numbers it, so that a button of an older one is known; `step` names what is waited for.

    `said` are the words that were typed; `edits` the id of the stored reminder that this one changes; `choices` the readings to choose
    from, each `{"wall", "rule"}`; `exam` what is known of a countdown; `then` where a chosen zone leads on.
    """

    n: int
    step: str
    at: str
    said: str = ""
    text: str = ""
    wall: str = ""
    zone: str = ""
    rule: str | None = None
    instant: bool = False
    edits: int = 0
    choices: list[dict[str, Any]] = field(default_factory=list)
    exam: dict[str, Any] = field(default_factory=dict)
    then: str = ""
    tries: int = 0


async def load(context: Context) -> Draft | None:
    """The open conversation; None if there is none, or one of a version whose draft looked different."""
    async with context.services.database.read() as connection:
        state = await talk.wizard(connection, context.chat_id, context.person_id, NAME)
    if state is None or not state.keys() <= Draft.__dataclass_fields__.keys() or "n" not in state:
        return None
    return Draft(**state)


async def waiting(context: Context) -> Draft | None:
    """The open conversation, if words typed now still belong to it."""
    draft = await load(context)
    if draft is None:
        return None
    since = datetime.fromisoformat(draft.at)
    if since < context.turn.now - WAITS:
        return None
    async with context.services.database.read() as connection:
        last = await talk.last_context(connection, context.chat_id, context.person_id)
    return None if last is not None and last[1] > since else draft


def fresh(context: Context, step: str, **values: Any) -> Draft:
    """A new draft, numbered by this update."""
    return Draft(context.turn.update_id, step, context.turn.now.isoformat(), **values)


def keep(context: Context, draft: Draft) -> None:
    chat_id, person_id = context.chat_id, context.person_id
    state = {**asdict(draft), "at": context.turn.now.isoformat()}
    context.turn.change(lambda connection, now: talk.keep_wizard(connection, chat_id, person_id, NAME, state, now))


def end(context: Context) -> None:
    chat_id, person_id = context.chat_id, context.person_id
    context.turn.change(lambda connection, _: talk.end_wizard(connection, chat_id, person_id, NAME))
