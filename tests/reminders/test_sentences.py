"""What people type, and what it means."""

from __future__ import annotations

import pytest

from . import english, french
from .sentences import read, short


def rows(*tables: str) -> list[tuple[str, str, str]]:
    found = []
    for table in tables:
        for line in table.strip().splitlines():
            text, expected, what = (part.strip() for part in line.split("=>"))
            found.append((text, expected, what))
    return found


ENGLISH = rows(english.ONCE, english.ASK, english.SERIES, english.NONE)
FRENCH = rows(french.ONCE, french.ASK, french.SERIES, french.NONE)


@pytest.mark.parametrize(("text", "expected", "what"), ENGLISH)
def test_an_english_sentence_means_what_most_people_mean_by_it(text: str, expected: str, what: str) -> None:
    meaning = read(text, "en")
    assert short(meaning, expected) == expected


@pytest.mark.parametrize(("text", "expected", "what"), FRENCH)
def test_a_french_sentence_means_what_most_people_mean_by_it(text: str, expected: str, what: str) -> None:
    meaning = read(text, "fr")
    assert short(meaning, expected) == expected


@pytest.mark.parametrize(("text", "expected", "what"), ENGLISH + FRENCH)
def test_the_language_need_not_be_told(text: str, expected: str, what: str) -> None:
    assert short(read(text), expected) == expected


@pytest.mark.parametrize(("text", "expected", "what"), [row for row in ENGLISH + FRENCH if row[2]])
def test_what_to_do_is_left_without_the_words_about_time(text: str, expected: str, what: str) -> None:
    assert read(text).what == what


@pytest.mark.parametrize(("text", "expected", "what"), [row for row in ENGLISH if row[1].startswith("once")][::4])
def test_capital_letters_do_not_matter(text: str, expected: str, what: str) -> None:
    assert short(read(text.upper(), "en"), expected) == expected
