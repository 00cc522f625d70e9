"""`knowledge score`: what it prints."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.answering.score import (
    IN_SCOPE,
    OUT_OF_SCOPE,
    Change,
    LabelError,
    Report,
    Row,
    Scored,
    compare,
    read_lines,
    score,
)
from bot.cli.engine import cache_folder, make_engine
from bot.cli.problems import OperatorError
from bot.knowledge.load import DEFAULT, load
from bot.knowledge.model import Knowledge
from bot.settings import load_settings

KEPT = "score.json"
TITLES = {"in": "In scope", "near": "Near, out of scope", "far": "Far out of scope", "chat": "Small talk"}


def run(files: list[Path], folder: Path | None, *, as_json: bool, misses: bool, compared: bool) -> None:
    """Scores the files, and keeps each outcome in the cache folder so that the next run can say what changed."""
    questions = []
    for path in files:
        try:
            questions += read_lines(path.read_text(encoding="utf-8").splitlines(), str(path))
        except OSError as error:
            raise OperatorError(f"{path} cannot be read: {error.strerror}") from None
        except LabelError as error:
            raise OperatorError(str(error)) from None
    if not questions:
        raise OperatorError("there is no question in these files")
    knowledge = load(folder or DEFAULT)
    console = Console(stderr=as_json, highlight=False)
    engine = make_engine(knowledge, folder, progress=lambda line: console.print(line, style="dim"))
    report = score(engine, knowledge, questions)
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        show_report(report, console)
    if misses:
        show_misses(report, knowledge, console)
    kept = cache_folder(load_settings().cache_dir) / KEPT
    if compared:
        before = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else None
        show_changes(compare(before, report.scored) if before is not None else None, console)
    kept.write_text(
        json.dumps({item.question.q: item.outcome for item in report.scored}, ensure_ascii=False), encoding="utf-8"
    )


def show_report(report: Report, console: Console) -> None:
    """A table a scope: shares in percent with their 95% intervals."""
    for scope, title in TITLES.items():
        rows = [row for row in report.rows if row.scope == scope]
        if not rows:
            continue
        names = IN_SCOPE if scope == "in" else OUT_OF_SCOPE
        table = Table(title=title, title_justify="left", title_style="bold")
        for name in ("style", "language", "questions"):
            table.add_column(name, justify="left" if name != "questions" else "right")
        for name in names:
            table.add_column(name.replace("_", " "), justify="right")
        for row in rows:
            style = "bold" if row.style == "*" else ""
            table.add_row(
                row.style.replace("*", "all"),
                row.lang.replace("*", "all"),
                str(row.of),
                *(_share(row, name) for name in names),
                style=style,
            )
        console.print(table)


def _share(row: Row, name: str) -> str:
    share = row.shares[name]
    low, high = share.interval
    return f"{share.value:.0%}  {low:.0%}-{high:.0%}" if share.count else "-"


def show_misses(report: Report, knowledge: Knowledge, console: Console) -> None:
    """Each question that did not end as it should: what won, and where the right entry stood."""
    for item in report.misses:
        console.print(_miss(item, knowledge))


def _miss(item: Scored, knowledge: Knowledge) -> Text:
    line = Text()
    line.append(f"{item.outcome:<10}", style="red" if item.outcome in ("wrong", "answered") else "yellow")
    line.append(item.question.q, style="bold")
    line.append(f"  ({item.question.style}, {item.question.lang}")
    line.append(f", after {item.question.after})" if item.question.after else ")")
    wanted = ", ".join(item.question.ok) or "nothing"
    line.append(f"\n{'':<10}wanted {wanted}; {item.decision.kind}")
    if item.decision.boundary or item.decision.smalltalk:
        line.append(f" ({item.decision.boundary or item.decision.smalltalk})")
    ranked = ", ".join(f"{entry_id} {chance:.0%}" for entry_id, chance in item.decision.candidates[:4])
    line.append(f"; likeliest {ranked}", style="dim")
    return line


def show_changes(changes: tuple[Change, ...] | None, console: Console) -> None:
    """What was lost and what was gained since the last run on these questions."""
    if changes is None:
        console.print("There is no earlier run to compare with; the next one can be.")
        return
    gained = sum(change.better for change in changes)
    console.print(Text(f"{len(changes) - gained} lost, {gained} gained since the last run", style="bold"))
    for change in changes:
        line = Text("+ " if change.better else "- ", style="green" if change.better else "red")
        line.append(f"{change.question.q}  ({change.before} -> {change.now})")
        console.print(line)
