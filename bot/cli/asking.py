"""`ask`, `remind` and `pathway`: the pure rooms, spoken to from a terminal or by JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from bot.answering.decision import Decision
from bot.cli.engine import make_engine
from bot.knowledge.load import DEFAULT, load

GRAPH_PAGE = """# My pathway, drawn

The decision graph of the planner: its questions, steps, warnings and alternatives, as `knowledge/pathway.yaml` has them.
Do not edit this page; after a change of that file write it anew: `python -m bot pathway --graph > docs/pathway.md`.

```mermaid
{drawing}
```"""


def _lines(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answers each line of standard input before the next is read. A bad line gets a line that says so."""
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            if not isinstance(value, dict):
                raise ValueError("must be a JSON object")
            out = answer(value)
        except ValueError as error:
            out = {"error": f"line {number}: {error}"}
        sys.stdout.write(json.dumps(out, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def ask_json(folder: Path | None) -> None:
    """One decision a line, as the README's "Interfaces" tell."""
    engine = make_engine(load(folder or DEFAULT), folder)

    def answer(line: dict[str, Any]) -> dict[str, Any]:
        question = line.get("question")
        if not isinstance(question, str):
            raise ValueError("question is missing")
        decision = engine.decide(
            question,
            after=line.get("after"),
            language=line.get("language") if line.get("language") in ("en", "fr") else None,
            province=line["province"].lower() if isinstance(line.get("province"), str) else None,
        )
        return decision_json(decision)

    _lines(answer)


def decision_json(decision: Decision) -> dict[str, Any]:
    """One line of `ask --json`: these keys stay, others may be added."""
    return {
        "kind": decision.kind,
        "answers": list(decision.answers),
        "offers": list(decision.offers),
        "language": decision.language,
        "confidence": round(decision.confidence, 4),
        "candidates": [[entry_id, round(score, 4)] for entry_id, score in decision.candidates],
    }


def ask_one(question: str, folder: Path | None, after: str | None, province: str | None) -> None:
    """One question, with everything that led to the reply."""
    from rich.console import Console

    from bot.answering.show import render

    knowledge = load(folder or DEFAULT)
    engine = make_engine(knowledge, folder, progress=lambda line: typer.echo(line, err=True))
    console = Console()
    explanation = engine.explain(question, after=after, province=province.lower() if province else None)

    def title_of(entry_id: str) -> str:
        entry = knowledge.entry(entry_id)
        return entry.question if entry is not None else entry_id

    console.print(render(explanation, title_of))


def remind_json() -> None:
    """One meaning a line."""
    from bot.reminders.understand import understand_json

    _lines(understand_json)


def remind_one(text: str) -> None:
    """A text understood as of now, in this machine's zone as far as it is known."""
    from bot.reminders.understand import understand_json

    now = datetime.now().astimezone()
    zone = getattr(now.tzinfo, "key", None) or "UTC"
    if zone == "UTC":
        now = datetime.now(UTC)
    meaning = understand_json({"text": text, "now": now.isoformat(), "zone": zone, "language": None})
    typer.echo(json.dumps(meaning, ensure_ascii=False, indent=2))


def pathway_json(folder: Path | None) -> None:
    """One plan a line."""
    from bot.knowledge.pathway_file import load_rules
    from bot.pathway.planner import plan_json

    rules = load_rules(folder or DEFAULT)
    _lines(lambda line: plan_json(line, rules))


def pathway_graph(folder: Path | None) -> None:
    """The planner's questions, steps, warnings and alternatives as a page with a Mermaid drawing, as `docs/pathway.md` holds it."""
    from bot.knowledge.pathway_file import load_rules
    from bot.pathway.graph import mermaid

    typer.echo(GRAPH_PAGE.format(drawing=mermaid(load_rules(folder or DEFAULT)).rstrip()))
