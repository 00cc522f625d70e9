"""The table of cases in the documentation names tests that are there."""

from __future__ import annotations

import re

from tests.reminders.conftest import ROOT

CASES = {1, 2, 3, 4, 5, 6, 15, 16, 17, 18, 19, 20, 27}


def test_the_table_of_cases_is_whole_and_names_tests_that_exist() -> None:
    table = (ROOT / "docs" / "reminders-reliability.md").read_text()
    assert {int(number) for number in re.findall(r"^\| (\d+) \|", table, re.M)} == CASES
    named = re.findall(r"`(test_\w+\.py)`: `(test_\w+?)_?\.\.\.`", table)
    assert len(named) >= len(CASES)
    for file, test in named:
        assert f"def {test}_" in (ROOT / "tests" / "reminders" / file).read_text(), (file, test)
