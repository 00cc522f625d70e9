"""The engine is compiled in a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.answering.build import build_engine
from bot.cli.compiling import NotCompiled, compile_apart, refuse
from bot.knowledge.load import load
from tests.answering import small


def _command(words: str) -> tuple[str, ...]:
    return sys.executable, "-c", words


async def test_what_the_other_process_says_is_heard_line_by_line(tmp_path: Path) -> None:
    heard: list[str] = []
    await compile_apart(tmp_path, heard.append, _command("import sys; print('one'); print(sys.argv[1])"))
    assert heard == ["one", str(tmp_path)]


async def test_another_process_that_fails_ends_nothing_here(tmp_path: Path) -> None:
    heard: list[str] = []
    await compile_apart(tmp_path, heard.append, _command("raise SystemExit(3)"))
    assert heard == []


async def test_a_start_that_is_ended_ends_the_other_process(tmp_path: Path) -> None:
    heard: list[str] = []
    told = asyncio.Event()

    def hear(line: str) -> None:
        heard.append(line)
        told.set()

    words = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
    task = asyncio.create_task(compile_apart(tmp_path, hear, _command(words)))
    await told.wait()
    task.cancel()
    await asyncio.wait({task})
    with pytest.raises(ProcessLookupError):
        os.kill(int(heard[0]), 0)


def test_an_engine_that_is_not_in_the_cache_is_not_compiled_by_the_process_that_serves(tmp_path: Path) -> None:
    knowledge = load(small.write(tmp_path / "knowledge"))
    cache = tmp_path / "cache"
    with pytest.raises(NotCompiled):
        build_engine(knowledge, cache=cache, vectors=None, encoder=False, progress=refuse)
    build_engine(knowledge, cache=cache, vectors=None, encoder=False)
    build_engine(knowledge, cache=cache, vectors=None, encoder=False, progress=refuse)
