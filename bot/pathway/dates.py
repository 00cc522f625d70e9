"""The dates of a match year: what the calendar holds, else the pattern of earlier years, said to be an estimate."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Literal

from dateutil.relativedelta import relativedelta

from bot.knowledge.pathway_file import DateRule, Rules
from bot.knowledge.texts import say

Kind = Literal["official", "estimated"]

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_ORDER = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_NTH = re.compile(r"^(first|second|third|fourth|last) (\w+) of (\w+)$")
_DAY = re.compile(r"^(\w+) (\d{1,2})$")


@dataclass(frozen=True, slots=True)
class Span:
    """A dated thing: `start` and `end` are the same for one day. `basis` says from what it is estimated.

    `apply_by`: the last day to apply for it. `event`: the calendar event it is taken from, which people can follow.
    """

    key: str
    title: str
    start: dt.date
    end: dt.date
    kind: Kind
    basis: str | None
    apply_by: dt.date
    event: str | None

    @property
    def is_window(self) -> bool:
        """Whether it lasts longer than a day."""
        return self.end > self.start


def day_in(words: str, year: int) -> dt.date:
    """`last Thursday of November`, `August 7` in that year. Raises `ValueError` where the words are neither."""
    text = words.strip().lower()
    found = _NTH.match(text)
    if found and found[2] in _DAYS and found[3] in _MONTHS:
        weeks = calendar.Calendar().monthdatescalendar(year, _MONTHS[found[3]])
        days = [week[_DAYS[found[2]]] for week in weeks if week[_DAYS[found[2]]].month == _MONTHS[found[3]]]
        return days[_ORDER[found[1]]]
    found = _DAY.match(text)
    if found and found[1] in _MONTHS:
        return dt.date(year, _MONTHS[found[1]], int(found[2]))
    raise ValueError(f"{words!r} is no day of a year: write 'August 7' or 'last Thursday of November'")


def event_id(rule: DateRule, match: int) -> str | None:
    """The calendar id that holds the date of match year `match`."""
    year = match - rule.years_before
    if rule.event is None:
        return None
    return rule.event.replace("{match}", str(match)).replace("{year}", str(year)).replace("{year+1}", str(year + 1))


def span(rules: Rules, key: str, match: int, language: str = "en") -> Span:
    """The date `key` for match year `match`. Raises `KeyError` where the pathway has no such date."""
    rule = rules.pathway.date(key)
    event = rules.calendar.get(event_id(rule, match) or "")
    kind: Kind
    if event is not None:
        start, end, kind, basis = event.start, event.last, event.kind, event.basis
        if basis is not None and rule.basis is not None and language != "en":
            basis = rule.basis.get(language, basis)
    else:
        year = match - rule.years_before
        start = day_in(rule.on or rule.opens or "", year)
        end = day_in(rule.on or rule.closes or "", year)
        kind = "official" if rule.official else "estimated"
        basis = say(rule.basis, language) if rule.basis else None
    apply_by = end - dt.timedelta(weeks=rule.apply_by_weeks)
    return Span(key, say(rule.title, language), start, end, kind, basis, apply_by, event.id if event else None)


def spoken(found: Span, rules: Rules, language: str) -> Span:
    """The same date, said in `language`."""
    rule = rules.pathway.date(found.key)
    basis = rule.basis.get(language, found.basis) if rule.basis and language != "en" and found.basis else found.basis
    return replace(found, title=say(rule.title, language), basis=basis)


def application(session: Span, rules: Rules, language: str) -> Span | None:
    """When to apply for an exam session; None where the file knows no such window."""
    key = f"{session.key}-apply"
    if all(rule.id != key for rule in rules.pathway.dates):
        return None
    match = session.start.year + rules.pathway.date(session.key).years_before
    return span(rules, key, match, language)


def months_before(day: dt.date, months: float) -> dt.date:
    """`day` less so many months; half a month counts 15 days."""
    whole = int(months)
    return day - relativedelta(months=whole) - dt.timedelta(days=round((months - whole) * 30))


def months_after(day: dt.date, months: int) -> dt.date:
    """`day` plus so many months."""
    return day + relativedelta(months=months)
