"""Brings a database to the newest schema (Alembic; the steps stand in `migrations/`)."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from bot.storage.database import Database

FOLDER = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def newest() -> str:
    """The revision that this code expects."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise RuntimeError("there is no migration")
    return head


async def current(database: Database) -> str | None:
    """The revision that the database is at; None for an empty one. Raises `StorageUnavailable`."""
    async with database.read() as connection:
        return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


def known(revision: str) -> bool:
    """Whether this code knows the revision; one of a newer release it does not."""
    return any(step.revision == revision for step in ScriptDirectory.from_config(_config()).walk_revisions())


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Runs what is missing up to a revision, in the caller's transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def migrate(database: Database) -> str:
    """Runs what is missing and returns the revision. Two processes at once do it one after the other. Raises `StorageUnavailable`."""

    def one_at_a_time(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(7_284_300)))
        upgrade(connection)

    async with database.write() as connection:
        await connection.run_sync(one_at_a_time)
    return newest()
