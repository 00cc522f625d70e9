"""A backup holds everything, fits both databases, and is restored whole or not at all."""

from __future__ import annotations

import gzip
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.storage import gaps, groups, inbox, outbox, people, schema, shelf, talk
from bot.storage.backup import BackupError, backup, restore
from bot.storage.database import Database
from bot.storage.gaps import Gap
from bot.storage.inbox import Arrival
from bot.storage.outbox import Outgoing
from bot.storage.tables import metadata

NOW = datetime(2026, 11, 24, 12, 30, 15, 123456, tzinfo=UTC)


async def fill(database: Database) -> None:
    async with database.write() as connection:
        await people.met(connection, 5, "fr", NOW)
        await groups.met(connection, -5, "Étude 🩺", NOW)
        await shelf.vote(connection, 5, "exam-nac", True, NOW)
        await talk.keep_wizard(connection, 5, 5, "pathway", {"step": "école"}, NOW)
        await gaps.add(connection, Gap(5, NOW, "none", "où?", "fr", ("a", "b")), 7)
        await inbox.store(connection, [Arrival(9, 5, 5, "message", {"text": "hé"})], NOW)
        letter = Outgoing("sendPhoto", {"chat_id": 5}, chat_id=5, file=b"\x00\xff", file_name="x.png")
        await outbox.add(connection, [letter], NOW)
        await outbox.pause(connection, 5, NOW + timedelta(hours=1))


async def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    database = Database(url)
    async with database.read() as connection:
        found = {
            table.name: [tuple(row) for row in await connection.execute(select(table))]
            for table in metadata.sorted_tables
        }
    await database.close()
    return {name: rows for name, rows in found.items() if rows}


@pytest.fixture
def other_url(database_url: str, request: pytest.FixtureRequest) -> str:
    """A fresh database of the other kind."""
    return str(request.getfixturevalue("postgres_url" if database_url.startswith("sqlite") else "sqlite_url"))


@pytest.mark.postgres
async def test_case_27_a_backup_of_one_kind_of_database_is_restored_into_the_other(
    database: Database, database_url: str, other_url: str, tmp_path: Path
) -> None:
    await fill(database)
    assert await backup(database_url, tmp_path / "b.jsonl.gz") == 8
    assert await restore(other_url, tmp_path / "b.jsonl.gz") == 8
    assert await everything(other_url) == await everything(database_url)
    restored = Database(other_url)
    async with restored.write() as connection:
        await outbox.add(connection, [Outgoing("sendMessage", {"chat_id": 6}, chat_id=6)], NOW)
        assert await outbox.open_count(connection) == 2
    assert await schema.current(restored) == schema.newest()
    await restored.close()


async def test_case_27_a_database_that_holds_rows_is_replaced_only_when_told(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await fill(database)
    await backup(database_url, tmp_path / "b.jsonl.gz")
    before = await everything(database_url)
    async with database.write() as connection:
        await people.met(connection, 6, "en", NOW)
    with pytest.raises(BackupError, match="not empty"):
        await restore(database_url, tmp_path / "b.jsonl.gz")
    assert await everything(database_url) != before
    assert await restore(database_url, tmp_path / "b.jsonl.gz", replace=True) == 8
    assert await everything(database_url) == before


async def test_a_backup_is_for_the_eyes_of_its_owner_alone(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await backup(database_url, tmp_path / "b.jsonl.gz")
    assert stat.S_IMODE((tmp_path / "b.jsonl.gz").stat().st_mode) == 0o600
    assert not (tmp_path / "b.jsonl.gz.part").exists()


async def test_an_empty_database_has_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="no tables"):
        await backup(f"sqlite:///{tmp_path}/new.db", tmp_path / "b.jsonl.gz")
    assert not (tmp_path / "b.jsonl.gz").exists()


def _gz(*lines: object) -> bytes:
    return gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode())


HEADER = {"pathway": "backup", "format": 1, "schema": "0001", "at": "2026-11-24T12:00:00+00:00"}
ROW = {"table": "facts", "row": {"key": "k", "value": "v", "at": {"time": "2026-11-24T12:00:00+00:00"}}}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_gz({**HEADER, "schema": "9999"}, {"rows": 0}), "newer release"),
        (_gz({**HEADER, "format": 2}, {"rows": 0}), "newer release"),
        (_gz({"something": "else"}), "not a backup"),
        (_gz([1, 2]), "not a backup"),
        (_gz(), "is empty"),
        (b"no gzip", "damaged"),
        (_gz(HEADER, ROW, {"rows": 1})[:-12], "damaged"),
        (_gz(HEADER, ROW), "cut off"),
        (_gz(HEADER, {"table": "nothing", "row": {}}, {"rows": 1}), "unknown table"),
    ],
    ids=["newer schema", "newer format", "other", "list", "empty", "no gzip", "damaged", "cut off", "unknown table"],
)
async def test_what_is_no_whole_backup_of_this_or_an_older_release_changes_nothing(
    database: Database, database_url: str, tmp_path: Path, content: bytes, reason: str
) -> None:
    await fill(database)
    before = await everything(database_url)
    (tmp_path / "b.jsonl.gz").write_bytes(content)
    with pytest.raises(BackupError, match=reason):
        await restore(database_url, tmp_path / "b.jsonl.gz", replace=True)
    assert await everything(database_url) == before
