"""Stretches of time: "3 days", "an hour and a half", "une demi-heure", "2h30", "quelques jours"; and what counts from now with them."""

from __future__ import annotations

from bot.reminders.phrases import Book
from bot.reminders.pieces import Amount, Around, Found, Never, Shift
from bot.reminders.reader import Reader

Amounts = tuple[int, tuple[Amount, ...]]

_MOST = 100_000
_UNITS = {
    "minute": Amount(minutes=1),
    "hour": Amount(minutes=60),
    "day": Amount(days=1),
    "week": Amount(days=7),
    "fortnight": Amount(days=14),
    "month": Amount(months=1),
    "quarter": Amount(months=3),
    "semester": Amount(months=6),
    "year": Amount(months=12),
}
_FIXED = Book(entries={
    "half an hour": 30, "half hr": 30, "half an hr": 30, "a half hr": 30, "a half hour": 30, "half hour": 30, "half a hour": 30,
    "une demi h": 30, "demi h": 30, "une demie h": 30, "demie h": 30, "une demi heure": 30, "une demie heure": 30, "demi heure": 30,
    "demie heure": 30, "a quarter of an hour": 15, "quarter of an hour": 15, "un quart d heure": 15, "quart d heure": 15,
    "1 2 heure": 30, "1 / 2 heure": 30, "1 / 2 hour": 30, "1 / 2 h": 30,
    "3 / 4 d heure": 45, "3 / 4 hour": 45, "1 / 4 d heure": 15,
    "trois quarts d heure": 45, "3 quarts d heure": 45, "three quarters of an hour": 45,
    "an hour and a half": 90, "one hour and a half": 90, "1 hour and a half": 90, "an hour and half": 90,
    "half a day": 720, "une demi journee": 720, "an hour and a quarter": 75,
})  # fmt: skip
_ROUND = Book(entries={
    "a fortnight": (14,), "fortnight": (14,), "une quinzaine de jours": (14,), "une quinzaine": (14,), "quinze jours": (14, 15),
    "une huitaine de jours": (7,), "une huitaine": (7,), "huit jours": (7, 8), "une dizaine de jours": (10,), "a week and a half": (10, 11),
    "une semaine et demie": (10, 11), "a month and a half": (45,), "un mois et demi": (45,),
})  # fmt: skip
_AND_A_HALF = ("and a half", "and half", "n a half", "n half", "& a half", "& half", "et demi", "et demie")
_FEW = ("a few", "few", "several", "some", "quelques", "plusieurs", "qq", "qques")
_COUPLE = ("a couple of", "a couple", "couple of", "couple", "une couple de", "une couple d")


def times(amount: Amount, count: int) -> Amount:
    """The amount, so many times."""
    return Amount(amount.months * count, amount.days * count, amount.minutes * count)


def plus(one: Amount, other: Amount) -> Amount:
    """Both amounts after one another."""
    return Amount(one.months + other.months, one.days + other.days, one.minutes + other.minutes)


def amount(r: Reader, i: int) -> Amounts | None:
    """The stretch at place `i`: the place after it and its readings (several where the words are vague)."""
    i = r.skip(
        i,
        "about",
        "abt",
        "around",
        "approximately",
        "approx",
        "roughly",
        "like",
        "environ",
        "~",
        "exactly",
        "exactement",
        "another",
        "encore",
        "the",
        "next",
    )
    if fixed := _FIXED.longest(r, i):
        return fixed[0], (Amount(minutes=fixed[1]),)
    if half_year := r.phrase(i, ("half a year", "a half year", "half year", "une demi annee")):
        return half_year, (Amount(months=6),)
    if rounded := _ROUND.longest(r, i):
        return rounded[0], tuple(Amount(days=count) for count in rounded[1])
    return _vague(r, i) or _counted(r, i)


def _vague(r: Reader, i: int) -> Amounts | None:
    end = r.phrase(i, _COUPLE)
    if end and (unit := r.unit(end)) in _UNITS:
        return end + 1, (times(_UNITS[unit], 2),)
    end = r.phrase(i, _FEW)
    end = r.skip(end, "more", "d", "de") if end else None
    if end and (unit := r.unit(end)) in _UNITS:
        return end + 1, tuple(times(_UNITS[unit], count) for count in (2, 3, 4))
    first = r.count(i)
    if first and r.word(first[0]) in {"-", "or", "ou", "to", "a"} and (second := r.count(first[0] + 1)):
        unit = r.unit(second[0])
        if unit in _UNITS and 0 < first[1] < second[1] <= first[1] + 10:
            return second[0] + 1, tuple(times(_UNITS[unit], count) for count in (first[1], second[1]))
    return None


def _counted(r: Reader, i: int) -> Amounts | None:
    found = r.count(i, article=True)
    if found is None or found[1] > _MOST:
        return None
    end, count = found
    pointed = r.token(end).glued and r.token(end + 1).glued and r.token(end + 1).number is not None
    unit = str(r.unit(end + 2))
    # 1.5 hours, 1,5 heure, 2.5 days
    if pointed and r.word(end) in {".", ","} and r.word(end + 1) == "5" and unit in _HALF:
        return end + 3, (plus(times(_UNITS[unit], count), _HALF[unit]),)
    # 1:30 hours
    if pointed and r.word(end) == ":" and len(r.word(end + 1)) == 2 and unit == "hour":
        return end + 3, (Amount(minutes=count * 60 + (r.token(end + 1).number or 0)),)
    half = False
    if later := r.phrase(end, (*_AND_A_HALF, "1 / 2")):
        end, half = later, True
    end = end + 1 if r.token(end).word == "-" and r.unit(end + 1) else end
    end = r.skip(end, "more", "full", "whole", "calendar", "petites", "bonnes", "petite", "bonne", "petit", "bon")
    unit = str(r.unit(end) or r.near_unit(end))
    if unit not in _UNITS:
        return None
    if count == 1 and (both := r.phrase(end + 1, ("or two", "ou deux", "or 2", "ou 2"))):
        return both, (_UNITS[unit], times(_UNITS[unit], 2))
    total = times(_UNITS[unit], count)
    end += 1
    if later := r.phrase(end, _AND_A_HALF):
        end, half = later, True
    if half:
        total = plus(total, _HALF.get(unit, Amount(days=3)))
    elif unit == "hour" and (later := r.phrase(end, ("et quart", "and a quarter"))):
        end, total = later, plus(total, Amount(minutes=15))
    else:
        end, total = _and_more(r, end, unit, total)
    return end, (total,)


_HALF = {
    "hour": Amount(minutes=30),
    "minute": Amount(),
    "year": Amount(months=6),
    "month": Amount(days=15),
    "day": Amount(minutes=720),
}
_SMALLER = {"hour": {"minute"}, "day": {"hour", "minute"}, "week": {"day"}, "month": {"day", "week"}, "year": {"month"}}


def _and_more(r: Reader, end: int, unit: str, total: Amount) -> tuple[int, Amount]:
    """ "2 hours and 15 minutes", "2h30", "1 hour 30"."""
    j = r.skip(end, "and", "et", ",", "n", "&")
    found = r.count(j, article=j > end)
    if found and found[1] <= _MOST:
        smaller = r.unit(found[0])
        if smaller in _SMALLER.get(unit, set()):
            return found[0] + 1, plus(total, times(_UNITS[str(smaller)], found[1]))
        bare = j == end and unit == "hour" and len(r.word(j)) == 2 and r.token(j).kind == "number" and found[1] < 60
        if bare and (r.token(j).glued or found[0] >= len(r.tokens) or r.word(found[0]) in {"to", "de", "d", ","}):
            return found[0], plus(total, Amount(minutes=found[1]))
    return end, total


_SAME_AGAIN: Book[Amount] = Book(
    (("this time tomorrow",), Amount(days=1)),
    (("this time next week", "same time next week", "at the same time next week", "same day next week", "same time same day next week",
      "meme heure la semaine prochaine", "a la meme heure la semaine prochaine", "meme jour la semaine prochaine",
      "le meme jour la semaine prochaine"), Amount(days=7)),
    (("this time next month", "same time next month", "same day next month", "same date next month",
      "meme jour le mois prochain", "le meme jour le mois prochain", "a la meme date le mois prochain"), Amount(months=1)),
    (("this time next year", "same time next year", "same day next year", "le meme jour l annee prochaine"), Amount(months=12)),
)  # fmt: skip


def shift(r: Reader, i: int) -> Found | None:
    """ "in 3 days", "2 hours from now", "dans une demi-heure", "this time next week"; "2 days ago" is past."""
    if again := _SAME_AGAIN.longest(r, i):
        return Found(i, again[0], Shift((again[1],)))
    if end := r.phrase(i, ("il y a", "y a")):
        gone = amount(r, end)
        return Found(i, gone[0], Never("past")) if gone else None
    led = r.phrase(
        i,
        (
            "in",
            "dans",
            "within",
            "d ici a",
            "d ici",
            "after",
            "apres",
            "sous",
            "ds",
            "in about",
            "in abt",
            "dans environ",
            "dan",
            "dasn",
        ),
    )
    found = amount(r, led or i)
    if found is None:
        return None
    end, amounts = found
    if r.word(end) == "ago":
        return Found(i, end + 1, Never("past"))
    if r.word(end) in {"'", "’"} or (r.token(end).joined and r.word(end) == "s"):
        end += 1
    trail = r.phrase(
        end,
        ("from now", "from today", "from this moment", "later", "hence", "plus tard", "a partir de maintenant", "time"),
    )
    if led is None and (trail is None or r.word(end) == "time"):
        from_day = r.phrase(end, ("from",))
        day = r.sense(from_day, "day") if from_day else None
        if day and day.value == "tomorrow" and from_day:
            return Found(i, from_day + 1, Shift(tuple(plus(one, Amount(days=1)) for one in amounts)))
        return None
    # "after 3 days of fever", "in 2 hours of work": only what is to do.
    if led and trail is None and r.word(end) in {"of", "before", "prior", "avant"}:
        return None
    return Found(i, trail or end, Shift(amounts))


_SAME = Amount()
_NAMED_AROUND: Book[Around] = Book(
    (("the day before", "day before", "on the day before", "la veille de", "la veille du", "la veille d",
      "veille de", "veille du", "la veille",
      "the eve of", "le jour avant", "on the eve of", "a la veille de", "a la veille du", "one day before"), Around(Amount(days=-1))),
    (("the evening before", "evening before", "la veille au soir de", "la veille au soir du", "la veille au soir d",
      "la veille au soir",
      "le soir avant"), Around(Amount(days=-1), "evening")),
    (("the night before", "night before"), Around(Amount(days=-1), "night")),
    (("the morning before",), Around(Amount(days=-1), "morning")),
    (("l avant veille de", "l avant veille du", "avant veille de", "l avant veille"), Around(Amount(days=-2))),
    (("the week before", "week before", "la semaine avant", "la semaine d avant"), Around(Amount(days=-7))),
    (("the month before", "le mois avant"), Around(Amount(months=-1))),
    (("the day after", "day after", "le lendemain de", "le lendemain du", "le lendemain d", "lendemain de",
      "le jour apres"), Around(Amount(days=1))),
    (("the week after", "la semaine apres"), Around(Amount(days=7))),
    (("the morning of", "morning of", "le matin de", "le matin du", "le matin d"), Around(_SAME, "morning")),
    (("the evening of", "the night of", "le soir de", "le soir du"), Around(_SAME, "evening")),
    (("the day of", "on the day of", "day of", "le jour de", "le jour du", "le jour d", "the same day as"),
      Around(_SAME)),
)  # fmt: skip


# "my exam is on 8 May, remind me a week in advance"
_AHEAD = ("earlier", "in advance", "ahead", "beforehand", "prior", "prior the", "in advance of", "plus tot", "a l avance",
  "d avance", "en avance", "auparavant", "before hand", "in advnce", "earlier than", "before it", "before that", "before this")  # fmt: skip


def around(r: Reader, i: int) -> Found | None:
    """ "3 days before", "la veille de", "a week after": counts from the day that comes later in the text."""
    if named := _NAMED_AROUND.longest(r, i):
        return Found(i, *named)
    found = amount(r, i) or _unit_alone(r, i)
    if found is None:
        return None
    end, amounts = found
    if ahead := r.phrase(end, _AHEAD):
        return Found(i, ahead, Around(times(amounts[0], -1), others=tuple(times(one, -1) for one in amounts[1:])))
    end = r.skip(end, "early", "in", "advance", "exactly", "just")
    back = r.phrase(
        end, ("before", "prior to", "ahead of", "avant", "of", "bfore", "befor", "b4", "before hand", "en avance sur")
    )
    if back and r.word(end) != "of":
        return Found(i, back, Around(times(amounts[0], -1), others=tuple(times(one, -1) for one in amounts[1:])))
    on = r.phrase(end, ("after", "following", "from", "apres", "past"))
    day = r.sense(on, "day") if on and r.word(on - 1) == "apres" else None
    if day is not None and day.value == "tomorrow":
        # "15h après-demain" is an hour of a day.
        return None
    return Found(i, on, Around(amounts[0])) if on else None


def _unit_alone(r: Reader, i: int) -> Amounts | None:
    """The "wk" of "wk before my exam", one of its kind."""
    j = r.skip(i, "the", "la", "le")
    unit = r.unit(j)
    return (
        (j + 1, (_UNITS[unit],)) if unit in {"day", "week", "month"} and r.word(j + 1) in {"before", "avant"} else None
    )
