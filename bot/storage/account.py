"""Everything held about one person: taken out as a whole, erased as a whole."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import inbox, outbox
from bot.storage.tables import metadata, people

# How each table names the person. A table with a person in it that is missing here fails a test.
OWNER_COLUMN = "person_id"
HANDLED_APART = {"inbox", "outbox"}


def personal_tables() -> list[Table]:
    """Every table with rows of a person, the account itself excepted."""
    return [table for table in metadata.sorted_tables if OWNER_COLUMN in table.c and table.name not in HANDLED_APART]


async def export(connection: AsyncConnection, person_id: int) -> dict[str, Any]:
    """Everything held about the person, by table, ready for JSON."""
    held: dict[str, Any] = {}
    row = (await connection.execute(select(people).where(people.c.id == person_id))).first()
    if row is not None:
        held["people"] = [_plain(row._mapping)]
    for table in personal_tables():
        rows = await connection.execute(select(table).where(table.c[OWNER_COLUMN] == person_id))
        found = [_plain(row._mapping) for row in rows]
        if found:
            held[table.name] = found
    return held


async def erase(connection: AsyncConnection, person_id: int) -> None:
    """Deletes every row of the person, in the caller's transaction."""
    for table in reversed(personal_tables()):
        await connection.execute(delete(table).where(table.c[OWNER_COLUMN] == person_id))
    await outbox.forget(connection, person_id)
    await inbox.forget(connection, person_id)
    await connection.execute(delete(people).where(people.c.id == person_id))


def _plain(row: Any) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in row.items()}
