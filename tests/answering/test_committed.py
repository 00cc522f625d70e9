"""What is committed beside the knowledge base is of the knowledge base as it stands: otherwise a first start fits for half a minute."""

from __future__ import annotations

import numpy as np

from bot.answering.build import WEIGHTS
from bot.answering.compiler import HEADS
from bot.answering.corpus import gather
from bot.answering.heads import code_of, read_heads
from bot.answering.minilm import MiniLM
from bot.answering.vectors import VectorStore
from bot.knowledge.load import DEFAULT, load


def test_vectors_and_heads_are_of_the_phrasings_as_they_stand_else_make_vectors() -> None:
    corpus = gather(load())
    mini = MiniLM(WEIGHTS)
    store = VectorStore(mini.name)
    store.read(DEFAULT / "vectors" / "mini.npz")
    missing = [text.text for text in (*corpus.phrasings, *corpus.passages) if text.text not in store]
    assert not missing, f"run `make vectors`: {len(missing)} texts have no vector, such as {missing[:3]}"
    code = code_of(corpus, np.arange(len(corpus.phrasings)))
    heads = read_heads(DEFAULT / "vectors" / HEADS)
    assert {name: kept.code for name, kept in heads.items()} == {"lex": code, "mini": code, "e5": code}
