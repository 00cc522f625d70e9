"""Dates as people write them: "8 mai", "May 8th, 2027", 2027-05-08, 03/04/2027, "christmas eve"."""

from __future__ import annotations

from calendar import monthrange

from bot.reminders.phrases import Book
from bot.reminders.pieces import Calendar, Loose, Never, Spec
from bot.reminders.reader import Reader

Named = tuple[int, Spec | Never]


_HOLIDAYS = Book(entries={
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "new year s eve": (12, 31),
    "new years eve": (12, 31), "new year s day": (1, 1), "new years day": (1, 1), "valentine s day": (2, 14), "valentines day": (2, 14),
    "canada day": (7, 1), "halloween": (10, 31), "noel": (12, 25), "la veille de noel": (12, 24), "jour de l an": (1, 1),
    "nouvel an": (1, 1), "saint valentin": (2, 14), "fete du canada": (7, 1), "saint jean": (6, 24),
})  # fmt: skip


_ON = {
    "on",
    "at",
    "by",
    "before",
    "until",
    "till",
    "for",
    "a",
    "avant",
    "pour",
    "le",
    "la",
    "au",
    "jusqu",
    "starting",
    "from",
}


# After four figures these make an hour of them, and no year.
_HOURS = {":", "h", "hrs", "hr", "hours", "am", "pm"}


def in_calendar(year: int | None, month: int, day: int) -> bool:
    """Whether the day exists (in some year, where none is given)."""
    if not (1 <= month <= 12 and (year is None or 1 <= year <= 9999)):
        return False
    return 1 <= day <= (monthrange(year, month)[1] if year else monthrange(2024, month)[1])


def date_of(year: int | None, month: int, day: int, weekday: int | None = None) -> Spec | Never:
    """The date as a piece; `Never` where no calendar has it."""
    return Calendar(((year, month, day),), weekday) if in_calendar(year, month, day) else Never("impossible")


def written(r: Reader, i: int) -> Named | None:
    """Figures with signs: 2027-05-08, 08/05/2027, 8.5.27, 8/5."""
    if spaced := _spaced(r, i):
        return spaced
    signs = r.word(i + 1), r.word(i + 3)
    numbers = [r.token(k).number for k in (i, i + 2, i + 4)]
    first, second, third = numbers
    if (
        first is None
        or second is None
        or signs[0] not in {"-", "/", "."}
        or (r.word(i - 1) in {":", "/"} and r.token(i).glued)
    ):
        return None
    if signs[1] == signs[0] and third is not None and r.token(i + 2).glued and r.token(i + 4).glued:
        end = i + 5
        if len(r.word(i)) == 4:
            end = end + 1 if r.word(end) == "t" and r.token(end).glued else end
            return end, date_of(first, second, third)
        if len(r.word(i + 4)) in {2, 4} and len(r.word(i)) <= 2 >= len(r.word(i + 2)):
            return end, _either(third if third > 99 else 2000 + third, first, second)
        return None
    lone = (
        r.word(i + 3) == "."
        and r.token(i + 3).glued
        and not r.token(i + 4).glued
        and len(r.word(i)) <= 2 >= len(r.word(i + 2))
    )
    if (
        signs[0] == "."
        and lone
        and r.token(i + 1).glued
        and r.token(i + 2).glued
        and 1 <= second <= 12
        and in_calendar(None, second, first)
    ):
        # "15.7. 17:00", as many write in Europe
        return i + 4, Calendar(((None, second, first),))
    # Without a year only a slash, in a place where a date is likely: "3/4 of the questions" and "24/7" are none.
    glued = r.token(i + 1).glued and r.token(i + 2).glued
    likely = (
        r.word(i - 1) in _ON
        or (i + 3 >= len(r.tokens))
        or r.word(i - 1) in {"", ",", ":"}
        or r.word(i + 3) in {"at", "a", "@"}
        or (r.token(i + 3).number is not None and r.word(i + 4) in {"am", "pm", "h", ":"})
    )
    if (
        signs[0] == "/"
        and glued
        and likely
        and r.word(i + 3) not in {"of", "de", "des", "h", "/"}
        and (first, second) != (24, 7)
    ):
        found = _either(None, first, second)
        return (i + 3, found) if not isinstance(found, Never) else None
    return None


def _spaced(r: Reader, i: int) -> Named | None:
    """ "15 07 2027": figures parted by spaces, where the year is plain and nothing else stands around that could be counted."""
    widths = [len(r.word(k)) if r.token(k).number is not None else 0 for k in (i, i + 1, i + 2)]
    first, second, year = (r.token(k).number for k in (i, i + 1, i + 2))
    alone = r.token(i - 1).kind != "number" and r.word(i - 1) != "+" and r.token(i + 2).end
    if widths != [2, 2, 4] or not alone or first is None or second is None or year is None or not 2000 <= year < 2200:
        return None
    if r.word(i + 3) in {":", "h"} and r.token(i + 3).glued:
        return None
    found = _either(year, first, second)
    return (i + 3, found) if not isinstance(found, Never) else None


def _either(year: int | None, first: int, second: int) -> Spec | Never:
    """Day and month in either order; both readings where both exist."""
    readings = {
        (year, month, day) for month, day in ((second, first), (first, second)) if in_calendar(year, month, day)
    }
    return Calendar(tuple(sorted(readings, key=str))) if readings else Never("impossible")


def year_at(r: Reader, i: int) -> tuple[int, int | None]:
    """(place after, year) where a year of four figures stands at `i`, a comma or "of" before it allowed."""
    j = r.skip(i, ",", "of", "de", "-")
    number = r.token(j).number
    if number is not None and len(r.word(j)) == 4 and 1900 <= number <= 2999 and r.word(j + 1) not in _HOURS:
        return j + 1, number
    if r.word(j) in {"'", "’"} and (short := r.token(j + 1).number) is not None and len(r.word(j + 1)) == 2:
        return j + 2, 2000 + short
    if _short_year(r, i):
        return i + 1, 2000 + (r.token(i).number or 0)
    later = r.phrase(i, ("next year", "de l annee prochaine", "l annee prochaine", "l an prochain", "of next year"))
    return (later, -1) if later else (i, None)


def _short_year(r: Reader, i: int) -> bool:
    """ "8 nov 27, 13:00": two figures right after a date that can be no hour and count nothing."""
    number, after = r.token(i).number, r.token(i + 1)
    if number is None or len(r.word(i)) != 2 or not 24 < number < 60 or after.word in {"/", "-", ".", "%", "h", "$"}:
        return False
    hour = after.number is not None and (len(after.word) == 4 or r.word(i + 2) in {"am", "pm", ":", "h"})
    return i + 1 >= len(r.tokens) or after.word in {"at", "@", "a", ",", "by"} or hour


def with_month(r: Reader, i: int) -> Named | None:
    """A day with the name of its month, in either order, with or without a year."""
    j = r.skip(i, "the", "le")
    day = r.ordinal(j) or (r.count(j) if r.token(j).number is not None or r.language == "fr" or j > i else None)
    if day and (day[1] == -1 or (r.sense(j, "ordinal") and j == i and r.word(day[0]) != "of" and r.language == "en")):
        # "the third of March", "March third", but not "third March in a row".
        day = None
    if day and day[1] <= 99:
        k = r.skip(day[0], "of", "de", "d", "-", "/", ".")
        month = r.month(k)
        if month is not None and _counts_a_thing(r, i, k):
            month = None
        if month is not None and k - day[0] <= 1 and _is_month(r, k):
            return _dated(r, r.skip(k + 1, ".") if r.token(k + 1).glued else k + 1, month, day[1])
    if (year := r.token(j).number) and len(r.word(j)) == 4 and 2000 <= year < 2200 and r.month(j + 1) is not None:
        # "2027 july 15"
        day = r.ordinal(j + 2) or r.count(j + 2)
        if day and len(r.word(j + 2)) <= 2 and r.unit(day[0]) is None and r.word(day[0]) not in {":", "h", "am", "pm"}:
            return day[0], date_of(year, r.month(j + 1) or 0, day[1])
    month = r.month(i)
    led = r.word(i - 1) in {"until", "till", "through", "jusqu", "starting", "from"} or r.words(i - 2, "jusqu", "en")
    if (
        month is not None
        and led
        and r.ordinal(i + 1) is None
        and r.count(i + 1) is None
        and r.word(i + 1) not in {"the", "."}
    ):
        return i + 1, Loose("named month", 0, month)
    if (
        month is not None
        and len(r.word(i)) > 3
        and (year := r.token(i + 1).number)
        and len(r.word(i + 1)) == 4
        and 2000 <= year < 2200
    ):
        return i + 2, Loose("named month", 0, month, year)
    if month is None or (r.sense(i, "weekday") and not r.token(i + 1).number):
        return None
    k = r.skip(i + 1, "the", ".", "-")
    day = r.ordinal(k) or r.count(k)
    if (
        day is None
        or not 1 <= day[1] <= 99
        or (r.word(day[0]) in {":", "h"} and r.token(day[0]).glued)
        or r.word(day[0]) in {"am", "pm"}
    ):
        return None
    if (r.token(k).kind == "number" and len(r.word(k)) > 2) or r.unit(day[0]) is not None:
        return None
    return _dated(r, day[0], month, day[1])


def _counts_a_thing(r: Reader, i: int, k: int) -> bool:
    """ "read chapter 5 may 3": the first number belongs to the chapter."""
    number, after = r.token(k + 1).number, r.word(k + 2)
    if r.language != "en" or i == 0 or number is None or len(r.word(k + 1)) > 2 or not 1 <= number <= 31:
        return False
    before = r.token(i - 1)
    plain = (
        before.kind == "word"
        and not before.senses
        and before.word not in _ON
        and before.word not in {"the", "of", "me", "to"}
    )
    return plain and after not in {":", "am", "pm", "h", "oclock", "/"}


def _is_month(r: Reader, k: int) -> bool:
    """ "2 may" is a date; "lecture 2 may be ..." is not."""
    return not (r.word(k) == "may" and r.word(k + 1) in {"be", "have", "not", "need"})


def _dated(r: Reader, end: int, month: int, day: int) -> Named:
    end, year = year_at(r, end)
    if year is None and (
        gone := r.phrase(end, ("last year", "l an dernier", "l annee derniere", "de l annee derniere"))
    ):
        return gone, Never("past")
    if year == -1:
        return end, Loose("named month", day, month, -1) if in_calendar(None, month, day) else Never("impossible")
    return end, date_of(year, month, day)


def holiday(r: Reader, i: int) -> Named | None:
    if r.word(i - 1) not in _ON and i > 0:
        return None
    named = _HOLIDAYS.longest(r, i) or _HOLIDAYS.longest(r, r.skip(i, "the", "le", "la"))
    return (named[0], Calendar(((None, *named[1]),))) if named else None
