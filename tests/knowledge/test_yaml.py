"""YAML as an editor expects it."""

from __future__ import annotations

import pytest

from bot.knowledge.errors import KnowledgeError
from bot.knowledge.yaml12 import parse


def test_on_is_ontario_and_not_true() -> None:
    assert parse("province: on") == {"province": "on"}
    assert parse("a: [yes, no, off, y, n]") == {"a": ["yes", "no", "off", "y", "n"]}


def test_times_and_dates_stay_the_text_that_was_typed() -> None:
    assert parse("a: 19:00\nb: 7:30\nc: 2026-11-24\nd: 1_000\ne: 0x10\nf: 010") == {
        "a": "19:00",
        "b": "7:30",
        "c": "2026-11-24",
        "d": "1_000",
        "e": "0x10",
        "f": "010",
    }


def test_plain_numbers_and_true_and_null_are_what_they_look_like() -> None:
    assert parse("a: 3\nb: -2.5\nc: true\nd: null\ne:") == {"a": 3, "b": -2.5, "c": True, "d": None, "e": None}


def test_a_mapping_knows_its_line_and_those_of_its_keys() -> None:
    [first, second] = parse("- id: a\n  x: 1\n- id: b\n")
    assert (first.line, first.lines["x"], second.line) == (1, 2, 3)


def test_a_key_that_stands_twice_is_an_error_with_its_line() -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse("a: 1\nb: 2\na: 3", "file.yaml")
    assert (caught.value.place, caught.value.line) == ("file.yaml", 3)


def test_broken_yaml_names_file_and_line() -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse("a: [1\nb: 2", "file.yaml")
    assert caught.value.line == 2


def test_no_python_object_can_be_made() -> None:
    with pytest.raises(KnowledgeError):
        parse("a: !!python/object/apply:os.system ['true']")
