"""An explanation as a picture for the terminal: what was understood, who was weighed, what was decided and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.answering.decision import Candidate, Explanation

_GOOD, _FAIR, _BAD, _DIM = "bold green", "yellow", "red", "dim"
_LEVELS = {"sure": _GOOD, "likely": "green", "choose": _FAIR, "none": _BAD, "smalltalk": "cyan"}
_SHOWN = 5


def render(explanation: Explanation, title_of: Callable[[str], str] = lambda entry_id: entry_id) -> RenderableType:
    """The whole explanation. `title_of` gives the title of an entry for its id."""
    parts: list[RenderableType] = [
        _understood(explanation),
        _candidates(explanation, title_of),
        _levels(explanation),
        _reply(explanation, title_of),
    ]
    for part in explanation.decision.parts:
        parts.append(
            _line("part", f"{part.text!r} -> {', '.join(part.answers) or 'no answer'} ({part.confidence:.0%})")
        )
    return Panel(
        Group(*parts),
        title=Text(explanation.question, style="bold"),
        title_align="left",
        border_style=_DIM,
        padding=(1, 2),
    )


def _line(name: str, value: str, style: str = "") -> Text:
    return Text.assemble((f"{name:<11}", _DIM), (value, style))


def _understood(explanation: Explanation) -> RenderableType:
    repaired = ", ".join(f"{written} → {read}" for written, read in explanation.repaired)
    lines = [
        _line(
            "language",
            explanation.language
            + (" (answered in " + explanation.decision.language + ")" if explanation.language == "other" else ""),
        ),
        _line("spelling", repaired or "nothing to repair"),
        _line("entities", ", ".join(explanation.entities) or "none named"),
        _line("aspects", ", ".join(explanation.aspects) or "none named"),
        _line("provinces", ", ".join(explanation.provinces) or "none named"),
        _line("signals", ", ".join(explanation.encoders)),
    ]
    if explanation.leans:
        lines.append(_line("leans", "on the entry shown before"))
    if explanation.segments:
        lines.append(_line("segments", " | ".join(explanation.segments)))
    return Group(*lines)


def _candidates(explanation: Explanation, title_of: Callable[[str], str]) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style=_DIM)
    for name, justify in (
        ("", "right"),
        ("chance", "right"),
        ("candidate", "left"),
        ("what spoke for it (+) and against it (-)", "left"),
    ):
        table.add_column(name, justify="right" if justify == "right" else "left", no_wrap=name == "chance")
    for number, candidate in enumerate(explanation.candidates[:_SHOWN], 1):
        shown = Text(candidate.id, style="bold" if number == 1 else "")
        if candidate.kind != "entry":
            shown.append(f"  [{candidate.kind}]", style="magenta")
        elif title_of(candidate.id) != candidate.id:
            shown.append(f"\n{title_of(candidate.id)}", style=_DIM)
        table.add_row(str(number), _bar(candidate.chance), shown, _signals(candidate, explanation.candidates))
    return Group(Text(), table, Text())


def _bar(chance: float) -> Text:
    filled = round(chance * 10)
    style = _GOOD if chance >= 0.7 else _FAIR if chance >= 0.3 else _BAD
    return Text.assemble(("█" * filled, style), ("░" * (10 - filled), _DIM), f" {chance:>4.0%}")


def _signals(candidate: Candidate, field: Sequence[Candidate]) -> Text:
    """The signals that tell this candidate from the others: contributions less the mean of the field."""
    means: dict[str, float] = {}
    for other in field:
        for name, _, given in other.signals:
            means[name] = means.get(name, 0.0) + given / len(field)
    own = {name: (value, given) for name, value, given in candidate.signals}
    told = sorted(
        ((own.get(name, (0.0, 0.0))[1] - mean, name) for name, mean in means.items()), key=lambda item: -abs(item[0])
    )
    out = Text()
    for difference, name in told[:6]:
        if abs(difference) >= 0.05:
            out.append(f"{name} {difference:+.1f}  ", style="green" if difference > 0 else "red")
    return out


def _levels(explanation: Explanation) -> RenderableType:
    out = Text.assemble((f"{'worth':<11}", _DIM))
    for name, worth in explanation.utilities:
        out.append(f"{name} {worth:+.2f}   ", style=_LEVELS.get(name, "") if name == explanation.level else _DIM)
    return out


def _reply(explanation: Explanation, title_of: Callable[[str], str]) -> RenderableType:
    decision = explanation.decision
    lines = [
        Text(),
        _line("level", f"{explanation.level}: {explanation.why}", _LEVELS.get(explanation.level, "")),
        _line("in scope", f"{explanation.scope:.0%}; the first is right with {decision.confidence:.0%}"),
    ]
    if decision.answers:
        lines.append(_line("answers", ", ".join(f"{entry} ({title_of(entry)})" for entry in decision.answers), "bold"))
    if decision.offers:
        lines.append(_line("offers", ", ".join(decision.offers)))
    if decision.boundary:
        lines.append(_line("boundary", decision.boundary, "magenta"))
    if decision.smalltalk:
        lines.append(_line("small talk", decision.smalltalk, "cyan"))
    return Group(*lines)
