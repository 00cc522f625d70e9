"""The language of conditions."""

from __future__ import annotations

from typing import Any

import pytest

from bot.knowledge.condition import ConditionError, can_hold, holds, lines_of

RULES: dict[str, dict[str, Any]] = {"in-hand": {"status": ["citizen", "pr"]}}


@pytest.mark.parametrize(
    ("condition", "facts", "answer"),
    [
        ({}, {}, True),
        ({"status": "pr"}, {"status": "pr"}, True),
        ({"status": ["pr", "citizen"]}, {"status": "none"}, False),
        ({"status": "pr"}, {}, None),
        ({"status": "unknown"}, {}, True),
        ({"status": "unknown"}, {"status": "pr"}, False),
        ({"practice_years": "at least 2"}, {"practice_years": 2.0}, True),
        ({"practice_years": "more than 2"}, {"practice_years": 2.0}, False),
        ({"practice_years": "less than 2"}, {"practice_years": 1.5}, True),
        ({"practice_years": "at most 2"}, {"practice_years": 3.0}, False),
        ({"wants": ["AB", "any"]}, {"wants": ("ON", "AB")}, True),
        ({"wants": "BC"}, {"wants": ("ON", "AB")}, False),
        ({"matched_before": True}, {"matched_before": False}, False),
        ({"rule": "in-hand"}, {"status": "citizen"}, True),
        ({"not": {"rule": "in-hand"}}, {"status": "citizen"}, False),
        ({"not": {"rule": "in-hand"}}, {}, None),
        ({"any": [{"stage": "student"}, {"status": "pr"}]}, {"status": "pr"}, True),
        ({"any": [{"stage": "student"}, {"status": "pr"}]}, {"status": "none"}, None),
        ({"stage": "student", "status": "pr"}, {"status": "none"}, False),
        ({"all": [{"stage": "student"}, {"status": "pr"}]}, {"stage": "student", "status": "pr"}, True),
    ],
)
def test_a_condition_is_true_false_or_open(
    condition: dict[str, Any], facts: dict[str, Any], answer: bool | None
) -> None:
    assert holds(condition, facts, RULES) is answer


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"colour": "red"}, "no fact"),
        ({"status": "rich"}, "not a value"),
        ({"practice_years": "many"}, "at least 3"),
        ({"wants": []}, "empty"),
        ({"any": {"status": "pr"}}, "a list of conditions"),
        ({"matched_before": "maybe"}, "not a value"),
        ({"not": "student"}, "a mapping is expected"),
    ],
)
def test_a_condition_that_cannot_be_read_says_why(condition: dict[str, Any], said: str) -> None:
    with pytest.raises(ConditionError, match=said):
        list(lines_of(condition))


@pytest.mark.parametrize(
    ("condition", "possible"),
    [
        ({"status": "pr", "practice_years": "more than 3"}, True),
        ({"status": "pr", "not": {"status": ["pr", "citizen"]}}, False),
        ({"practice_years": "less than 2", "all": [{"practice_years": "more than 3"}]}, False),
        ({"practice_years": "at least 2", "all": [{"practice_years": "at most 2"}]}, True),
        ({"rule": "in-hand", "all": [{"status": "none"}]}, False),
        ({"status": "unknown"}, True),
        ({"not": {"matched_before": True}}, True),
    ],
)
def test_a_condition_that_can_never_be_true_is_found(condition: dict[str, Any], possible: bool) -> None:
    assert can_hold(condition, RULES) is possible
