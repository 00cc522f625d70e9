"""From a day as it was said to the dates it can mean, seen from today."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.reminders.dates import in_calendar
from bot.reminders.pieces import Amount, Calendar, InWeek, Loose, MonthDay, Nth, Relative, Spec, Weekday

Still = Callable[[date], bool]


def dates(spec: Spec, today: date, still: Still) -> tuple[date, ...]:
    """The dates that `spec` can mean, earliest first; none where they are past or do not exist.

    `still` says whether the time meant on a date is yet to come: a date without a year moves on to the next that is.
    """
    if isinstance(spec, Relative):
        found = [today + timedelta(days=spec.days)]
    elif isinstance(spec, Weekday):
        found = list(_weekday(spec, today))
    elif isinstance(spec, Calendar):
        found = [day for reading in spec.readings for day in _calendar(reading, spec.weekday, today, still)]
    elif isinstance(spec, MonthDay):
        found = list(_month_day(spec, today, still))
    elif isinstance(spec, Nth):
        found = list(_nth(spec, today, still))
    elif isinstance(spec, InWeek):
        found = list(_in_week(spec, today, still))
    else:
        found = list(_loose(spec, today))
    return tuple(sorted({day for day in found if still(day)}))


def add(day: date, amount: Amount) -> date:
    """`day` moved by the months, then the days of `amount`; the last day of the month where the month is too short.

    Raises `OverflowError` beyond the years 1 to 9998.
    """
    month = day.month - 1 + amount.months
    year = day.year + month // 12
    if not 1 <= year <= 9998:
        raise OverflowError("no such year")
    moved = date(year, month % 12 + 1, min(day.day, monthrange(year, month % 12 + 1)[1]))
    return moved + timedelta(days=amount.days)


def last_of_month(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _months_on(today: date, months: int) -> date:
    return add(today.replace(day=1), Amount(months=months))


def _weekday(spec: Weekday, today: date) -> Iterator[date]:
    monday = today - timedelta(days=today.weekday())
    if spec.which == "week":
        yield monday + timedelta(days=7 * spec.weeks + spec.day)
        return
    coming = today + timedelta(days=(spec.day - today.weekday() - 1) % 7 + 1 + 7 * spec.weeks)
    yield coming
    # "Next friday" said while this week's is still to come: some mean that one, some the one after.
    if spec.which == "next" and spec.day > today.weekday():
        yield coming + timedelta(days=7)


def _calendar(reading: tuple[int | None, int, int], weekday: int | None, today: date, still: Still) -> Iterator[date]:
    year, month, day = reading
    years = [year] if year is not None else range(today.year, today.year + 9)
    for candidate in years:
        if in_calendar(candidate, month, day) and still(found := date(candidate, month, day)):
            yield found
            if weekday is not None and found.weekday() != weekday:
                # "Friday 8 May" where the 8th is a Saturday: one of the two is wrong, only the person knows which.
                yield _nearest(found, weekday)
            return


def _nearest(day: date, weekday: int) -> date:
    """The day of the week nearest to `day`."""
    return day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)


def _month_day(spec: MonthDay, today: date, still: Still) -> Iterator[date]:
    first_odd: date | None = None
    months = [spec.months] if spec.months is not None else range(13)
    for count in months:
        first = _months_on(today, count)
        length = monthrange(first.year, first.month)[1]
        if spec.day <= length and still(found := first.replace(day=length if spec.day == -1 else spec.day)):
            if spec.weekday is not None and found.weekday() != spec.weekday:
                # "Sunday the 21st", which is a Monday: the day, its nearest Sunday, or the next 21st that is one?
                if first_odd is None:
                    first_odd = found
                continue
            yield found
            if first_odd is not None:
                yield from (first_odd, _nearest(first_odd, found.weekday()))
            return


def _nth(spec: Nth, today: date, still: Still) -> Iterator[date]:
    if spec.month is None:
        months = [_months_on(today, spec.months)]
    elif spec.year is not None and spec.year > 0:
        months = [date(spec.year, spec.month, 1)]
    else:
        start = today.year + (1 if spec.year == -1 else 0)
        months = [date(year, spec.month, 1) for year in range(start, start + 2)]
    for first in months:
        found = nth_of_month(first, spec.n, spec.weekday)
        if found and still(found):
            yield found
            return


def nth_of_month(first: date, n: int, weekday: int) -> date | None:
    """The `n`th `weekday` (n = -1: the last; weekday = -1: any day) of the month that begins with `first`."""
    last = last_of_month(first)
    if weekday == -1:
        return last if n == -1 else first.replace(day=n)
    if n == -1:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * (n - 1)
    return first.replace(day=day) if day <= last.day else None


def _in_week(spec: InWeek, today: date, still: Still) -> Iterator[date]:
    for day in dates(spec.date, today, still):
        monday = day - timedelta(days=day.weekday())
        if spec.weekday is not None:
            yield monday + timedelta(days=spec.weekday)
        else:
            # "the week of 7 July": its Monday, or the day that names it?
            yield from (monday, day)


def stretch(spec: Loose | InWeek, today: date) -> tuple[date, date]:
    """The first and the last day of a week, month or year that was named."""
    if isinstance(spec, InWeek):
        day = next(iter(dates(spec.date, today, lambda day: day >= today)), today)
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if spec.name in {"week", "weekend", "end of week"}:
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * spec.count)
        return monday, monday + timedelta(days=6)
    if spec.name in {"year", "end of year"}:
        return date(today.year + spec.count, 1, 1), date(today.year + spec.count, 12, 31)
    if spec.name == "named month":
        year = (
            spec.year
            if spec.year and spec.year > 0
            else today.year + (1 if spec.year == -1 or spec.month < today.month else 0)
        )
        first = date(year, spec.month, 1)
    else:
        first = _months_on(today, spec.count)
    return first, last_of_month(first)


def _loose(spec: Loose, today: date) -> Iterator[date]:
    """The days that people commonly mean; more than one, so that the person is asked."""
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * spec.count)
    if spec.name == "weekend":
        if spec.count and today.weekday() < 5:
            yield monday - timedelta(days=2)
            yield monday + timedelta(days=5)
        else:
            yield monday + timedelta(days=5)
            yield monday + timedelta(days=6)
    elif spec.name == "week":
        yield monday if spec.count else today + timedelta(days=1)
        yield today + timedelta(days=7 * spec.count) if spec.count else monday + timedelta(days=4)
    elif spec.name == "end of week":
        yield from (monday + timedelta(days=days) for days in (4, 5, 6))
    elif spec.name == "month":
        first = _months_on(today, spec.count)
        yield first if spec.count else add(today, Amount(days=7))
        yield add(today, Amount(months=spec.count)) if spec.count else last_of_month(first)
    elif spec.name == "year":
        yield date(today.year + spec.count, 1, 1)
        yield add(today, Amount(months=12 * spec.count))
    elif spec.name == "end of month":
        yield last_of_month(_months_on(today, spec.count))
    elif spec.name == "end of year":
        yield date(today.year, 12, 31)
    elif spec.count:
        if in_calendar(today.year + 1, spec.month, spec.count):
            yield date(today.year + 1, spec.month, spec.count)
    else:
        year = (
            spec.year
            if spec.year and spec.year > 0
            else today.year + (1 if spec.year == -1 or spec.month < today.month else 0)
        )
        first = date(year, spec.month, 1)
        yield first
        yield first.replace(day=15)
        if (first.year, first.month) == (today.year, today.month):
            yield last_of_month(first)
