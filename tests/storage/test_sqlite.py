"""The SQLite connection: few trips to its thread, and the same transactions as ever."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database, StorageUnavailable
from bot.storage.sqlite import Connection


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    made = Database(f"sqlite:///{tmp_path}/one.db")
    async with made.write() as connection:
        await connection.execute(text("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)"))
    yield made
    await made.close()


async def _bodies(database: Database) -> list[str]:
    async with database.read() as connection:
        return list((await connection.execute(text("SELECT body FROM notes ORDER BY id"))).scalars())


async def _note(connection: AsyncConnection) -> None:
    await connection.execute(text("INSERT INTO notes (body) VALUES ('a')"))


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was sent to the thread of a connection."""
    made: list[str] = []
    usual = Connection._execute

    async def noted(self: Connection, work: Any, *rest: Any, **named: Any) -> Any:
        made.append(work.__name__)
        return await usual(self, work, *rest, **named)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(Connection, "_execute", noted)
    return made


async def test_quick_statements_need_no_trip_to_the_thread_and_the_end_of_a_transaction_does(
    database: Database, trips: list[str]
) -> None:
    await _bodies(database)
    trips.clear()
    async with database.write() as connection:
        await connection.execute(text("INSERT INTO notes (body) VALUES ('a')"))
        await connection.execute(text("INSERT INTO notes (body) VALUES ('b')"))
    assert trips == ["commit"]
    assert await _bodies(database) == ["a", "b"]
    assert trips == ["commit", "rollback"]
    async with database.write():
        pass
    assert trips == ["commit", "rollback"]


async def test_a_statement_that_was_slow_goes_to_the_thread_the_next_time(database: Database, trips: list[str]) -> None:
    slow = text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT count(*) FROM n"
    )
    await _bodies(database)
    trips.clear()
    for _ in range(2):
        async with database.read() as connection:
            assert (await connection.execute(slow)).scalar_one() == 200_000
    assert trips == ["rollback", "_work", "rollback"]


async def test_what_a_failed_transaction_wrote_is_undone(database: Database) -> None:
    async def halfway(connection: AsyncConnection) -> None:
        await connection.execute(text("INSERT INTO notes (body) VALUES ('a')"))
        raise RuntimeError("halfway")

    with pytest.raises(RuntimeError):
        await database.change(halfway)
    assert await _bodies(database) == []


async def test_what_a_savepoint_undoes_leaves_the_rest(database: Database) -> None:
    async with database.write() as connection:
        nested = await connection.begin_nested()
        await connection.execute(text("INSERT INTO notes (body) VALUES ('inner')"))
        await nested.rollback()
        await connection.execute(text("INSERT INTO notes (body) VALUES ('outer')"))
    assert await _bodies(database) == ["outer"]


async def test_a_transaction_that_is_cancelled_leaves_nothing_open(database: Database) -> None:
    began = asyncio.Event()

    async def slow() -> None:
        async with database.write() as connection:
            await connection.execute(text("INSERT INTO notes (body) VALUES ('a')"))
            began.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(slow())
    await began.wait()
    task.cancel()
    await asyncio.wait({task})
    async with database.write() as connection:
        await connection.execute(text("INSERT INTO notes (body) VALUES ('b')"))
    assert await _bodies(database) == ["b"]


async def test_a_view_stays_as_it_was_while_others_write(database: Database) -> None:
    async with database.read() as connection:
        before = (await connection.execute(text("SELECT count(*) FROM notes"))).scalar_one()
        async with database.write() as writing:
            await writing.execute(text("INSERT INTO notes (body) VALUES ('a')"))
        assert (await connection.execute(text("SELECT count(*) FROM notes"))).scalar_one() == before
    assert await _bodies(database) == ["a"]


async def test_a_database_that_another_holds_is_unavailable_and_then_usable_again(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.database.BUSY_SECONDS", 0)
    impatient = Database(f"sqlite:///{tmp_path}/one.db")
    other = sqlite3.connect(tmp_path / "one.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable):
        await impatient.change(_note)
    other.execute("COMMIT")
    other.close()
    await impatient.change(_note)
    assert await _bodies(impatient) == ["a"]
    await impatient.close()


async def test_the_event_loop_goes_on_while_a_taken_file_is_waited_for(tmp_path: Path, database: Database) -> None:
    other = sqlite3.connect(tmp_path / "one.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(database.change(_note))
    for _ in range(5):
        await asyncio.sleep(0.01)
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    await waiting
    assert await _bodies(database) == ["a"]
