"""A message in French, or in another language, put into the English names of what it names, so that shared words can speak for it too."""

from __future__ import annotations

from bot.answering.terms import Named, Terms
from bot.answering.words import words


def pivot(text: str, named: Named, terms: Terms) -> str:
    """The English titles of the entities, aspects and provinces in `text`, then what it holds in Latin capitals or figures."""
    titles = [
        terms.titles.get(term, {}).get("en", term.replace("-", " "))
        for term in (*named.entities, *named.aspects, *named.provinces)
    ]
    return " ".join(
        [*titles, *(word for word in words(text) if word.isascii() and any(mark.isdigit() for mark in word))]
    )
