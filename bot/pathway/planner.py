"""A person's plan: profile and day in, plan out. The same input gives the same plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

from babel.dates import format_date

from bot.knowledge.pathway_file import Rules
from bot.knowledge.texts import say
from bot.pathway.conditions import facts as facts_of
from bot.pathway.dates import Span, span
from bot.pathway.match_year import MatchYear, choose
from bot.pathway.plan import Plan
from bot.pathway.planb import plan_b
from bot.pathway.profile import Profile, read_profile
from bot.pathway.steps import steps
from bot.pathway.warnings import warnings

_EXAM_STEPS = ("mccqe", "nac", "tdm", "language")


def plan(profile: Profile, today: dt.date, rules: Rules, language: str = "en") -> Plan:
    """The whole plan, dated from `today`."""
    profile = with_ticks(profile)
    match = choose(profile, today, rules)
    closing = span(rules, "second" if match.only_second else "d1", match.year)
    facts = facts_of(profile, today, match, closing.end)
    return Plan(
        today=today,
        steps=steps(profile, facts, today, match, rules, language),
        warnings=warnings(facts, _words(profile, facts, closing, today, match, rules, language), rules, language),
        plan_b=plan_b(profile, facts, rules, language),
        match_year=match.year,
        aimed_year=profile.match_year,
        if_pr=profile.status is not None and not profile.in_hand,
        first_closed=match.first_closed,
        only_second=match.only_second,
        sources_as_of=rules.pathway.sources_as_of,
    )


def plan_json(line: dict[str, Any], rules: Rules) -> dict[str, Any]:
    """One line of `pathway --json`. Raises `ValueError` that says what is wrong with the line."""
    if not isinstance(line, dict) or "today" not in line:
        raise ValueError('a line holds "profile" and "today"')
    today = line["today"]
    if not isinstance(today, str):
        raise ValueError("today: a date is written YYYY-MM-DD")
    try:
        day = dt.date.fromisoformat(today)
    except ValueError:
        raise ValueError(f"today: {today!r} is not a date (YYYY-MM-DD)") from None
    if not 2000 <= day.year <= 2100:
        raise ValueError("today: the year must lie between 2000 and 2100")
    return plan(read_profile(line.get("profile") or {}), day, rules).as_json()


def with_ticks(profile: Profile) -> Profile:
    """Ticking an exam says that it is passed, ticking the status step that permanent residence is there."""
    ticked = set(profile.ticked)
    passed = {name: "passed" for name in _EXAM_STEPS if name in ticked}
    update: dict[str, Any] = {}
    if passed:
        update["exams"] = profile.exams.model_copy(update=passed)
    if "status" in ticked and not profile.in_hand:
        update["status"] = "pr"
    return profile.model_copy(update=update) if update else profile


def _words(
    profile: Profile,
    facts: dict[str, Any],
    closing: Span,
    today: dt.date,
    match: MatchYear,
    rules: Rules,
    language: str,
) -> dict[str, str]:
    reasons = rules.pathway.reasons
    return {
        "match": str(match.year),
        "before": str(match.year - 1),
        "before2": str(match.year - 2),
        "alberta": str(_alberta(match.year, today, rules) - 2),
        "aimed": str(match.missed or profile.match_year or match.year),
        "days": str(int(facts["days_to_close"])),
        "close": format_date(closing.end, "long", locale=language),
        "kind": say(rules.pathway.texts[closing.kind], language),
        "reason": "; ".join(say(reasons[reason], language) for reason in match.reasons),
        "fails": str(int(max(facts["mccqe_fails"], facts["nac_fails"]))),
    }


def _alberta(match: int, today: dt.date, rules: Rules) -> int:
    """The match year that Alberta's next open application serves: its spring ends long before the other provinces close."""
    known = any(rule.id == "ab-papers" for rule in rules.pathway.dates)
    return match + 1 if known and span(rules, "ab-papers", match).end < today else match
