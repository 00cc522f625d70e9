"""Numbers about use, without names."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import gaps, inbox, outbox, people, saved, votes


async def since(connection: AsyncConnection, start: datetime) -> dict[str, int]:
    """Counts since `start`: people seen, people known, updates handled, votes up and down, gaps, saved answers, what waits."""
    counts = {
        "seen": select(func.count()).select_from(people).where(people.c.seen_at >= start),
        "known": select(func.count()).select_from(people),
        "updates": select(func.count()).select_from(inbox).where(inbox.c.received_at >= start),
        "up": select(func.count()).select_from(votes).where(votes.c.at >= start, votes.c.up.is_(True)),
        "down": select(func.count()).select_from(votes).where(votes.c.at >= start, votes.c.up.is_(False)),
        "gaps": select(func.count()).select_from(gaps).where(gaps.c.at >= start),
        "saved": select(func.count()).select_from(saved),
        "waiting": select(func.count()).select_from(inbox).where(inbox.c.done_at.is_(None)),
        "unsent": select(func.count()).select_from(outbox).where(outbox.c.state == "open"),
    }
    return {name: (await connection.execute(statement)).scalar_one() for name, statement in counts.items()}
