"""A small sentence encoder in plain numpy: MiniLM (6 layers, 384 wide), fine-tuned on the knowledge base, weights in 8 bits.

It was made for English; tuned on French phrasings too it reads French questions of this field.

The weights are turned to float32 once (42 MB); the table of word vectors stays in 8 bits and memory-mapped. No torch, no onnxruntime.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answering.wordpiece import WordPiece

Floats = NDArray[np.float32]

HEADS = 12
LAYERS = 6
LONGEST = 128
"""Tokens that are read of one text."""
_BUDGET = 384
"""Tokens (padding included) that go through the layers at once, so that no message takes long or much memory."""


class MiniLM:
    """Reads its folder when first used. `name` holds the fingerprint of the weights: other weights, other vectors."""

    languages: frozenset[str]

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self.name = f"minilm-{manifest['fingerprint']}"
        self.languages = frozenset(manifest.get("languages", ["en"]))
        self._lock = threading.Lock()
        self._loaded: tuple[WordPiece, dict[str, Floats], NDArray[np.int8], Floats] | None = None

    @staticmethod
    def available(folder: Path) -> bool:
        return (
            (folder / "manifest.json").is_file()
            and (folder / "layers.npz").is_file()
            and (folder / "words.npy").is_file()
        )

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row of length 1 a text; texts of like length go through together."""
        pieces, weights, table, scales = self._load()
        tokens = [pieces.encode(text, LONGEST) for text in texts]
        out = np.zeros((len(texts), table.shape[1]), np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(tokens[at]))
        while order:
            longest = len(tokens[order[0]])
            size = 0
            while size < len(order) and (size == 0 or max(longest, len(tokens[order[size]])) * (size + 1) <= _BUDGET):
                longest = max(longest, len(tokens[order[size]]))
                size += 1
            batch, order = order[:size], order[size:]
            out[batch] = _forward([tokens[at] for at in batch], weights, table, scales)
        return out

    def _load(self) -> tuple[WordPiece, dict[str, Floats], NDArray[np.int8], Floats]:
        with self._lock:
            if self._loaded is None:
                vocabulary = (self.folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
                weights: dict[str, Floats] = {}
                with np.load(self.folder / "layers.npz", allow_pickle=False) as stored:
                    for name in stored.files:
                        if name.endswith(".scale"):
                            continue
                        value: Any = stored[name]
                        if value.dtype == np.int8:
                            value = value.astype(np.float32) * stored[f"{name}.scale"]
                        weights[name] = np.ascontiguousarray(value, np.float32)
                table = np.load(self.folder / "words.npy", mmap_mode="r", allow_pickle=False)
                self._loaded = WordPiece(vocabulary), weights, table, weights.pop("words.scales")
            return self._loaded


def _normal(rows: Floats, weights: dict[str, Floats], name: str) -> Floats:
    rows = rows - rows.mean(axis=-1, keepdims=True)
    rows /= np.sqrt(np.mean(rows * rows, axis=-1, keepdims=True) + np.float32(1e-12))
    out: Floats = rows * weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return out


def _gelu(rows: Floats) -> Floats:
    """The tanh form of GELU, with which the weights were tuned."""
    inner = np.float32(0.7978845608) * (rows + np.float32(0.044715) * rows * rows * rows)
    np.tanh(inner, out=inner)
    inner += 1
    inner *= rows
    inner *= np.float32(0.5)
    return inner


def _forward(
    tokens: Sequence[Sequence[int]], weights: dict[str, Floats], table: NDArray[np.int8], scales: Floats
) -> Floats:
    count, longest = len(tokens), max(len(row) for row in tokens)
    numbers = np.zeros((count, longest), np.int64)
    mask = np.zeros((count, longest), np.float32)
    for at, row in enumerate(tokens):
        numbers[at, : len(row)] = row
        mask[at, : len(row)] = 1
    rows = table[numbers].astype(np.float32) * scales[numbers][..., None]
    rows = _normal(rows + weights["positions"][:longest] + weights["type"], weights, "norm")
    width = rows.shape[-1]
    size = width // HEADS
    hidden = (mask[:, None, None, :] - 1) * np.float32(1e9)
    flat = rows.reshape(-1, width)
    for layer in range(LAYERS):
        own = f"{layer}."
        mixed = flat @ weights[own + "qkv"] + weights[own + "qkv.bias"]
        query, keys, values = (
            part.reshape(count, longest, HEADS, size).transpose(0, 2, 1, 3) for part in np.split(mixed, 3, axis=-1)
        )
        attention = query @ keys.transpose(0, 1, 3, 2) * np.float32(size**-0.5) + hidden
        attention -= attention.max(axis=-1, keepdims=True)
        np.exp(attention, out=attention)
        attention /= attention.sum(axis=-1, keepdims=True)
        seen = (attention @ values).transpose(0, 2, 1, 3).reshape(-1, width)
        flat = _normal(flat + seen @ weights[own + "out"] + weights[own + "out.bias"], weights, own + "norm1")
        grown = _gelu(flat @ weights[own + "up"] + weights[own + "up.bias"])
        flat = _normal(flat + grown @ weights[own + "down"] + weights[own + "down.bias"], weights, own + "norm2")
    pooled = (flat.reshape(count, longest, width) * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    out: Floats = pooled / np.maximum(np.sqrt((pooled * pooled).sum(axis=1, keepdims=True)), np.float32(1e-9))
    return out
