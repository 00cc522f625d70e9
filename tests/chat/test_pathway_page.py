"""The drawn decision graph."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app

PAGE = Path(__file__).parents[2] / "docs" / "pathway.md"


def test_the_committed_drawing_is_what_the_command_prints() -> None:
    printed = CliRunner().invoke(app, ["pathway", "--graph"])
    assert printed.exit_code == 0
    assert printed.output == PAGE.read_text(encoding="utf-8"), "python -m bot pathway --graph > docs/pathway.md"
