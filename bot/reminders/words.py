"""The vocabulary of time in English and French, folded (lower case, no accents).

Each word has meanings by kind; `lookup` gives those of the language spoken first, then those of the other (people mix), except for
words that mean something else there: "mon" is Monday in English and "my" in French. A longer word that is not known is repaired to
the nearest time word, if it is near enough and is not an everyday word itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from bot.reminders.everyday import EVERYDAY
from bot.reminders.lexicon import (
    DAYS,
    EVERY,
    LINKING,
    MONTHS,
    MORE_ORDINALS,
    NUMBERS,
    OFTEN,
    ORDINALS,
    OWN,
    PARTS,
    ROUGH,
    SHORT_WEEKDAYS,
    SLANG,
    TENS,
    UNITS,
    WEEKDAYS,
)

Language = Literal["en", "fr"]


Kind = Literal["number", "ordinal", "weekday", "weekdays", "month", "unit", "part", "day", "every", "often"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning: `short` words ("sun", "mar") count only where the words around them speak of time."""

    kind: Kind
    value: int | str
    short: bool = False


def _spread(language: Language) -> dict[str, list[Sense]]:
    senses: dict[str, list[Sense]] = {}

    def add(words: str, kind: Kind, value: int | str, short: bool = False) -> None:
        for word in words.replace(",", " ").split():
            senses.setdefault(word, []).append(Sense(kind, value, short))

    for value, word in enumerate(NUMBERS[language].split()):
        add(word, "number", value)
    for word, value in TENS[language].items():
        add(word, "number", value)
    for value, word in enumerate(ORDINALS[language].split(), 1):
        add(word, "ordinal", value)
    for word, value in MORE_ORDINALS[language].items():
        add(word, "ordinal", value)
    for value, word in enumerate(WEEKDAYS[language].split()):
        add(word, "weekday", value)
        add(word + "s", "weekdays", value)
    for value, word in enumerate(SHORT_WEEKDAYS[language].split()):
        add(word, "weekday", value, short=True)
    for value, word in enumerate(MONTHS[language].split(), 1):
        add(word, "month", value)
    tables: tuple[tuple[Kind, dict[str, str]], ...] = (
        ("unit", UNITS[language]),
        ("part", PARTS[language]),
        ("day", DAYS[language]),
        ("often", OFTEN[language]),
    )
    for kind, table in tables:
        for name, words in table.items():
            add(words, kind, name)
    add(EVERY[language], "every", "every")
    return senses


@cache
def of_language(language: Language) -> frozenset[str]:
    """The words of time that belong to `language` itself: days, months, parts of the day, "every"."""
    kinds = {"weekday", "weekdays", "month", "day", "part", "every", "often"}
    return frozenset(word for word, senses in _spread(language).items() if any(sense.kind in kinds for sense in senses))


@cache
def vocabulary(language: Language) -> dict[str, list[Sense]]:
    """Every word known to a speaker of `language`, the harmless ones of the other language included."""
    own = _spread(language)
    other: Language = "fr" if language == "en" else "en"
    borrowed = {word: senses for word, senses in _spread(other).items() if word not in own and word not in OWN[other]}
    return own | borrowed


@cache
def _repairable(language: Language) -> tuple[str, ...]:
    found = {
        word
        for word, senses in vocabulary(language).items()
        if len(word) >= (5 if senses[0].kind in {"number", "ordinal"} else 4)
        and word.isalpha()
        and word not in ROUGH
        and not senses[0].short
    }
    return tuple(sorted(found | LINKING[language]))


def lookup(word: str, language: Language) -> tuple[Sense, ...]:
    """The meanings of a folded word, after repair where it is none of ours: ("teusday" is Tuesday)."""
    return tuple(vocabulary(language).get(mended(word, language), ()))


def mended(word: str, language: Language) -> str:
    """The word itself, or the word about time that it misspells."""
    word = SLANG[language].get(word, word)
    if word in vocabulary(language) or word in LINKING[language]:
        return word
    return repair(word, language) or word


@lru_cache(maxsize=4096)
def repair(word: str, language: Language) -> str | None:
    """The word of time that a misspelt `word` most likely is; None where none is near, two are equally near, or it is an everyday word."""
    if not 4 <= len(word) <= 16 or word in EVERYDAY or not word.isalpha():
        return None
    best: list[str] = []
    least = 3
    for known in _repairable(language):
        allowed = 2 if len(known) >= 8 else 1
        if abs(len(known) - len(word)) > allowed or not _same_start(word, known):
            continue
        distance = OSA.distance(word, known, score_cutoff=allowed)
        if distance <= allowed and distance <= least:
            best = [known] if distance < least else [*best, known]
            least = distance
    # "lundii" may be one Monday or all of them: the ending decides.
    best = [known for known in best if known.endswith("s") == word.endswith("s")] or best
    senses = {tuple(vocabulary(language).get(known, (known,))) for known in best}
    return best[0] if len(senses) == 1 else None


@lru_cache(maxsize=512)
def unit_near(word: str, language: Language) -> str | None:
    """The unit of time that `word` misspells, everyday words included; None where it is none or already something else."""
    if word == "moi":
        return "month"
    if not 4 <= len(word) <= 10 or word in vocabulary(language):
        return None
    units = {
        known: str(sense.value)
        for known, senses in vocabulary(language).items()
        for sense in senses
        if sense.kind == "unit"
    }
    near = {
        value
        for known, value in units.items()
        if len(known) >= 4 and _same_start(word, known) and OSA.distance(word, known) == 1
    }
    return near.pop() if len(near) == 1 else None


def _same_start(word: str, known: str) -> bool:
    """People rarely get the first letter wrong, but may lose it or swap it with the second."""
    return word[0] == known[0] or word[0] == known[1]
