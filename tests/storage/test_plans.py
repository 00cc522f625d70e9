"""A person's plan in the database, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.storage import account, plans
from bot.storage.database import Database
from bot.storage.plans import StoredPlan

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PLAN = StoredPlan(
    7,
    profile={"stage": "graduate", "exams": {"nac": "booked:2027-05"}},
    ticks=("school",),
    answered=("stage", "exams.nac"),
    place={"ask": "status", "mode": "walk"},
    told={"match_year": 2028, "steps": []},
)


async def kept(database: Database, plan: StoredPlan, now: datetime = NOW) -> StoredPlan | None:
    async with database.write() as connection:
        await plans.keep(connection, plan, now)
    async with database.read() as connection:
        return await plans.get(connection, plan.person_id)


async def test_a_plan_comes_back_as_it_was_kept(database: Database) -> None:
    assert await kept(database, PLAN) == replace(PLAN, at=NOW)


async def test_a_plan_kept_again_replaces_the_one_before(database: Database) -> None:
    await kept(database, PLAN)
    later = NOW + timedelta(days=3)
    assert await kept(database, replace(PLAN, place=None, told=None), later) == replace(
        PLAN, place=None, told=None, at=later
    )


async def test_a_dropped_plan_is_gone_and_others_stay(database: Database) -> None:
    await kept(database, PLAN)
    await kept(database, replace(PLAN, person_id=8))
    async with database.write() as connection:
        await plans.drop(connection, 7)
    async with database.read() as connection:
        assert await plans.get(connection, 7) is None
        assert await plans.get(connection, 8) is not None


async def test_a_plan_is_exported_and_erased_with_its_person(database: Database) -> None:
    await kept(database, PLAN)
    async with database.write() as connection:
        assert "plans" in await account.export(connection, 7)
        await account.erase(connection, 7)
        assert "plans" not in await account.export(connection, 7)
