"""The engine as the commands need it: compiled once, kept in the cache folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.answering.build import build_engine
from bot.answering.engine import Engine
from bot.knowledge.load import DEFAULT
from bot.knowledge.model import Knowledge

VECTORS = DEFAULT / "vectors"


def cache_folder(chosen: Path | None) -> Path:
    """`CACHE_DIR`, else `data/cache`, else a temporary folder: some hosts have read-only disks."""
    for folder in (chosen, Path("data/cache")):
        if folder is None:
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".writable"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError:
            continue
        return folder
    return Path(tempfile.gettempdir()) / "pathway-cache"


def make_engine(
    knowledge: Knowledge,
    folder: Path | None = None,
    *,
    cache: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> Engine:
    """The engine of a knowledge base; the committed vectors belong to the shipped one alone."""
    if cache is None:
        from bot.settings import Settings

        cache = Settings(_env_file=".env").cache_dir
    vectors = VECTORS if folder is None else None
    return build_engine(knowledge, cache=cache_folder(cache), vectors=vectors, progress=progress)
