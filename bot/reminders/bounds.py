"""Where a series begins and ends, how long it lasts, and which days it leaves out."""

from __future__ import annotations

from bot.reminders.amounts import amount, around, shift
from bot.reminders.dates import date_of
from bot.reminders.naming import spec
from bot.reminders.pieces import (
    Amount,
    Around,
    Calendar,
    Day,
    Every,
    Except,
    For,
    Found,
    MonthDay,
    Never,
    Piece,
    Relative,
    Shift,
    Starting,
    Until,
)
from bot.reminders.reader import Reader

_UNTIL = ("until", "till", "til", "untill", "untl", "unitl", "util", "up to", "through", "thru", "ending",
  "ending on", "ends", "ends on", "up until",
          "jusqu", "jusque", "jusquau", "jusqua", "jusqu a", "jusqu au", "jusqu en", "jusqu aux", "jusqu a la",
          "jusqu a le", "jusque au",
          "jusqu au", "jusqu o", "jsuqu au", "jusqau", "jusq au", "jusq", "et ce jusqu au", "and ending",
          "finishing", "finishing on")  # fmt: skip


_FROM = ("starting", "starting on", "starting from", "beginning", "beginning on", "start", "starting at",
  "commencing", "from", "as of", "as from", "effective",
         "starting the", "starts", "starts on", "a partir du", "a partir de", "a partir d", "a compter du",
         "a compter de", "des", "des le",
         "debutant le", "debutant", "en commencant le", "en commencant", "commencant le", "commencant", "depuis le",
         "du", "between", "entre le", "entre", "and starting",
         "start on", "startin", "partir du", "en debutant le", "des la", "begining", "strating",
         "from the")  # fmt: skip


def until(r: Reader, i: int, before: Piece | None = None) -> Found | None:
    """ "until 12 march", "jusqu'au 12 mars", "until my exam on May 8"; a plain "to" only after the day that begins it."""
    if isinstance(before, Day | Starting) and (same_month := _rest_of_range(r, i, before)):
        return same_month
    plain = isinstance(before, Starting | Day) and r.word(i) in {"to", "au", "and", "et", "-"}
    end = i + 1 if plain else r.phrase(i, _UNTIL)
    if end is None:
        return None
    for start in range(end, end + (1 if plain else 6)):
        named = spec(r, r.skip(start, "the", "le", "on", "la")) or spec(r, start)
        if named and r.word(i) in {"and", "et"} and not isinstance(before, Starting):
            return None
        if named:
            found = named[1]
            return Found(i, named[0], found if isinstance(found, Never) else Until(found))
        if r.token(start).kind != "word":
            return None
    return None


def _rest_of_range(r: Reader, i: int, before: Day | Starting) -> Found | None:
    """The "-10" of "july 1-10": the month is said with the first day only."""
    first = before.specs[0] if isinstance(before, Day) else before.spec
    if (
        not isinstance(first, Calendar)
        or len(first.readings) != 1
        or r.word(i) not in {"-", "to", "au", "a", "until", "till"}
    ):
        return None
    year, month, day = first.readings[0]
    last = r.ordinal(i + 1) or r.count(i + 1)
    if last is None or not day < last[1] <= 31 or len(r.word(i + 1)) > 2 or r.unit(last[0]) is not None:
        return None
    if r.month(last[0]) is not None or r.word(last[0]) in {":", ".", "/", "-", "h", "am", "pm"}:
        return None
    named = date_of(year, month, last[1])
    return Found(i, last[0], named if isinstance(named, Never) else Until(named))


def starting(r: Reader, i: int, before: Piece | None = None) -> Found | None:
    """ "starting monday", "à partir du 8 mai", "from tomorrow", "starting in 2 weeks"."""
    end = r.phrase(i, _FROM)
    if end is None:
        bare = _first_of_range(r, i) if i == 0 or isinstance(before, Every) else None
        return Found(i, *bare) if bare else None
    if (ahead := around(r, end)) and isinstance(ahead.piece, Around) and not ahead.piece.amount.minutes:
        # "every day starting 5 days before (my exam on 8 May)": the day stands after it, or anywhere before.
        event = spec(r, r.skip(ahead.end, "the", "le"))
        if event and not isinstance(event[1], Never):
            return Found(i, event[0], Starting(event[1], ahead.piece.amount))
        return Found(i, ahead.end, Starting(Relative(0), ahead.piece.amount))
    named = spec(r, end) or spec(r, r.skip(end, "the", "le", "on", "la"))
    if (first := _first_of_range(r, end)) and (named is None or isinstance(named[1], MonthDay)):
        return Found(i, *first)
    if named and (r.word(i) == "du" or (r.word(i) in {"between", "entre"} and r.word(named[0]) not in {"and", "et"})):
        return None
    if named:
        return Found(i, named[0], named[1] if isinstance(named[1], Never) else Starting(named[1]))
    later = shift(r, end)
    if later and isinstance(later.piece, Shift):
        wait = later.piece.amounts[0]
        if not wait.months and not wait.minutes:
            return Found(i, later.end, Starting(Relative(wait.days)))
    return None


def _first_of_range(r: Reader, i: int) -> tuple[int, Starting] | None:
    """The "1er" of "du 1er au 5 juillet": the month is said with the last day only."""
    start = r.skip(i, "the", "le")
    start = start + 1 if r.weekday(start) is not None else start
    first = r.ordinal(start) or r.count(start)
    if (
        first is None
        or not 1 <= first[1] <= 31
        or r.word(first[0]) not in {"au", "to", "until", "till", "through", "-"}
    ):
        return None
    last = spec(r, r.skip(first[0] + 1, "the", "le"))
    if last is None or not isinstance(last[1], Calendar) or len(last[1].readings) != 1:
        return None
    year, month, day = last[1].readings[0]
    return (first[0], Starting(Calendar(((year, month, first[1]),)))) if first[1] < day else None


def lasting(r: Reader, i: int) -> Found | None:
    """ "for 3 weeks", "pendant un mois", "10 times": how long a series goes on."""
    counted = r.phrase(i, ("for", "pendant", "durant", "pour", "a total of", "de", "sur")) or i
    number = r.count(counted)
    named = number and r.word(number[0]) in {"times", "fois", "occurrences", "sessions", "reminders", "rappels"}
    if (
        number
        and named
        and 0 < number[1] <= 1000
        and r.word(number[0] + 1) not in {"a", "par", "per", "each", "every", "/"}
    ):
        return Found(i, number[0] + 1, For(count=number[1]))
    led = r.phrase(
        i,
        (
            "for",
            "during",
            "over",
            "pendant",
            "durant",
            "pour",
            "sur",
            "for a period of",
            "fro",
            "for about",
            "lasting",
            "au cours de",
        ),
    )
    start = r.phrase(
        led or i,
        (
            "the next",
            "next",
            "the coming",
            "coming",
            "les prochains",
            "les prochaines",
            "the following",
            *(("les",) if led else ()),
        ),
    )
    daily = start is not None and not r.words(start - 1, "les")
    if led is None and start is None:
        return _coming(r, i)
    start = start or led or i
    if not led and r.count(start) is None:
        return None
    found = amount(r, start)
    if found is None:
        later = _coming(r, start)
        return Found(i, later.end, later.piece) if later else None
    end, amounts = found
    if amounts[0].minutes or r.word(end) in {"of", "off", "de", "d", "en"}:
        return None
    # "for 3 days" right at the beginning, with an hour, is every one of them; elsewhere it may be part of what to do.
    return Found(i, end, For(amounts[0], daily=daily or i == 0))


def _coming(r: Reader, i: int) -> Found | None:
    """ "(pendant) les 3 prochaines semaines"."""
    start = r.skip(i, "les", "ces")
    number = r.count(start)
    middle = r.skip(number[0], "prochaines", "prochains", "coming") if number else start
    days = {"day": 1, "week": 7}.get(r.unit(middle) or "")
    if number is None or days is None or middle == number[0]:
        return None
    return Found(i, middle + 1, For(Amount(days=days * number[1]), daily=True))


def excepting(r: Reader, i: int) -> Found | None:
    """ "except sunday", "sauf le dimanche", "but not on weekends"."""
    end = r.phrase(i, ("except", "except on", "but", "but not", "but not on", "sauf", "sauf le", "sauf les",
      "excepte", "excepte le", "hormis", "hormis le",
                       "excluding", "apart from", "mais pas le", "except for", "sauf en"))  # fmt: skip
    if end is None:
        return None
    days: list[int] = []
    while True:
        j = r.skip(end, "and", "et", ",", "le", "les", "on", "or") if days else end
        named = r.any_weekday(j)
        if named is not None:
            days.append(named)
        elif r.unit(j) == "weekend" or r.words(j, "week", "end"):
            days.extend((5, 6))
            j = j + 1 if r.word(j) == "week" else j
        else:
            break
        end = j + 1
    if not days:
        # "except nov 11": no rule leaves out a date, but it must not be lost in silence.
        date = spec(r, r.skip(end, "on", "le", "the"))
        return Found(i, date[0], Except(())) if date and not isinstance(date[1], Never) else None
    return Found(i, end, Except(tuple(sorted(set(days)))))
