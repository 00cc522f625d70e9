"""`knowledge ...`: what editors do."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.engine import cache_folder, make_engine
from bot.cli.problems import OperatorError
from bot.knowledge.check import check as find
from bot.knowledge.load import DEFAULT, load
from bot.settings import load_settings


def check(folder: Path | None, strict: bool) -> int:
    """Prints every finding, and what they come to. Returns the exit code."""
    base = folder or DEFAULT
    findings = find(base, date.today())
    console = Console(soft_wrap=True, highlight=False)
    for finding in findings:
        line = Text()
        line.append(f"{finding.place}:{finding.line}", style="cyan")
        line.append(": ")
        line.append(finding.level, style="bold red" if finding.level == "error" else "yellow")
        line.append(f": {finding.message}")
        console.print(line)
    errors = sum(finding.level == "error" for finding in findings)
    warnings = len(findings) - errors
    if errors or warnings:
        console.print(Text(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}", style="bold"))
    else:
        knowledge = load(base)
        phrasings = sum(len(entry.asked) for entry in knowledge.entries.values())
        console.print(
            Text(f"{len(knowledge.entries)} entries, {phrasings} phrasings: nothing to mend", style="bold green")
        )
    return 1 if errors or (strict and warnings) else 0


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def score(files: list[Path], folder: Path | None, *, as_json: bool, misses: bool, compare: bool) -> None:
    """Scores labelled questions; keeps the outcome in the cache folder so that the next run can say what changed."""
    from bot.answering.score import score_lines
    from bot.answering.score_show import changes, show_misses, show_report

    lines: list[dict[str, Any]] = []
    for path in files:
        lines += _read_lines(path)
    knowledge = load(folder or DEFAULT)
    console = Console(stderr=as_json)
    engine = make_engine(knowledge, folder, progress=lambda line: console.print(line, style="dim"))
    report = score_lines(engine, knowledge, lines)
    kept = cache_folder(load_settings().cache_dir) / "score.json"
    before: dict[str, str] = json.loads(kept.read_text()) if compare and kept.exists() else {}
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        show_report(report, console)
    if misses:
        show_misses(report, knowledge, console)
    if compare:
        if before:
            changes(report, before, console)
        else:
            console.print("There is no earlier run to compare with; the next one can be.")
    kept.write_text(json.dumps(report.outcomes_by_question(), ensure_ascii=False))


def _read_lines(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror}") from None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise OperatorError(f"{path}:{number}: is no JSON: {error}") from None
        if not isinstance(value, dict) or not isinstance(value.get("q"), str):
            raise OperatorError(f'{path}:{number}: needs an object with a question "q"')
        found.append(value)
    return found


def gaps(days: int) -> None:
    """What people asked without a good answer, similar ones together, as YAML."""
    from bot.answering.gaps import as_patch, group
    from bot.storage import gaps as stored
    from bot.storage.database import Database

    async def read() -> list[stored.Gap]:
        database = Database(load_settings().database_url)
        try:
            async with database.read() as connection:
                return await stored.all_since(connection, datetime.now(UTC) - timedelta(days=days))
        finally:
            await database.close()

    found = asyncio.run(read())
    if not found:
        typer.echo(f"# Nothing was left unanswered in the last {days} days.")
        return
    knowledge = load()
    typer.echo(as_patch(group(found, make_engine(knowledge)), knowledge))


def vectors() -> None:
    """Encodes what is new or changed, and writes the vectors beside the knowledge base."""
    from bot.answering.build import make_vectors

    typer.echo(make_vectors(load(), DEFAULT, progress=lambda line: typer.echo(line, err=True)))


def train() -> None:
    """Fine-tunes the English encoder. Needs torch: `pip install 'pathway-bot[train]'`."""
    try:
        from bot.answering.training_encoder import train as fine_tune
    except ImportError as error:
        raise OperatorError(f"training needs the extra `train` ({error.name} is missing)") from None
    typer.echo(fine_tune(load(), DEFAULT / "encoder", progress=lambda line: typer.echo(line, err=True)))
