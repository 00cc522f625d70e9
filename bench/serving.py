"""The whole bot in a process of its own, against a Bot API on loopback: start-up, memory, questions a second, latency.

The same load goes to a bare echo bot (the peer) in the same run. Bounds: first start 15 s, later ones 4 s, 350 MB, p95 under 1.5 s at
25 questions a second on cheap signals and at 10 a second where each question needs the sentence encoder.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bot.knowledge.load import load
from tests.support.botapi import BotApi

SECONDS = 20
PEOPLE = 50


class TimedApi(BotApi):
    """Remembers when each message to a person arrived."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[int, list[float]] = {}

    async def _do(self, method: str, params: dict[str, Any]) -> tuple[int, Any]:
        if method == "sendMessage":
            self.sent.setdefault(int(params["chat_id"]), []).append(time.perf_counter())
        return await super()._do(method, params)


@dataclass(frozen=True)
class Row:
    """One line of the table; `bound` is empty where there is none."""

    what: str
    figure: str
    bound: str = ""
    kept: bool = True


def memory_mb(pid: int) -> float:
    """Resident memory of a process, from Linux' /proc."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmHWM in /proc")


class Running:
    """A bot process with its own database."""

    def __init__(self, api: TimedApi, arguments: Sequence[str], cache: Path, folder: Path) -> None:
        self.api = api
        self.arguments = arguments
        self.environment = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "DATABASE_URL": f"sqlite:///{folder}/bench.db",
            "CACHE_DIR": str(cache),
            "LOG_LEVEL": "WARNING",
        }
        self.process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Running:
        self.process = await asyncio.create_subprocess_exec(sys.executable, "-m", *self.arguments, env=self.environment)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.terminate()
        await self.process.wait()

    @property
    def memory(self) -> float:
        assert self.process is not None
        return memory_mb(self.process.pid)

    async def first_answer(self) -> float:
        """Seconds until a question that waited from the beginning is answered."""
        started = time.perf_counter()
        self.api.say(1, "How much does the NAC exam cost?")
        while 1 not in self.api.sent:
            assert self.process is not None
            if self.process.returncode is not None:
                raise RuntimeError("the bot ended before it answered")
            await asyncio.sleep(0.02)
        return time.perf_counter() - started


async def load_test(api: TimedApi, questions: Sequence[str], per_second: float, first_chat: int) -> list[float]:
    """Asks at a steady rate from `PEOPLE` people; returns the latency of each answer in seconds (a missing one is infinite)."""
    count = int(SECONDS * per_second)
    asked: dict[int, list[float]] = {}
    start = time.perf_counter()
    for number in range(count):
        wait = start + number / per_second - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        chat = first_chat + number % PEOPLE
        asked.setdefault(chat, []).append(time.perf_counter())
        api.say(chat, questions[number % len(questions)])
    deadline = time.perf_counter() + 30
    while time.perf_counter() < deadline:
        if sum(len(api.sent.get(chat, ())) for chat in asked) >= count:
            break
        await asyncio.sleep(0.05)
    found: list[float] = []
    for chat, moments in asked.items():
        answers = api.sent.get(chat, [])
        found += [
            answers[index] - moment if index < len(answers) else float("inf") for index, moment in enumerate(moments)
        ]
    return found


def _latency(what: str, found: list[float], bound: float | None) -> Row:
    lost = sum(value == float("inf") for value in found)
    p95 = quantiles(found, n=20)[-1]
    figure = f"median {median(found) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, {len(found)} asked, {lost} unanswered"
    return Row(what, figure, f"p95 under {bound} s" if bound else "", bound is None or (p95 < bound and lost == 0))


def cheap_questions() -> list[str]:
    """Questions that word signals alone decide: what editors wrote, as it stands."""
    return [entry.question for entry in load().entries.values()]


def hard_questions() -> list[str]:
    """Questions that leave doubt: held-out ones in the words of people, from `bench/questions`."""
    folder = Path(__file__).parent / "questions"
    found: list[str] = []
    for name in ("core.jsonl", "french.jsonl"):
        path = folder / name
        if path.exists():
            found += [json.loads(line)["q"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return found


async def measure() -> list[Row]:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = folder / "cache"
        ours = ["bot", "run"]
        async with TimedApi() as api, Running(api, ours, cache, folder) as running:
            seconds = await running.first_answer()
            rows.append(Row("first start to first answer", f"{seconds:.1f} s", "15 s", seconds < 15))
        async with TimedApi() as api, Running(api, ours, cache, folder) as running:
            seconds = await running.first_answer()
            rows.append(Row("later start to first answer", f"{seconds:.1f} s", "4 s", seconds < 4))
            cheap = await load_test(api, cheap_questions(), 25, 1000)
            rows.append(_latency("25 a second, cheap signals", cheap, 1.5))
            hard = hard_questions()
            if hard:
                rows.append(
                    _latency("10 a second, questions in people's words", await load_test(api, hard, 10, 2000), 1.5)
                )
            rows.append(Row("memory at its highest", f"{running.memory:.0f} MB", "350 MB", running.memory < 350))
        shutil.rmtree(cache, ignore_errors=True)
        async with TimedApi() as api, Running(api, ["bench.echo", api.url, api.token], cache, folder) as running:
            seconds = await running.first_answer()
            rows.append(Row("peer: bare echo bot, start to first answer", f"{seconds:.1f} s"))
            rows.append(
                _latency("peer: bare echo bot, 25 a second", await load_test(api, cheap_questions(), 25, 1000), None)
            )
            rows.append(Row("peer: bare echo bot, memory", f"{running.memory:.0f} MB"))
    return rows


def main() -> int:
    rows = asyncio.run(measure())
    width = max(len(row.what) for row in rows)
    for row in rows:
        mark = "" if not row.bound else ("  ok" if row.kept else "  MISSED")
        print(f"{row.what:<{width}}  {row.figure}" + (f"  (bound: {row.bound}){mark}" if row.bound else ""))
    return int(not all(row.kept for row in rows))


if __name__ == "__main__":
    sys.exit(main())
