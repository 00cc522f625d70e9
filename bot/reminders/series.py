"""Repetitions: "every monday and thursday", "un jeudi sur deux", "le 15 de chaque mois", "daily", "mon-fri"."""

from __future__ import annotations

from typing import Literal, cast

from bot.reminders.dates import in_calendar
from bot.reminders.pieces import Every, Found, Never, PartName
from bot.reminders.reader import Reader

Freq = Literal["MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
_WORKDAYS = (0, 1, 2, 3, 4)
_FREQ: dict[str, tuple[Freq, int]] = {
    "minute": ("MINUTELY", 1), "hour": ("HOURLY", 1), "day": ("DAILY", 1), "week": ("WEEKLY", 1), "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1), "quarter": ("MONTHLY", 3), "semester": ("MONTHLY", 6), "year": ("YEARLY", 1),
}  # fmt: skip
_EVERY = ["aux", "all", "tous les", "toutes les", "tout les", "tt les", "ts les", "tous le", "tout le", "on every", "on each", "a chaque", "tou les", "touts les",
          "de chaque", "of every", "of each", "in every", "every single", "each and every", "toute les"]  # fmt: skip
_OTHER = {"other", "alternate", "second", "2nd", "deuxieme", "othr", "oter", "seconde"}
_JOIN = ("and", "et", ",", "&", "/", "+", "every", "each", "chaque", "on", "le", "les", "tous", "the", "plus", "n")


def every(r: Reader, i: int) -> Found | None:
    """The repetition at place `i`."""
    found = [
        one
        for one in (
            _led(r, i),
            _often(r, i),
            _habit(r, i),
            _one_in(r, i),
            _of_month(r, i),
            _per(r, i),
            _fortnight(r, i),
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
    i = i - 1 if r.word(i - 1) == "once" else i
    one = (
        _counted(r, j, r.word(i) in {"tous", "tout", "toutes", "ts", "tt", "tou", "touts", "toute"})
        or _days_of_week(r, j)
        or _nth(r, j)
        or _dated(r, j)
    )
    if one is None or (r.word(i) == "aux" and isinstance(one[1], Every) and not (one[1].freq and r.count(j))):
        return None
    end, piece = one
    if isinstance(piece, Never):
        return Found(i, end, piece)
    end, piece = _tail(r, end, piece)
    return Found(i, end, piece)


_One = tuple[int, Every | Never]


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


def _unit(r: Reader, i: int, interval: int) -> tuple[int, Every] | None:
    for phrases in (
        ["working day", "working days", "business day", "business days", "work day", "work days", "week day", "week days", "jour ouvrable",
         "jours ouvrables", "jour ouvre", "jours ouvres", "jour de semaine", "jours de semaine", "jour de la semaine",
         "jours de la semaine", "school day"],
    ):  # fmt: skip
        if end := r.phrase(i, phrases):
            return end, Every("WEEKLY", weekdays=_WORKDAYS)
    if end := r.phrase(i, ["weekend day", "week end", "week ends", "fin de semaine", "fins de semaine"]):
        return end, Every("WEEKLY", weekdays=(5, 6))
    unit = r.unit(i) or r.near_unit(i)
    if unit == "workday":
        return i + 1, Every("WEEKLY", weekdays=_WORKDAYS)
    if unit == "weekend":
        return i + 1, Every("WEEKLY", interval, weekdays=(5, 6))
    if unit in _FREQ:
        freq, step = _FREQ[unit]
        return i + 1, Every(freq, interval * step)
    part = r.sense(i, "part")
    name = (
        "afternoon" if r.words(i, "apres", "midi") or r.words(i, "apres", "midis") else str(part.value) if part else ""
    )
    if name and name != "tonight":
        return i + (2 if r.word(i) == "apres" else 1), Every("DAILY", interval, part=cast(PartName, name))
    return None


def _counted(r: Reader, i: int, french_all: bool) -> _One | None:
    """A unit, perhaps counted: "day", "2 weeks", "3rd day", "other tuesday", "15 jours"."""
    if plain := _unit(r, i, 1):
        return plain
    if end := r.phrase(i, ["half hour", "demi heure", "half an hour", "demie heure", "demi heures", "demies heures"]):
        return end, Every("MINUTELY", 30)
    if end := r.phrase(i, ["half year"]):
        return end, Every("MONTHLY", 6)
    if r.word(i) in _OTHER or r.raw(i).lower() == "2nd":
        if counted := _unit(r, i + 1, 2):
            return counted
        if (days := _list_of_days(r, i + 1)) and not _month_follows(r, days[0]):
            return days[0], Every("WEEKLY", 2, weekdays=days[1])
    if (ordinal := r.ordinal(i)) and 2 <= ordinal[1] <= 99:
        if counted := _unit(r, ordinal[0], ordinal[1]):
            return counted
    number = r.count(i)
    if number and 1 <= number[1] <= 400:
        j = r.skip(number[0], "prochains", "prochaines", "petites")
        j = j + 1 if r.word(j) == "-" else j
        if (interval := number[1]) and (counted := _unit(r, j, interval)):
            # "tous les quinze jours" is every other week, "tous les huit jours" every week.
            if (
                french_all
                and r.token(i).kind == "word"
                and counted[1] == Every("DAILY", interval)
                and interval in {8, 15}
            ):
                return counted[0], Every("WEEKLY", interval // 7)
            return counted
        if (days := _list_of_days(r, j)) and not french_all and interval <= 8:
            return days[0], Every("WEEKLY", interval, weekdays=days[1])
    return None


def _list_of_days(r: Reader, i: int) -> tuple[int, tuple[int, ...]] | None:
    """ "monday", "mon/wed/fri", "lundi et jeudi", "monday to friday"."""
    first = r.any_weekday(i)
    if first is None:
        return None
    end, days = i + 1, [first]
    end = end + 1 if r.word(end) == "." and r.any_weekday(end + 1) is not None else end
    last = _range_end(r, end)
    if last:
        end, until = last
        return end, tuple(sorted((first + step) % 7 for step in range((until - first) % 7 + 1)))
    while True:
        j = r.skip(end, *_JOIN)
        day = r.any_weekday(j)
        if day is None or (j == end and not r.token(j).joined):
            # "every monday thursday": people leave out the comma; a second day right after the first is one more.
            if day is None or j != end or day in days:
                break
        days.append(day)
        end = j + 1
    return end, tuple(sorted(set(days)))


def _range_end(r: Reader, i: int) -> tuple[int, int] | None:
    if r.word(i) in {"to", "through", "thru", "au", "a", "-", "till", "until"}:
        j = r.skip(i + 1, "le")
        day = r.any_weekday(j)
        return (j + 1, day) if day is not None else None
    day = r.any_weekday(i)
    return (i + 1, day) if day is not None and r.token(i).joined else None


def _days_of_week(r: Reader, i: int) -> _One | None:
    found = _list_of_days(r, i)
    return (found[0], Every("WEEKLY", weekdays=found[1])) if found else None


_EACH = ["of the month", "of each month", "of every month", "of a month", "of month", "each month", "every month", "in the month", "in each month",
         "in every month", "du mois", "de chaque mois", "de tous les mois", "chaque mois", "tous les mois", "each and every month", "du mois courant",
         "monthly"]  # fmt: skip


def _month_follows(r: Reader, i: int) -> int | None:
    j = r.skip(i, ",")
    return r.phrase(j, _EACH)


def _month_follows_surely(r: Reader, i: int) -> int | None:
    """ "of each month", not "of the month", which may be this one."""
    if end := r.phrase(
        r.skip(i, ","),
        [one for one in _EACH if one not in {"of the month", "du mois", "of month", "in the month", "du mois courant"}],
    ):
        return end
    # Slips: "of evry month", "de chaqe mois".
    j = r.skip(i, "of", "in", "de", ",")
    return j + 2 if r.sense(j, "every") and r.unit(j + 1) == "month" else None


def _ordinals(r: Reader, i: int) -> tuple[int, tuple[int, ...]] | None:
    """ "first and third", "1st and 15th", "15", "1er et 15", "last"."""
    values: list[int] = []
    end = i
    while True:
        j = r.skip(end, "and", "et", ",", "&", "the", "le", "on", "day") if values else r.skip(end, "day")
        found = r.ordinal(j) or (r.count(j) if r.token(j).kind == "number" and len(r.word(j)) <= 2 else None)
        if found is None or found[1] == 0 or r.sense(j, "part"):
            break
        values.append(found[1])
        end = found[0]
    return (end, tuple(values)) if values else None


def _nth(r: Reader, i: int) -> _One | None:
    """After "every": "first monday (of the month)", "15th (of the month)", "last day of the month"."""
    if end := r.phrase(
        i, ["end of month", "end of the month", "month end", "fin de mois", "fin du mois", "fins de mois"]
    ):
        return end, Every("MONTHLY", monthdays=(-1,))
    j = r.skip(i, "the", "le")
    found = _ordinals(r, j)
    if found is None:
        return None
    end, values = found
    if r.unit(end) == "day" and values == (-1,):
        k = _month_follows(r, end + 1)
        return (k or end + 1), Every("MONTHLY", monthdays=(-1,))
    if (later := r.phrase(end, _WORKDAY)) and all(value == -1 or 1 <= value <= 5 for value in values):
        k = _month_follows(r, later)
        return k or later, Every("MONTHLY", nths=tuple((value, WORKDAY) for value in values))
    day = r.any_weekday(end)
    if day is not None:
        k = _month_follows(r, end + 1)
        surely = k is not None or values == (-1,) or len(values) > 1 or values == (1,)
        if not all(value == -1 or 1 <= value <= 5 for value in values):
            return None
        nths = tuple((value, day) for value in values)
        return k or end + 1, Every("MONTHLY", values[0] if not surely else 1, nths=nths, unsure=not surely)
    k = _month_follows(r, end)
    if (month := r.month(r.skip(end, "of", "de"))) is not None and len(values) == 1:
        return r.skip(end, "of", "de") + 1, _yearly(month, values[0])
    ordinal = r.ordinal(j) is not None
    if (k or ordinal) and all(value == -1 or 1 <= value <= 31 for value in values):
        return k or end, Every("MONTHLY", monthdays=tuple(sorted(set(values))))
    return None


def _yearly(month: int, day: int) -> Every | Never:
    return Every("YEARLY", date=(month, day)) if in_calendar(None, month, day) else Never("impossible")


def _dated(r: Reader, i: int) -> _One | None:
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
    if end := r.phrase(j, ["christmas", "noel"]):
        return end, Every("YEARLY", date=(12, 25))
    return None


def _tail(r: Reader, end: int, piece: Every) -> tuple[int, Every | Never]:
    """What narrows the repetition: "every month on the 15th", "every week on monday", "every year on june 15"."""
    if piece.weekdays or piece.monthdays or piece.nths or piece.date:
        return end, piece
    j = r.skip(end, "on", "le", "les", "the", ",", "au", "s")
    led = j > end
    if piece.freq == "WEEKLY" and led and (days := _list_of_days(r, j)):
        return days[0], Every("WEEKLY", piece.interval, weekdays=days[1])
    if piece.freq == "DAILY" and piece.interval == 1 and piece.part is None:
        # "every day from monday to friday" is read as its own repetition and merged later.
        return end, piece
    if piece.freq == "MONTHLY" and led:
        if last := r.phrase(j, ["last day", "dernier jour", "end", "last"]):
            if r.any_weekday(last) is None:
                return last, Every("MONTHLY", piece.interval, monthdays=(-1,))
        if (found := _ordinals(r, j)) and not r.unit(found[0]):
            day = r.any_weekday(found[0])
            if day is not None and all(value == -1 or 1 <= value <= 5 for value in found[1]):
                return found[0] + 1, Every("MONTHLY", piece.interval, nths=tuple((value, day) for value in found[1]))
            if all(1 <= value <= 31 for value in found[1]) and r.month(found[0]) is None:
                return found[0], Every("MONTHLY", piece.interval, monthdays=tuple(sorted(set(found[1]))))
            return (found[0], Never("impossible")) if all(value > 31 for value in found[1]) else (end, piece)
    if piece.freq == "YEARLY" and (found_date := _dated(r, j)):
        later, date = found_date
        return later, date if isinstance(date, Never) else Every("YEARLY", piece.interval, date=date.date)
    return end, piece


def _often(r: Reader, i: int) -> Found | None:
    """ "daily", "weekly on monday", "chaque jour" said in one word."""
    found = r.sense(i, "often")
    if found is None:
        return None
    if found.value == "night":
        return Found(i, i + 1, Every("DAILY", part="night"))
    freq, step = _FREQ[str(found.value)]
    end, piece = _tail(r, i + 1, Every(freq, step))
    return Found(i, end, piece)


def _fortnight(r: Reader, i: int) -> Found | None:
    """ "once a week", "every fortnight" in other words."""
    for phrases, piece in (
        (["bi weekly", "biweekly"], Every("WEEKLY", 2)),
        (["bimonthly", "bi monthly"], Every("MONTHLY", 2)),
        (["day in day out", "day by day", "jour apres jour"], Every("DAILY")),
    ):
        if end := r.phrase(i, phrases):
            later, tailed = _tail(r, end, piece)
            return Found(i, later, tailed)
    return None


def _habit(r: Reader, i: int) -> Found | None:
    """Plural days and ranges without "every": "on mondays", "weekdays", "mon-fri", "du lundi au vendredi", French "le lundi"."""
    if end := r.phrase(i, ["en semaine", "on working days", "on business days", "on workdays", "les jours ouvrables", "les jours de semaine", "on week days",
                           "la semaine du lundi au vendredi", "les jours ouvres", "on school days"]):  # fmt: skip
        return Found(i, end, Every("WEEKLY", weekdays=_WORKDAYS))
    j = r.skip(i, "on", "les", "from", "during", "the", "de", "du", "le", ",")
    article = r.word(j - 1) if j > i else ""
    if r.word(j) in {"weekdays", "workdays"} or (r.unit(j) == "workday" and r.word(j).endswith("s")):
        return Found(i, j + 1, Every("WEEKLY", weekdays=_WORKDAYS))
    if r.word(j) in {"weekends"} or r.words(j, "week", "ends"):
        return Found(i, j + (1 if r.word(j) == "weekends" else 2), Every("WEEKLY", weekdays=(5, 6)))
    if r.word(j) in {"mornings", "evenings", "afternoons", "nights", "matins", "soirs"} and (
        part := r.sense(j, "part")
    ):
        return Found(i, j + 1, Every("DAILY", part=cast(PartName, str(part.value))))
    if r.words(j, "m", "f") and r.token(j + 1).joined:
        return Found(i, j + 2, Every("WEEKLY", weekdays=_WORKDAYS))
    days = _list_of_days(r, j)
    if days is None or (r.count(j - 1) and j == i):
        return None
    end, named = days
    plural = any(r.sense(k, "weekdays") for k in range(j, end))
    ranged = any(_range_end(r, k) for k in range(j + 1, end))
    habitual = r.language == "fr" and article == "le" and r.weekday(j) is not None
    if not (plural or ranged or habitual):
        return None
    if habitual and not (plural or ranged):
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


def _one_in(r: Reader, i: int) -> Found | None:
    """ "un lundi sur deux", "une semaine sur trois", "1 jour sur 2"."""
    j = r.skip(i, "a", "raison", "d")
    if r.word(j) not in {"un", "une", "1"}:
        return None
    k, day = j + 1, r.any_weekday(j + 1)
    part = r.sense(k + 1, "part") if day is not None else None
    after = k + 2 if part else k + 1
    if r.word(after) != "sur":
        return None
    number = r.count(after + 1)
    if number is None or not 2 <= number[1] <= 52:
        return None
    interval = number[1]
    if day is not None:
        name = cast(PartName, str(part.value)) if part else None
        return Found(i, number[0], Every("WEEKLY", interval, weekdays=(day,), part=name))
    plain = _unit(r, k, interval)
    if plain is None:
        return None
    end, piece = _tail(r, number[0], plain[1])
    return Found(i, end, piece)


def _of_month(r: Reader, i: int) -> Found | None:
    """ "the 10th of every month", "le 1er et le 15 de chaque mois", "the last day of each month", "first monday of the month"."""
    j = r.skip(i, "on", "the", "le", "les", "at", "a", "au", "day")
    if last := r.phrase(
        j,
        ["end", "fin", "la fin", "last day", "dernier jour", "derniers jours", "the end", "lst day", "last", "dernier"],
    ):
        if end := _month_follows_surely(r, last):
            return Found(i, end, Every("MONTHLY", monthdays=(-1,)))
    found = _ordinals(r, j)
    if found is None:
        return None
    end, values = found
    k = end
    unit_day = r.unit(end) == "day"
    if unit_day:
        k = end + 1
    workday = r.phrase(end, _WORKDAY)
    if workday and (later := _month_follows(r, workday) or _month_follows_surely(r, workday)):
        return Found(i, later, Every("MONTHLY", nths=tuple((value, WORKDAY) for value in values)))
    day = r.any_weekday(end)
    if day is not None:
        later = _month_follows(r, end + 1) or _month_follows_surely(r, end + 1)
        if later and all(value == -1 or 1 <= value <= 5 for value in values):
            return Found(i, later, Every("MONTHLY", nths=tuple((value, day) for value in values)))
        return None
    later = _month_follows_surely(r, k)
    if later is None or not all(value == -1 or 1 <= value <= 31 for value in values):
        return Found(i, later, Never("impossible")) if later else None
    return Found(i, later, Every("MONTHLY", monthdays=tuple(sorted(set(values)))))


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
    led = r.phrase(end, ["a", "per", "every", "each", "par", "an", "/", "in a", "by", "chaque"])
    unit = r.unit(led) if led else None
    if led is None or unit not in _FREQ or count < 1:
        return None
    freq, step = _FREQ[unit]
    later, piece = _tail(r, led + 1, Every(freq, step, times=count))
    if isinstance(piece, Every) and piece.weekdays and len(piece.weekdays) == count:
        piece = Every(piece.freq, piece.interval, piece.weekdays)
    return Found(i, later, piece)
