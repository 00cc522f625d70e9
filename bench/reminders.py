"""How late reminders come, on both databases: sixty people due in one minute while the process is killed, and many due at once.

Bounds: with a kill every few seconds, a 429 and a 502 none is lost and at most one a kill comes twice; many at once leave at 15 to 20 a
second (10,000 within 11 minutes), none twice, and questions asked meanwhile are answered. By default 1,000 stand for them (a minute a
database); `python -m bench reminders --whole` sends all 10,000; `--sqlite` or `--postgresql` measures that one alone. PostgreSQL is
found as the tests find it (`tests/support/postgres.py`); without one its lines are left out by name.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

from sqlalchemy import insert

from bot.storage import schema
from bot.storage.database import Database
from bot.storage.tables import occurrences, people, reminders
from tests.support.botapi import BotApi
from tests.support.postgres import NoPostgres, command, named, running_server
from tests.support.process import let_leases_run_out, start

ROOT = Path(__file__).parents[1]
KILLS = 3
KILL_EVERY = 3.0  # seconds of sending between two kills
WHOLE, SOME = 10_000, 1_000


class TimedApi(BotApi):
    """Remembers when each reminder arrived."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[int, list[datetime]] = {}

    async def _do(self, method: str, params: dict[str, Any]) -> tuple[int, Any]:
        """Called for what is accepted alone: a scripted refusal never comes here."""
        if method == "sendMessage":
            self.sent.setdefault(int(params["chat_id"]), []).append(datetime.now(UTC))
        return await super()._do(method, params)


async def fill(database: Database, number: int, at: datetime) -> None:
    """So many people, each with one reminder that is due at that moment."""
    wall = at.replace(tzinfo=None).isoformat(timespec="minutes")
    for first in range(1, number + 1, 500):
        numbers = range(first, min(first + 500, number + 1))
        async with database.write() as connection:
            await connection.execute(insert(people), [{"id": one, "created_at": at, "seen_at": at} for one in numbers])
            own = {"kind": "own", "text": "study", "wall": wall, "zone": "UTC", "state": "on"}
            stamps = {"created_at": at, "changed_at": at}
            await connection.execute(
                insert(reminders), [{"id": one, "person_id": one, **own, **stamps} for one in numbers]
            )
            await connection.execute(
                insert(occurrences),
                [{"reminder_id": one, "person_id": one, "at": at, "due_at": at} for one in numbers],
            )


async def all_sent(api: TimedApi, number: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while len(api.sent) < number and time.monotonic() < until:  # noqa: ASYNC110
        await asyncio.sleep(0.2)
    return len(api.sent) == number


def line(what: str, figure: str, bound: str, kept: bool) -> bool:
    """Prints a line of the table; whether the bound was broken."""
    print(f"{what:<44} {figure:<26} {bound:<24} {'' if kept else 'BROKEN'}", flush=True)
    return not kept


def lateness(api: TimedApi, at: datetime) -> str:
    late = [(times[0] - at).total_seconds() for times in api.sent.values()]
    cuts = quantiles(late, n=100) if len(late) > 1 else [0.0] * 99
    return f"p50 {cuts[49]:.1f} s, p99 {cuts[98]:.1f} s"


async def killed(name: str, url: str) -> bool:
    """Sixty at one minute, with kills."""
    number = 60
    database = Database(url)
    async with TimedApi() as api:
        process = await start("remind_bot", api, url)
        await asyncio.sleep(4)
        at = datetime.now(UTC)
        api.fail("sendMessage", 502, description="Bad Gateway", times=2)
        api.fail("sendMessage", 429, chat_id=number, parameters={"retry_after": 3})
        await fill(database, number, at)
        for kill in range(KILLS):
            # Each life sends for so long (its start not counted), unless all would be sent before the last kill.
            before, begun = len(api.sent), time.monotonic()
            while len(api.sent) == before or (  # noqa: ASYNC110
                time.monotonic() < begun + KILL_EVERY and len(api.sent) < (kill + 1) * number // (KILLS + 1)
            ):
                await asyncio.sleep(0.005)
            process.kill()
            await process.wait()
            await let_leases_run_out(database)
            process = await start("remind_bot", api, url)
        await all_sent(api, number, 120)
        process.terminate()
        await process.wait()
    await database.close()
    twice = sum(len(times) - 1 for times in api.sent.values())
    broken = line(
        f"{name}: 60 in a minute, {KILLS} kills: lost", str(number - len(api.sent)), "0", len(api.sent) == number
    )
    broken |= line(f"{name}: the same: twice", str(twice), f"at most {KILLS}", twice <= KILLS)
    line(f"{name}: the same: late (with restarts)", lateness(api, at), "", True)
    return broken


async def many(name: str, url: str, number: int) -> bool:
    """So many at once, and a question now and then meanwhile."""
    database = Database(url)
    asker, waits = number + 1, []
    async with TimedApi() as api:
        process = await start("remind_bot", api, url)
        await asyncio.sleep(4)
        at = datetime.now(UTC) + timedelta(seconds=1)
        await fill(database, number, at)
        asked = 0
        until = time.monotonic() + number / 15 + 60
        while len([one for one in api.sent if one != asker]) < number and time.monotonic() < until:
            before, begun = len(api.texts(asker)), time.monotonic()
            api.say(asker, f"question {asked}")
            asked += 1
            while len(api.texts(asker)) == before and time.monotonic() < begun + 30:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            waits.append(time.monotonic() - begun)
            await asyncio.sleep(2)
        process.terminate()
        await process.wait()
    await database.close()
    sent = {one: times for one, times in api.sent.items() if one != asker}
    api.sent = sent
    seconds = (max(times[0] for times in sent.values()) - min(times[0] for times in sent.values())).total_seconds()
    rate = len(sent) / max(seconds, 0.1)
    twice = sum(len(times) - 1 for times in sent.values())
    p95 = quantiles(waits, n=20)[-1] if len(waits) > 1 else waits[0]
    broken = line(
        f"{name}: {number} at once: lost, twice",
        f"{number - len(sent)}, {twice}",
        "0, 0",
        len(sent) == number and not twice,
    )
    broken |= line(f"{name}: the same: a second", f"{rate:.1f}", "15 to 20", 15 <= rate <= 20)
    broken |= line(f"{name}: the same: an answer meanwhile, p95", f"{p95:.2f} s", "under 1.5 s", p95 < 1.5)
    line(f"{name}: the same: late", lateness(api, at), "", True)
    return broken


async def measure(name: str, urls: tuple[str, str], number: int) -> bool:
    for url in urls:
        await prepared(url)
    broken = await killed(name, urls[0])
    return await many(name, urls[1], number) or broken


async def prepared(url: str) -> None:
    database = Database(url)
    await schema.migrate(database)
    await database.close()


@contextlib.contextmanager
def sqlite_urls() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/killed.db", f"sqlite:///{folder}/many.db"


@contextlib.contextmanager
def postgres_urls() -> Iterator[tuple[str, str]]:
    """Two new databases. Raises `NoPostgres`."""
    with running_server() as server:
        first, second = (f"pathway_bench_{os.getpid()}_{index}" for index in range(2))
        for name in (first, second):
            asyncio.run(command(server, f"CREATE DATABASE {name}"))
        try:
            yield named(server, first), named(server, second)
        finally:
            for name in (first, second):
                asyncio.run(command(server, f"DROP DATABASE {name} WITH (FORCE)"))


def main() -> int:
    """0 where every bound was kept."""
    number = WHOLE if "--whole" in sys.argv else SOME
    alone = {"--sqlite", "--postgresql"} & set(sys.argv)
    broken = False
    for name, urls in (("SQLite", sqlite_urls), ("PostgreSQL", postgres_urls)):
        if alone and f"--{name.lower()}" not in alone:
            continue
        try:
            with urls() as pair:
                broken |= asyncio.run(measure(name, pair, number))
        except NoPostgres as missing:
            print(f"PostgreSQL: left out. {missing}", flush=True)
    return int(broken)
