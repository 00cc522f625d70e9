"""The catalogues of wording."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from bot.chat.commands import COMMANDS
from bot.chat.texts import Html, load_texts
from bot.knowledge.model import PROVINCES

CHAT = Path(__file__).parents[2] / "bot" / "chat"
ONLY_ENGLISH = {"example-entries", "starter-entries"}


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_french_has_every_key_of_english_with_the_same_values_to_fill_in() -> None:
    texts = load_texts()
    english, french = texts.catalogues["en"], texts.catalogues["fr"]
    assert set(english) - ONLY_ENGLISH == set(french)
    for key in french:
        assert _fields(english[key]) == _fields(french[key]), key


def _used_keys() -> set[str]:
    """Every text key that stands literally in the code of the chat room, as the first argument of a call that says something."""
    used: set[str] = set()
    for path in CHAT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("say", "say_text", "plain")
            ):
                for argument in ast.walk(node.args[0]) if node.args else ():
                    if (
                        isinstance(argument, ast.Constant)
                        and isinstance(argument.value, str)
                        and re.fullmatch(r"[a-z][a-z0-9-]*[a-z0-9]", argument.value)
                    ):
                        used.add(argument.value)
    return used


def test_every_key_in_the_code_stands_in_the_catalogue() -> None:
    texts = load_texts()
    missing = {key for key in _used_keys() if key not in texts.catalogues["en"]}
    assert missing == set()
    for code in PROVINCES:
        assert f"province-{code}" in texts.catalogues["en"]
    for command in COMMANDS:
        assert not command.listed or command.key in texts.catalogues["en"]


def test_values_are_escaped_unless_they_are_html_already() -> None:
    texts = load_texts()
    assert "&lt;b&gt;" in texts.say("welcome", "en", name="<b>")
    assert "<b>x</b>" in texts.say("welcome", "en", name=Html("<b>x</b>"))


def test_a_missing_value_is_an_error_and_not_a_hole_in_the_text() -> None:
    with pytest.raises(KeyError):
        load_texts().say("welcome", "en")
