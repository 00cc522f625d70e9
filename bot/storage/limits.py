"""Telegram's limits as token buckets in the database, so that several processes share them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import buckets

ANSWER = 0
REMINDER = 1


@dataclass(frozen=True)
class Rate:
    """A token bucket: `per_second` is refilled, at most `at_once` may be used in one go."""

    per_second: float
    at_once: float


# https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about 30 messages a second in all, one a second
# in a chat (short bursts pass), 20 a minute in a group. Kept a little below, for clocks and networks are not exact.
ALL = Rate(25, 4)
REMINDERS = Rate(18, 2)
# What is kept for reminders while answers keep coming: they are sent after answers, but not never.
SHARE = Rate(4, 2)
CHAT = Rate(0.95, 5)
GROUP = Rate(14 / 60, 5)


def buckets_of(row: Row[Any]) -> dict[str, Rate]:
    """The buckets out of which a row of the outbox takes a token each, by key."""
    if not row.counted:
        return {}
    wanted = {"all": ALL}
    if row.priority == REMINDER:
        wanted["reminders"] = REMINDERS
    if row.chat_id is not None:
        wanted[f"chat:{row.chat_id}"] = CHAT
        if row.chat_id < 0:
            wanted[f"group:{row.chat_id}"] = GROUP
    return wanted


async def take(connection: AsyncConnection, left: dict[str, float], now: datetime) -> None:
    """Stores what is left in the named buckets, in one statement."""
    if not left:
        return
    maker = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    made = maker(buckets).values([{"key": key, "tokens": tokens, "at": now} for key, tokens in sorted(left.items())])
    fresh = {"tokens": made.excluded.tokens, "at": made.excluded.at}
    await connection.execute(made.on_conflict_do_update(index_elements=["key"], set_=fresh))


async def levels_of(connection: AsyncConnection, rates: dict[str, Rate], now: datetime) -> dict[str, float]:
    """How many tokens the named buckets hold now; one that is not stored is full."""
    if not rates:
        return {}
    found = await connection.execute(select(buckets).where(buckets.c.key.in_(rates)))
    levels: dict[str, float] = {}
    for bucket in found:
        rate = rates[bucket.key]
        # A clock that was set back must not take tokens away.
        passed = max(0.0, (now - bucket.at).total_seconds())
        levels[bucket.key] = min(rate.at_once, bucket.tokens + passed * rate.per_second)
    return levels
