"""`knowledge train`: the encoder, the judge and the vectors that are committed with the knowledge base.

The encoder is tuned on two thirds of the phrasings. On the third that it never saw its signals are honest, so there the judge learns how
far to trust
each signal. Tuning on every phrasing was measured too: held-out questions are answered no better for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering import tuning
from bot.answering.build import DENSE_PENALTY, LEXICAL_PENALTY, measure_space, read_by, texts_for
from bot.answering.corpus import Corpus, gather
from bot.answering.encoders import Encoder, Multilingual
from bot.answering.features import Facts
from bot.answering.lexical import Vectoriser
from bot.answering.linear import fit
from bot.answering.minilm import MiniLM
from bot.answering.postings import Postings
from bot.answering.ranker import ALL, Choice
from bot.answering.reading import Reader
from bot.answering.signals import Dense, Lexical
from bot.answering.spelling import Speller
from bot.answering.terms import Terms
from bot.answering.training import Trainer
from bot.answering.vectors import VectorStore, key
from bot.knowledge.model import Knowledge

Floats = NDArray[np.float32]
Say = Callable[[str], None]

FOLDS = 3
EXAMPLES = 6000


def train(knowledge: Knowledge, base: Path, encoder: Path, vectors: Path, say: Say) -> None:
    """Trains everything anew and writes it to the folders `encoder` and `vectors`.

    `base` holds all-MiniLM-L6-v2 (`vocab.txt`, `model.safetensors`). About 15 minutes on two cores.
    """
    corpus = gather(knowledge)
    vocabulary, weights = tuning.read_base(base)
    rows = learned(corpus, held_out=True)
    facts = {"phrasings": len(rows), "learned": "two thirds of the English phrasings; the judge learned from the rest"}
    tuning.write(encoder, base, tuning.tune(corpus, vocabulary, weights, rows, say), facts)
    train_judge(knowledge, encoder, vectors, say)


def train_judge(knowledge: Knowledge, encoder: Path, vectors: Path, say: Say) -> None:
    """Fits the judge anew for the encoder that is there, and brings the vectors up to date; a few minutes."""
    encoders: dict[str, Encoder] = {"mini": MiniLM(encoder)}
    if Multilingual.available():
        encoders["e5"] = Multilingual()
    stores = make_vectors(knowledge, vectors, say, encoders)
    trainer = held_out_trainer(knowledge, encoders, stores)
    corpus = trainer.corpus
    choices = trainer.choices(trainer.examples(EXAMPLES, allowed=lambda at: fold(corpus.phrasings[at].text) == 0), say)
    write_judge(encoder, choices, [corpus.phrasings[at].text for at in learned(corpus, held_out=False)])


def fold(text: str) -> int:
    """The third in which a phrasing lies; it depends on its words alone, so that an edit moves nothing else."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % FOLDS


def learned(corpus: Corpus, held_out: bool) -> list[int]:
    """The English phrasings that an encoder learns from, without the held-out third or with it."""
    return [
        at for at, text in enumerate(corpus.phrasings) if text.lang == "en" and not (held_out and fold(text.text) == 0)
    ]


def make_vectors(
    knowledge: Knowledge, folder: Path, say: Say, encoders: Mapping[str, Encoder]
) -> dict[str, VectorStore]:
    """Encodes what has no vector yet, drops what is no longer there, and writes `folder`/<name>.npz (`make vectors`)."""
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
    return stores


def held_out_trainer(
    knowledge: Knowledge, encoders: Mapping[str, Encoder], stores: Mapping[str, VectorStore]
) -> Trainer:
    """A trainer whose English encoder compares with the phrasings that it learned and with no other."""
    corpus = gather(knowledge)
    classes, labels = len(corpus.classes), corpus.labels
    texts = [text.text for text in corpus.phrasings]
    passages = [text.text for text in corpus.passages]
    of = np.array([text.of for text in (*corpus.phrasings, *corpus.passages)], np.int64)
    vectoriser = Vectoriser.fit(texts)
    words = fit(vectoriser.rows(texts), labels, classes, LEXICAL_PENALTY)
    lexical = Lexical(vectoriser, words.head, Postings.fit([*texts, *passages]), of, len(passages))
    terms = Terms(knowledge.lexicon)
    reader = Reader(Speller([*texts, *passages], terms.vocabulary), terms)
    dense, encode = {}, {}
    for name, encoder in encoders.items():
        store = stores[name]
        rows = learned(corpus, held_out=True) if name == "mini" else read_by(corpus, encoder).tolist()
        at = np.full(len(texts), -1, np.int64)
        at[rows] = np.arange(len(rows))
        french = np.array([corpus.phrasings[row].lang == "fr" for row in rows])
        raw = store.take([texts[row] for row in rows])
        space = measure_space(corpus, store, encoder, raw, np.array(rows, np.int64))
        fitted = fit(space.place(raw, french.astype(np.float32)), labels[rows], classes, DENSE_PENALTY)
        sentences = space.place(store.take(passages))
        dense[name] = Dense(fitted.head, fitted.vectors, labels[rows], sentences, of[len(texts) :], at, space), fitted
        encode[name] = _remembering(store, encoder)
    return Trainer(corpus, reader, Facts.of(corpus, terms), (lexical, words), dense, encode)


def _remembering(store: VectorStore, encoder: Encoder) -> Callable[[Sequence[str]], Floats]:
    def encode(texts: Sequence[str]) -> Floats:
        store.fill(texts, encoder)
        return store.take(texts)

    return encode


def write_judge(folder: Path, choices: Mapping[str, Choice], texts: Sequence[str]) -> None:
    """Writes `judge.json` (weights by signal set and feature) and `learned.npy` (which phrasings the encoder knows by heart)."""
    weights = {
        signals: {name: round(float(value), 5) for name, value in zip(ALL, choice.weights, strict=True) if value}
        for signals, choice in choices.items()
    }
    (folder / "judge.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    np.save(folder / "learned.npy", np.array(sorted(key(text) for text in texts), np.uint64))
