"""An engine's model from what was compiled, and the small shapes in which it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answering.corpus import Corpus
from bot.answering.encoders import Encoder
from bot.answering.engine import Model
from bot.answering.features import Facts
from bot.answering.levels import Worth
from bot.answering.lexical import Vectoriser
from bot.answering.linear import Head
from bot.answering.postings import Postings
from bot.answering.ranker import Choice
from bot.answering.reading import Reader
from bot.answering.signals import Dense, Eighths, Lexical, Space
from bot.answering.spelling import Speller
from bot.answering.terms import Terms
from bot.knowledge.model import Knowledge

Floats = NDArray[np.float32]


def assemble(stored: dict[str, Any], knowledge: Knowledge, corpus: Corpus, encoders: Mapping[str, Encoder]) -> Model:
    """The model of a knowledge base from the arrays that `Compiler.compile` made of it."""
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
    labels, classes = corpus.labels, len(corpus.classes)
    for name, encoder in encoders.items():
        if f"{name}_rows" in stored:
            dense[name] = Dense(
                Head(stored[f"{name}_weights"], stored[f"{name}_bias"]),
                Eighths(stored[f"{name}_rows"], labels[read_by(corpus, encoder)], classes),
                Eighths(stored[f"{name}_passages"], of[len(labels) :], classes),
                Space(stored[f"{name}_mean"], stored[f"{name}_french"]),
            )
    choices = {
        name.removeprefix("choice_"): Choice(weights) for name, weights in stored.items() if name.startswith("choice_")
    }
    return Model(corpus, Reader(speller, terms), Facts.of(corpus, terms), lexical, dense, choices, Worth())


def read_by(corpus: Corpus, encoder: Encoder) -> NDArray[np.int64]:
    """Phrasings that an encoder learns from, by index."""
    return _rows_of(corpus, encoder.languages)


def _rows_of(corpus: Corpus, languages: frozenset[str]) -> NDArray[np.int64]:
    known = frozenset({"en", "fr"}) if corpus.reads_french else frozenset({"en"})
    read = known & languages if languages else known
    return np.array([at for at, text in enumerate(corpus.phrasings) if text.lang in read], np.int64)


def join(grams: dict[str, int]) -> NDArray[np.str_]:
    return np.array("\n".join(grams))


def _split(joined: Any) -> dict[str, int]:
    text = str(joined)
    return {gram: at for at, gram in enumerate(text.split("\n"))} if text else {}
