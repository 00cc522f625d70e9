"""A day with its preposition."""

from __future__ import annotations

from bot.reminders.naming import spec
from bot.reminders.phrases import Book
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
    best: Found | None = None
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
        best = Found(i, end, Day(specs, weak=lead in _WEAK, before=lead in _LIMIT))
    return best


def _alternatives(r: Reader, end: int, first: Spec) -> tuple[tuple[Spec, ...], int]:
    specs = [first]
    while r.word(end) in {"and", "or", "et", "ou", "&", "/"} and isinstance(
        first, Weekday | Relative | Calendar | MonthDay
    ):
        named = spec(r, r.skip(end + 1, "on", "le", "the"))
        if named is None or isinstance(named[1], Never):
            break
        specs.append(named[1])
        end = named[0]
    while isinstance(first, Weekday) and r.any_weekday(k := r.skip(end, ",")) is not None and r.sense(k, "weekday"):
        named = spec(r, k)
        if named is None or not isinstance(named[1], Weekday):
            break
        specs.append(named[1])
        end = named[0]
        more, end = _alternatives(r, end, named[1])
        specs.extend(one for one in more if one not in specs)
    return tuple(specs), end
