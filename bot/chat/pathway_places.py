"""Countries and provinces: their names, and what somebody meant who typed one in any spelling."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from babel import Locale
from rapidfuzz import fuzz, process

from bot.chat.texts import LANGUAGES, Texts
from bot.knowledge.condition import PROVINCES

#: Countries whose schools many who ask come from: shown as buttons, ten a page. An editor's `options` in pathway.yaml go first.
LIKELY = tuple("NG IN PK EG IR BD IE GB US GD AU PH LK SA SD IQ LB SY UA PL KN HU RO CN FR MX CO BR GH ZA".split())  # noqa: SIM905

#: Where a province has the code of a country, the country lived in gets a code that ISO 3166 leaves to its users.
_ABROAD = {"NL": "XN", "PE": "XP", "SK": "XS", "NU": "XU", "YT": "XY"}
_HOME = {code: country for country, code in _ABROAD.items()}

# Names in common use that the CLDR's English and French lists do not have.
_ALSO = {
    "GB": ("uk", "u k", "england", "scotland", "wales", "britain", "great britain", "angleterre", "ecosse"),
    "US": ("usa", "u s a", "america", "united states of america", "etats unis d amerique"),
    "AE": ("uae", "emirates"),
    "SA": ("ksa",),
    "CI": ("ivory coast",),
    "CD": ("drc", "rdc", "dr congo", "democratic republic of congo"),
    "CZ": ("czech republic",),
    "TR": ("turkey",),
    "NL": ("holland", "hollande"),
    "PS": ("palestine",),
    "HK": ("hong kong",),
    "MM": ("burma", "birmanie", "myanmar"),
    "CV": ("cape verde",),
    "SZ": ("swaziland",),
    "MK": ("macedonia",),
    "SX": ("saint martin", "sint maarten"),
    "TT": ("trinidad",),
    "KN": ("st kitts",),
    "AG": ("antigua",),
}

# Words around a name that are no part of it.
_AROUND = " i am in from at of the my is it was studied live country republic je suis de du la le les en au aux pays "

NEAR = 75
SURE = 88
APART = 8
MOST_WORDS = 4


@dataclass(frozen=True)
class Meant:
    """What a text may mean: one code where it is clear, several to choose from, none where it is no place."""

    codes: tuple[str, ...]

    @property
    def clear(self) -> bool:
        return len(self.codes) == 1


def abroad(country: str) -> str:
    """The code under which a profile keeps a country that somebody lives in."""
    return _ABROAD.get(country, country)


def place_name(code: str, language: str, texts: Texts, *, province: bool) -> str:
    """The name of a country, or (with `province`) of a province or country."""
    if province and code in PROVINCES:
        return texts.plain(f"province-{code.lower()}", language)
    return _territories(language).get(_HOME.get(code, code), code)


@cache
def _territories(language: str) -> dict[str, str]:
    names: dict[str, str] = dict(Locale.parse(language).territories)
    # XA and XB are test languages, EU, EZ, UN and QO are no countries.
    left_out = {"XA", "XB", "EU", "EZ", "UN", "QO", "ZZ"}
    return {code: name for code, name in names.items() if len(code) == 2 and code not in left_out}


def plain(text: str) -> str:
    """Lower case, no accents, no punctuation, no "and": `Côte d’Ivoire` as `cote d ivoire`."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    bare = re.sub(r"[^a-z0-9 ]+", " ", bare)
    return " ".join("st" if word == "saint" else word for word in bare.split() if word not in ("and", "et"))


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    """Every spelling with the code of its country."""
    found: dict[tuple[str, str], None] = {}
    for language in LANGUAGES:
        for code, name in _territories(language).items():
            found[plain(name), code] = None
            found[plain(re.sub(r"\(.*?\)", "", name)), code] = None
    for code, names in _ALSO.items():
        for name in names:
            found[plain(name), code] = None
    return tuple(pair for pair in found if pair[0])


def _provinces(texts: Texts) -> list[tuple[str, str]]:
    named = [
        (plain(texts.plain(f"province-{code.lower()}", language)), code) for code in PROVINCES for language in LANGUAGES
    ]
    longer = [("newfoundland labrador", "NL"), ("northwest territories", "NT"), ("pei", "PE")]
    return [*named, *longer, *((code.lower(), code) for code in PROVINCES)]


def meant(text: str, texts: Texts, *, province: bool) -> Meant:
    """Which country (with `province`: province or country lived in) a text names. Sentences that say more name none."""
    spellings = [(name, abroad(code) if province else code) for name, code in _spellings()]
    if province:
        spellings = _provinces(texts) + spellings
    said = plain(text)
    exact = tuple(dict.fromkeys(code for name, code in spellings if name == said))
    if exact:
        return Meant(exact[:1])
    words = [word for word in said.split() if f" {word} " not in _AROUND]
    if not words or len(words) > MOST_WORDS or "?" in text or len("".join(words)) < 4:
        return Meant(())
    return _near(" ".join(words), spellings)


def _near(said: str, spellings: list[tuple[str, str]]) -> Meant:
    scores: dict[str, float] = {}
    for _, score, index in process.extract(
        said, [name for name, _ in spellings], scorer=fuzz.ratio, score_cutoff=NEAR, limit=12
    ):
        code = spellings[index][1]
        scores[code] = max(scores.get(code, 0), score)
    for name, code in spellings:
        # "Korea" and "Congo" are a part of more than one name.
        if set(said.split()) <= set(name.split()):
            scores[code] = max(scores.get(code, 0), SURE)
    ranked = sorted(scores, key=lambda code: -scores[code])
    if not ranked:
        return Meant(())
    clear = scores[ranked[0]] >= SURE and (len(ranked) == 1 or scores[ranked[0]] - scores[ranked[1]] >= APART)
    return Meant(tuple(ranked[:1] if clear else ranked[:4]))
