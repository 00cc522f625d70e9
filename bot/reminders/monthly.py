"""Repetitions by month and by year: "the 10th of every month", "first monday of the month", "every june 15"."""

from __future__ import annotations

from calendar import monthrange

from bot.reminders.dates import in_calendar
from bot.reminders.pieces import Every, Found, Never
from bot.reminders.reader import Reader

One = tuple[int, Every | Never]

# A weekday number beyond Sunday's: "the last working day of the month".
WORKDAY = 7


_WORKDAY = (
    "working day",
    "business day",
    "workday",
    "weekday",
    "work day",
    "jour ouvrable",
    "jour ouvre",
    "working days",
    "business days",
)


_EACH = ("of the month", "of each month", "of every month", "of a month", "of month", "each month", "every month",
  "in the month", "in each month",
         "in every month", "du mois", "de chaque mois", "de tous les mois", "chaque mois", "tous les mois",
         "each and every month", "du mois courant",
         "monthly")  # fmt: skip


# Without those that may speak of this month alone.
_EACH_SURELY = tuple(
    one for one in _EACH if one not in {"of the month", "du mois", "of month", "in the month", "du mois courant"}
)


def month_follows(r: Reader, i: int) -> int | None:
    j = r.skip(i, ",")
    return r.phrase(j, _EACH)


def _month_follows_surely(r: Reader, i: int) -> int | None:
    """ "of each month", not "of the month", which may be this one."""
    if end := r.phrase(r.skip(i, ","), _EACH_SURELY):
        return end
    # Slips: "of evry month", "de chaqe mois".
    j = r.skip(i, "of", "in", "de", ",")
    return j + 2 if r.sense(j, "every") and (r.unit(j + 1) or r.near_unit(j + 1)) == "month" else None


def ordinals(r: Reader, i: int) -> tuple[int, tuple[int, ...]] | None:
    """ "first and third", "1st and 15th", "15", "1er et 15", "last"."""
    values: list[int] = []
    end = i
    while len(values) < 12:
        j = r.skip(end, "and", "et", ",", "&", "the", "le", "on", "day") if values else r.skip(end, "day")
        found = r.ordinal(j) or (r.count(j) if r.token(j).kind == "number" and len(r.word(j)) <= 2 else None)
        if found and values and r.ordinal(j) is None and (j == end or r.word(found[0]) in {"am", "pm", "h", ":"}):
            # "on the 1st 9am", "on the 1st and 9am"
            break
        if found is None or found[1] == 0 or r.sense(j, "part"):
            break
        values.append(found[1])
        end = found[0]
    return (end, tuple(values)) if values else None


def nth_every(r: Reader, i: int) -> One | None:
    """After "every": "first monday (of the month)", "15th (of the month)", "last day of the month"."""
    if end := r.phrase(
        i, ("end of month", "end of the month", "month end", "fin de mois", "fin du mois", "fins de mois")
    ):
        return end, Every("MONTHLY", monthdays=(-1,))
    j = r.skip(i, "the", "le")
    found = ordinals(r, j)
    if found is None:
        return None
    end, values = found
    if r.unit(end) == "day" and values == (-1,):
        k = month_follows(r, end + 1)
        return (k or end + 1), Every("MONTHLY", monthdays=(-1,))
    if (later := r.phrase(end, _WORKDAY)) and all(value == -1 or 1 <= value <= 5 for value in values):
        k = month_follows(r, later)
        return k or later, Every("MONTHLY", nths=tuple((value, WORKDAY) for value in values))
    day = r.any_weekday(end)
    if day is not None:
        k = month_follows(r, end + 1)
        surely = k is not None or values == (-1,) or len(values) > 1 or values == (1,)
        if not all(value == -1 or 1 <= value <= 5 for value in values):
            return None
        nths = tuple((value, day) for value in values)
        return k or end + 1, Every("MONTHLY", values[0] if not surely else 1, nths=nths, unsure=not surely)
    k = month_follows(r, end)
    if (month := r.month(r.skip(end, "of", "de"))) is not None and len(values) == 1:
        return r.skip(end, "of", "de") + 1, _yearly(month, values[0])
    ordinal = r.ordinal(j) is not None
    # "tous les 31 à midi": without a unit the number is a day of the month.
    bare = (
        r.language == "fr"
        and i > 0
        and r.word(i - 1) == "les"
        and (end >= len(r.tokens) or r.token(end).kind == "sign" or r.word(end) in {"a", "vers"})
    )
    if (k or ordinal or bare) and all(value == -1 or 1 <= value <= 31 for value in values):
        return k or end, Every("MONTHLY", monthdays=tuple(sorted(set(values))))
    return None


def _yearly(month: int, day: int) -> Every | Never:
    return Every("YEARLY", date=(month, day)) if in_calendar(None, month, day) else Never("impossible")


def dated_every(r: Reader, i: int) -> One | None:
    """After "every": "june 15", "15 juin"."""
    j = r.skip(i, "the", "le")
    if (month := r.month(j)) is not None:
        day = r.ordinal(j + 1) or r.count(r.skip(j + 1, "the"))
        if day and r.unit(day[0]) is None and 1 <= day[1] <= 31:
            return day[0], _yearly(month, day[1])
    day = r.ordinal(j) or r.count(j)
    k = r.skip(day[0], "of", "de", "d") if day else j
    if day and (month := r.month(k)) is not None:
        return k + 1, _yearly(month, day[1])
    last = r.phrase(j, ("last day of", "end of", "dernier jour de", "dernier jour d", "fin"))
    if last and (month := r.month(last)) is not None:
        # The last day of the longest such month: shorter ones end earlier.
        return last + 1, _yearly(month, monthrange(2024, month)[1])
    if end := r.phrase(j, ("christmas", "noel")):
        return end, Every("YEARLY", date=(12, 25))
    return None


_LAST_DAY = (
    "end",
    "fin",
    "la fin",
    "last day",
    "dernier jour",
    "derniers jours",
    "the end",
    "lst day",
    "last",
    "dernier",
)


def of_month(r: Reader, i: int) -> Found | None:
    """ "the 10th of every month", "le 1er et le 15 de chaque mois", "the last day of each month", "first monday of the month"."""
    j = r.skip(i, "on", "the", "le", "les", "at", "a", "au", "day")
    last = r.phrase(j, _LAST_DAY)
    if last and (end := _month_follows_surely(r, last)):
        return Found(i, end, Every("MONTHLY", monthdays=(-1,)))
    found = ordinals(r, j)
    if found is None:
        return None
    end, values = found
    k = end
    unit_day = r.unit(end) == "day"
    if unit_day:
        k = end + 1
    workday = r.phrase(end, _WORKDAY)
    if workday and (later := month_follows(r, workday) or _month_follows_surely(r, workday)):
        return Found(i, later, Every("MONTHLY", nths=tuple((value, WORKDAY) for value in values)))
    day = r.any_weekday(end)
    if day is not None:
        later = month_follows(r, end + 1) or _month_follows_surely(r, end + 1)
        if later and all(value == -1 or 1 <= value <= 5 for value in values):
            return Found(i, later, Every("MONTHLY", nths=tuple((value, day) for value in values)))
        return None
    later = _month_follows_surely(r, k)
    if later is None or not all(value == -1 or 1 <= value <= 31 for value in values):
        return Found(i, later, Never("impossible")) if later else None
    return Found(i, later, Every("MONTHLY", monthdays=tuple(sorted(set(values)))))
