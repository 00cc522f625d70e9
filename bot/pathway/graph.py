"""The decision graph as Mermaid text: what an editor sees of `pathway.yaml`."""

from __future__ import annotations

from typing import Any

from bot.knowledge.condition import Condition
from bot.knowledge.pathway_file import Rules, Step
from bot.knowledge.texts import say

_LONGEST = 90


def mermaid(rules: Rules, language: str = "en") -> str:
    """Three drawings in one text: the screens, the steps with their dates, and what leads to warnings and plan B."""
    lines = ["flowchart TD", *_screens(rules, language), *_steps(rules, language), *_rows(rules, language)]
    return "\n".join(lines) + "\n"


def in_words(condition: Condition) -> str:
    """A condition as an editor would say it: `status is none or pr; not (language is passed)`."""
    return "; ".join(_part(key, asked) for key, asked in condition.items()) or "always"


def _part(key: str, asked: Any) -> str:
    if key == "rule":
        return f"rule {asked}"
    if key in ("any", "all"):
        joined = (" or " if key == "any" else " and ").join(in_words(part) for part in asked)
        return f"({joined})"
    if key == "not":
        return f"not ({in_words(asked)})"
    name = key.replace("_", " ")
    if isinstance(asked, list):
        return f"{name} is {' or '.join(_plain(value) for value in asked)}"
    return (
        f"{name} {asked}"
        if isinstance(asked, str) and asked.split()[0] in ("at", "more", "less")
        else f"{name} is {_plain(asked)}"
    )


def _plain(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _label(*lines: str) -> str:
    """A quoted node text: Mermaid reads `#quot;` for a quotation mark, and a line break as `<br/>`."""
    cut = [line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…" for line in lines if line]
    safe = [line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "#quot;") for line in cut]
    return '"' + "<br/>".join(safe) + '"'


def _screens(rules: Rules, language: str) -> list[str]:
    lines = ["  subgraph questions [Questions]"]
    for screen in rules.pathway.screens:
        fields = ", ".join(part.field for part in screen.parts)
        lines.append(f"    q_{_id(screen.id)}[{_label(say(screen.title, language), fields)}]")
        for link in screen.next:
            arrow = f"-->|{_label(in_words(link.when))}|" if link.when else "-->"
            lines.append(f"    q_{_id(screen.id)} {arrow} {'q_end' if link.to == 'end' else 'q_' + _id(link.to)}")
    names = ", ".join(row.id for row in rules.pathway.sharper)
    lines += [f"    q_end([{_label('Plan', 'then, where it matters: ' + names)}])", "  end"]
    return lines


def _steps(rules: Rules, language: str) -> list[str]:
    lines = ["  subgraph steps [Steps]"]
    for step in rules.pathway.steps:
        lines.append(f"    s_{_id(step.id)}[{_label(say(step.title, language), *_notes(step, rules, language))}]")
    for step in rules.pathway.steps:
        for kind, names in (("", step.after), ("begun", step.after_begun), ("one of", step.after_any)):
            arrow = f"-->|{kind}|" if kind else "-->"
            lines += [f"    s_{_id(name)} {arrow} s_{_id(step.id)}" for name in names]
    return [*lines, "  end", "  q_end --> s_" + _id(rules.pathway.steps[0].id)]


def _notes(step: Step, rules: Rules, language: str) -> list[str]:
    notes = []
    if step.applies:
        notes.append(f"if {in_words(step.applies)}")
    if step.due:
        notes.append("due: " + " / ".join(say(rules.pathway.date(key).title, language) for key in step.due))
    if step.lead and step.lead[1]:
        low, high = (f"{months:g}" for months in step.lead)
        notes.append(f"months: {low}" if low == high else f"months: {low} to {high}")
    return notes


def _rows(rules: Rules, language: str) -> list[str]:
    lines = ["  subgraph warnings [Warnings]"]
    for warning in rules.pathway.warnings:
        lines.append(f"    w_{_id(warning.id)}>{_label(in_words(warning.when), warning.entries[0])}]")
    lines += ["  end", "  subgraph planb [Plan B]"]
    for row in rules.pathway.plan_b:
        lines.append(f"    b_{_id(row.id)}([{_label(say(row.title, language), 'if ' + in_words(row.when))}])")
    return [*lines, "  end", "  q_end --> warnings", "  q_end --> planb"]


def _id(name: str) -> str:
    return name.replace("-", "_")
