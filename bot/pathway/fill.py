"""Words put into the texts of the knowledge."""

from __future__ import annotations

from collections.abc import Mapping


def fill(text: str, words: Mapping[str, str]) -> str:
    """`text` with its `{names}` replaced; other braces stay."""
    for name, word in words.items():
        text = text.replace("{" + name + "}", word)
    return text
