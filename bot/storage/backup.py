"""Backup and restore: all tables of a database in one file that fits both kinds.

The file is gzip over JSON Lines. First a header: `{"pathway": "backup", "format": 1, "schema": revision, "at": ISO 8601}`; then one
row a line: `{"table": name, "row": {column: value}}`, with `{"time": ISO 8601}` for instants and `{"bytes": base64}` for files; last
`{"rows": count}`, so that a file that was cut off is noticed. It holds what people wrote: it is readable by its owner alone, and what
somebody erased (`/forget`) after the backup comes back with a restore.

A restore is one transaction: it brings an empty database to the schema of the backup, fills it, and runs the migrations since. What
waited to be sent when the backup was made waits again, and reminders that fell due since are told of in one digest.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, func, insert, inspect, select, text

from bot.storage import schema
from bot.storage.database import Database

FORMAT = 1
_BATCH = 500
_VERSION_TABLE = "alembic_version"


class BackupError(Exception):
    """A backup that cannot be made or restored; the text says why, to the operator."""


async def backup(url: str, target: Path, *, now: datetime | None = None) -> int:
    """Writes all rows of the database at `url` to `target` and returns how many. The bot may go on meanwhile.

    Raises `StorageUnavailable`, `OSError`, and `BackupError` for a database without tables.
    """
    database = Database(url)
    unfinished = target.with_name(target.name + ".part")
    try:
        revision = await schema.current(database)
        if revision is None:
            raise BackupError("there is nothing to back up: the database has no tables")
        header = {
            "pathway": "backup",
            "format": FORMAT,
            "schema": revision,
            "at": (now or datetime.now(UTC)).isoformat(),
        }

        def write(connection: Connection) -> int:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
                return _write(connection, header, raw)

        async with database.read() as connection:
            if not database.is_sqlite:
                # One picture of all tables; SQLite's read transactions are that already.
                await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            rows = await connection.run_sync(write)
        unfinished.replace(target)
        return rows
    finally:
        unfinished.unlink(missing_ok=True)
        await database.close()


async def restore(url: str, source: Path, *, replace: bool = False) -> int:
    """Fills the database at `url` from a backup and returns how many rows it holds. Stop the bot before.

    Raises `BackupError` for a file that is no whole backup or comes from a newer release, and for a database that holds rows, unless
    `replace` allows to lose them; nothing was changed then. Raises `StorageUnavailable` and `OSError`.
    """
    revision = _header(source)
    database = Database(url)

    def fill(connection: Connection) -> int:
        _make_room(connection, replace)
        schema.upgrade(connection, revision)
        rows = _fill(connection, source)
        schema.upgrade(connection)
        return rows

    try:
        async with database.write() as connection:
            return await connection.run_sync(fill)
    finally:
        await database.close()


def _write(connection: Connection, header: dict[str, Any], raw: Any) -> int:
    rows = 0
    with gzip.open(raw, "wt", encoding="utf-8") as file:
        file.write(json.dumps(header) + "\n")
        for table in _tables(connection):
            for row in connection.execute(select(table)).mappings():
                line = {"table": table.name, "row": {name: _packed(value) for name, value in row.items()}}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                rows += 1
        file.write(json.dumps({"rows": rows}) + "\n")
    return rows


def _header(source: Path) -> str:
    """The schema revision of a backup that this code can restore."""
    try:
        header = next(_lines(source))
    except StopIteration:
        raise BackupError(f"{source} is empty") from None
    if header.get("pathway") != "backup":
        raise BackupError(f"{source} is not a backup of this bot")
    revision = str(header.get("schema"))
    if header.get("format") != FORMAT or not schema.known(revision):
        raise BackupError(f"{source} was made by a newer release (schema {revision}); install that one first")
    return revision


def _lines(source: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(source, "rt", encoding="utf-8") as file:
            for line in file:
                found = json.loads(line)
                if not isinstance(found, dict):
                    raise BackupError(f"{source} is not a backup of this bot")
                yield found
    except (EOFError, gzip.BadGzipFile, ValueError) as error:
        raise BackupError(f"{source} is damaged or not a backup of this bot") from error


def _tables(connection: Connection) -> list[Table]:
    """Every table as it stands in the database: a backup does not depend on what this release thinks of it."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != _VERSION_TABLE]


def _make_room(connection: Connection, replace: bool) -> None:
    tables = _tables(connection)
    full = [table.name for table in tables if connection.execute(select(table).limit(1)).first() is not None]
    if full and not replace:
        raise BackupError(f"the database is not empty (rows in {', '.join(full)}); nothing was changed")
    for table in reversed(tables):
        table.drop(connection)
    if inspect(connection).has_table(_VERSION_TABLE):
        Table(_VERSION_TABLE, MetaData()).drop(connection)


def _fill(connection: Connection, source: Path) -> int:
    tables = {table.name: table for table in _tables(connection)}
    naive = connection.dialect.name == "sqlite"
    waiting: list[dict[str, Any]] = []
    rows, told, current = 0, None, ""

    def flush() -> None:
        if waiting:
            connection.execute(insert(tables[current]), waiting)
            waiting.clear()

    lines = _lines(source)
    next(lines)
    for line in lines:
        if "rows" in line:
            told = line["rows"]
            break
        if line.get("table") not in tables or not isinstance(line.get("row"), dict):
            raise BackupError(f"{source} holds rows of an unknown table")
        if line["table"] != current or len(waiting) >= _BATCH:
            flush()
            current = line["table"]
        waiting.append({name: _unpacked(value, naive) for name, value in line["row"].items()})
        rows += 1
    flush()
    if told != rows:
        raise BackupError(f"{source} was cut off: nothing was changed")
    if connection.dialect.name == "postgresql":
        _set_counters(connection, list(tables.values()))
    return rows


def _set_counters(connection: Connection, tables: list[Table]) -> None:
    """PostgreSQL numbers new rows from a counter of its own, which knows nothing of rows that came with a number."""
    for table in tables:
        for column in table.primary_key:
            name = connection.execute(select(func.pg_get_serial_sequence(table.name, column.name))).scalar()
            highest = connection.execute(select(func.max(column))).scalar()
            if name is not None and highest is not None:
                connection.execute(select(func.setval(name, highest)))


def _packed(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"time": (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    return value


def _unpacked(value: Any, naive: bool) -> Any:
    if not isinstance(value, dict):
        return value
    if "time" in value:
        instant = datetime.fromisoformat(value["time"])
        return instant.replace(tzinfo=None) if naive else instant
    return base64.b64decode(value["bytes"])
