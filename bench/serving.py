"""The whole bot in a process of its own, against a Bot API on loopback: start-up, memory, questions a second, latency.

The same load goes to a bare echo bot (the peer) in the same run. Bounds: first start 15 s, later ones 4 s, 350 MB, p95 under 1.5 s at
25 questions a second on cheap signals and at 10 a second where each question needs the sentence encoder. Each row is printed as soon
as it is measured.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
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

SECONDS = 30  # of each load
STARTS_WITHIN = 120.0  # seconds; a bot that has not answered by then does not start
ANSWERS_WITHIN = 15.0  # seconds after the last question; what comes later counts as unanswered
WIDTH = 46


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

    def show(self) -> bool:
        """Prints the line, and returns whether the bound was kept."""
        mark = f"  (bound: {self.bound})  {'ok' if self.kept else 'MISSED'}" if self.bound else ""
        print(f"{self.what:<{WIDTH}}  {self.figure}{mark}", flush=True)
        return self.kept


class Running:
    """A bot process with a database in `folder`."""

    def __init__(self, api: TimedApi, arguments: Sequence[str], folder: Path) -> None:
        self.api = api
        self.arguments = arguments
        self.environment = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "DATABASE_URL": f"sqlite:///{folder}/bench.db",
            "CACHE_DIR": str(folder / "cache"),
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

    def memory(self) -> float:
        """The most memory that was resident so far, in MB, from Linux' /proc."""
        assert self.process is not None
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("no VmHWM in /proc")

    async def first_answer(self, chat_id: int) -> float:
        """Seconds until a question that waited from the beginning is answered. Raises `RuntimeError` if it never is."""
        started = time.perf_counter()
        self.api.say(chat_id, "How much does the NAC exam cost?")
        while chat_id not in self.api.sent:
            assert self.process is not None
            if self.process.returncode is not None:
                raise RuntimeError("the bot ended before it answered")
            if time.perf_counter() - started > STARTS_WITHIN:
                raise RuntimeError(f"no answer within {STARTS_WITHIN:.0f} s of the start")
            await asyncio.sleep(0.02)
        return time.perf_counter() - started


async def load_test(api: TimedApi, questions: Sequence[str], per_second: float, first_chat: int) -> list[float]:
    """Asks at a steady rate; returns the latency of each answer in seconds (a missing one is infinite).

    Each question comes from a person of its own, so that an answer cannot be taken for that of another question, however many
    messages it has.
    """
    count = int(SECONDS * per_second)
    asked: dict[int, float] = {}
    start = time.perf_counter()
    for number in range(count):
        wait = start + number / per_second - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        asked[first_chat + number] = time.perf_counter()
        api.say(first_chat + number, questions[number % len(questions)])
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(ANSWERS_WITHIN):
            await api.until(lambda: asked.keys() <= api.sent.keys())
    return [api.sent[chat][0] - moment if chat in api.sent else float("inf") for chat, moment in asked.items()]


def _latency(what: str, found: list[float], bound: float | None = None) -> Row:
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
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("core.jsonl", "french.jsonl")]
    return [json.loads(line)["q"] for text in texts for line in text.splitlines() if line.strip()]


async def measure() -> bool:
    """Measures and prints everything; whether each bound was kept."""
    kept = []
    ours, cheap, hard = ["bot", "run"], cheap_questions(), hard_questions()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # One API for both starts: a second one would number its updates from the beginning, and the inbox would know them all.
        async with TimedApi() as api:
            async with Running(api, ours, folder) as running:
                seconds = await running.first_answer(1)
                kept.append(Row("first start to first answer", f"{seconds:.1f} s", "15 s", seconds < 15).show())
                most = running.memory()
                kept.append(Row("memory of the first start", f"{most:.0f} MB", "350 MB", most < 350).show())
            async with Running(api, ours, folder) as running:
                seconds = await running.first_answer(2)
                kept.append(Row("later start to first answer", f"{seconds:.1f} s", "4 s", seconds < 4).show())
                found = await load_test(api, cheap, 25, 1_000)
                kept.append(_latency("25 a second, cheap signals", found, 1.5).show())
                found = await load_test(api, hard, 10, 10_000)
                kept.append(_latency("10 a second, questions in people's words", found, 1.5).show())
                most = running.memory()
                kept.append(Row("memory over all of this", f"{most:.0f} MB", "350 MB", most < 350).show())
        async with TimedApi() as api, Running(api, ["bench.echo", api.url, api.token], folder) as running:
            Row("peer: bare echo bot, start to first answer", f"{await running.first_answer(1):.1f} s").show()
            _latency("peer: bare echo bot, 25 a second", await load_test(api, cheap, 25, 1_000)).show()
            _latency("peer: bare echo bot, 10 a second", await load_test(api, hard, 10, 10_000)).show()
            Row("peer: bare echo bot, memory at its highest", f"{running.memory():.0f} MB").show()
    return all(kept)


def main() -> int:
    return int(not asyncio.run(measure()))


if __name__ == "__main__":
    sys.exit(main())
