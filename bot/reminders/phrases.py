"""Sets of words, written as people read them."""

from __future__ import annotations


def bag(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())
