"""Dates of a match year: from the calendar, else from the pattern."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.knowledge.pathway_file import Rules
from bot.pathway.dates import day_in, months_before, span


@pytest.mark.parametrize(
    ("words", "year", "day"),
    [
        ("last Thursday of November", 2024, dt.date(2024, 11, 28)),
        ("last Thursday of November", 2026, dt.date(2026, 11, 26)),
        ("first Saturday of May", 2025, dt.date(2025, 5, 3)),
        ("first Tuesday of March", 2025, dt.date(2025, 3, 4)),
        ("last Friday of May", 2025, dt.date(2025, 5, 30)),
        ("first Friday of June", 2026, dt.date(2026, 6, 5)),
        ("last Friday of August", 2026, dt.date(2026, 8, 28)),
        ("August 7", 2028, dt.date(2028, 8, 7)),
    ],
)
def test_a_pattern_in_words_gives_the_day_that_was_seen(words: str, year: int, day: dt.date) -> None:
    assert day_in(words, year) == day


@pytest.mark.parametrize("words", ["some day", "last Thursday", "fifth Monday of May", "Mai 7"])
def test_words_that_are_no_day_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="no day of a year"):
        day_in(words, 2027)


def test_what_an_authority_named_is_official_and_the_pattern_is_an_estimate_with_its_years(rules: Rules) -> None:
    named = span(rules, "ab-papers", 2027)
    guessed = span(rules, "ab-papers", 2031)
    assert (named.start, named.kind, named.basis) == (dt.date(2026, 6, 5), "official", None)
    assert (guessed.start, guessed.kind) == (dt.date(2030, 6, 7), "estimated")
    assert "2025" in (guessed.basis or "")


def test_the_calendar_goes_before_the_pattern(rules: Rules) -> None:
    event = rules.calendar["carms-r1-2027-applications-close"].model_copy(
        update={"start": dt.date(2026, 11, 25), "kind": "official"}
    )
    changed = Rules(rules.pathway, {**rules.calendar, event.id: event})
    assert span(changed, "d1", 2027).start == dt.date(2026, 11, 25)
    assert span(changed, "d1", 2027).kind == "official"


def test_the_calendar_agrees_with_the_pattern_wherever_it_only_estimates(rules: Rules) -> None:
    bare = Rules(rules.pathway, {})
    for rule in rules.pathway.dates:
        held, pattern = span(rules, rule.id, 2028), span(bare, rule.id, 2028)
        if held.kind == "estimated":
            assert (held.start, held.end) == (pattern.start, pattern.end), rule.id


def test_no_estimate_is_without_its_basis_in_the_years_ahead(rules: Rules) -> None:
    for match in range(2027, 2033):
        for rule in rules.pathway.dates:
            found = span(rules, rule.id, match)
            assert found.kind == "official" or found.basis, rule.id


def test_months_are_counted_back_by_the_calendar() -> None:
    assert months_before(dt.date(2027, 8, 31), 6) == dt.date(2027, 2, 28)
    assert months_before(dt.date(2027, 8, 18), 0) == dt.date(2027, 8, 18)
