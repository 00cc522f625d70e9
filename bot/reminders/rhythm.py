"""What can follow "every": a unit of time, a part of the day, a list of weekdays."""

from __future__ import annotations

from typing import Literal, cast

from bot.reminders.lexicon import DAY_CODES
from bot.reminders.pieces import Every, PartName
from bot.reminders.reader import Reader
from bot.reminders.weekdays import week_of

Freq = Literal["MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]


WORKDAYS = (0, 1, 2, 3, 4)


FREQ: dict[str, tuple[Freq, int]] = {
    "minute": ("MINUTELY", 1), "hour": ("HOURLY", 1), "day": ("DAILY", 1), "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1), "quarter": ("MONTHLY", 3), "semester": ("MONTHLY", 6), "year": ("YEARLY", 1),
}  # fmt: skip


# Several times of one day, named by its parts.
BOTH_ENDS = (
    "morning and evening", "morning and night", "mornings and evenings", "morning & evening", "morning evening",
    "morning and every evening",
    "morning and afternoon", "morning afternoon and evening", "morning noon and night", "morning noon and evening", 
    "matin et soir", "matins et soirs",
    "matin midi et soir", "matin midi soir", "matin soir", "matin et midi", "midi et soir", "matin & soir",
)  # fmt: skip


_JOIN = ("and", "et", ",", "&", "/", "+", "every", "each", "chaque", "on", "le", "les", "tous", "the", "plus", "n")


def unit_of(r: Reader, i: int, interval: int) -> tuple[int, Every] | None:
    for phrases in (
        ("working day", "working days", "business day", "business days", "work day", "work days", "week day",
          "week days", "jour ouvrable",
         "jours ouvrables", "jour ouvre", "jours ouvres", "jour de semaine", "jours de semaine", "jour de la semaine",
         "jours de la semaine", "school day"),
    ):  # fmt: skip
        if end := r.phrase(i, phrases):
            if r.word(end - 1) == "semaine" and week_of(r, end - 1):
                # "tous les jours de la semaine du 5 juillet": every day of that week
                return i + 1, Every("DAILY", interval)
            return end, Every("WEEKLY", weekdays=WORKDAYS)
    if end := r.phrase(i, ("weekend day", "week end", "week ends", "fin de semaine", "fins de semaine")):
        return end, Every("WEEKLY", weekdays=(5, 6))
    unit = r.unit(i) or r.near_unit(i)
    if unit == "workday":
        return i + 1, Every("WEEKLY", weekdays=WORKDAYS)
    if unit == "weekend":
        return i + 1, Every("WEEKLY", interval, weekdays=(5, 6))
    if unit in FREQ:
        freq, step = FREQ[unit]
        return i + 1, Every(freq, interval * step)
    if r.phrase(i, BOTH_ENDS):
        # "every morning and evening": the hours are read by themselves.
        return i, Every("DAILY", interval)
    part = r.sense(i, "part")
    name = (
        "afternoon" if r.words(i, "apres", "midi") or r.words(i, "apres", "midis") else str(part.value) if part else ""
    )
    if name and name != "tonight":
        return i + (2 if r.word(i) == "apres" else 1), Every("DAILY", interval, part=cast(PartName, name))
    return None


def list_of_days(r: Reader, i: int) -> tuple[int, tuple[int, ...]] | None:
    """ "monday", "mon/wed/fri", "lundi et jeudi", "monday to friday"."""
    if code := DAY_CODES.get(r.word(i)):
        return i + 1, code
    if spelled := _spelled_code(r, i):
        return spelled
    first = r.any_weekday(i)
    if first is None:
        return None
    end, days = i + 1, [first]
    end = end + 1 if r.word(end) == "." and r.any_weekday(end + 1) is not None else end
    last = range_end(r, end)
    if last:
        end, until = last
        return end, tuple(sorted((first + step) % 7 for step in range((until - first) % 7 + 1)))
    while True:
        j = r.skip(end, *_JOIN)
        day = r.any_weekday(j)
        # "every monday thursday": people leave out the comma; another day right after the first is one more.
        if day is None or (j == end and not r.token(j).joined and day in days):
            break
        days.append(day)
        end = j + 1
    return end, tuple(sorted(set(days)))


_LETTERS = ("m", "w", "f"), ("m", "t", "w", "t", "f"), ("t", "th"), ("tu", "th"), ("l", "m", "v")


def _spelled_code(r: Reader, i: int) -> tuple[int, tuple[int, ...]] | None:
    """ "m/w/f", "M-W-F": the letters of a timetable with signs between."""
    letters: list[str] = []
    end = i
    while len(letters) < 7 and r.token(j := r.skip(end, "/", ",", "&", "+", "-") if letters else end).kind == "word":
        if len(r.word(j)) > 2 or (letters and j == end and not r.token(j).joined):
            break
        letters.append(r.word(j))
        end = j + 1
    code = DAY_CODES.get("".join(letters)) if tuple(letters) in _LETTERS else None
    return (end, code) if code else None


def range_end(r: Reader, i: int) -> tuple[int, int] | None:
    if r.word(i) in {"to", "through", "thru", "au", "a", "-", "till", "until"}:
        j = r.skip(i + 1, "le")
        day = r.any_weekday(j)
        return (j + 1, day) if day is not None else None
    day = r.any_weekday(i)
    return (i + 1, day) if day is not None and r.token(i).joined else None
