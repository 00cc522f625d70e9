"""From an editor's text to Telegram's HTML, and buttons within Telegram's limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.buttons import Button, address, keyboard, pairs, parse, shorten
from bot.chat.markup import to_html, to_plain, visible_length
from bot.chat.split import split
from bot.knowledge.load import load


def test_wrapped_lines_are_joined_and_items_of_a_list_are_not() -> None:
    assert to_html("One\ntwo **three**.\n\n- a\n  b\n- c") == "One two <b>three</b>.\n\n• a b\n• c"


def test_only_https_links_become_links() -> None:
    assert to_html("[a](https://x.org/?a=1&b=2)") == '<a href="https://x.org/?a=1&amp;b=2">a</a>'
    assert to_html("[a](javascript:alert(1))") == "[a](javascript:alert(1))"


@given(st.text(max_size=300))
def test_whatever_is_written_cannot_become_a_tag(text: str) -> None:
    plain = to_html(text).replace("<b>", "").replace("</b>", "")
    assert "<" not in plain.replace('<a href="', "").replace("</a>", "") or "https://" in text


@given(st.text(alphabet="ab <&>😀\n", max_size=400), st.integers(20, 60))
def test_a_cut_text_loses_no_word_and_no_part_is_too_long(text: str, limit: int) -> None:
    markup = "<blockquote expandable>" + to_html(text).replace("\n", " ") + "</blockquote>"
    parts = split(markup, limit)
    assert all(visible_length(part) <= limit for part in parts)
    assert all(part.count("<blockquote") == part.count("</blockquote>") for part in parts)
    assert "".join(to_plain("".join(parts)).split()) == "".join(to_plain(markup).split())


def test_an_address_comes_back_as_it_was() -> None:
    found = parse(address("m", "exams", 2))
    assert found is not None
    assert (found.verb, found.args, found.arg(7)) == ("m", ("exams", "2"), "")


def test_an_address_of_more_than_64_bytes_cannot_be_built() -> None:
    with pytest.raises(ValueError):
        address("a", "é" * 40)
    with pytest.raises(ValueError):
        address("a", "with:colon")


def test_a_screen_of_more_than_eight_rows_cannot_be_built() -> None:
    with pytest.raises(ValueError):
        keyboard([[Button("x", data="1:a")]] * 9)


def test_two_short_buttons_share_a_row_and_a_long_one_has_its_own() -> None:
    rows = pairs(
        [Button("Short", data="1:a"), Button("Also short", data="1:b"), Button("Something much longer", data="1:c")]
    )
    assert [len(row) for row in rows] == [2, 1]
    assert shorten("x" * 100).endswith("…")


def test_every_entry_and_section_of_the_knowledge_base_fits_into_a_button() -> None:
    knowledge = load()
    for section in knowledge.sections:
        for entry in knowledge.in_section(section.id):
            assert len(address("e", entry.id, section.id).encode()) <= 64
            assert len(address("m", section.id, 99).encode()) <= 64
            assert len(address("pc", entry.id).encode()) <= 64
