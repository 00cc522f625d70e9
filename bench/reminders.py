"""How late reminders come, on both databases: sixty people due in one minute while the process is killed, and many due at once.

Bounds: none lost and at most one double a kill; many at once leave at 15 to 20 a second (10,000 within 11 minutes), none twice. By default
1,000 stand for them (a minute a database); `python -m bench reminders --whole` sends all 10,000. PostgreSQL is `TEST_DATABASE_URL`, or
what the tests find; without one its lines are left out by name.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

import asyncpg
from sqlalchemy import insert, update

from bot.storage import schema
from bot.storage.database import Database
from bot.storage.tables import inbox, occurrences, outbox, people, reminders
from tests.support.botapi import BotApi

ROOT = Path(__file__).parents[1]
KILLS = 3
WHOLE, SOME = 10_000, 1_000


class TimedApi(BotApi):
    """Remembers when each reminder arrived."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[int, list[datetime]] = {}

    async def _do(self, method: str, params: dict[str, Any]) -> tuple[int, Any]:
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


async def start(api: BotApi, url: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, *("-m", "tests.support.remind_bot", api.url, url), cwd=ROOT, stdout=asyncio.subprocess.DEVNULL
    )


async def let_leases_run_out(database: Database) -> None:
    """The half minute that a dead process holds its messages is not what is measured here."""
    long_ago = datetime.now(UTC) - timedelta(minutes=1)
    async with database.write() as connection:
        for table in (inbox, outbox):
            await connection.execute(update(table).where(table.c.lease_until.is_not(None)).values(lease_until=long_ago))


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
        process = await start(api, url)
        await asyncio.sleep(4)
        at = datetime.now(UTC)
        await fill(database, number, at)
        for kill in range(KILLS):
            while len(api.sent) < (kill + 1) * 15:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            process.kill()
            await process.wait()
            await let_leases_run_out(database)
            process = await start(api, url)
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
        process = await start(api, url)
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


async def measure(number: int) -> bool:
    broken = False
    with tempfile.TemporaryDirectory() as folder:
        for index, what in enumerate((killed, many)):
            url = f"sqlite:///{folder}/bench{index}.db"
            await prepared(url)
            broken |= await (killed("SQLite", url) if what is killed else many("SQLite", url, number))
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        print("PostgreSQL: left out, for TEST_DATABASE_URL is not set", flush=True)
        return broken
    for index, what in enumerate((killed, many)):
        name = f"pathway_bench_{os.getpid()}_{index}"
        await command(server, f"CREATE DATABASE {name}")
        url = server.rpartition("/")[0] + f"/{name}"
        try:
            await prepared(url)
            broken |= await (killed("PostgreSQL", url) if what is killed else many("PostgreSQL", url, number))
        finally:
            await command(server, f"DROP DATABASE {name} WITH (FORCE)")
    return broken


async def prepared(url: str) -> None:
    database = Database(url)
    await schema.migrate(database)
    await database.close()


async def command(url: str, words: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(words)
    finally:
        await connection.close()


def main() -> int:
    """0 where every bound was kept."""
    return int(asyncio.run(measure(WHOLE if "--whole" in sys.argv else SOME)))
