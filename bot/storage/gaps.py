"""Questions that got no good answer: kept 90 days, linked to the person, with what could name somebody masked before it is stored."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import gaps

KEEP = timedelta(days=90)
LONGEST = 500

_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<![\w@])@\w{3,}")
_NUMBER = re.compile(r"(?<!\w)\+?\d(?:[\s().-]?\d){6,}(?!\w)")


@dataclass(frozen=True)
class Gap:
    """A question with the reason why it counts as unanswered: `none`, `choice` (none of these), `down` (thumbs down) or `report`."""

    person_id: int
    at: datetime
    reason: str
    question: str
    language: str
    entries: tuple[str, ...]


def mask(text: str) -> str:
    """The text without links, e-mail addresses, handles and long numbers.

    >>> mask("call me on +1 (416) 555-0199 or a.b@example.org, @some_one, https://x.org/a")
    'call me on [number] or [e-mail], [name], [link]'
    """
    text = _LINK.sub("[link]", text)
    text = _MAIL.sub("[e-mail]", text)
    text = _HANDLE.sub("[name]", text)
    return _NUMBER.sub("[number]", text)


async def add(connection: AsyncConnection, gap: Gap, update_id: int | None = None) -> None:
    """Stores a gap, masked; the same update counts once a reason."""
    maker = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    await connection.execute(
        maker(gaps)
        .values(
            person_id=gap.person_id,
            at=gap.at,
            reason=gap.reason,
            question=mask(gap.question)[:LONGEST],
            language=gap.language,
            entries=json.dumps(list(gap.entries)),
            update_id=update_id,
        )
        .on_conflict_do_nothing(index_elements=["update_id", "reason"])
    )


async def all_since(connection: AsyncConnection, since: datetime) -> list[Gap]:
    """Gaps, oldest first."""
    rows = await connection.execute(select(gaps).where(gaps.c.at >= since).order_by(gaps.c.id))
    return [
        Gap(row.person_id, row.at, row.reason, row.question, row.language, tuple(json.loads(row.entries)))
        for row in rows
    ]


async def prune(connection: AsyncConnection, now: datetime) -> None:
    await connection.execute(delete(gaps).where(gaps.c.at < now - KEEP))
