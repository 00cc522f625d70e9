"""Rules of repetition, in wall time.

A rule is the value of an RFC 5545 RRULE and its first time on the clock of a zone (DTSTART). UNTIL is wall time too (no "Z"), and
inclusive. What the words of people need beyond plain rules:

- "the 31st" is `BYMONTHDAY=-1`, the last day of every month; the 29th and 30th, which February lacks, are
  `BYMONTHDAY=28,29;BYSETPOS=-1` and `BYMONTHDAY=28,29,30;BYSETPOS=-1`: the latest of these days that the month has;
- 29 February every year is `BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1`, the 28th in other years;
- rules from a day upwards keep the wall time across changes of clocks (see `zones.at_wall`);
- HOURLY and MINUTELY count time that passes, so a change of clocks neither skips nor doubles one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from math import floor

from dateutil.rrule import rrulestr

from bot.reminders.zones import at_wall, to_utc, to_zone

_PASSING = {"HOURLY": timedelta(hours=1), "MINUTELY": timedelta(minutes=1)}
# dateutil never ends a rule by itself before the year 9999, where wall times can no longer be moved into UTC.
_LAST_YEAR = 9990


@dataclass(frozen=True, slots=True)
class Rule:
    """`rrule` (RFC 5545 value), `start` (naive wall time, an occurrence of the rule), `zone` (IANA name)."""

    rrule: str
    start: datetime
    zone: str

    def __post_init__(self) -> None:
        if self.start.tzinfo is not None:
            raise ValueError("a rule starts at a wall time, without an offset")

    def after(self, moment: datetime) -> Iterator[datetime]:
        """The occurrences strictly after the aware `moment`, in order, aware, in the zone of the rule."""
        parts = self.parts()
        found = self._passing(moment, parts) if parts["FREQ"] in _PASSING else self._by_wall(moment)
        return found

    def next_after(self, moment: datetime) -> datetime | None:
        """The first occurrence strictly after `moment`; None where the rule has ended."""
        return next(self.after(moment), None)

    def first(self, count: int, moment: datetime) -> tuple[datetime, ...]:
        """Up to `count` occurrences strictly after `moment`."""
        return tuple(islice(self.after(moment), count))

    def parts(self) -> dict[str, str]:
        """The rule by name: `{"FREQ": "WEEKLY", "BYDAY": "MO,TH"}`."""
        return dict(part.split("=", 1) for part in self.rrule.split(";"))

    def _by_wall(self, moment: datetime) -> Iterator[datetime]:
        edge = to_utc(moment)
        # Two days of slack: a wall time can lie a day before its neighbours where a zone moved over the date line.
        shown = to_zone(moment, self.zone).replace(tzinfo=None) - timedelta(days=2)
        for wall in rrulestr(self.rrule, dtstart=self.start).xafter(shown, inc=True):
            if wall.year > _LAST_YEAR:
                return
            at = at_wall(wall, self.zone)
            # A skipped hour may land on the next occurrence of the rule: one of the two is enough.
            if to_utc(at) > edge:
                edge = to_utc(at)
                yield at

    def _passing(self, moment: datetime, parts: dict[str, str]) -> Iterator[datetime]:
        step = _PASSING[parts["FREQ"]] * int(parts.get("INTERVAL", "1"))
        start = to_utc(at_wall(self.start, self.zone))
        number = max(0, floor((to_utc(moment) - start) / step) + 1)
        until = datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%S") if "UNTIL" in parts else None
        while "COUNT" not in parts or number < int(parts["COUNT"]):
            at = to_zone(start + number * step, self.zone)
            if at.year > _LAST_YEAR or (until is not None and at.replace(tzinfo=None) > until):
                return
            yield at
            number += 1


def month_days(days: tuple[int, ...]) -> str:
    """The RRULE parts for days of the month (1 to 31, or -1 for the last): what a month lacks is its last day.

    Of the days above the 28th two cannot share one rule, unless the higher is the last: `ValueError`.
    """
    late = [day for day in days if day > 28]
    if not late:
        return "BYMONTHDAY=" + ",".join(str(day) for day in sorted(days, key=lambda day: (day < 0, day)))
    if late == [31]:
        return month_days(tuple(sorted({-1 if day == 31 else day for day in days})))
    early = sorted(day for day in set(days) if 0 < day < 28)
    if len(late) > 1 or len(early) != len(days) - 1:
        raise ValueError("two days after the 28th need a rule of their own")
    # The early ones are the first so many of the set, the late one is the last that the month has.
    positions = ",".join(str(place) for place in (*range(1, len(early) + 1), -1))
    return "BYMONTHDAY=" + ",".join(str(day) for day in (*early, *range(28, late[0] + 1))) + f";BYSETPOS={positions}"


def year_day(month: int, day: int) -> str:
    """The RRULE parts for a day of the year; 29 February is the 28th where the year has no other."""
    if (month, day) == (2, 29):
        return "BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"
    return f"BYMONTH={month};BYMONTHDAY={day}"


def until_moment(last: datetime) -> str:
    """The RRULE part that ends a rule with the wall time `last`, that minute included."""
    return f"UNTIL={last:%Y%m%dT%H%M%S}"


def until(last: date) -> str:
    """The RRULE part that ends a rule with the day `last`, that day included."""
    return f"UNTIL={last:%Y%m%d}T235959"
