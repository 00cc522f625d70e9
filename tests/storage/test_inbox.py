"""What the inbox promises, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.storage import inbox
from bot.storage.database import Database
from bot.storage.inbox import LEASE, Arrival

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def arrival(update_id: int, chat_id: int = 5, text: str = "hi") -> Arrival:
    return Arrival(update_id, chat_id, chat_id, "message", {"update_id": update_id, "message": {"text": text}})


async def stored(database: Database, *arrivals: Arrival) -> int:
    async with database.write() as connection:
        return await inbox.store(connection, list(arrivals), NOW)


async def claimed(database: Database, owner: str = "a", now: datetime = NOW, limit: int = 8) -> list[int]:
    async with database.write() as connection:
        return [row.update_id for row in await inbox.claim(connection, owner, now, limit)]


async def test_an_update_that_comes_twice_is_stored_once(database: Database) -> None:
    assert await stored(database, arrival(1), arrival(2)) == 2
    assert await stored(database, arrival(1), arrival(3)) == 1


async def test_only_the_oldest_open_update_of_a_chat_can_be_claimed(database: Database) -> None:
    await stored(database, arrival(1, 5), arrival(2, 5), arrival(3, 6))
    assert await claimed(database) == [1, 3]
    assert await claimed(database) == []


async def test_the_next_update_of_a_chat_can_be_claimed_when_the_one_before_has_ended(database: Database) -> None:
    await stored(database, arrival(1), arrival(2))
    async with database.write() as connection:
        (row,) = await inbox.claim(connection, "a", NOW, 1)
        assert await inbox.finish(connection, "a", row.id, NOW)
    assert await claimed(database) == [2]


async def test_no_more_are_claimed_than_asked_for_and_the_oldest_come_first(database: Database) -> None:
    await stored(database, *(arrival(number, chat_id=number) for number in range(1, 10)))
    assert await claimed(database, limit=3) == [1, 2, 3]


async def test_an_update_whose_lease_ran_out_can_be_claimed_by_another(database: Database) -> None:
    await stored(database, arrival(1))
    assert await claimed(database, "a") == [1]
    assert await claimed(database, "b", NOW + LEASE - timedelta(seconds=1)) == []
    assert await claimed(database, "b", NOW + LEASE + timedelta(seconds=1)) == [1]


async def test_a_worker_that_lost_its_update_cannot_end_it(database: Database) -> None:
    await stored(database, arrival(1))
    async with database.write() as connection:
        (row,) = await inbox.claim(connection, "a", NOW, 1)
        await inbox.claim(connection, "b", NOW + 2 * LEASE, 1)
        assert not await inbox.finish(connection, "a", row.id, NOW)
        assert await inbox.finish(connection, "b", row.id, NOW)


async def test_a_heartbeat_renews_only_what_is_still_in_hand(database: Database) -> None:
    await stored(database, arrival(1, 5), arrival(2, 6))
    async with database.write() as connection:
        first, _second = await inbox.claim(connection, "a", NOW, 2)
        await inbox.renew(connection, "a", [first.id], NOW + timedelta(seconds=10))
    assert await claimed(database, "b", NOW + LEASE + timedelta(seconds=1)) == [2]


async def test_an_update_given_back_can_be_claimed_after_its_wait(database: Database) -> None:
    await stored(database, arrival(1))
    async with database.write() as connection:
        (row,) = await inbox.claim(connection, "a", NOW, 1)
        await inbox.release(connection, "a", row.id, NOW, timedelta(seconds=5))
    assert await claimed(database, "b", NOW + timedelta(seconds=4)) == []
    assert await claimed(database, "b", NOW + timedelta(seconds=6)) == [1]


async def test_an_attempt_that_was_not_the_updates_fault_does_not_count(database: Database) -> None:
    await stored(database, arrival(1))
    async with database.write() as connection:
        (row,) = await inbox.claim(connection, "a", NOW, 1)
        await inbox.release(connection, "a", row.id, NOW, timedelta(0), blameless=True)
        (row,) = await inbox.claim(connection, "a", NOW, 1)
        assert row.attempts == 1
        await inbox.release(connection, "a", row.id, NOW, timedelta(0))
        (row,) = await inbox.claim(connection, "a", NOW, 1)
        assert row.attempts == 2


async def test_a_finished_update_keeps_its_number_and_loses_its_content(database: Database) -> None:
    await stored(database, arrival(1, text="private words"))
    async with database.write() as connection:
        (row,) = await inbox.claim(connection, "a", NOW, 1)
        await inbox.finish(connection, "a", row.id, NOW)
        payload = (await connection.exec_driver_sql("SELECT payload FROM inbox")).scalar_one()
    assert payload is None
    assert await stored(database, arrival(1)) == 0


async def test_numbers_of_finished_updates_are_forgotten_after_three_days(database: Database) -> None:
    await stored(database, arrival(1), arrival(2, 6))
    async with database.write() as connection:
        (row,) = await inbox.claim(connection, "a", NOW, 1)
        await inbox.finish(connection, "a", row.id, NOW)
        await inbox.prune(connection, NOW + timedelta(days=4))
        assert (await connection.exec_driver_sql("SELECT count(*) FROM inbox")).scalar_one() == 1
        assert await inbox.open_count(connection) == 1


async def test_what_a_person_waits_for_can_be_counted_and_dropped(database: Database) -> None:
    await stored(database, *(arrival(number) for number in range(1, 5)), arrival(9, 6))
    async with database.write() as connection:
        rows = await inbox.waiting(connection, 5, 5, ("message",))
        assert len(rows) == 4
        assert await inbox.drop(connection, rows[1:], NOW) == 3
        assert await inbox.waiting(connection, 5, 5, ("message",)) == rows[:1]


async def test_eight_claims_at_once_share_the_updates_without_overlap(database: Database) -> None:
    await stored(database, *(arrival(number, chat_id=number) for number in range(1, 41)))
    shares = await asyncio.gather(*(claimed(database, f"worker {n}", limit=5) for n in range(8)))
    taken = [number for share in shares for number in share]
    assert len(taken) == len(set(taken))
    assert all(len(share) <= 5 for share in shares)


async def test_erasing_a_person_leaves_only_the_numbers_of_what_they_wrote(database: Database) -> None:
    await stored(database, arrival(1))
    async with database.write() as connection:
        (row,) = await inbox.claim(connection, "a", NOW, 1)
        await inbox.finish(connection, "a", row.id, NOW)
        await inbox.forget(connection, 5)
        left = (await connection.exec_driver_sql("SELECT update_id, person_id, chat_id, payload FROM inbox")).one()
    assert tuple(left) == (1, None, 0, None)
