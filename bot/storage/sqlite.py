"""A SQLite connection that does quick statements at once and sends only what may take long to its thread.

The usual driver makes four trips to a thread for each statement (open a cursor, execute, fetch, close), about 150 for one question.
A statement here takes some 50 microseconds; a trip wakes two threads, which want the interpreter at the same time as the engine
does, and costs ten times that on a busy machine. So: what took under `QUICK` the last time is executed where it is asked for; what
took longer, `COMMIT` (it may have to wait for the disk) and a transaction that finds the file taken by another process go to the
thread, and the event loop goes on meanwhile.
"""

from __future__ import annotations

import sqlite3
import time
from functools import partial
from typing import Any, NamedTuple

import aiosqlite

QUICK = 0.003  # seconds
_PRIMARY = 0xFF  # https://www.sqlite.org/rescode.html: the low byte of a code says what happened, the rest where


class Found(NamedTuple):
    """What a statement gave."""

    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None
    rows: list[Any] = []  # noqa: RUF012 - never changed


class Connection(aiosqlite.Connection):
    """What SQLAlchemy's dialect needs of a connection. `patience` is how many milliseconds to wait for a file that is taken."""

    def __init__(self, connector: Any, patience: int) -> None:
        super().__init__(connector, 64)
        self._thread.daemon = True  # as SQLAlchemy has it: a process that ends does not wait for it
        self._patience = patience
        self._begin: str | None = None  # asked for, and not yet sent
        self._began = False  # sent, and neither committed nor undone
        self._took: dict[str, float] = {}

    async def cursor(self) -> _Cursor:  # type: ignore[override]
        return _Cursor(self)

    async def commit(self) -> None:
        self._begin = None
        if self._began:
            await super().commit()
            self._began = False

    async def rollback(self) -> None:
        self._begin = None
        if self._began:
            await super().rollback()
            self._began = False

    async def run(self, sql: str, parameters: Any, *, many: bool = False) -> Found:
        """Executes a statement, after the `BEGIN` that was asked for before it."""
        if sql.startswith("BEGIN"):
            self._begin = sql
            return Found()
        begin, self._begin = self._begin, None
        self._began |= begin is not None
        if self._began and self._took.get(sql, 0.0) < QUICK:
            try:
                return self._work(begin, sql, parameters, many, patience=0 if begin else None)
            except sqlite3.OperationalError as error:
                if begin is None or error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
                    raise
                begin = None if self._conn.in_transaction else begin
        found: Found = await self._execute(self._work, begin, sql, parameters, many)  # type: ignore[no-untyped-call]
        return found

    def _work(self, begin: str | None, sql: str, parameters: Any, many: bool, patience: int | None = None) -> Found:
        connection = self._conn
        started = time.perf_counter()
        if patience is not None:
            connection.execute(f"PRAGMA busy_timeout={patience}").close()
        try:
            if begin is not None:
                connection.execute(begin).close()
            cursor = connection.executemany(sql, parameters) if many else connection.execute(sql, parameters)
            try:
                rows = cursor.fetchall() if cursor.description else []
                return Found(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
            finally:
                cursor.close()
                self._took[sql] = time.perf_counter() - started
        finally:
            if patience is not None:
                connection.execute(f"PRAGMA busy_timeout={self._patience}").close()


class _Cursor:
    """A cursor that has fetched everything by the time it is asked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found = Found()

    @property
    def description(self) -> Any:
        return self._found.description

    @property
    def rowcount(self) -> int:
        return self._found.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._found.lastrowid

    async def execute(self, sql: str, parameters: Any = ()) -> None:
        self._found = await self._connection.run(sql, parameters)

    async def executemany(self, sql: str, parameters: Any) -> None:
        self._found = await self._connection.run(sql, parameters, many=True)

    async def fetchall(self) -> list[Any]:
        return self._found.rows

    async def close(self) -> None:
        self._found = Found()


def connect(database: str, *, patience: int) -> Connection:
    """An awaitable connection, as `aiosqlite.connect` makes it. `patience`: milliseconds that a file taken by another is waited for."""
    # The thread and the event loop never use it at once: each statement is awaited before the next.
    made = partial(sqlite3.connect, database, timeout=patience / 1000, check_same_thread=False)
    return Connection(made, patience)
