"""What the README says can be typed, can be typed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Servers and whole suites: that they start is seen by other tests (tests/serving, tests/house/test_first_thing.py).
STARTED_ELSEWHERE = {"make run", "make test", "make check"}


def commands(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


ALL = list(dict.fromkeys(commands("README.md") + commands("CONTRIBUTING.md")))


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("readme")
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": f"sqlite:///{folder}/readme.db",
        "CACHE_DIR": os.environ.get("CACHE_DIR") or str(ROOT / "data" / "cache"),
        "README_FOLDER": str(folder),
    }


@pytest.mark.slow
@pytest.mark.parametrize("command", [line for line in ALL if line not in STARTED_ELSEWHERE])
def test_a_command_of_the_readme_works(command: str, workplace: dict[str, str]) -> None:
    folder = Path(workplace["README_FOLDER"])
    line = command.replace("python -m bot", f"{shlex.quote(sys.executable)} -m bot")
    line = line.replace("pathway-backup.jsonl.gz", str(folder / "backup.jsonl.gz"))
    line = line.replace("bench/questions/", f"{ROOT}/bench/questions/")
    if "restore" in line or "backup" in line or "gaps" in line:
        subprocess.run(
            [sys.executable, "-m", "bot", "migrate"], env=workplace, cwd=folder, check=True, capture_output=True
        )
    if "restore" in line:
        (folder / "readme.db").unlink()
        for rest in folder.glob("readme.db-*"):
            rest.unlink()
    done = subprocess.run(line, shell=True, env=workplace, cwd=folder, capture_output=True, text=True, timeout=900)
    strict = "--strict" in command
    assert done.returncode == 0 or strict, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert (done.stdout + done.stderr).strip()


def test_make_knows_every_target_that_is_named() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for name in ("README.md", "CONTRIBUTING.md"):
        for target in re.findall(r"`make (\w+)`|^make (\w+)$", (ROOT / name).read_text(), re.MULTILINE):
            assert re.search(rf"^{target[0] or target[1]}:", makefile, re.MULTILINE), target


def test_every_command_of_the_program_is_told_in_the_readme() -> None:
    from bot.cli import app, knowledge

    readme = (ROOT / "README.md").read_text()
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"python -m bot {command.callback.__name__}" in readme or command.callback.__name__ == "run"
    for command in knowledge.registered_commands:
        assert command.callback is not None
        assert re.search(rf"python -m bot knowledge\s+{command.callback.__name__}", readme), command.callback.__name__


def test_every_field_of_the_knowledge_files_is_told_in_contributing() -> None:
    from bot.knowledge.calendar import Event
    from bot.knowledge.model import Boundary, Entry, Section, SmallTalk, Source, Term

    text = (ROOT / "CONTRIBUTING.md").read_text()
    for model in (Entry, Section, Source, SmallTalk, Boundary, Term, Event):
        for field in set(model.model_fields) - {"line", "file", "section"}:
            assert re.search(rf"\b{field}\b", text), f"{model.__name__}.{field}"


def test_no_link_of_the_docs_leads_nowhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"
