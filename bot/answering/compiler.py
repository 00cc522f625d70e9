"""Compiles a knowledge base: fits the signals, encodes what has no vector yet, and takes or learns the judge."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray

from bot.answering.assemble import assemble, join, read_by
from bot.answering.corpus import Corpus
from bot.answering.encoders import Encoder
from bot.answering.heads import Kept, head_for, read_heads
from bot.answering.lessons import Teacher
from bot.answering.lexical import Vectoriser
from bot.answering.linear import Head, logistic, ridge
from bot.answering.postings import Postings
from bot.answering.ranker import ALL, Choice
from bot.answering.signals import Space
from bot.answering.training import Cases, Trainer, choices
from bot.answering.vectors import VectorStore, key, quantise
from bot.knowledge.model import Knowledge

Floats = NDArray[np.float32]
Progress = Callable[[str], None]

LEXICAL_PENALTY = 1.0
DENSE_PENALTY = 0.1
BLOCK = 2048
WORDS = "words-1"
"""Stands for how words become vectors, as the name of an encoder does for sentences; goes up when that changes."""
MOST_EXAMPLES = 3000
ENOUGH = 4000
"""Phrasings from which on one third of them teaches the judge enough."""
HEADS = "heads.npz"
JUDGE = "judge.json"

log = structlog.get_logger(__name__)


class Compiler:
    """Makes of a knowledge base everything that the engine needs beyond its texts: arrays by name, as they are cached."""

    def __init__(
        self,
        knowledge: Knowledge,
        corpus: Corpus,
        encoders: dict[str, Encoder],
        cache: Path | None,
        vectors: Path | None,
        weights: Path,
        say: Progress,
    ) -> None:
        self.knowledge = knowledge
        self.corpus = corpus
        self.encoders = encoders
        self.cache = cache
        self.vectors = vectors
        self.weights = weights
        self.say = say

    def compile(self) -> dict[str, Any]:
        """Fits every signal, and the judge unless a committed one serves."""
        stores = {name: self._store(name, encoder) for name, encoder in self.encoders.items()}
        heads = read_heads(self.vectors / HEADS) if self.vectors is not None else {}
        stored = self.signals(self.corpus, stores, heads)
        committed = self._committed()
        whole = len(self.corpus.phrasings) >= ENOUGH
        found = (
            read_judge(self.weights) if committed else self.learn(stores, MOST_EXAMPLES, (0,) if whole else (0, 1, 2))
        )
        for signals, choice in found.items():
            stored[f"choice_{signals}"] = choice.weights
        return stored

    def signals(
        self, corpus: Corpus, stores: Mapping[str, VectorStore], heads: dict[str, Kept] | None = None
    ) -> dict[str, Any]:
        """The arrays of every signal for `corpus`. Heads fitted before are taken from `heads`, and those for `corpus` put there."""
        heads = {} if heads is None else heads
        texts = [text.text for text in corpus.phrasings]
        passages = [text.text for text in corpus.passages]
        classes = len(corpus.classes)
        vectoriser = Vectoriser.fit(texts)

        def words(_start: Head | None) -> Head:
            def rows(start: int, end: int) -> Floats:
                return vectoriser.rows(texts[start:end])

            return ridge(rows, corpus.labels, classes, LEXICAL_PENALTY)

        heads["lex"] = head_for(heads.get("lex"), WORDS, corpus, np.arange(len(texts)), words)
        postings = Postings.fit([*texts, *passages])
        stored: dict[str, Any] = {
            "lex_word_idf": vectoriser.word_idf,
            "lex_char_idf": vectoriser.char_idf,
            "lex_own": join(vectoriser.own),
            "post_grams": join(postings.grams),
            "post_starts": postings.starts,
            "post_documents": postings.documents,
            "post_values": postings.values.astype(np.float16),
            "post_idf": postings.idf,
        }
        for name, encoder in self.encoders.items():
            stored |= self._dense(name, encoder, corpus, stores[name], heads)
        for name, kept in heads.items():
            stored[f"{name}_weights"], stored[f"{name}_bias"] = kept.head.weights, kept.head.bias
        return stored

    def _dense(
        self, name: str, encoder: Encoder, corpus: Corpus, store: VectorStore, heads: dict[str, Kept]
    ) -> dict[str, Any]:
        read = read_by(corpus, encoder)
        texts = [corpus.phrasings[at].text for at in read]
        french = np.array([corpus.phrasings[at].lang == "fr" for at in read], np.float32)
        space = measure_space(corpus, store, encoder, read)

        def logits(start: Head | None) -> Head:
            placed = space.place(store.take(texts), french)
            return logistic(placed, corpus.labels[read], len(corpus.classes), DENSE_PENALTY, start)

        heads[name] = head_for(heads.get(name), encoder.name, corpus, read, logits)
        sentences = [text.text for text in corpus.passages]
        return {
            f"{name}_rows": _eighths(space, store, texts, french),
            f"{name}_passages": _eighths(space, store, sentences, np.zeros(len(sentences), np.float32)),
            f"{name}_mean": space.mean,
            f"{name}_french": space.french,
        }

    def learn(self, stores: Mapping[str, VectorStore], most: int, thirds: Sequence[int]) -> dict[str, Choice]:
        """The judge's weights: each of the `thirds` of the phrasings is judged by signals that were fitted on the other two."""
        cases = Cases([], [], [], [])
        encode = {name: _remembering(stores[name], encoder) for name, encoder in self.encoders.items()}
        for number in thirds:
            seen, held = self.corpus.apart(number)
            model = assemble(self.signals(seen, stores), self.knowledge, seen, self.encoders)
            lessons = Teacher(held, model.reader, model.facts).lessons(most // len(thirds))
            cases += Trainer(model, encode).cases(lessons, self.say)
        if self.cache is not None:
            for name, store in stores.items():
                _keep(store, self.cache / f"vectors-{name}.npz")
        return choices(cases, tuple(self.encoders))

    def _committed(self) -> bool:
        """Whether the committed judge serves: the encoder knows this knowledge base by heart, or would if it were wanted."""
        return bool(read_judge(self.weights)) and knows_by_heart(self.weights, self.corpus)

    def _store(self, name: str, encoder: Encoder) -> VectorStore:
        store = VectorStore(encoder.name)
        if self.vectors is not None:
            store.read(self.vectors / f"{name}.npz")
        if self.cache is not None:
            store.read(self.cache / f"vectors-{name}.npz")
        needed = texts_for(self.corpus, encoder)
        made = store.fill(needed, encoder, lambda done, of: self.say(f"encoding: {done} of {of} texts"))
        if made and self.cache is not None:
            _keep(store, self.cache / f"vectors-{name}.npz")
        return store


def _remembering(store: VectorStore, encoder: Encoder) -> Callable[[Sequence[str]], Floats]:
    def encode(texts: Sequence[str]) -> Floats:
        store.fill(texts, encoder)
        return store.take(texts)

    return encode


def knows_by_heart(weights: Path, corpus: Corpus) -> bool:
    """Whether the encoder learned at least half of these phrasings: then its signals on them are too good to learn from."""
    path = weights / "learned.npy"
    if not path.is_file():
        return False
    english = [text.text for text in corpus.phrasings if text.lang == "en"]
    found = np.isin(np.array([key(text) for text in english], np.uint64), np.load(path, allow_pickle=False))
    return bool(found.mean() >= 0.5)


def read_judge(weights: Path) -> dict[str, Choice]:
    """The committed weights by signal set; empty where there are none."""
    path = weights / JUDGE
    if not path.is_file():
        return {}
    column = {name: at for at, name in enumerate(ALL)}
    choices = {}
    for signals, given in json.loads(path.read_text(encoding="utf-8")).items():
        row = np.zeros(len(ALL), np.float32)
        for name, value in given.items():
            if name in column:  # a feature of another version means nothing here
                row[column[name]] = value
        choices[signals] = Choice(row)
    return choices


def _keep(store: VectorStore, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".vectors-", suffix=".npz")
        os.close(handle)
        store.write(Path(name))
        os.replace(name, path)
    except OSError as error:
        log.warning("vector_cache_not_written", error=type(error).__name__)


def texts_for(corpus: Corpus, encoder: Encoder) -> list[str]:
    """Every text of which an encoder's vector is needed: phrasings in its languages and the sentences of answers."""
    own = [text.text for text in corpus.phrasings if not encoder.languages or text.lang in encoder.languages]
    return [*own, *(text.text for text in corpus.passages)]


def measure_space(corpus: Corpus, store: VectorStore, encoder: Encoder, read: NDArray[np.int64]) -> Space:
    """The space of an encoder that reads French; what French adds is measured on every French phrasing, learned from or not."""
    french = [corpus.phrasings[at].lang == "fr" for at in read]
    if not any(french) and (not encoder.languages or "fr" in encoder.languages):
        other = [at for at, text in enumerate(corpus.phrasings) if text.lang == "fr"]
        read = np.concatenate([read, np.array(other, np.int64)])
        french += [True] * len(other)
    return Space.of(store.take([corpus.phrasings[at].text for at in read]), corpus.labels[read], np.array(french, bool))


def _eighths(space: Space, store: VectorStore, texts: Sequence[str], french: Floats) -> NDArray[np.int8]:
    """Placed vectors in 8 bits, a block at a time so that never all of them lie in memory as floats."""
    blocks = [
        quantise(space.place(store.take(texts[start : start + BLOCK]), french[start : start + BLOCK]))[0]
        for start in range(0, len(texts), BLOCK)
    ]
    return np.concatenate(blocks) if blocks else np.zeros((0, len(space.mean)), np.int8)
