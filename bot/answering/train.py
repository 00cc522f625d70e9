"""`knowledge train`: the encoder, the judge and the vectors that are committed with the knowledge base.

The encoder is tuned on two thirds of the phrasings. On the third that it never saw its signals are honest, so there the judge learns how
far to trust
each signal. Tuning on every phrasing was measured too: held-out questions are answered no better for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.answering import tuning
from bot.answering.build import WEIGHTS
from bot.answering.compiler import HEADS, JUDGE, Compiler, texts_for
from bot.answering.corpus import Corpus, gather, third
from bot.answering.encoders import Encoder, Multilingual
from bot.answering.heads import read_heads, write_heads
from bot.answering.minilm import MiniLM
from bot.answering.ranker import ALL, Choice
from bot.answering.vectors import VectorStore, key
from bot.knowledge.model import Knowledge

Say = Callable[[str], None]

HELD_OUT = 0
"""The third of the phrasings that the encoder never sees."""
EXAMPLES = 6000


def train(knowledge: Knowledge, base: Path, encoder: Path, vectors: Path, say: Say) -> None:
    """Trains everything anew and writes it to the folders `encoder` and `vectors`.

    `base` holds all-MiniLM-L6-v2 (`vocab.txt`, `model.safetensors`). About half an hour on two cores.
    """
    corpus = gather(knowledge)
    vocabulary, weights = tuning.read_base(base)
    rows = learned(corpus)
    facts = {
        "phrasings": len(rows),
        "languages": sorted({corpus.phrasings[at].lang for at in rows}),
        "learned": "two thirds of the phrasings (learned.npy); the judge learned from the last third",
    }
    leaning = [at for at, text in enumerate(corpus.leaning) if third(text.text) != HELD_OUT]
    tuning.write(encoder, base, tuning.tune(corpus, vocabulary, weights, rows, leaning, say), facts)
    train_judge(knowledge, encoder, vectors, say)


def train_judge(knowledge: Knowledge, encoder: Path, vectors: Path, say: Say) -> None:
    """Fits the judge anew for the encoder that is there, and brings the vectors and heads up to date; a few minutes."""
    encoders: dict[str, Encoder] = {"mini": MiniLM(encoder)}
    if Multilingual.available():
        encoders["e5"] = Multilingual()
    stores = make_vectors(knowledge, vectors, say, encoders)
    corpus = gather(knowledge)
    compiler = Compiler(knowledge, corpus, encoders, None, vectors, encoder, say)
    write_judge(encoder, compiler.learn(stores, EXAMPLES, (HELD_OUT,)), [text.text for text in corpus.phrasings])


def learned(corpus: Corpus) -> list[int]:
    """The phrasings that the encoder learns from, all but the held-out third; French ones where most entries have some."""
    read = {"en", "fr"} if corpus.reads_french else {"en"}
    return [at for at, text in enumerate(corpus.phrasings) if text.lang in read and third(text.text) != HELD_OUT]


def make_vectors(
    knowledge: Knowledge, folder: Path, say: Say, encoders: Mapping[str, Encoder]
) -> dict[str, VectorStore]:
    """Encodes what has no vector yet, drops what is no longer there, and writes `folder`/<name>.npz and the heads (`make vectors`)."""
    corpus = gather(knowledge)
    folder.mkdir(parents=True, exist_ok=True)
    stores = {}
    for name, encoder in encoders.items():
        store = VectorStore(encoder.name)
        store.read(folder / f"{name}.npz")
        texts = texts_for(corpus, encoder)
        made = store.fill(texts, encoder, lambda done, of, name=name: say(f"{name}: {done} of {of}"))  # type: ignore[misc]
        store.write(folder / f"{name}.npz", texts)
        say(f"{name}: {len(set(texts))} vectors, {made} of them new")
        stores[name] = store
    heads = read_heads(folder / HEADS)
    Compiler(knowledge, corpus, dict(encoders), None, folder, WEIGHTS, say).signals(corpus, stores, heads)
    write_heads(folder / HEADS, {name: heads[name] for name in ("lex", *encoders)})
    return stores


def write_judge(folder: Path, choices: Mapping[str, Choice], texts: Sequence[str]) -> None:
    """Writes `judge.json` (weights by signal set and feature) and `learned.npy` (which phrasings the encoder knows by heart)."""
    weights = {
        signals: {name: round(float(value), 5) for name, value in zip(ALL, choice.weights, strict=True) if value}
        for signals, choice in choices.items()
    }
    (folder / JUDGE).write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    np.save(folder / "learned.npy", np.array(sorted(key(text) for text in texts), np.uint64))
