"""Text cut into words, numbers and signs that remember where they stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from bot.reminders.phrases import bag
from bot.reminders.words import Kind, Language, Sense, lookup, mended, of_language

# Longer texts are cut: no one puts the time of a reminder after four thousand letters.
LONGEST = 4200

_TOKEN = re.compile(
    r"aujourd\s?['’]?\s?hui\b"
    r"|o\s?['’]\s?clock\b"
    r"|a\.?\s?m\.(?!\w)|p\.?\s?m\.(?!\w)"
    r"|2(?:mo?r+(?:o|ow|w|rw)|nite|nyt|night|day|main|m1)\b"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:(?<![\d])\d+\w*)?)"
    r"|(?P<sign>[^\w\s])",
    re.IGNORECASE,
)
_HOUR_AND_MINUTES = re.compile(r"(hr?s?|t)(\d\d)(?:min|mn|m)?")
_LINKS = frozenset("'’`-‐‑")


@dataclass(frozen=True, slots=True)
class Token:
    """`word` is folded (lower case, no accents); `number` its value where it is one; `start` and `end` count characters of the text.

    `glued`: nothing stands between this token and the one before; `joined`: only a hyphen or an apostrophe does.
    """

    kind: Literal["number", "word", "sign"]
    word: str
    start: int
    end: int
    senses: tuple[Sense, ...] = ()
    number: int | None = None
    glued: bool = False
    joined: bool = False

    def sense(self, *kinds: Kind) -> Sense | None:
        """The first meaning of one of these kinds."""
        return next((sense for sense in self.senses if sense.kind in kinds), None)


def fold(text: str) -> str:
    """Lower case without accents: "Août" is "aout"."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter)
    )


def cut(text: str, language: Language) -> list[Token]:
    """The tokens of `text`. Hyphens and apostrophes between letters only mark the next word as joined."""
    tokens: list[Token] = []
    linked = False
    for found in _TOKEN.finditer(text[:LONGEST]):
        start, end = found.span()
        raw = found.group()
        glued = bool(tokens) and tokens[-1].end == start
        last_is_word = bool(tokens) and tokens[-1].kind == "word"
        if found["sign"] and raw in _LINKS and last_is_word and glued and text[end : end + 1].isalpha():
            linked = True
            continue
        tokens.extend(_tokens(raw, found.lastgroup, start, end, language, glued, linked, tokens))
        linked = False
    return tokens


def _tokens(
    raw: str,
    group: str | None,
    start: int,
    end: int,
    language: Language,
    glued: bool,
    joined: bool,
    before: list[Token],
) -> list[Token]:
    if group == "number":
        # Nothing about time has more than eight digits; huge numbers would also be slow to read.
        return [Token("number", raw[:9], start, end, number=int(raw) if len(raw) <= 8 else None, glued=glued)]
    if group == "sign":
        return [Token("sign", "-" if raw in "-–—‐‑" else raw, start, end, glued=glued)]
    word = fold(raw)
    if group is None:
        word = re.sub(r"[\W_]", "", word)
    elif (timed := _HOUR_AND_MINUTES.fullmatch(word)) and before and before[-1].kind == "number":
        unit, minutes = timed[1], timed[2]
        middle = start + len(unit)
        hour = Token("word", unit, start, middle, lookup(unit, language), glued=glued)
        return [hour, Token("number", minutes, middle, end, number=int(minutes), glued=True)]
    if group == "word":
        word = mended(word, language)
    return [Token("word", word, start, end, lookup(word, language), glued=glued, joined=joined)]


_ENGLISH = bag(
    "the to at on in every my remind me for of and from is with this next an at before after until till please "
    "pls can you about your it each am pm day days week weeks month year hours a"
)
_FRENCH = bag(
    "le la les de du des au aux et dans pour mon ma mes chaque tous toutes rappelle rappeler moi un une ce cette "
    "avant apres jusqu jusque prochain prochaine l d que est avec stp svp il faut je a jours jour semaine "
    "semaines mois heures heure sur en pense"
)


def language_of(text: str, hint: Language | None) -> Language:
    """The language a text is written in. `hint` is the person's; it decides where the words do not."""
    scores = {"en": 0.0, "fr": 0.0}
    if hint:
        scores[hint] += 1.6
    for found in re.finditer(r"[^\W\d_]+", text[:LONGEST]):
        word = fold(found.group())
        if word == "mon" and re.match(r"\W*\d", text[found.end() :]):
            # "mon 8am" is Monday; "my" stands before no number.
            scores["en"] += 1
            continue
        scores["en"] += word in _ENGLISH
        scores["fr"] += word in _FRENCH
        for language in ("en", "fr"):
            scores[language] += 1.5 * _is_word_of_time(word, language)
        # Accents are French here; English borrows few of them.
        scores["fr"] += 0.8 * (word != found.group().lower())
    return "fr" if scores["fr"] > scores["en"] else "en"


def _is_word_of_time(word: str, language: Language) -> bool:
    """Whether only this language knows the word as a time word, abbreviations aside."""
    other: Language = "fr" if language == "en" else "en"
    return len(word) >= 4 and word in of_language(language) and word not in of_language(other)
