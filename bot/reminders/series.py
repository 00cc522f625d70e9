"""Repetitions: "every monday and thursday", "un jeudi sur deux", "daily", "mon-fri", "twice a day"."""

from __future__ import annotations

from typing import cast

from bot.reminders.habits import habit
from bot.reminders.monthly import One, dated_every, month_follows, nth_every, of_month, ordinals
from bot.reminders.months import THINGS
from bot.reminders.pieces import Every, Found, Never, PartName
from bot.reminders.reader import Reader
from bot.reminders.rhythm import FREQ, list_of_days, unit_of

_EVERY = ("aux", "all", "tous les", "toutes les", "tout les", "tt les", "ts les", "tous le", "tout le", "on every",
  "on each", "a chaque", "tou les", "touts les",
          "de chaque", "of every", "of each", "in every", "every single", "each and every", "toute les")  # fmt: skip


_OTHER = {"other", "alternate", "second", "2nd", "deuxieme", "othr", "oter", "seconde"}


def every(r: Reader, i: int) -> Found | None:
    """The repetition at place `i`."""
    found = [
        one
        for one in (
            _led(r, i),
            _often(r, i),
            habit(r, i),
            _one_in(r, i),
            of_month(r, i),
            _per(r, i),
            _fortnight(r, i),
            _alternate(r, i),
        )
        if one is not None
    ]
    return max(found, key=lambda one: one.end, default=None)


def _led(r: Reader, i: int) -> Found | None:
    """After "every", "chaque", "tous les"."""
    j = (
        r.skip(i, "on", "a", "at", "in", "de", "of", "le")
        if r.sense(r.skip(i, "on", "a", "at", "in", "de", "of", "le"), "every")
        else i
    )
    start = j + 1 if r.sense(j, "every") else r.phrase(i, _EVERY)
    if start is None:
        return None
    j = r.skip(start, "single", "the")
    if r.word(start - 1) == "all" and not r.sense(j, "weekdays") and r.unit(j) != "workday":
        # "all week", "all day" are stretches; "all mondays" is a repetition.
        return None
    i = i - 1 if r.word(i - 1) == "once" else i
    one = (
        _counted(r, j, r.word(i) in {"tous", "tout", "toutes", "ts", "tt", "tou", "touts", "toute"})
        or _days_of_week(r, j)
        or nth_every(r, j)
        or dated_every(r, j)
    )
    if one is None or (r.word(i) == "aux" and isinstance(one[1], Every) and not (one[1].freq and r.count(j))):
        return None
    end, piece = one
    if isinstance(piece, Never):
        return Found(i, end, piece)
    end, piece = _tail(r, end, piece)
    return Found(i, end, piece)


def _counted(r: Reader, i: int, french_all: bool) -> One | None:
    """A unit, perhaps counted: "day", "2 weeks", "3rd day", "other tuesday", "15 jours"."""
    if end := r.phrase(i, ("month end", "month ends")):
        return end, Every("MONTHLY", monthdays=(-1,))
    if plain := unit_of(r, i, 1):
        return plain
    if end := r.phrase(i, ("half hour", "demi heure", "half an hour", "demie heure", "demi heures", "demies heures")):
        return end, Every("MINUTELY", 30)
    if end := r.phrase(i, ("half year",)):
        return end, Every("MONTHLY", 6)
    if r.word(i) in _OTHER or r.raw(i).lower() == "2nd":
        if counted := unit_of(r, i + 1, 2):
            return counted
        if (days := list_of_days(r, i + 1)) and not month_follows(r, days[0]):
            return days[0], Every("WEEKLY", 2, weekdays=days[1])
    ordinal = r.ordinal(i)
    if ordinal and 2 <= ordinal[1] <= 99 and (counted := unit_of(r, ordinal[0], ordinal[1])):
        return counted
    number = r.count(i)
    if number and 1 <= number[1] <= 400:
        j = r.skip(number[0], "prochains", "prochaines", "petites")
        j = j + 1 if r.word(j) == "-" else j
        if (interval := number[1]) and (counted := unit_of(r, j, interval)):
            # "tous les quinze jours" is every other week, "tous les huit jours" every week.
            if (
                french_all
                and r.token(i).kind == "word"
                and counted[1] == Every("DAILY", interval)
                and interval in {8, 15}
            ):
                return counted[0], Every("WEEKLY", interval // 7)
            return counted
        if (days := list_of_days(r, j)) and not french_all and interval <= 8:
            return days[0], Every("WEEKLY", interval, weekdays=days[1])
    return None


def _days_of_week(r: Reader, i: int) -> One | None:
    found = list_of_days(r, i)
    return (found[0], Every("WEEKLY", weekdays=found[1])) if found else None


def _tail(r: Reader, end: int, piece: Every) -> tuple[int, Every | Never]:
    """What narrows the repetition: "every month on the 15th", "every week on monday", "every year on june 15"."""
    if piece.weekdays or piece.monthdays or piece.nths or piece.date:
        return end, piece
    j = r.skip(end, "on", "le", "les", "the", ",", "au", "s")
    led = j > end
    if piece.freq == "WEEKLY" and (led or piece.times > 1) and (days := list_of_days(r, j)):
        return days[0], Every("WEEKLY", piece.interval, weekdays=days[1], times=piece.times)
    if piece.freq == "DAILY" and piece.interval == 1 and piece.part is None:
        # "every day from monday to friday" is read as its own repetition and merged later.
        return end, piece
    if piece.freq == "MONTHLY" and (led or ((nth := r.ordinal(j)) and _of_a_month(r, nth[0]))):
        last = r.phrase(j, ("last day", "dernier jour", "end", "last"))
        if last and r.any_weekday(last) is None:
            return last, Every("MONTHLY", piece.interval, monthdays=(-1,))
        if (found := ordinals(r, j)) and not r.unit(found[0]):
            day = r.any_weekday(found[0])
            if day is not None and all(value == -1 or 1 <= value <= 5 for value in found[1]):
                return found[0] + 1, Every("MONTHLY", piece.interval, nths=tuple((value, day) for value in found[1]))
            if all(1 <= value <= 31 for value in found[1]) and r.month(found[0]) is None:
                return month_follows(r, found[0]) or found[0], Every(
                    "MONTHLY", piece.interval, monthdays=tuple(sorted(set(found[1])))
                )
            return (found[0], Never("impossible")) if all(value > 31 for value in found[1]) else (end, piece)
    if piece.freq == "YEARLY" and (found_date := dated_every(r, j)):
        later, date = found_date
        return later, date if isinstance(date, Never) else Every("YEARLY", piece.interval, date=date.date)
    return end, piece


def _of_a_month(r: Reader, end: int) -> bool:
    """Whether the ordinal before `end` names a day of the month without "on": "every month 3rd monday", "every month 15th pay rent"."""
    if r.any_weekday(end) is not None or month_follows(r, end):
        return True
    return r.word(end) not in THINGS and r.unit(end) is None


def _often(r: Reader, i: int) -> Found | None:
    """ "daily", "weekly on monday", "chaque jour" said in one word."""
    found = r.sense(i, "often")
    if found is None:
        return None
    if found.value == "night":
        return Found(i, i + 1, Every("DAILY", part="night"))
    freq, step = FREQ[str(found.value)]
    end, piece = _tail(r, i + 1, Every(freq, step))
    return Found(i, end, piece)


def _fortnight(r: Reader, i: int) -> Found | None:
    """ "once a week", "every fortnight" in other words."""
    for phrases, piece in (
        (("bi weekly", "biweekly"), Every("WEEKLY", 2)),
        (("bimonthly", "bi monthly"), Every("MONTHLY", 2)),
        (("semi monthly", "semimonthly", "bimensuel", "bi mensuel"), Every("MONTHLY", times=2)),
        (("semi annually", "semiannually", "biannually"), Every("MONTHLY", 6)),
        (("per day", "par jour"), Every("DAILY")),
        (("day in day out", "day by day", "jour apres jour"), Every("DAILY")),
    ):
        if end := r.phrase(i, phrases):
            later, tailed = _tail(r, end, piece)
            return Found(i, later, tailed)
    return None


def _one_in(r: Reader, i: int) -> Found | None:
    """ "un lundi sur deux", "une semaine sur trois", "1 jour sur 2"."""
    j = r.skip(i, "a", "raison", "d")
    if r.word(j) not in {"un", "une", "1"}:
        return None
    k, day = j + 1, r.any_weekday(j + 1)
    part = r.sense(k + 1, "part") if day is not None else None
    after = k + 2 if part else k + 1
    if r.word(after) not in {"sur", "/"}:
        return None
    number = r.count(after + 1)
    if number is None or not 2 <= number[1] <= 52:
        return None
    interval = number[1]
    if day is not None:
        name = cast(PartName, str(part.value)) if part else None
        return Found(i, number[0], Every("WEEKLY", interval, weekdays=(day,), part=name))
    plain = unit_of(r, k, interval)
    if plain is None:
        return None
    end, piece = _tail(r, number[0], plain[1])
    return Found(i, end, piece)


_TIMES = {"once": 1, "twice": 2, "thrice": 3}


def _per(r: Reader, i: int) -> Found | None:
    """ "once a week", "twice a day", "3 fois par jour": sensible only with as many hours or days."""
    count = _TIMES.get(r.word(i))
    end = i + 1
    if count is None:
        number = r.count(i)
        if number is None:
            return None
        end, count = number
        if r.word(end) not in {"times", "time", "x", "fois"}:
            return None
        end += 1
    if (often := r.sense(end, "often")) and often.value in FREQ:
        # "twice daily"
        return _as_often(r, i, end + 1, str(often.value), count) if count >= 1 else None
    led = r.phrase(end, ("a", "per", "every", "each", "par", "an", "/", "in a", "by", "chaque"))
    unit = r.unit(led) if led else None
    if led is None or unit not in FREQ or count < 1:
        return None
    return _as_often(r, i, led + 1, unit, count)


def _as_often(r: Reader, i: int, end: int, unit: str, count: int) -> Found:
    """So many times in a stretch; "three times a week" is settled by three days."""
    freq, step = FREQ[unit]
    later, piece = _tail(r, end, Every(freq, step, times=count))
    if isinstance(piece, Every) and piece.weekdays and len(piece.weekdays) == count:
        piece = Every(piece.freq, piece.interval, piece.weekdays)
    return Found(i, later, piece)


def _alternate(r: Reader, i: int) -> Found | None:
    """ "on alternate days", "alternating fridays"."""
    j = r.skip(i, "on", "in")
    if r.word(j) not in {"alternate", "alternating", "alternative"}:
        return None
    one = unit_of(r, j + 1, 2)
    if one is None and (days := list_of_days(r, j + 1)):
        one = days[0], Every("WEEKLY", 2, weekdays=days[1])
    return Found(i, *one) if one else None
