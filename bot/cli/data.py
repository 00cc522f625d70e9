"""`migrate`, `backup`, `restore`."""

from __future__ import annotations

import asyncio
from pathlib import Path

import typer

from bot.cli.problems import OperatorError
from bot.settings import load_settings
from bot.storage import schema
from bot.storage.database import Database


def migrate() -> None:
    settings = load_settings()

    async def work() -> str:
        database = Database(settings.database_url)
        try:
            return await schema.migrate(database)
        finally:
            await database.close()

    typer.echo(f"The database is at schema {asyncio.run(work())}.")


def backup(target: Path) -> None:
    from bot.storage.backup import backup as write

    rows = asyncio.run(write(load_settings().database_url, target))
    typer.echo(f"Wrote {rows} rows to {target}.")


def restore(source: Path, replace: bool) -> None:
    from bot.storage.backup import BackupError
    from bot.storage.backup import restore as read

    try:
        rows = asyncio.run(read(load_settings().database_url, source, replace=replace))
    except BackupError as error:
        raise OperatorError(str(error)) from None
    typer.echo(f"Restored {rows} rows from {source}.")
