"""What a person must know before anything else, costliest first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.knowledge.condition import holds
from bot.knowledge.pathway_file import More, Rules
from bot.knowledge.texts import say
from bot.pathway.fill import fill
from bot.pathway.plan import Warning


def warnings(facts: Mapping[str, Any], words: Mapping[str, str], rules: Rules, language: str) -> tuple[Warning, ...]:
    """The warnings in the order of the file. `words` fills the `{names}` of their texts."""
    found = []
    for row in rules.pathway.warnings:
        answer = holds(row.when, facts, rules.pathway.rules)
        text = row.text if answer is True else row.unsure if answer is None else None
        if text is not None:
            entries = (*row.entries, *more_entries(row.more, facts, rules))
            found.append(Warning(row.id, fill(say(text, language), words), answer is None, entries))
    return tuple(found)


def more_entries(rows: tuple[More, ...], facts: Mapping[str, Any], rules: Rules) -> tuple[str, ...]:
    """The entries of the rows that hold."""
    return tuple(e for row in rows if holds(row.when, facts, rules.pathway.rules) is True for e in row.entries)
