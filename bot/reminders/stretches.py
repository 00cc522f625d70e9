"""Today and tomorrow, and stretches of days: "day after tomorrow", "this weekend", "next week", "la fin du mois"."""

from __future__ import annotations

from bot.reminders.dates import Named, with_month
from bot.reminders.months import THINGS
from bot.reminders.phrases import Book
from bot.reminders.pieces import Calendar, Loose, MonthDay, Never, Relative, Spec
from bot.reminders.reader import Reader
from bot.reminders.weekdays import NEXT, PROCHAIN, week_of, weekday_of_week

_RELATIVE = {"today": 0, "tomorrow": 1, "overmorrow": 2}


_FAR: Book[int] = Book(
    (("day after tomorrow", "the day after tomorrow", "day after tmrw", "day after tmr", "apres demain",
      "the day after tmrw"), 2),
    (("day after the day after tomorrow", "apres apres demain"), 3),
    (("tomorrow week",), 8), (("today week", "this day week", "aujourdhui en huit"), 7),
    (("demain en huit",), 8), (("demain en quinze",), 15),
)  # fmt: skip
_STRETCHES: Book[Spec | Never] = Book(
    (("end of the week", "end of week", "end of this week", "eow", "fin de semaine", "la fin de semaine",
      "fin de la semaine",
      "la fin de la semaine", "cette fin de semaine", "the end of the week", "the end of this week",
      "week s end"), Loose("end of week")),
    (("end of next week", "the end of next week", "fin de la semaine prochaine", "fin de semaine prochaine",
      "la fin de la semaine prochaine"),
     Loose("end of week", 1)),
    (("end of the month", "end of month", "eom", "end of this month", "the end of the month",
      "the end of this month", "month end",
      "fin du mois", "la fin du mois", "fin de mois", "fin de ce mois", "last day of the month",
      "the last day of the month",
      "last day of this month", "the last day of this month", "dernier jour du mois", "le dernier jour du mois",
      "le dernier du mois"),
     MonthDay(-1, 0)),
    (("first day of the month", "the first day of the month", "le premier jour du mois", "premier jour du mois",
      "start of the month",
      "beginning of the month", "the beginning of the month", "debut du mois", "le debut du mois"), MonthDay(1)),
    (("first day of next month", "the first day of next month", "le premier jour du mois prochain",
      "premier jour du mois prochain"),
     MonthDay(1, 1)),
    (("end of next month", "the end of next month", "last day of next month", "the last day of next month",
      "fin du mois prochain",
      "la fin du mois prochain", "dernier jour du mois prochain", "le dernier jour du mois prochain"), MonthDay(-1, 1)),
    (("start of next month", "beginning of next month", "the beginning of next month",
      "the start of next month", "debut du mois prochain",
      "le debut du mois prochain", "debut mois prochain"), MonthDay(1, 1)),
    (("end of the year", "end of year", "eoy", "end of this year", "the end of the year", "fin de l annee",
      "la fin de l annee",
      "fin d annee", "year end", "the year end"), Loose("end of year")),
    (("this weekend", "the weekend", "weekend", "ce weekend", "ce week end", "le weekend", "le week end",
      "this week end", "week end",
      "the coming weekend", "this coming weekend"), Loose("weekend")),
    (("next weekend", "next week end", "le weekend prochain", "weekend prochain", "week end prochain",
      "le week end prochain"),
     Loose("weekend", 1)),
    (("next week", "semaine prochaine", "la semaine prochaine", "sem prochaine", "la sem prochaine",
      "the following week", "nxt week",
      "la semaine suivante", "start of next week", "beginning of next week", "debut de semaine prochaine",
      "debut de la semaine prochaine"), Loose("week", 1)),
    (("the week after next", "week after next"), Loose("week", 2)),
    (("later this week", "this week", "cette semaine", "dans la semaine", "plus tard cette semaine"),
      Loose("week", 0)),
    (("next month", "nxt month", "le mois prochain", "mois prochain", "the following month", "le mois suivant"),
      Loose("month", 1)),
    (("this month", "ce mois ci", "later this month"), Loose("month", 0)),
    (("next year", "l annee prochaine", "annee prochaine", "l an prochain", "an prochain"), Loose("year", 1)),
    (("last week", "last month", "last year", "la semaine derniere", "la semaine passee", "le mois dernier",
      "l annee derniere",
      "l an dernier"), Never("past")),
)  # fmt: skip


def relative(r: Reader, i: int) -> Named | None:
    """ "today", "tomorrow", "day after tomorrow", "demain en huit"; "yesterday" is past."""
    if named := _FAR.longest(r, i):
        return named[0], Relative(named[1])
    # The same with slips of the pen: the words are read by what they mean.
    j = r.skip(i, "the")
    after = r.word(j) == "day" and r.word(j + 1) in {"after", "aftr", "afer"}
    led = after or r.word(i) in {"apres", "apre", "aprs"}
    found = r.sense(j + 2 if after else i + 1, "day") if led else None
    if found and found.value == "tomorrow":
        return (j + 3 if after else i + 2), Relative(2)
    if _tom(r, i):
        return i + 1, Relative(1)
    if r.words(i, "before", "yesterday") or r.words(i, "avant", "hier"):
        return i + 2, Never("past")
    found = r.sense(i, "day")
    if found is None:
        return None
    return (i + 1, Never("past")) if found.value == "yesterday" else (i + 1, Relative(_RELATIVE[str(found.value)]))


def _tom(r: Reader, i: int) -> bool:
    """Whether "tom" is tomorrow and nobody's name: at an edge of the message, right beside an hour or a part of the day."""
    if r.word(i) != "tom" or r.language != "en":
        return False
    before, after = r.token(i - 1), r.token(i + 1)
    timed = after.number is not None or after.word in {"at", "@", "by", "around"} or after.sense("part") is not None
    if before.kind == "sign" or before.word in {"me", "reminder", "by"}:
        return timed or after.kind == "sign"
    return after.kind == "sign" and (before.word in {"am", "pm"} or before.sense("part") is not None)


def stretch_at(r: Reader, i: int) -> Named | None:
    """Weekends, weeks, months and years: this, next, the end of it."""
    if in_week := week_of(r, i):
        return in_week
    best = _STRETCHES.longest(r, i)
    if best is None:
        # "nxt weak", "semane prochaine": a misspelt unit is still one.
        j = r.skip(i, "the", "la", "le", "l")
        unit_at = j + 1 if r.word(j) in NEXT else j
        ok = unit_at > j or r.word(j + 1) in PROCHAIN
        unit = r.unit(unit_at)
        if not ok or unit not in {"week", "month", "year", "weekend"}:
            return None
        best = (unit_at + 1 if unit_at > j else j + 2), Loose(unit, 1)  # type: ignore[arg-type]
    if best[1] == Loose("week", 1) and (later := weekday_of_week(r, i)):
        return later
    if best[1] == Loose("month", 1):
        # "next month on the 5th", "le mois prochain le 5"
        j = r.skip(best[0], "on", "the", "le", ",")
        day = r.ordinal(j) or (r.count(j) if r.word(j - 1) == "le" else None)
        if day and 1 <= day[1] <= 31 and (j > best[0] or (r.word(day[0]) not in THINGS and r.unit(day[0]) is None)):
            return day[0], MonthDay(day[1], 1)
    if best[1] == Loose("year", 1):
        # "next year on may 5", "l'an prochain le 5 mai"
        dated = with_month(r, r.skip(best[0], "on", "the", "le", ",", "in", "en"))
        if dated and isinstance(dated[1], Calendar) and dated[1].readings[0][0] is None:
            _, month, day_of_month = dated[1].readings[0]
            return dated[0], Loose("named month", day_of_month, month, -1)
    return best
