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

Language = Literal["en", "fr"]
Kind = Literal["number", "ordinal", "weekday", "weekdays", "month", "unit", "part", "day", "every", "often"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning: `short` words ("sun", "mar") count only where the words around them speak of time."""

    kind: Kind
    value: int | str
    short: bool = False


_NUMBERS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty",
    "fr": "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
}
_TENS = {
    "en": {"thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "ninety": 90},
    "fr": {"une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
}
_ORDINALS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth",
    "fr": "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme",
}
_MORE_ORDINALS = {
    "en": {"thirtieth": 30, "last": -1},
    "fr": {
        "premiere": 1,
        "premiers": 1,
        "premieres": 1,
        "second": 2,
        "seconde": 2,
        "dernier": -1,
        "derniere": -1,
        "derniers": -1, "deuxiemes": 2, "seconds": 2, "troisiemes": 3, "quatriemes": 4,
    },
}
_WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
# Short names: the bare ones need company; a French "mar" before a number is more often a Tuesday's than a month's.
_SHORT_WEEKDAYS = {
    "en": "mon tue,tues,tus wed,weds thu,thur,thurs fri sat sun",
    "fr": "lun mar mer jeu ven,vend sam dim",
}
_MONTHS = {
    "en": "january,jan february,feb,febr march,mar april,apr may june,jun july,jul august,aug september,sept,sep october,oct "
    "november,nov december,dec",
    "fr": "janvier,janv,jan fevrier,fevr,fev mars avril,avr mai juin juillet,juil,juill aout,aou septembre,sept octobre,oct "
    "novembre,nov decembre,dec",
}
_UNITS = {
    "en": {
        "minute": "minute minutes min mins mn minuts",
        "hour": "hour hours hr hrs h",
        "day": "day days d",
        "week": "week weeks wk wks w",
        "fortnight": "fortnight fortnights",
        "month": "month months mth mths mo mos",
        "quarter": "quarter quarters",
        "year": "year years yr yrs",
        "workday": "weekday weekdays workday workdays",
        "weekend": "weekend weekends wkend",
        "second": "secs sec seconds",
    },
    "fr": {
        "minute": "minute minutes min mins mn",
        "hour": "heure heures h hr hrs",
        "day": "jour jours journee j jrs",
        "week": "semaine semaines sem sems",
        "month": "mois",
        "quarter": "trimestre trimestres",
        "semester": "semestre semestres",
        "year": "an ans annee annees",
        "weekend": "weekend weekends",
        "second": "secondes sec",
    },
}
_PARTS = {
    "en": {
        "morning": "morning mornings morn",
        "noon": "noon midday lunchtime",
        "afternoon": "afternoon afternoons",
        "evening": "evening evenings eve",
        "night": "night nights nite",
        "tonight": "tonight tonite 2nite tnight",
        "midnight": "midnight",
    },
    "fr": {
        "morning": "matin matins matinee mat",
        "noon": "midi",
        "afternoon": "aprem aprems",
        "evening": "soir soirs soiree",
        "night": "nuit nuits",
        "midnight": "minuit",
    },
}
_DAYS = {
    "en": {
        "today": "today 2day tdy",
        "tomorrow": "tomorrow tmrw tmr tmw tmrrw tomorro 2moro 2morrow 2mrw 2morro 2mro tomo tommorow",
        "yesterday": "yesterday",
        "overmorrow": "overmorrow dayaftertomorrow",
    },
    "fr": {"today": "aujourdhui ajd auj aujourdui", "tomorrow": "demain dem1 2main dmain", "yesterday": "hier", "overmorrow": "apresdemain surlendemain"},
}
_EVERY = {"en": "every each evry evey ervery evrey", "fr": "chaque chq chak chaques"}
_OFTEN = {
    "en": {
        "day": "daily everyday",
        "night": "nightly",
        "week": "weekly",
        "fortnight": "fortnightly",
        "month": "monthly",
        "quarter": "quarterly",
        "year": "yearly annually",
        "hour": "hourly",
    },
    "fr": {
        "day": "quotidiennement quotidien",
        "week": "hebdomadairement hebdomadaire hebdo",
        "month": "mensuellement mensuel",
        "year": "annuellement",
    },
}
# Words of time in one language that are something else in the other: never taken from there.
_OWN = {
    "en": frozenset(
        [
            "mon",
            "sun",
            "sat",
            "wed",
            "may",
            "march",
            "mar",
            "eve",
            "first",
            "second",
            "last",
            "each",
            "d",
            "w",
            "mo",
            "min",
            "one",
            "six",
            "ten",
            "fri",
            "night",
        ]
    ),
    "fr": frozenset(
        [
            "mer",
            "jeu",
            "ven",
            "sam",
            "dim",
            "lun",
            "mar",
            "sept",
            "mars",
            "six",
            "dix",
            "onze",
            "mai",
            "un",
            "une",
            "an",
            "ans",
            "j",
            "sem",
            "second",
            "seconde",
            "dernier",
            "premier",
            "minute",
            "minutes",
        ]
    ),
}


def _spread(language: Language) -> dict[str, list[Sense]]:
    senses: dict[str, list[Sense]] = {}

    def add(words: str, kind: Kind, value: int | str, short: bool = False) -> None:
        for word in words.replace(",", " ").split():
            senses.setdefault(word, []).append(Sense(kind, value, short))

    for value, word in enumerate(_NUMBERS[language].split()):
        add(word, "number", value)
    for word, value in _TENS[language].items():
        add(word, "number", value)
    for value, word in enumerate(_ORDINALS[language].split(), 1):
        add(word, "ordinal", value)
    for word, value in _MORE_ORDINALS[language].items():
        add(word, "ordinal", value)
    for value, word in enumerate(_WEEKDAYS[language].split()):
        add(word, "weekday", value)
        add(word + "s", "weekdays", value)
    for value, word in enumerate(_SHORT_WEEKDAYS[language].split()):
        add(word, "weekday", value, short=True)
    for value, word in enumerate(_MONTHS[language].split(), 1):
        add(word, "month", value)
    tables: tuple[tuple[Kind, dict[str, str]], ...] = (
        ("unit", _UNITS[language]),
        ("part", _PARTS[language]),
        ("day", _DAYS[language]),
        ("often", _OFTEN[language]),
    )
    for kind, table in tables:
        for name, words in table.items():
            add(words, kind, name)
    add(_EVERY[language], "every", "every")
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
    borrowed = {word: senses for word, senses in _spread(other).items() if word not in own and word not in _OWN[other]}
    return own | borrowed


# Abbreviations and slips that the tables already name: nothing is repaired to these.
_ROUGH = frozenset(
    [
        "minuts",
        "mins",
        "secs",
        "sems",
        "mths",
        "morn",
        "nite",
        "eve",
        "wkend",
        "tnight",
        "tonite",
        "aprem",
        "aprems",
        "evey",
        "ervery",
        "evrey",
        "evry",
        "chak",
        "chaques",
        "tomo",
        "tomorro",
        "tommorow",
        "dmain",
        "tmrrw",
        "aujourdui",
        "fevr",
        "febr",
        "janv",
        "juil",
        "sept",
        "vend",
        "tues",
        "thur",
        "thurs",
        "weds",
        "hier",
        "auj",
    ]
)


@cache
def _repairable(language: Language) -> tuple[str, ...]:
    kinds = {"weekday", "month", "unit", "part", "day", "every", "often"}
    return tuple(
        word
        for word, senses in vocabulary(language).items()
        if len(word) >= 4
        and word.isalpha()
        and word not in _ROUGH
        and any(sense.kind in kinds and not sense.short for sense in senses)
    )


def lookup(word: str, language: Language) -> tuple[Sense, ...]:
    """The meanings of a folded word, after repair where it is none of ours: ("teusday" is Tuesday)."""
    known = vocabulary(language)
    if word in known:
        return tuple(known[word])
    repaired = repair(word, language)
    return tuple(known[repaired]) if repaired else ()


def repair(word: str, language: Language) -> str | None:
    """The word of time that a misspelt `word` most likely is; None where none is near, two are equally near, or it is an everyday word."""
    if not 4 <= len(word) <= 14 or word in EVERYDAY or not word.isalpha():
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
    senses = {tuple(vocabulary(language)[known]) for known in best}
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
