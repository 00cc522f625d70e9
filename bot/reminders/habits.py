"""Repetitions without "every": "on mondays", "mon-fri", "weekend mornings", "du lundi au vendredi", French "le lundi"."""

from __future__ import annotations

from typing import cast

from bot.reminders.pieces import Every, Found, PartName
from bot.reminders.reader import Reader
from bot.reminders.rhythm import WORKDAYS, list_of_days, range_end

_ON_WORKDAYS = (
    "en semaine", "on working days", "on business days", "on workdays", "les jours ouvrables", "les jours de semaine",
    "on week days", "la semaine du lundi au vendredi", "les jours ouvres", "on school days",
)  # fmt: skip


_PARTS = ("mornings", "evenings", "afternoons", "nights", "matins", "soirs")


def habit(r: Reader, i: int) -> Found | None:
    """Plural days and ranges without "every": "on mondays", "weekdays", "mon-fri", "du lundi au vendredi", French "le lundi"."""
    if end := r.phrase(i, _ON_WORKDAYS):
        return Found(i, end, Every("WEEKLY", weekdays=WORKDAYS))
    j = r.skip(i, "on", "les", "from", "during", "the", "de", "du", "le", ",")
    article = r.word(j - 1) if j > i else ""
    if mornings := _such_parts(r, i, j):
        return mornings
    if r.word(j) in {"weekdays", "workdays"} or (r.unit(j) == "workday" and r.word(j).endswith("s")):
        return Found(i, j + 1, Every("WEEKLY", weekdays=WORKDAYS))
    if r.word(j) in {"weekends"} or r.words(j, "week", "ends"):
        return Found(i, j + (1 if r.word(j) == "weekends" else 2), Every("WEEKLY", weekdays=(5, 6)))
    part = r.sense(j, "part")
    if (
        part
        and r.word(j) in _PARTS
        and r.count(j - 1) is None
        and (i == 0 or r.word(j + 1) in {"at", "@", "a", "vers"})
    ):
        return Found(i, j + 1, Every("DAILY", part=cast(PartName, str(part.value))))
    if r.words(j, "m", "f") and r.token(j + 1).joined:
        return Found(i, j + 2, Every("WEEKLY", weekdays=WORKDAYS))
    days = list_of_days(r, j)
    if days is None or (r.count(j - 1) and j == i):
        return None
    end, named = days
    plural = any(r.sense(k, "weekdays") for k in range(j, end))
    ranged = any(range_end(r, k) for k in range(j + 1, end))
    coded = r.any_weekday(j) is None
    habitual = r.language == "fr" and article == "le" and r.weekday(j) is not None
    if not (plural or ranged or habitual or coded):
        return None
    if habitual and not (plural or ranged or coded):
        # "le lundi 8 mai", "le lundi prochain", "le lundi de Pâques" are one day.
        after = r.word(end)
        if (r.token(end).number is not None and r.month(end + 1) is not None) or after in {
            "prochain",
            "suivant",
            "de",
            "en",
            "qui",
            "d",
            "dernier",
            "dans",
        }:
            return None
        if (r.count(end) and r.month(end + 1) is not None) or r.word(i - 1) in {"avant", "jusqu", "pour"}:
            return None
    return Found(i, end, Every("WEEKLY", weekdays=named))


def _such_parts(r: Reader, i: int, j: int) -> Found | None:
    """ "weekend mornings", "sunday evenings", "les samedis matins": the plural part makes a habit of the days before it."""
    unit = r.unit(j)
    days = list_of_days(r, j)
    if unit == "weekend" or unit == "workday":
        days = j + 1, (5, 6) if unit == "weekend" else WORKDAYS
    elif r.words(j, "week", "end") or r.words(j, "week", "day"):
        days = j + 2, (5, 6) if r.word(j + 1) == "end" else WORKDAYS
    part = r.sense(days[0], "part") if days else None
    if days is None or part is None or r.word(days[0]) not in _PARTS:
        return None
    return Found(i, days[0] + 1, Every("WEEKLY", weekdays=days[1], part=cast(PartName, str(part.value))))
