"""Time zones as the `tzdata` package has them.

`zoneinfo.ZoneInfo(name)` looks into the machine's own directories first, and those may be years old. A stale rule moves an exam by an
hour, so every zone of this project is read from the package.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo


class UnknownZone(ValueError):
    """The name is not an IANA zone of the installed `tzdata`."""


@cache
def names() -> frozenset[str]:
    """All IANA names that the package knows, aliases included ("America/Toronto", "US/Eastern")."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


@cache
def load(name: str) -> ZoneInfo:
    """The zone `name`. Raises `UnknownZone` for any other text (paths included)."""
    if name not in names():
        raise UnknownZone(f"unknown time zone: {name[:60]!r}")
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def at_wall(wall: datetime, zone: str) -> datetime:
    """The moment (aware, in `zone`) at which clocks there show the naive time `wall`.

    A time that a change of clocks skips moves forward by the gap (02:45 becomes 03:45); one that comes twice is the first.
    """
    # fold=0 reads a skipped time with the offset before the change: going through UTC lands just one gap later.
    return to_zone(wall.replace(tzinfo=load(zone), fold=0), zone)


def to_zone(moment: datetime, zone: str) -> datetime:
    """The aware `moment` as clocks in `zone` show it. Goes through UTC, so the result always exists."""
    return to_utc(moment).astimezone(load(zone))


def to_utc(moment: datetime) -> datetime:
    """The aware `moment` in UTC. Compare moments like this: Python compares two times of one zone by wall time alone."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("a time without an offset cannot be placed")
    return moment.astimezone(UTC)
