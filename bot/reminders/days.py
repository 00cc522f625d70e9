"""A day with its preposition."""

from __future__ import annotations

from bot.reminders.dates import in_calendar, with_month
from bot.reminders.naming import spec
from bot.reminders.phrases import Book, bag
from bot.reminders.pieces import Calendar, Day, Found, MonthDay, Never, Relative, Spec, Weekday
from bot.reminders.reader import Reader

_ON: Book[None] = Book((("on", "le", "at", "by", "before", "avant", "for", "pour", "ce", "this", "d ici", "d ici a", "pour le",
  "avant le", "d ici le", "d ici au", "come",
       "a", "au", "en", "not later than", "no later than", "au plus tard", "around", "vers", "vers le", "d ici la",
       "the", "avant la", "of", "du",
       "de", "about", "from", "dated", "des", "date of", "en date du", "ce", "within", "to", "by the", "on the",
       "a la", "dans", "during", "over",
       "pendant", "au cours de", "in", "later", "plus tard"), None))  # fmt: skip


_WEAK = frozenset({"for", "pour", "of", "du", "de", "about", "from", "dated", "to", "pour le", "date of", "en date du"})


_LIMIT = frozenset({"before", "avant", "avant le", "avant la"})


def day(r: Reader, i: int) -> Found | None:
    """The day at place `i`. Days joined by "and" or "or" are alternatives: one reminder has one time."""
    best = _either_of_month(r, r.skip(i, "on", "le", "the"))
    best = Found(i, best.end, best.piece) if best else None
    for start in (i, *(end for end, _ in _ON.all(r, i))):
        lead = " ".join(r.word(k) for k in range(i, start))
        named = spec(r, start)
        if named is None or (best and named[0] <= best.end):
            continue
        end, found = named
        if isinstance(found, Never):
            best = Found(i, end, found)
            continue
        if lead in {"a", "at", "dans", "to"} and isinstance(found, MonthDay):
            continue
        specs, end = _alternatives(r, end, found)
        if r.raw(start) == "Tom":
            # Many phones write the first letter large: tomorrow, or today with somebody of that name?
            specs = (Relative(0), *specs)
        best = Found(i, end, Day(specs, weak=lead in _WEAK, before=lead in _LIMIT))
    return best


def _alternatives(r: Reader, end: int, first: Spec) -> tuple[tuple[Spec, ...], int]:
    specs = [first]
    while r.word(end) in {"and", "or", "et", "ou", "&", "/", "+"} and isinstance(
        first, Weekday | Relative | Calendar | MonthDay
    ):
        named = spec(r, r.skip(end + 1, "on", "le", "the"))
        if named is None or isinstance(named[1], Never):
            break
        specs.append(named[1])
        end = named[0]
    if isinstance(first, Calendar):
        others, end = _days_of_month(r, end, first)
        specs.extend(others)
    while isinstance(first, Weekday) and r.any_weekday(k := r.skip(end, ",")) is not None and r.sense(k, "weekday"):
        named = spec(r, k)
        if named is None or not isinstance(named[1], Weekday):
            break
        specs.append(named[1])
        end = named[0]
        more, end = _alternatives(r, end, named[1])
        specs.extend(one for one in more if one not in specs)
    return tuple(specs), end


def _days_of_month(r: Reader, end: int, first: Calendar) -> tuple[list[Spec], int]:
    """ "july 5 or 6": further days of a month that is said once."""
    found: list[Spec] = []
    while len(first.readings) == 1 and r.word(end) in {"or", "ou", "and", "et", ","}:
        number = r.ordinal(end + 1) or (r.count(end + 1) if r.token(end + 1).kind == "number" else None)
        if number is None or len(r.word(end + 1)) > 2:
            break
        after = r.token(number[0])
        year, month, _ = first.readings[0]
        lone = after.word in {"at", "a"} or (after.kind == "sign" and after.word not in {":", ".", "/"})
        if not lone or not in_calendar(year, month, number[1]):
            break
        found.append(Calendar(((year, month, number[1]),)))
        end = number[0]
    return found, end


_BEFORE_DAYS = bag("on the le les between entre me moi by before avant")


def _either_of_month(r: Reader, i: int) -> Found | None:
    """ "5 or 6 july": the month is said with the last day only."""
    first = r.ordinal(i) or r.count(i)
    if (
        first is None
        or r.token(i).kind != "number"
        or len(r.word(i)) > 2
        or r.word(first[0]) not in {"or", "ou", "and", "et"}
        or not (r.token(i - 1).kind == "sign" or r.word(i - 1) in _BEFORE_DAYS)
    ):
        return None
    named = with_month(r, r.skip(first[0] + 1, "le", "the"))
    if named is None or not isinstance(named[1], Calendar) or len(named[1].readings) != 1:
        return None
    year, month, day = named[1].readings[0]
    if not (first[1] < day and in_calendar(year, month, first[1])):
        return None
    return Found(i, named[0], Day((Calendar(((year, month, first[1]),)), named[1])))
