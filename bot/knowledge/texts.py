"""A text in several languages."""

from __future__ import annotations

from collections.abc import Mapping

Texts = dict[str, str]


def say(texts: Mapping[str, str], language: str = "en") -> str:
    """The text in `language`, else in English."""
    return texts.get(language) or texts["en"]
