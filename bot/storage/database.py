"""One database behind one small interface: SQLite in WAL mode, or PostgreSQL.

SQLite allows one writer at a time. So writes go through an engine with a single connection that begins with `BEGIN IMMEDIATE` (no
upgrade from a read lock, hence no "database is locked" halfway), and reads through another that never blocks. PostgreSQL uses one
engine for both.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import Table, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage.sqlite import connect

T = TypeVar("T")

BUSY_SECONDS = 10
TRIES = 4


class StorageUnavailable(Exception):
    """The database cannot be reached or used right now; the same call may succeed later."""


def normalise(url: str) -> str:
    """The SQLAlchemy URL for what an operator wrote: `postgres://`, `postgresql://` or `sqlite:///path`.

    Raises `ValueError` for anything else.
    """
    for prefix in ("postgres://", "postgresql://", "postgresql+asyncpg://"):
        if url.startswith(prefix):
            return "postgresql+asyncpg://" + url[len(prefix) :]
    for prefix in ("sqlite+aiosqlite:///", "sqlite:///"):
        if url.startswith(prefix):
            return "sqlite+aiosqlite:///" + url[len(prefix) :]
    raise ValueError("must begin with sqlite:/// or postgres:// or postgresql://")


class Database:
    """Opens connections. `read()` and `write()` are transactions; `change(work)` retries what a busy or lost database refused."""

    def __init__(self, url: str) -> None:
        self.url = normalise(url)
        self.is_sqlite = self.url.startswith("sqlite")
        if self.is_sqlite:
            name = make_url(self.url).database
            if name and name != ":memory:":
                Path(name).parent.mkdir(parents=True, exist_ok=True)
            self._write_engine = _sqlite_engine(self.url, "BEGIN IMMEDIATE", size=1)
            self._read_engine = _sqlite_engine(self.url, "BEGIN", size=4)
        else:
            # sslmode and the like are libpq's words; asyncpg has its own.
            made = make_url(self.url)
            query = dict(made.query)
            mode = query.pop("sslmode", None)
            arguments: dict[str, Any] = {"timeout": 10, "command_timeout": 30}
            if mode in ("require", "verify-ca", "verify-full"):
                arguments["ssl"] = str(mode)
            self._write_engine = create_async_engine(
                made.set(query=query),
                pool_size=8,
                max_overflow=8,
                pool_pre_ping=True,
                connect_args=arguments,
                hide_parameters=True,  # what people wrote stays out of errors, hence out of logs
            )
            self._read_engine = self._write_engine

    @property
    def engine(self) -> AsyncEngine:
        return self._write_engine

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A consistent view. Raises `StorageUnavailable`."""
        with _told_apart():
            async with self._read_engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that writes: committed at the end, undone if the block raises. Raises `StorageUnavailable`."""
        with _told_apart():
            async with self._write_engine.begin() as connection:
                yield connection

    async def change(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Does `work` in one writing transaction, again if the database was busy for a moment; `work` may run more than once."""
        for tried in range(TRIES):
            try:
                async with self.write() as connection:
                    return await work(connection)
            except StorageUnavailable:
                if tried == TRIES - 1:
                    raise
                await asyncio.sleep(0.05 * 2**tried * (0.5 + random.random()))
        raise AssertionError("unreachable")

    async def usable(self) -> bool:
        """Whether the database answers and its schema is there."""
        try:
            async with self.read() as connection:
                await connection.execute(text("SELECT 1 FROM inbox LIMIT 1"))
        except (StorageUnavailable, DBAPIError):
            return False
        return True

    async def close(self) -> None:
        await self._write_engine.dispose()
        if self._read_engine is not self._write_engine:
            await self._read_engine.dispose()


async def upsert(
    connection: AsyncConnection, table: Table, keys: dict[str, Any], values: dict[str, Any], *, replace: bool = True
) -> None:
    """Inserts the row, or updates `values` of the one with the same `keys` (a primary key or unique columns)."""
    maker = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = maker(table).values(**keys, **values)
    if replace and values:
        statement = statement.on_conflict_do_update(index_elements=list(keys), set_=values)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=list(keys))
    await connection.execute(statement)


@contextmanager
def _told_apart() -> Iterator[None]:
    """Makes `StorageUnavailable` of what may pass by itself; a statement that is wrong stays a `DBAPIError`."""
    try:
        yield
    except (
        OSError,
        OperationalError,
        InterfaceError,
        PoolTimeout,
        asyncpg.PostgresError,
        asyncpg.InterfaceError,
    ) as error:
        # asyncpg's own errors come bare only while connecting: a server that starts up, shuts down or has no place left.
        raise StorageUnavailable(_brief(error)) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StorageUnavailable(_brief(error)) from error
        raise


def _sqlite_engine(url: str, begin: str, size: int) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=size,
        max_overflow=0,
        pool_timeout=30,
        async_creator=lambda: connect(make_url(url).database or ":memory:", patience=BUSY_SECONDS * 1000),
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        # The driver must not begin transactions by itself: `_begun` does, with the right kind.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_SECONDS * 1000}",
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begun(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _brief(error: BaseException) -> str:
    """The first line of an error, without the statement and its values: they may hold what people wrote."""
    original = getattr(error, "orig", None) or error
    return f"{type(original).__name__}: {original}".splitlines()[0][:200]
