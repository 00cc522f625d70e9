"""Hours with their preposition: "at 7", "from 2 to 4pm", "8am and 8pm", "after lunch"."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from bot.reminders.company import LABELS, after_day
from bot.reminders.figures import AT, figures
from bot.reminders.phrases import Book
from bot.reminders.pieces import At, Clock, Every, Found, Never, Piece
from bot.reminders.reader import Reader
from bot.reminders.rhythm import BOTH_ENDS
from bot.reminders.spoken import HALVES, Core, named, spoken

# These introduce an hour too, but so many other things that a bare number after them is not one.
_LOOSELY = {
    "by",
    "before",
    "after",
    "about",
    "from",
    "for",
    "avant",
    "apres",
    "pour",
    "de",
    "des",
    "environ",
    "between",
    "entre",
    "circa",
    "until",
    "till",
    "til",
    "jusqu",
    "jusque",
}


_LIMIT = {"before", "avant"}


_UNTIL = {"until", "till", "til", "jusqu", "jusque"}


_BETWEEN = {"between", "entre"}


_SAME_TIME = (
    "at the same time",
    "same time",
    "at the same hour",
    "a la meme heure",
    "meme heure",
    "at this time",
    "a cette heure ci",
)


# People differ about these, so two hours are offered.
_MEALS: Book[tuple[int, int]] = Book(
    (("after breakfast", "apres le petit dejeuner", "apres le dejeuner du matin"), (8, 9)),
    (("before lunch", "avant le lunch", "avant midi", "avant le dejeuner"), (11, 12)),
    (("after lunch", "apres le lunch", "apres le repas de midi", "after noon prayer"), (13, 14)),
    (("after work", "after the shift", "apres le travail", "apres le boulot"), (17, 18)),
    (("after dinner", "after supper", "apres le souper", "apres le diner", "apres souper"), (20, 21)),
    (("before bed", "before bedtime", "at bedtime", "before going to bed", "before sleeping", "avant de dormir",
      "avant de me coucher",
      "au coucher", "avant le coucher"), (21, 22)),
)  # fmt: skip


_PARTS = {"morning": 9, "noon": 12, "afternoon": 15, "evening": 19, "night": 20}


_FILLERS = ("about", "abt", "around", "exactly", "approximately", "like", "environ", "les", "precisement")


_ZONES = {
    "EST": "America/Toronto", "EDT": "America/Toronto", "ET": "America/Toronto", "CST": "America/Winnipeg",
    "CDT": "America/Winnipeg",
    "CT": "America/Winnipeg", "MST": "America/Edmonton", "MDT": "America/Edmonton", "MT": "America/Edmonton",
    "PST": "America/Vancouver",
    "PDT": "America/Vancouver", "PT": "America/Vancouver", "AST": "America/Halifax", "ADT": "America/Halifax",
    "NST": "America/St_Johns",
    "UTC": "Etc/UTC", "GMT": "Etc/UTC",
}  # fmt: skip


def at(r: Reader, i: int, before: Piece | None = None) -> Found | None:
    """The hour or hours at place `i`, with their preposition. After a rhythm of hours (`before`) a bare "9 to 5" is its stretch."""
    j, prefix = i, ""
    if r.word(i) in {"a", "to", "-"} and r.token(i - 1).number is not None and r.word(i - 2) in LABELS:
        # "chapitres 3 à 5"
        return None
    if between := r.phrase(i, ("b / w", "btw", "btwn", "bw", "betwn")):
        prefix, j = "between", between
    while r.word(j) in AT or r.word(j) in _LOOSELY:
        if r.word(j) == "a" and r.language == "en" and r.raw(j) == "a":
            return None
        prefix, j = prefix or r.word(j), j + 1
        j = r.skip(j, *_FILLERS)
        if j - i > 4:
            return None
    strong = any(r.word(k) in AT for k in range(i, j)) or _stretch(r, j) or (prefix in _BETWEEN and _between(r, j))
    if isinstance(before, Every) and before.freq == "HOURLY" and _bare_stretch(r, j):
        strong, prefix = True, prefix or "from"
    if meal := _MEALS.longest(r, i):
        return Found(i, meal[0], At(tuple(Clock(hour, half=True) for hour in meal[1]), also=True))
    if both := r.phrase(i, BOTH_ENDS):
        named_parts = [str(sense.value) for k in range(i, both) if (sense := r.sense(k, "part"))]
        return Found(i, both, At(tuple(Clock(_PARTS[name], half=True) for name in named_parts)))
    if same := r.phrase(i, _SAME_TIME):
        return Found(i, same, At((), same=True))
    loose = not strong and j == i and after_day(r, j, j + 1)
    first = _one(r, j, strong or loose, prefix)
    if first is None:
        return None
    end, clock, firm = first
    if isinstance(clock, Never):
        return Found(i, end, clock)
    clocks, end, last = _more(r, end, clock, prefix)
    end = r.skip(end, "sharp", "pile", "ish", "precises", "precise", "environ")
    if r.word(end) == "-" and r.word(end + 1) == "ish":
        end += 2
    zone = _ZONES.get(r.raw(end)) if end < len(r.tokens) else None
    also = len(clocks) > 1 and any(r.word(k) in {"or", "ou"} for k in range(j, end))
    # A bare number after a day counts only where no better hour was said.
    firm = (firm or strong) and not (loose and clocks[0].open)
    piece = At(clocks, firm, also=also, before=prefix in _LIMIT, until=prefix in _UNTIL, zone=zone, last=last)
    return Found(i, end + 1 if zone else end, piece)


def _stretch(r: Reader, i: int) -> bool:
    """Whether "2-4pm", "9 - 11h" begins at `i`."""
    first = r.token(i).number
    last = r.token(i + 2).number
    if r.word(i + 1) == "a" and r.word(i - 1) == "de" and r.language == "fr":
        return first is not None and last is not None and first < last <= 24 and r.word(i + 3) == "h"
    if first is None or last is None or r.word(i + 1) not in {"-", "to"} or not (first <= 12 and last <= 24):
        return False
    if r.word(i + 1) == "to" and first >= last:
        return False
    return r.word(i + 3) in HALVES or (r.word(i + 3) == "h" and r.token(i + 3).glued)


def _bare_stretch(r: Reader, i: int) -> bool:
    """Whether "9 to 5", "8-18" begins at `i`."""
    first, last = r.count(i), r.count(i + 2)
    joined = r.word(i + 1) in {"to", "-", "a"} or (r.word(i - 1) in _BETWEEN and r.word(i + 1) in {"and", "et"})
    return bool(first and last and joined and first[1] <= 24 >= last[1] and r.unit(last[0]) is None)


def _between(r: Reader, i: int) -> bool:
    """Whether "5 and 6 pm" begins at `i`."""
    first, last = r.count(i), r.count(i + 2)
    return bool(
        first and last and r.word(i + 1) in {"and", "et"} and first[1] <= 24 and r.word(last[0]) in {*HALVES, "h"}
    )


def _more(r: Reader, end: int, clock: Clock, prefix: str) -> tuple[tuple[Clock, ...], int, Clock | None]:
    """(hours, place after, end of a stretch): what follows a first hour. The end of a stretch lends the first its am or pm."""
    clocks = [clock]
    end, clocks[0] = _settled(r, end, clock)
    while r.word(end) in {"and", "et", ",", "&", "or", "ou", "+", "n"}:
        start = end + 1
        second = r.skip(start, "at", "a", "and", "et") if r.language == "fr" else r.skip(start, "at", "and")
        found = _one(r, second, second > start or prefix in _BETWEEN, "")
        if found is None or isinstance(found[1], Never) or not (found[2] or prefix in _BETWEEN):
            break
        if prefix in _BETWEEN:
            return (_lend(clocks[0], found[1]),), found[0], found[1]
        clocks[-1] = _lend(clocks[-1], found[1]) if clocks[-1].open else clocks[-1]
        clocks.append(found[1])
        end, clocks[-1] = _settled(r, found[0], found[1])
    while (
        not clocks[-1].open
        and (found := _one(r, r.skip(end, "and", "et", ",", "&") if len(clocks) > 1 else end, False, ""))
        and _surely(found[1])
    ):
        # "8am 2pm 8pm": people leave out the commas.
        clocks.append(found[1])
        end = found[0]
    if len(clocks) == 1 and r.word(end) in {"-", "to", "a", "until", "till"}:
        found = _one(r, end + 1, prefix in {"from", "de"}, "")
        if found and not isinstance(found[1], Never) and (found[2] or r.word(end) == "-"):
            return _more_stretches(r, found[0], _lend(clock, found[1]), found[1])
    return tuple(clocks), end, None


def _more_stretches(r: Reader, end: int, first: Clock, last: Clock) -> tuple[tuple[Clock, ...], int, Clock | None]:
    """ "7am to 9am and 7pm to 9pm": the beginnings of both."""
    if r.word(end) in {"and", "et", "&", ","}:
        start = r.skip(end + 1, "from", "de", "at", "a")
        found = _one(r, start, False, "")
        if found and found[2] and _surely(found[1]):
            clocks, later, again = _more(r, found[0], found[1], "from")
            if again is not None:
                return (first, *clocks), later, None
    return (first,), end, last


def _settled(r: Reader, end: int, clock: Clock) -> tuple[int, Clock]:
    """ "7 in the morning" where more hours follow: the part of the day is of this hour alone."""
    led = r.phrase(end, ("in the", "at", "du", "de l", "de la", "in"))
    part = r.sense(led, "part") if led else None
    if (
        part is None
        or led is None
        or part.value in {"noon", "midnight"}
        or r.word(led + 1) not in {"and", "et", ",", "&"}
    ):
        return end, clock
    later = r.skip(led + 2, "at", "a", "and", "et")
    return (led + 1, settle(clock, str(part.value))) if _one(r, later, True, "at") else (end, clock)


def _surely(clock: Clock | Never) -> TypeGuard[Clock]:
    return not isinstance(clock, Never) and clock.half and not clock.midnight


def _lend(first: Clock, last: Clock) -> Clock:
    """ "2" of "2 to 4pm" is in the afternoon, "11" of "11 to 1pm" is not."""
    if not first.open or last.open:
        return first
    hour = first.hour % 12 + (12 if last.hour >= 12 else 0)
    if (hour, first.minute) >= (last.hour, last.minute):
        hour -= 12
    return Clock(hour % 24, first.minute, half=True)


def _one(r: Reader, i: int, strong: bool, prefix: str) -> Core | None:
    """(place after, hour, whether it can be nothing else) at `i`."""
    # "friday 10 to 12", "5 to 7pm" without "at" are stretches; "at 10 to 12" is ten minutes before.
    ranged = prefix not in AT and r.word(i + 1) == "to" and (r.token(i).number or 99) < (r.token(i + 2).number or 0)
    return named(r, i) or (None if ranged else spoken(r, i)) or figures(r, i, strong, prefix)


def settle(clock: Clock, part: str) -> Clock:
    """The hour `clock` in a part of the day: 7 in the evening is 19:00, 12 at night is midnight, 2 at night is in the morning."""
    if clock.half:
        return clock
    hour, shift = clock.hour, 0
    if part == "morning":
        hour %= 12
    elif part == "afternoon" or (part in {"noon", "end of day"} and hour < 8):
        hour = hour % 12 + 12
    elif part in {"evening", "night", "tonight"}:
        if hour == 12:
            hour, shift = 0, 1
        elif part != "evening" and hour < 5:
            shift = 1 if part == "tonight" else 0
        elif hour < 12:
            hour += 12
    return replace(clock, hour=hour, half=True, open=False, shift=shift)
