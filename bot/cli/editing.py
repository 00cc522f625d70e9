"""`knowledge ...`: what editors do."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import typer
import yaml
from rich.console import Console
from rich.text import Text

from bot.answering.build import WEIGHTS
from bot.answering.encoders import Encoder, Multilingual
from bot.answering.gaps import Gap, Unanswered, group
from bot.answering.minilm import MiniLM
from bot.answering.train import make_vectors
from bot.answering.train import train as train_encoder
from bot.cli.engine import VECTORS
from bot.cli.problems import OperatorError
from bot.knowledge.check import check as find
from bot.knowledge.load import DEFAULT, load
from bot.settings import load_settings
from bot.storage import gaps as stored
from bot.storage.database import Database


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
        phrasings = sum(len(entry.asked) + len(entry.asked_fr) for entry in knowledge.entries.values())
        console.print(
            Text(f"{len(knowledge.entries)} entries, {phrasings} phrasings: nothing to mend", style="bold green")
        )
    return 1 if errors or (strict and warnings) else 0


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def gaps(days: int) -> None:
    """What people asked without a good answer, similar ones together, as YAML that an editor finishes."""
    found = asyncio.run(_stored(days))
    if not found:
        typer.echo(f"# Nothing was left unanswered in the last {days} days.")
        return
    questions = [
        Unanswered(gap.question, gap.language, gap.entries, gap.reason) for gap in found if gap.reason != "words"
    ]
    encode = Multilingual().encode if Multilingual.available() else None
    for gap in group(questions, encode):
        typer.echo(_patch(gap))
    for report in (gap for gap in found if gap.reason == "words"):
        typer.echo(f"# reported about {', '.join(report.entries)}: {report.question}")


async def _stored(days: int) -> list[stored.Gap]:
    database = Database(load_settings().database_url)
    try:
        async with database.read() as connection:
            return await stored.all_since(connection, datetime.now(UTC) - timedelta(days=days))
    finally:
        await database.close()


def _patch(gap: Gap) -> str:
    """A group as the beginning of an entry: how often, in which languages, what was shown, and the words as phrasings."""
    reasons = Counter(question.reason for question in gap.questions)
    head = [
        f"# asked {gap.count} times ({', '.join(f'{name} {count}' for name, count in gap.languages)}); "
        + ", ".join(f"{name} {count}" for name, count in reasons.most_common())
    ]
    if gap.nearest:
        head.append("# shown: " + ", ".join(f"{entry} {count}" for entry, count in gap.nearest))
    asked = list(dict.fromkeys(question.question for question in gap.questions))
    item = {"id": "new-entry", "question": gap.title, "label": "", "asked": asked, "answer": "", "sources": []}
    body = yaml.safe_dump([item], allow_unicode=True, sort_keys=False, width=120)
    return "\n".join(head) + "\n" + body


def vectors() -> None:
    """Encodes what is new or changed, and writes the vectors beside the knowledge base."""
    encoders: dict[str, Encoder] = {"mini": MiniLM(WEIGHTS)}
    if Multilingual.available():
        encoders["e5"] = Multilingual()
    make_vectors(load(), VECTORS, typer.echo, encoders)


def train(base: Path) -> None:
    """Fine-tunes the small encoder, and fits the judge. Needs torch: the extra `train`."""
    if find_spec("torch") is None:
        raise OperatorError("training needs torch: pip install -e '.[train]'")
    train_encoder(load(), base, WEIGHTS, VECTORS, typer.echo)
