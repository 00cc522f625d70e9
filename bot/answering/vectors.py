"""Vectors of texts, made once and kept in 8 bits: an edit encodes only what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.encoders import Encoder

Floats = NDArray[np.float32]


def key(text: str) -> int:
    """64 bits that stand for a text."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def quantise(rows: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Rows as int8 with one scale each: at most 0.4% of the largest value is lost."""
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-9) / 127
    return np.rint(rows / scales[:, None]).astype(np.int8), scales.astype(np.float32)


class VectorStore:
    """Vectors by text for one encoder. Files of other encoders or of another version are not read."""

    def __init__(self, encoder: str) -> None:
        self.encoder = encoder
        self._at: dict[int, int] = {}
        self._rows: list[NDArray[np.int8]] = []
        self._scales: list[float] = []

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, text: str) -> bool:
        return key(text) in self._at

    def read(self, path: Path) -> None:
        """Adds what a file holds; a missing file, or one of another encoder, adds nothing."""
        if not path.is_file():
            return
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["encoder"]) != self.encoder:
                return
            for code, row, scale in zip(
                stored["keys"].tolist(), stored["rows"], stored["scales"].tolist(), strict=True
            ):
                self._put(code, row, scale)

    def write(self, path: Path, texts: Iterable[str] | None = None) -> None:
        """Writes the vectors of `texts` (of everything for None), sorted by key so that an edit changes little. The caller moves it into
        place."""
        codes = sorted(self._at if texts is None else {key(text) for text in texts} & self._at.keys())
        at = [self._at[code] for code in codes]
        rows = np.stack([self._rows[index] for index in at]) if at else np.zeros((0, 1), np.int8)
        scales = np.array([self._scales[index] for index in at], np.float32)
        with path.open("wb") as file:
            np.savez(file, encoder=np.array(self.encoder), keys=np.array(codes, np.uint64), rows=rows, scales=scales)

    def fill(self, texts: Sequence[str], encoder: Encoder, progress: Callable[[int, int], None] | None = None) -> int:
        """Encodes the texts that have no vector yet; how many those were."""
        missing = [text for text in dict.fromkeys(texts) if text not in self]
        step = 64
        for start in range(0, len(missing), step):
            part = missing[start : start + step]
            rows, scales = quantise(encoder.encode(part))
            for text, row, scale in zip(part, rows, scales.tolist(), strict=True):
                self._put(key(text), row, scale)
            if progress:
                progress(min(start + step, len(missing)), len(missing))
        return len(missing)

    def take(self, texts: Sequence[str]) -> Floats:
        """Float32 rows of length 1. Raises `KeyError` for a text without a vector."""
        if not texts:
            return np.zeros((0, 384), np.float32)
        at = [self._at[key(text)] for text in texts]
        rows = np.stack([self._rows[index] for index in at]).astype(np.float32)
        return np.asarray(rows / np.sqrt(np.einsum("nd,nd->n", rows, rows))[:, None], np.float32)

    def _put(self, code: int, row: NDArray[np.int8], scale: float) -> None:
        if code not in self._at:
            self._at[code] = len(self._rows)
            self._rows.append(row)
            self._scales.append(scale)
