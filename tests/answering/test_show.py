from __future__ import annotations

from io import StringIO

from rich.console import Console

from bot.answering.engine import Engine
from bot.answering.show import render


def test_an_explanation_shows_what_was_understood_weighed_and_decided(library: Engine) -> None:
    console = Console(width=120, file=StringIO())
    console.print(
        render(library.explain("libary opning hours on saturday"), lambda entry: entry.replace("-", " ").upper())
    )
    text = console.file.getvalue()
    for part in ("opening-hours", "OPENING HOURS", "libary → library", "language", "worth", "level"):
        assert part in text


def test_markup_in_a_question_is_shown_as_it_stands(library: Engine) -> None:
    console = Console(width=120, file=StringIO())
    console.print(render(library.explain("[bold]card[/bold] cost")))
    assert "[bold]card[/bold] cost" in console.file.getvalue()
