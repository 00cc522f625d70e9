"""Compiling the engine in a process of its own, so that the one that serves never holds the memory that compiling takes.

A host with 512 MB starts on a fresh disk at every deploy. Compiling needs more than that bot does in its whole life, and Python does
not give it all back. `python -m bot.cli.compiling FOLDER` compiles the shipped knowledge base into a cache folder.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog

from bot.answering.build import compile_only
from bot.cli.engine import VECTORS
from bot.knowledge.load import load

log = structlog.get_logger(__name__)

COMMAND = (sys.executable, "-m", "bot.cli.compiling")


class NotCompiled(Exception):
    """The cache has no engine for this knowledge base."""


def refuse(_line: str) -> None:
    """A `progress` for `make_engine` that lets it load what is compiled and nothing else: the first word of progress is that it compiles.

    Raises `NotCompiled`.
    """
    raise NotCompiled


async def compile_apart(folder: Path, progress: Callable[[str], None], command: Sequence[str] = COMMAND) -> None:
    """Compiles into `folder`; whether that worked shows when the engine is loaded. A caller that is cancelled ends the other process."""
    child = await asyncio.create_subprocess_exec(*command, str(folder), stdout=asyncio.subprocess.PIPE)
    try:
        assert child.stdout is not None
        async for line in child.stdout:
            progress(line.decode(errors="replace").rstrip())
        code = await child.wait()
        if code != 0:
            log.warning("not_compiled_apart", code=code)
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


def main() -> None:
    compile_only(
        load(),
        cache=Path(sys.argv[1]),
        vectors=VECTORS,
        progress=lambda line: print(line, flush=True),  # noqa: T201
    )


if __name__ == "__main__":
    main()
