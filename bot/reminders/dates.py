"""Days as people name them: "tomorrow", "next friday", "8 mai", "03/04/2027", "the last friday of june", "next week"."""

from __future__ import annotations

from calendar import monthrange

from bot.reminders.pieces import Calendar, Loose, MonthDay, Never, Nth, Relative, Spec, Weekday
from bot.reminders.reader import Reader

Named = tuple[int, Spec | Never]

_RELATIVE = {"today": 0, "tomorrow": 1, "overmorrow": 2}
_COMING = {"this", "coming", "upcoming", "ce", "cette", "cet"}
_PROCHAIN = {"prochain", "prochaine", "suivant", "suivante", "prochains", "prochian", "prochan"}
_NEXT = {"next", "nxt", "nex", "nexr"}
_HOLIDAYS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "new year s eve": (12, 31),
    "new years eve": (12, 31), "new year s day": (1, 1), "new years day": (1, 1), "valentine s day": (2, 14), "valentines day": (2, 14),
    "canada day": (7, 1), "halloween": (10, 31), "noel": (12, 25), "la veille de noel": (12, 24), "jour de l an": (1, 1),
    "nouvel an": (1, 1), "saint valentin": (2, 14), "fete du canada": (7, 1), "saint jean": (6, 24),
}  # fmt: skip
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


def spec(r: Reader, i: int) -> Named | None:
    """The day named at place `i`, prepositions aside; the place after it."""
    return (
        _written(r, i)
        or _weekday(r, i)
        or _relative(r, i)
        or _stretch(r, i)
        or _with_month(r, i)
        or _month_alone(r, i)
        or _month_day(r, i)
        or _holiday(r, i)
    )


def in_calendar(year: int | None, month: int, day: int) -> bool:
    """Whether the day exists (in some year, where none is given)."""
    if not (1 <= month <= 12 and (year is None or 1 <= year <= 9999)):
        return False
    return 1 <= day <= (monthrange(year, month)[1] if year else monthrange(2024, month)[1])


def date_of(year: int | None, month: int, day: int, weekday: int | None = None) -> Spec | Never:
    """The date as a piece; `Never` where no calendar has it."""
    return Calendar(((year, month, day),), weekday) if in_calendar(year, month, day) else Never("impossible")


def _written(r: Reader, i: int) -> Named | None:
    """Figures with signs: 2027-05-08, 08/05/2027, 8.5.27, 8/5."""
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
    # Without a year only a slash, in a place where a date is likely: "3/4 of the questions" and "24/7" are none.
    glued = r.token(i + 1).glued and r.token(i + 2).glued
    likely = (
        r.word(i - 1) in _ON
        or (i + 3 >= len(r.tokens))
        or r.word(i - 1) in {"", ","}
        or r.word(i + 3) in {"at", "a", "@"}
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


def _either(year: int | None, first: int, second: int) -> Spec | Never:
    """Day and month in either order; both readings where both exist."""
    readings = {
        (year, month, day) for month, day in ((second, first), (first, second)) if in_calendar(year, month, day)
    }
    return Calendar(tuple(sorted(readings, key=str))) if readings else Never("impossible")


def _weekday(r: Reader, i: int) -> Named | None:
    start = i
    i = r.skip(i, "the", "le", "la")
    ahead = r.count(i)
    if (
        ahead
        and (day_ahead := r.sense(ahead[0], "weekdays", "weekday"))
        and (later := r.phrase(ahead[0] + 1, ["from now"]) or (ahead[0] + 1 if r.word(i - 1) in {"in", "dans"} else None))
    ):
        return (later, Weekday(int(day_ahead.value), "coming", ahead[1] - 1)) if 1 <= ahead[1] <= 60 else None
    which = r.word(i)
    j = i + 1 if which in _COMING | _NEXT | _PROCHAIN | {"following"} else i
    j = r.skip(j, "coming", "following") if j > i else j
    found = r.sense(j, "weekday")
    if found is None or (found.short and not _short_is_day(r, j, j > i)):
        return _weekday_of_week(r, start)
    day, end = int(found.value), j + 1
    end = r.skip(end, ".") if found.short else end
    after = r.word(end)
    # "Friday 8 May", "vendredi 8 mai": the date counts, the weekday checks it.
    dated = _with_month(r, r.skip(end, ",", "the", "le")) or _written(r, r.skip(end, ",", "the", "le"))
    if dated and isinstance(dated[1], Calendar):
        return dated[0], Calendar(dated[1].readings, day)
    if dated and isinstance(dated[1], Never):
        return dated
    k = r.skip(end, "the", "le", ",")
    numbered = r.ordinal(k) or (r.count(k) if r.language == "fr" and r.token(k).kind == "number" else None)
    if numbered and 1 <= numbered[1] <= 31 and r.token(k).kind == "number" and _ends_a_day(r, numbered[0]):
        return numbered[0], MonthDay(numbered[1], None, day)
    for phrase, weeks in (
        ("next week", 1),
        ("of next week", 1),
        ("this week", 0),
        ("the week after next", 2),
        ("in the next week", 1),
    ):
        later = r.phrase(r.skip(end, ","), [phrase])
        if later:
            return later, Weekday(day, "week", weeks)
    for phrase, weeks in (
        ("de la semaine prochaine", 1), ("la semaine prochaine", 1), ("semaine prochaine", 1), ("cette semaine", 0), ("de cette semaine", 0),
        ("d ici une semaine", 1),
    ):  # fmt: skip
        later = r.phrase(end, [phrase])
        if later:
            return later, Weekday(day, "week", weeks)
    if after == "week" or r.words(end, "en", "huit") or r.words(end, "in", "a", "week"):
        return end + (1 if after == "week" else 2 if after == "en" else 3), Weekday(day, "coming", 1)
    if r.words(end, "en", "quinze"):
        return end + 2, Weekday(day, "coming", 2)
    if after in {"dans", "in"} and (found_count := r.count(end + 1, article=True)) and r.unit(found_count[0]) == "week":
        return found_count[0] + 1, Weekday(day, "week", found_count[1])
    if which in _NEXT and j > i:
        return end, Weekday(day, "next")
    if which in {"last", "dernier"} or after in {"dernier", "derniere", "passe"}:
        return end + (after in {"dernier", "derniere", "passe"}), Never("past")
    if after in _PROCHAIN | _NEXT:
        return end + 1, Weekday(day, "next" if after in _NEXT else "coming")
    end = r.phrase(end, ["qui vient", "a venir"]) or end
    if r.word(i - 1) in {"last"} and r.word(end) not in {"of", "in"}:
        return end, Never("past")
    return end, Weekday(day)


def _ends_a_day(r: Reader, end: int) -> bool:
    """Whether the number before `end` can be a day of the month: "jeudi 15 à 9h", not "jeudi 15h" or "jeudi 15 questions"."""
    after = r.token(end)
    plural = after.kind == "word" and len(after.word) > 3 and after.word.endswith(("s", "x"))
    return not (r.unit(end) or after.word in {":", "h", "/", "-", ".", "am", "pm", "%"} or (plural and not after.senses and after.word != "vers"))


def _weekday_of_week(r: Reader, i: int) -> Named | None:
    """ "next week on monday", "la semaine prochaine, lundi", "in two weeks on monday"."""
    end = r.phrase(i, ["next week", "la semaine prochaine", "semaine prochaine"])
    weeks = 1
    if end is None:
        weeks_at = r.phrase(i, ["in", "dans"])
        counted = r.count(weeks_at, article=True) if weeks_at else None
        if counted and r.unit(counted[0]) == "week":
            end, weeks = counted[0] + 1, counted[1]
    if end is None:
        return None
    j = r.skip(end, "on", ",", "le", "the")
    day = r.weekday(j)
    if day is None or weeks > 520:
        return None
    return j + 1, Weekday(day, "week", weeks)


def _short_is_day(r: Reader, i: int, led: bool) -> bool:
    """ "sun", "mon", "mar", "sam" are days only in company."""
    if led or r.word(i - 1) in {
        "on",
        "by",
        "until",
        "till",
        "every",
        "each",
        "and",
        "before",
        ",",
        "/",
        "-",
        "&",
        "chaque",
        "starting",
    }:
        return True
    name = r.word(i)
    if name in {"tue", "tues", "thu", "thur", "thurs", "fri"}:
        return True
    after = r.token(i + 1)
    timed = r.sense(i + 1, "part") or (r.word(i + 1) in {"at", "@"} and r.language == "en") or after.number is not None
    return bool(timed) or (r.word(i + 1) in {"a", "matin", "soir"} and r.language == "fr") or (name == "wed" and i == 0)


def _relative(r: Reader, i: int) -> Named | None:
    table = (
        (["day after tomorrow", "the day after tomorrow", "day after tmrw", "day after tmr", "apres demain", "the day after tmrw"], 2),
        (["day after the day after tomorrow", "apres apres demain"], 3),
        (["tomorrow week"], 8), (["today week", "this day week", "aujourdhui en huit"], 7), (["demain en huit"], 8), (["demain en quinze"], 15),
    )  # fmt: skip
    for phrases, days in table:
        end = r.phrase(i, phrases)
        if end:
            return end, Relative(days)
    # The same with slips of the pen: the words are read by what they mean.
    j = r.skip(i, "the")
    after = r.word(j) == "day" and r.word(j + 1) in {"after", "aftr", "afer"}
    if (after or r.word(i) in {"apres", "apre", "aprs"}) and (found := r.sense(j + 2 if after else i + 1, "day")):
        if found.value == "tomorrow":
            return (j + 3 if after else i + 2), Relative(2)
    if r.words(i, "before", "yesterday") or r.words(i, "avant", "hier"):
        return i + 2, Never("past")
    found = r.sense(i, "day")
    if found is None:
        return None
    return (i + 1, Never("past")) if found.value == "yesterday" else (i + 1, Relative(_RELATIVE[str(found.value)]))


def _stretch(r: Reader, i: int) -> Named | None:
    """Weekends, weeks, months and years: this, next, the end of it."""
    ends: tuple[tuple[list[str], Spec | Never], ...] = (
        (["end of the week", "end of week", "end of this week", "eow", "fin de semaine", "la fin de semaine", "fin de la semaine",
          "la fin de la semaine", "cette fin de semaine", "the end of the week", "the end of this week", "week s end"], Loose("end of week")),
        (["end of next week", "the end of next week", "fin de la semaine prochaine", "fin de semaine prochaine", "la fin de la semaine prochaine"],
         Loose("end of week", 1)),
        (["end of the month", "end of month", "eom", "end of this month", "the end of the month", "the end of this month", "month end",
          "fin du mois", "la fin du mois", "fin de mois", "fin de ce mois", "last day of the month", "the last day of the month",
          "last day of this month", "the last day of this month", "dernier jour du mois", "le dernier jour du mois", "le dernier du mois"],
         MonthDay(-1, 0)),
        (["first day of the month", "the first day of the month", "le premier jour du mois", "premier jour du mois", "start of the month",
          "beginning of the month", "the beginning of the month", "debut du mois", "le debut du mois"], MonthDay(1)),
        (["first day of next month", "the first day of next month", "le premier jour du mois prochain", "premier jour du mois prochain"],
         MonthDay(1, 1)),
        (["end of next month", "the end of next month", "last day of next month", "the last day of next month", "fin du mois prochain",
          "la fin du mois prochain", "dernier jour du mois prochain", "le dernier jour du mois prochain"], MonthDay(-1, 1)),
        (["start of next month", "beginning of next month", "the beginning of next month", "the start of next month", "debut du mois prochain",
          "le debut du mois prochain", "debut mois prochain"], MonthDay(1, 1)),
        (["end of the year", "end of year", "eoy", "end of this year", "the end of the year", "fin de l annee", "la fin de l annee",
          "fin d annee"], Loose("end of year")),
        (["this weekend", "the weekend", "weekend", "ce weekend", "ce week end", "le weekend", "le week end", "this week end", "week end",
          "the coming weekend", "this coming weekend"], Loose("weekend")),
        (["next weekend", "next week end", "le weekend prochain", "weekend prochain", "week end prochain", "le week end prochain"],
         Loose("weekend", 1)),
        (["next week", "semaine prochaine", "la semaine prochaine", "sem prochaine", "la sem prochaine", "the following week", "nxt week",
          "la semaine suivante", "start of next week", "beginning of next week", "debut de semaine prochaine",
          "debut de la semaine prochaine"], Loose("week", 1)),
        (["the week after next", "week after next"], Loose("week", 2)),
        (["later this week", "this week", "cette semaine", "dans la semaine", "plus tard cette semaine"], Loose("week", 0)),
        (["next month", "nxt month", "le mois prochain", "mois prochain", "the following month", "le mois suivant"], Loose("month", 1)),
        (["this month", "ce mois ci", "later this month"], Loose("month", 0)),
        (["next year", "l annee prochaine", "annee prochaine", "l an prochain", "an prochain"], Loose("year", 1)),
        (["last week", "last month", "last year", "la semaine derniere", "la semaine passee", "le mois dernier", "l annee derniere",
          "l an dernier"], Never("past")),
    )  # fmt: skip
    best: Named | None = None
    for phrases, piece in ends:
        end = r.phrase(i, phrases)
        if end and (best is None or end > best[0]):
            best = end, piece
    if best is None:
        # "nxt weak", "semane prochaine": a misspelt unit is still one.
        j = r.skip(i, "the", "la", "le", "l")
        unit_at = j + 1 if r.word(j) in _NEXT else j
        ok = unit_at > j or r.word(j + 1) in _PROCHAIN
        unit = r.unit(unit_at)
        if ok and unit in {"week", "month", "year", "weekend"}:
            return (unit_at + 1 if unit_at > j else j + 2), Loose(unit, 1)  # type: ignore[arg-type]
        return None
    if best[1] == Loose("week", 1) and (later := _weekday_of_week(r, i)):
        return later
    if best[1] == Loose("month", 1):
        # "next month on the 5th", "le mois prochain le 5"
        j = r.skip(best[0], "on", "the", "le", ",")
        day = r.ordinal(j) or (r.count(j) if r.word(j - 1) == "le" else None)
        if day and 1 <= day[1] <= 31 and j > best[0]:
            return day[0], MonthDay(day[1], 1)
    return best


def _year(r: Reader, i: int) -> tuple[int, int | None]:
    """(place after, year) where a year of four figures stands at `i`, a comma or "of" before it allowed."""
    j = r.skip(i, ",", "of", "de", "-")
    number = r.token(j).number
    if number is not None and len(r.word(j)) == 4 and 1900 <= number <= 2999 and r.word(j + 1) not in {":", "h"}:
        return j + 1, number
    if r.word(j) in {"'", "’"} and (short := r.token(j + 1).number) is not None and len(r.word(j + 1)) == 2:
        return j + 2, 2000 + short
    later = r.phrase(i, ["next year", "de l annee prochaine", "l annee prochaine"])
    return (later, -1) if later else (i, None)


def _with_month(r: Reader, i: int) -> Named | None:
    """A day with the name of its month, in either order, with or without a year."""
    j = r.skip(i, "the", "le")
    day = r.ordinal(j) or (r.count(j) if r.token(j).number is not None or r.language == "fr" or j > i else None)
    if day and day[1] == -1:
        day = None
    if day and day[1] <= 99:
        k = r.skip(day[0], "of", "de", "d", "-", "/", ".")
        month = r.month(k)
        if month is not None and _counts_a_thing(r, i, k):
            month = None
        if month is not None and k - day[0] <= 1 and _is_month(r, k, before=True):
            return _dated(r, r.skip(k + 1, ".") if r.token(k + 1).glued else k + 1, month, day[1])
    month = r.month(i)
    led = r.word(i - 1) in {"until", "till", "through", "jusqu", "starting", "from"} or r.words(i - 2, "jusqu", "en")
    if month is not None and led and r.ordinal(i + 1) is None and r.count(i + 1) is None and r.word(i + 1) not in {"the", "."}:
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


def _is_month(r: Reader, k: int, before: bool) -> bool:
    """ "2 may" is a date; "lecture 2 may be ..." is not."""
    return not (r.word(k) == "may" and r.word(k + 1) in {"be", "have", "not", "need"})


def _dated(r: Reader, end: int, month: int, day: int) -> Named:
    end, year = _year(r, end)
    if year == -1:
        return end, Loose("named month", day, month, -1) if in_calendar(None, month, day) else Never("impossible")
    return end, date_of(year, month, day)


def _month_alone(r: Reader, i: int) -> Named | None:
    """ "in june", "end of june", "mi-mai", "first monday of june"."""
    led = r.phrase(i, ["in", "en", "in early", "in late", "early", "au mois de", "au mois d", "courant", "during"])
    if led is None and r.word(i) in {"of", "de", "d"} and r.any_weekday(i - 1) is not None:
        # "every monday of july"
        led = i + 1
    if led and (month := r.month(led)) and r.token(led).word not in {"second"}:
        end, year = _year(r, led + 1)
        return end, Loose("named month", 0, month, year)
    for phrases, day in (
        (["end of", "the end of", "late", "fin", "la fin de", "fin de", "la fin d", "last day of", "the last day of", "le dernier jour de",
          "dernier jour de", "le dernier jour d", "fin d"], -1),
        (["mid", "middle of", "the middle of", "mi", "la mi"], 15),
        (["beginning of", "the beginning of", "start of", "the start of", "debut", "le debut de"], 1),
    ):  # fmt: skip
        led = r.phrase(i, phrases)
        if led and (month := r.month(led)):
            end, year = _year(r, led + 1)
            if day == -1 and year:
                return end, date_of(year, month, monthrange(year, month)[1]) if year > 0 else Loose(
                    "named month", 0, month, year
                )
            # The last day of February is found later, with the year.
            return end, Nth(-1, -1, month, year) if day == -1 else date_of(year, month, day)
    j = r.skip(i, "the", "le")
    nth = r.ordinal(j)
    day_of_week = r.any_weekday(nth[0]) if nth else None
    if nth is None or day_of_week is None:
        # French says "le lundi premier" never, but "le dernier vendredi" and "le premier lundi" the same way round.
        return None
    k = r.skip(nth[0] + 1, "of", "in", "de", "d", "du")
    if k == nth[0] + 1 or not (nth[1] == -1 or 1 <= nth[1] <= 5):
        return None
    if (month := r.month(k)) is not None:
        end, year = _year(r, k + 1)
        return end, Nth(nth[1], day_of_week, month, year)
    later = r.phrase(k, ["next month", "mois prochain"])
    if later:
        return later, Nth(nth[1], day_of_week, None, None, 1)
    later = r.phrase(k, ["this month", "ce mois"])
    return (later, Nth(nth[1], day_of_week, None, None, 0)) if later else None


# "the 3rd chapter", "on the 2nd floor": an ordinal before one of these is no day of the month.
_THINGS = frozenset(
    [
        "floor",
        "attempt",
        "try",
        "chapter",
        "page",
        "edition",
        "part",
        "time",
        "year",
        "week",
        "day",
        "month",
        "round",
        "line",
        "block",
        "section",
        "semester",
        "visit",
        "call",
        "email",
        "question",
        "lecture",
        "module",
        "case",
        "draft",
        "version",
        "exam",
        "person",
        "street",
        "avenue",
        "choice",
        "option",
        "order",
        "dose",
        "shot",
        "half",
        "one",
        "etage",
        "chapitre",
        "fois",
        "partie",
        "annee",
        "semaine",
        "mois",
        "ligne",
        "bloc",
        "tour",
        "essai",
        "tentative",
        "rang",
        "candidat",
        "module",
        "cours",
        "cas",
        "examen",
        "etape",
    ]
)


def _month_day(r: Reader, i: int) -> Named | None:
    """ "the 15th", "le 12", "on the 1st", "the 5th of next month", "le 1er du mois prochain"."""
    article = r.word(i) in {"the", "le"}
    j = r.skip(i, "the", "le")
    led = r.word(i - 1) in {"on", "by", "until", "till", "before", "from", "starting", "jusqu", "avant"}
    ordinal = r.ordinal(j)
    day = ordinal if ordinal and ordinal[1] > 0 and r.token(j).sense("ordinal") is None else None
    if day is None and ordinal and ordinal[1] > 0 and article and (r.word(ordinal[0]) in {"of", "du", "de"} or led):
        day = ordinal
    if day is None and r.language == "fr" and (article or r.word(i - 1) in {"au", "du"}):
        number = r.count(j)
        day = number if number and r.token(j).kind == "number" and len(r.word(j)) <= 2 else None
    if (
        day is None
        and r.language == "en"
        and r.word(i) == "the"
        and led
        and r.token(j).kind == "number"
        and len(r.word(j)) <= 2
    ):
        day = r.count(j)
    if day is None or not (article or led or r.word(i - 1) in {"au", "du"} or _alone(r, i, day[0])):
        return None
    end, number_of_day = day
    for phrases, months in (
        (["of next month", "du mois prochain", "next month", "le mois prochain", "of the next month"], 1),
        (["of this month", "of the month", "de ce mois", "du mois", "this month", "du mois courant"], None),
    ):
        later = r.phrase(end, phrases)
        if later:
            end = later
            return end, MonthDay(number_of_day, months) if 1 <= number_of_day <= 31 else Never("impossible")
    after = r.token(end)
    if after.word in _THINGS or r.unit(end) or r.word(end) in {"%", "/", ":", "h"} or r.any_weekday(end) is not None:
        return None
    plural = (
        after.kind == "word"
        and len(after.word) > 3
        and after.word.endswith(("s", "x"))
        and r.token(j).sense("ordinal") is None
    )
    if (
        plural
        and r.language == "fr"
        and r.ordinal(j) is None
        and not r.token(end).senses
        and after.word not in {"vers", "dans", "apres"}
    ):
        return None
    if not 1 <= number_of_day <= 31:
        return (end, Never("impossible")) if led and number_of_day < 100 else None
    return end, MonthDay(number_of_day)


def _alone(r: Reader, i: int, end: int) -> bool:
    """An ordinal without an article is a day only at the edge of the text or before an hour."""
    return i == 0 or end >= len(r.tokens) or r.word(end) in {"at", "@", ","}


def _holiday(r: Reader, i: int) -> Named | None:
    if r.word(i - 1) not in _ON and i > 0:
        return None
    for name, (month, day) in _HOLIDAYS.items():
        end = r.phrase(r.skip(i, "the", "le", "la"), [name])
        if end:
            return end, Calendar(((None, month, day),))
    return None
