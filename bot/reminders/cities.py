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


@dataclass(frozen=True, slots=True)
class City:
    """`country` is an ISO 3166 code, `region` that of a province or state (Canada and the US only), `zone` an IANA name."""

    name: str
    country: str
    region: str
    zone: str
    latitude: float
    longitude: float


def find(text: str, country: str | None = None) -> list[City]:
    """The cities that `text` may mean, likeliest first, at most five; several of one zone count once. Empty: none is near.

    A region or country said behind a comma ("London, ON", "Paris, FR") or `country` decides between namesakes.
    """
    said, _, rest = text.partition(",")
    name, rest = plain(said), plain(rest).upper()
    if len(name) < 2:
        return []
    lines = _lines()
    exact = [line for line in lines if name in line[6].split("|")]
    if not exact:
        exact = _alike(name, lines)
    cities = [_city(line) for line in exact]
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


def plain(text: str) -> str:
    """A name as the table spells it: lower case, no accents, no signs."""
    return " ".join(_SIGNS.sub(" ", fold(text).replace("'", "").replace("’", "").replace(".", "")).split())


def nearest(latitude: float, longitude: float) -> City | None:
    """The nearest city of the table; None in the middle of an ocean."""
    best, distance = None, _FAR_KM
    for line in _lines():
        there = _kilometres(latitude, longitude, float(line[4]), float(line[5]))
        if there < distance and line[3] in zone_names():
            best, distance = line, there
    return _city(best) if best is not None else None


def _alike(name: str, lines: list[list[str]]) -> list[list[str]]:
    """The lines with a name that is spelt nearly so, nearest first."""
    spelt: dict[str, int] = {}
    for index, line in enumerate(lines):
        for other in line[6].split("|"):
            spelt.setdefault(other, index)
    found = process.extract(name, list(spelt), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=12)
    # Among names that are alike the larger city is meant more often.
    ranked = sorted(found, key=lambda hit: (-round(hit[1] / 6), spelt[hit[0]]))
    return [lines[index] for index in dict.fromkeys(spelt[hit[0]] for hit in ranked)]


def _lines() -> list[list[str]]:
    data = files("bot.reminders").joinpath("data", "cities.tsv.gz").read_bytes()
    return list(_split(gzip.decompress(data).decode()))


def _split(text: str) -> Iterator[list[str]]:
    for line in text.split("\n"):
        yield line.split("\t")


def _city(line: list[str]) -> City:
    return City(line[0], line[1], line[2], line[3], float(line[4]), float(line[5]))


def _kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The way over the globe between two places (haversine)."""
    half = sin(radians(other_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, half)))
