"""A message as the engine reads it: repaired, its language, its names, its parts, and whether it leans on what was shown before."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.corpus import Class
from bot.answering.language import guess
from bot.answering.pivot import pivot
from bot.answering.spelling import Speller
from bot.answering.terms import Named, Terms
from bot.answering.words import clean, segments, word_set, words

_OPENERS = word_set("and or but what how same then also so ok et mais pour alors aussi pareil or")


@dataclass(frozen=True)
class Reading:
    """`text` is the repaired message, `language` en, fr or other. `contexts` is the message put together with the entry shown before in
    two ways: after its label, and in the words of its question. `pivot` is what it names, in English."""

    raw: str
    text: str
    language: str
    repaired: tuple[tuple[str, str], ...]
    named: Named
    segments: tuple[str, ...] = ()
    after: int | None = None
    leans: float = 0.0
    contexts: tuple[str, ...] = ()
    province: str | None = None
    pivot: str = ""

    @property
    def foreign(self) -> float:
        """How far the language lies from English, in steps of French."""
        return {"en": 0.0, "fr": 1.0}.get(self.language, 0.5)

    @property
    def texts(self) -> tuple[str, ...]:
        """The whole first, then its segments."""
        return (self.text, *self.segments)


class Reader:
    """Reads messages with the words and names of one knowledge base."""

    def __init__(self, speller: Speller, terms: Terms) -> None:
        self.speller = speller
        self.terms = terms

    def read(
        self,
        question: str,
        *,
        language: str | None,
        after: int | None,
        classes: tuple[Class, ...],
        province: str | None,
    ) -> Reading:
        raw = clean(question)
        spoken = guess(raw, self.speller.known)
        if language == "fr" and spoken == "en" and len(words(raw)) <= 3:
            spoken = "fr"
        text, repaired = (raw, ()) if spoken == "other" else self.speller.repair(raw, spoken)
        named = self.terms.find(text)
        leans = self._leans(text, named, classes[after]) if after is not None else 0.0
        contexts: tuple[str, ...] = ()
        if after is not None and leans:
            contexts = in_context(text, classes[after]), self._recast(text, named, classes[after])
        return Reading(
            raw,
            text,
            spoken,
            repaired,
            named,
            tuple(segments(text)),
            after,
            leans,
            contexts,
            province,
            pivot(text, named, self.terms),
        )

    def _leans(self, text: str, named: Named, before: Class) -> float:
        """0 for a message that stands on its own, up to 1 for one that makes sense only after the entry shown before."""
        found = words(text)
        if len(found) > 16:
            return 0.0
        opened = bool(found) and found[0] in _OPENERS
        if len(found) <= 6 and opened:
            return 1.0
        # Who names a thing and what about it ("when is the NAC exam") leaves nothing out, even on the subject of before.
        if (named.entities or named.provinces) and named.aspects and not opened:
            return 0.0
        return 1.0 if len(found) <= 9 else 0.5

    def _recast(self, text: str, named: Named, before: Class) -> str:
        """What the person would have said had nothing been shown before: the old words with a new name, or the old subject with the new
        words."""
        if named.entities or named.provinces:
            return f"{self.terms.without_names(before.title)} {text}" if not named.aspects else text
        return f"{' '.join(self.terms.names_in(before.title)) or before.label} {text}"


def in_context(text: str, before: Class) -> str:
    """The message after the label of what was shown; the encoder learns to read it so."""
    return f"{before.label}: {text}"
