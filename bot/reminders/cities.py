"""Cities and their time zones: a person names theirs in any spelling, or shares where they are.

The table is made by `bench/cities.py`. It is read when it is needed and let go again: a zone is asked for once a person, and the table
would hold 30 MB for the rest of the time. Both functions take about a tenth of a second: call them off the event loop.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from rapidfuzz import fuzz, process

from bot.reminders.tokens import fold
from bot.reminders.zones import names as zone_names

# Below this likeness two names are two cities.
_ALIKE = 82
_MOST = 5
_SIGNS = re.compile(r"[^\w ]|_")
_EARTH_KM = 6371.0
# Farther from any city than this, the nearest one tells nothing about the clock.
_FAR_KM = 400.0
# So many cities have some 200,000 people or more: a namesake among them may be meant as well.
_LARGE = 3000
# Canadian ones are looked at down to some 50,000: people here are on their way to Canada.
_LARGE_HERE = 10_000


@dataclass(frozen=True, slots=True)
class City:
    """`country` is an ISO 3166 code, `region` that of a province or state (Canada and the US only), `zone` an IANA name.

    `rank` is its place among the cities of the world by population, 0 for the largest.
    """

    name: str
    country: str
    region: str
    zone: str
    latitude: float
    longitude: float
    rank: int


def find(text: str, country: str | None = None) -> list[City]:
    """The cities that `text` may mean, likeliest first, at most five; several of one zone count once. Empty: none is near.

    A region or country said behind a comma ("London, ON", "Paris, FR") or `country` decides between namesakes.
    """
    said, _, rest = text.partition(",")
    name, rest = plain(said), plain(rest).upper()
    if len(name) < 2:
        return []
    lines = _lines()
    exact = [rank for rank, line in enumerate(lines) if name in line[6].split("|")]
    cities = [_city(lines[rank], rank) for rank in exact or _alike(name, lines)]
    # The table stands by population, and sorting keeps that order among equals.
    cities.sort(
        key=lambda city: (
            bool(rest) and rest not in (city.country, city.region),
            bool(country) and city.country != country,
        )
    )
    by_zone: dict[tuple[str, str], City] = {}
    for city in cities:
        if city.zone in zone_names():
            by_zone.setdefault((city.name, city.zone), city)
    return list(by_zone.values())[:_MOST]


def meant(text: str, found: list[City]) -> City | None:
    """The one city of `found` that the text surely means; None where a person has to be asked.

    The name has to be spelt as the city's; a small namesake elsewhere ("Lagos" in Portugal, "Paris" in Texas) raises no question.
    """
    said, _, rest = text.partition(",")
    if not found or plain(said) not in {plain(city.name) for city in found}:
        return None
    where = plain(rest).upper()
    told = bool(where) and where in (found[0].country, found[0].region)
    # A region or country that was said leaves those that it does not name out.
    rivals = [
        city
        for city in found[1:]
        if city.zone != found[0].zone and not (told and where not in (city.country, city.region))
    ]
    small = all(city.rank >= (_LARGE_HERE if city.country == "CA" else _LARGE) for city in rivals)
    return found[0] if not rivals or (found[0].rank < _LARGE and small) else None


def plain(text: str) -> str:
    """A name as the table spells it: lower case, no accents, no signs."""
    return " ".join(_SIGNS.sub(" ", fold(text).replace("'", "").replace("’", "").replace(".", "")).split())


def nearest(latitude: float, longitude: float) -> City | None:
    """The nearest city of the table; None in the middle of an ocean."""
    best, distance = None, _FAR_KM
    for rank, line in enumerate(_lines()):
        there = _kilometres(latitude, longitude, float(line[4]), float(line[5]))
        if there < distance and line[3] in zone_names():
            best, distance = _city(line, rank), there
    return best


def _alike(name: str, lines: list[list[str]]) -> list[int]:
    """The ranks of cities with a name that is spelt nearly so, nearest first."""
    spelt: dict[str, int] = {}
    for index, line in enumerate(lines):
        for other in line[6].split("|"):
            spelt.setdefault(other, index)
    found = process.extract(name, list(spelt), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=12)
    # Among names that are alike the larger city is meant more often.
    ranked = sorted(found, key=lambda hit: (-round(hit[1] / 6), spelt[hit[0]]))
    return list(dict.fromkeys(spelt[hit[0]] for hit in ranked))


def _lines() -> list[list[str]]:
    data = files("bot.reminders").joinpath("data", "cities.tsv.gz").read_bytes()
    return list(_split(gzip.decompress(data).decode()))


def _split(text: str) -> Iterator[list[str]]:
    for line in text.split("\n"):
        yield line.split("\t")


def _city(line: list[str], rank: int) -> City:
    return City(line[0], line[1], line[2], line[3], float(line[4]), float(line[5]), rank)


def _kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The way over the globe between two places (haversine)."""
    half = sin(radians(other_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, half)))
