"""Plan B: other ways to practise, other provinces, other work. Never an "if" where the answer is known to be no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.knowledge.condition import holds
from bot.knowledge.pathway_file import Alternative as Row
from bot.knowledge.pathway_file import Rules
from bot.knowledge.texts import say
from bot.pathway.plan import Alternative
from bot.pathway.profile import Profile
from bot.pathway.warnings import more_entries


def plan_b(profile: Profile, facts: Mapping[str, Any], rules: Rules, language: str) -> tuple[Alternative, ...]:
    """The alternatives: ways straight into practice first, wanted provinces before others, else in the order of the file.

    Rows of one group that all hang on answers not given are said once, together.
    """
    wanted = set(profile.provinces or ())
    doctor = profile.stage == "practising" or (facts["practice_years"] or 0) > 0
    rows = sorted(rules.pathway.plan_b, key=lambda row: (not row.practice, row.province not in wanted))
    found: list[Alternative] = []
    open_groups: dict[str, list[Row]] = {}
    for row in rows:
        answer = holds(row.when, facts, rules.pathway.rules)
        if answer is None and row.group:
            open_groups.setdefault(row.group, []).append(row)
        text = row.title if answer is True else row.unsure if answer is None else None
        if text is None:
            continue
        entries = (*row.entries, *more_entries(row.more, facts, rules))
        found.append(
            Alternative(
                row.id, say(text, language), answer is None, doctor and row.practice and answer is True, entries
            )
        )
    for name, members in open_groups.items():
        entries = tuple(dict.fromkeys(e for row in members for e in row.entries))
        title = say(rules.pathway.groups[name], language)
        at = sum(1 for row in found if row.first)
        found.insert(at, Alternative(name, title, True, False, entries))
    return tuple(found)
