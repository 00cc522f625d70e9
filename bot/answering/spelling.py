"""Spelling repaired against the knowledge base's own vocabulary, so that a typo finds what the right word would have found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answering.words import fold, word_set, words

_TOKEN = re.compile(r"[^\W_]+")

# How people write on phones, in both languages. Only forms that are no word themselves.
_CHAT = {
    "u": "you", "ur": "your", "wat": "what", "wht": "what", "wen": "when", "wher": "where", "hw": "how", "hav": "have", "pls": "please",
    "plz": "please", "ppl": "people", "bcz": "because", "bcoz": "because", "cuz": "because", "coz": "because", "thx": "thanks",
    "ty": "thanks", "tmrw": "tomorrow", "yr": "year", "yrs": "years", "govt": "government",
    "koi": "quoi", "pk": "pourquoi", "pq": "pourquoi", "esk": "est ce que", "jai": "j'ai", "bjr": "bonjour", "slt": "salut",
    "svp": "s'il vous plait", "combi1": "combien", "kel": "quel", "keske": "qu'est ce que", "ya": "il y a",
}  # fmt: skip
_FRENCH_ONLY = word_set("koi pk pq esk jai bjr slt svp combi1 kel keske ya")


class Speller:
    """Repairs words that the vocabulary does not know; a word that it knows is never touched."""

    def __init__(self, texts: Iterable[str], protected: Iterable[str] = ()) -> None:
        counts = Counter(word for text in texts for word in words(text))
        for word in protected:
            counts[word] += 5
        self.known = frozenset(counts)
        least = 3 if len(counts) > 2000 else 1  # in a large vocabulary a word met once or twice may be a slip itself
        self._targets: dict[int, list[str]] = {}
        for word, count in counts.items():
            if len(word) >= 4 and count >= least and not any(mark.isdigit() for mark in word):
                self._targets.setdefault(len(word), []).append(word)
        self._counts = counts
        self._memory: dict[str, str | None] = {}

    def repair(self, text: str, language: str = "en") -> tuple[str, tuple[tuple[str, str], ...]]:
        """The text with unknown words repaired, and the list of repairs (as written, as read). Case is lost only where a word changes."""
        done: list[tuple[str, str]] = []

        def better(found: re.Match[str]) -> str:
            written = found.group()
            word = fold(written)
            if word in _CHAT and (word not in _FRENCH_ONLY or language == "fr"):
                done.append((written, _CHAT[word]))
                return _CHAT[word]
            new = self._nearest(word)
            if new is None or new == word:
                return written
            done.append((written, new))
            return new

        return _TOKEN.sub(better, text), tuple(done)

    def _nearest(self, word: str) -> str | None:
        if (
            word in self.known
            or len(word) < 4
            or len(word) > 24
            or not word.isascii()
            or any(mark.isdigit() for mark in word)
        ):
            return None
        if word in self._memory:
            return self._memory[word]
        allowed = 1 if len(word) <= 7 else 2
        pool = [
            target
            for size in range(len(word) - allowed, len(word) + allowed + 1)
            for target in self._targets.get(size, ())
        ]
        hits = process.extract(word, pool, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        # A slip seldom hits the first letter; among equals the commoner word is meant.
        ranked = sorted(hits, key=lambda hit: (hit[1] + (hit[0][0] != word[0]), -self._counts[hit[0]]))
        best = ranked[0][0] if ranked and ranked[0][1] + (ranked[0][0][0] != word[0]) <= allowed else None
        if best is not None and (best.rstrip("s") == word.rstrip("s")):
            best = None  # a plural is no typing slip
        if len(self._memory) < 20_000:
            self._memory[word] = best
        return best
