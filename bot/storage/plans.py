"""A person's plan: the answers given, the steps ticked, where the questions stand, and what was last told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import upsert
from bot.storage.tables import plans


@dataclass(frozen=True)
class StoredPlan:
    """One row. `answered` names the questions that were seen, "I don't know" included; `place` is the open question.

    `told` is the plan as the person saw it last (None: they have not seen one); `at` when anything here changed last.
    """

    person_id: int
    profile: dict[str, Any] = field(default_factory=dict)
    ticks: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    place: dict[str, Any] | None = None
    told: dict[str, Any] | None = None
    at: datetime | None = None


async def get(connection: AsyncConnection, person_id: int) -> StoredPlan | None:
    """The plan of a person; None for somebody who has not begun one."""
    row = (await connection.execute(select(plans).where(plans.c.person_id == person_id))).first()
    if row is None:
        return None
    return StoredPlan(
        person_id,
        json.loads(row.profile),
        tuple(json.loads(row.ticks)),
        tuple(json.loads(row.answered)),
        json.loads(row.place) if row.place else None,
        json.loads(row.told) if row.told else None,
        row.at,
    )


async def keep(connection: AsyncConnection, plan: StoredPlan, now: datetime) -> None:
    """Stores the plan as it is now."""
    values = {
        "profile": _text(plan.profile),
        "ticks": _text(plan.ticks),
        "answered": _text(plan.answered),
        "place": _text(plan.place) if plan.place is not None else None,
        "told": _text(plan.told) if plan.told is not None else None,
        "at": now,
    }
    await upsert(connection, plans, {"person_id": plan.person_id}, values)


async def drop(connection: AsyncConnection, person_id: int) -> None:
    """Forgets the plan and all its answers."""
    await connection.execute(delete(plans).where(plans.c.person_id == person_id))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
