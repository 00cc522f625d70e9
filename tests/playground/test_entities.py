"""Telegram HTML becomes plain text and entities."""

from __future__ import annotations

import pytest

from bot.playground.entities import Formatted, parse_html, tidy, utf16_length
from bot.playground.links import with_links
from bot.playground.refusals import Refused


def spans(formatted: Formatted) -> list[tuple[str, str]]:
    units = formatted.text.encode("utf-16-le")
    return [
        (e["type"], units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le"))
        for e in formatted.entities
    ]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
        ("tg-spoiler", "spoiler"),
    ],
)
def test_every_tag_becomes_its_entity(tag: str, kind: str) -> None:
    assert spans(parse_html(f"one <{tag}>two</{tag}> three")) == [(kind, "two")]


def test_offsets_count_utf16_units_after_an_emoji() -> None:
    parsed = parse_html("👩‍⚕️ <b>Dr</b>")
    assert parsed.entities == ({"type": "bold", "offset": utf16_length("👩‍⚕️ "), "length": 2},)
    assert spans(parsed) == [("bold", "Dr")]


def test_a_quote_can_be_expandable() -> None:
    assert spans(parse_html("<blockquote expandable>long</blockquote>")) == [("expandable_blockquote", "long")]


def test_nested_tags_give_the_outer_entity_first() -> None:
    assert spans(parse_html("<blockquote>see <b>the <i>date</i></b></blockquote>")) == [
        ("blockquote", "see the date"),
        ("bold", "the date"),
        ("italic", "date"),
    ]


def test_a_link_keeps_its_address_with_references_resolved() -> None:
    parsed = parse_html('<a href="https://mcc.ca/?a=1&amp;b=2">MCC</a>')
    assert parsed.entities == ({"type": "text_link", "offset": 0, "length": 3, "url": "https://mcc.ca/?a=1&b=2"},)


def test_code_in_pre_gives_its_language_to_pre() -> None:
    parsed = parse_html('<pre><code class="language-python">x = 1</code></pre>')
    assert parsed.entities == ({"type": "pre", "offset": 0, "length": 5, "language": "python"},)


def test_only_the_references_that_telegram_knows_are_resolved() -> None:
    assert parse_html("&lt;b&gt; &amp; &quot; &#233; &#xe9; &nbsp; R&D").text == '<b> & " é é &nbsp; R&D'


def test_white_space_at_the_ends_goes_and_entities_move_along() -> None:
    assert spans(parse_html("\n  <b> hello</b> \n")) == [("bold", "hello")]


def test_a_return_character_goes_and_entities_move_along() -> None:
    given = Formatted("a\r\nbold", ({"type": "bold", "offset": 3, "length": 4},))
    assert spans(tidy(given)) == [("bold", "bold")]


def test_nothing_is_formatted_inside_code() -> None:
    assert spans(parse_html("<code>a <b>b</b></code>")) == [("code", "a b")]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<font>x</font>", 'Unsupported start tag "font" at byte offset 0'),
        ("é <font>x", 'Unsupported start tag "font" at byte offset 3'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_the_words_of_telegram(source: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"
    assert refused.value.code == 400


def test_commands_links_and_addresses_are_found_by_themselves() -> None:
    found = with_links(
        Formatted("/start see https://mcc.ca/exams/, carms.ca or ask a.b@mcc.ca and @pathway_bot, not and/or")
    )
    assert spans(found) == [
        ("bot_command", "/start"),
        ("url", "https://mcc.ca/exams/"),
        ("url", "carms.ca"),
        ("email", "a.b@mcc.ca"),
        ("mention", "@pathway_bot"),
    ]


def test_nothing_is_found_inside_code_or_another_link() -> None:
    parsed = parse_html('<code>/start</code> <a href="https://carms.ca">carms.ca</a>')
    assert spans(with_links(parsed)) == [("code", "/start"), ("text_link", "carms.ca")]
