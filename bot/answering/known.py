"""Questions that an editor wrote down: whoever asks one in these very words needs no encoder to be understood."""

from __future__ import annotations

from bot.answering.corpus import Corpus
from bot.answering.reading import Reading
from bot.answering.words import words

FEWEST = 3
"""Words; what is shorter may mean several things whatever one entry says."""


class Known:
    """The phrasings that belong to one entry alone, by their words."""

    def __init__(self, corpus: Corpus) -> None:
        self._entries: dict[str, int | None] = {}
        for text in corpus.phrasings:
            found = words(text.text)
            if len(found) >= FEWEST:
                key = " ".join(found)
                mine = self._entries.get(key, text.of) == text.of and corpus.classes[text.of].kind == "entry"
                self._entries[key] = text.of if mine else None
        self._titles = {" ".join(words(item.title)) for item in corpus.classes if item.kind == "entry"}

    def entry(self, reading: Reading) -> int | None:
        """The class whose phrasing this is; None if it is nobody's, or may lean on what was said before (a title never does)."""
        if reading.language == "other":
            return None
        key = " ".join(words(reading.raw))
        if reading.leans and key not in self._titles and not (reading.named.entities or reading.named.provinces):
            return None
        return self._entries.get(key)
