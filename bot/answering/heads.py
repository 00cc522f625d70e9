"""The fitted heads, kept beside the vectors: the same texts need no fitting, edited ones start near the end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.corpus import Corpus
from bot.answering.linear import Head

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Kept:
    """A head with what it was fitted for: what makes the vectors, the classes by column, and a code of the texts."""

    encoder: str
    classes: tuple[str, ...]
    code: str
    head: Head


def code_of(corpus: Corpus, rows: Ints) -> str:
    """Changes with any phrasing of `rows` and with the class that it speaks for, in whatever order they stand."""
    lines = sorted(f"{corpus.classes[corpus.phrasings[at].of].id}\0{corpus.phrasings[at].text}" for at in rows)
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()


def head_for(kept: Kept | None, encoder: str, corpus: Corpus, rows: Ints, fit: Callable[[Head | None], Head]) -> Kept:
    """The head over the vectors of `encoder` for the phrasings `rows`: the kept one if it is for these, else one that `fit` makes.

    `fit` is given where to start: the head of the same encoder for other phrasings, its columns where the classes stand now.
    """
    classes = tuple(f"{item.kind}:{item.id}" for item in corpus.classes)
    code = code_of(corpus, rows)
    if kept is not None and (kept.encoder, kept.classes, kept.code) == (encoder, classes, code):
        return kept
    start = _moved(kept.head, kept.classes, classes) if kept is not None and kept.encoder == encoder else None
    return Kept(encoder, classes, code, fit(start))


def _moved(head: Head, before: Sequence[str], now: Sequence[str]) -> Head:
    """The head with its columns where the classes stand now; a new class begins with nothing."""
    column = {name: at for at, name in enumerate(before)}
    weights = np.zeros((len(head.weights), len(now)), np.float32)
    bias = np.zeros(len(now), np.float32)
    for at, name in enumerate(now):
        if name in column:
            weights[:, at], bias[at] = head.weights[:, column[name]], head.bias[column[name]]
    return Head(weights, bias)


def read_heads(path: Path) -> dict[str, Kept]:
    """The heads in a file by signal; none where there is no file."""
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as stored:
        return {
            name: Kept(
                str(stored[f"{name}_encoder"]),
                tuple(str(stored[f"{name}_classes"]).split("\n")),
                str(stored[f"{name}_code"]),
                Head(stored[f"{name}_weights"].astype(np.float32), stored[f"{name}_bias"]),
            )
            for name in str(stored["names"]).split()
        }


def write_heads(path: Path, heads: Mapping[str, Kept]) -> None:
    """Writes heads in half precision."""
    stored: dict[str, NDArray[np.generic]] = {"names": np.array(" ".join(heads))}
    for name, kept in heads.items():
        stored[f"{name}_encoder"] = np.array(kept.encoder)
        stored[f"{name}_classes"] = np.array("\n".join(kept.classes))
        stored[f"{name}_code"] = np.array(kept.code)
        stored[f"{name}_weights"] = kept.head.weights.astype(np.float16)
        stored[f"{name}_bias"] = kept.head.bias
    with path.open("wb") as file:
        np.savez(file, **stored)  # type: ignore[arg-type]
