"""Hours: "at 7", "7pm", "19h30", "half past six", "midi et demi", "from 2 to 4pm"."""

from __future__ import annotations

from dataclasses import replace

from bot.reminders.pieces import At, Clock, Found, Never
from bot.reminders.reader import Reader

_AT = {"at", "@", "around", "vers", "a"}
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
}
_LIMIT = {"before", "avant"}
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
_MEALS: tuple[tuple[tuple[str, ...], tuple[int, int]], ...] = (
    (("after breakfast", "apres le petit dejeuner", "apres le dejeuner du matin"), (8, 9)),
    (("before lunch", "avant le lunch", "avant midi", "avant le dejeuner"), (11, 12)),
    (("after lunch", "apres le lunch", "apres le repas de midi", "after noon prayer"), (13, 14)),
    (("after work", "after the shift", "apres le travail", "apres le boulot"), (17, 18)),
    (("after dinner", "after supper", "apres le souper", "apres le diner", "apres souper"), (20, 21)),
    (("before bed", "before bedtime", "at bedtime", "before going to bed", "before sleeping", "avant de dormir", "avant de me coucher",
      "au coucher", "avant le coucher"), (21, 22)),
)  # fmt: skip
_FILLERS = ("about", "around", "exactly", "approximately", "like", "environ", "les", "precisement")
_HALVES = {"am": 0, "pm": 12}
_NOT_AFTER = frozenset(["%", "$", "€", "£", "/", "+", "x", "km", "kg", "mg", "ml", "st", "nd", "rd", "th", "eme"])
_SINGULAR_S = frozenset(
    [
        "is",
        "this",
        "his",
        "us",
        "as",
        "yes",
        "bus",
        "pass",
        "process",
        "discuss",
        "focus",
        "canvas",
        "access",
        "assess",
        "address",
        "press",
        "always",
        "its",
        "les",
        "mes",
        "tes",
        "ses",
        "des",
        "nos",
        "vos",
        "vers",
        "dans",
        "sans",
        "sous",
        "plus",
        "puis",
        "pas",
        "nous",
        "vous",
        "ces",
        "depuis",
        "apres",
    ]
)
_SPENT = {"pendant", "durant", "for", "in", "dans", "sur"}
_ZONES = {
    "EST": "America/Toronto", "EDT": "America/Toronto", "ET": "America/Toronto", "CST": "America/Winnipeg", "CDT": "America/Winnipeg",
    "CT": "America/Winnipeg", "MST": "America/Edmonton", "MDT": "America/Edmonton", "MT": "America/Edmonton", "PST": "America/Vancouver",
    "PDT": "America/Vancouver", "PT": "America/Vancouver", "AST": "America/Halifax", "ADT": "America/Halifax", "NST": "America/St_Johns",
    "UTC": "Etc/UTC", "GMT": "Etc/UTC",
}  # fmt: skip


def at(r: Reader, i: int) -> Found | None:
    """The hour or hours at place `i`, with their preposition."""
    j, prefix = i, ""
    while r.word(j) in _AT or r.word(j) in _LOOSELY:
        if r.word(j) == "a" and r.language == "en" and r.raw(j) == "a":
            return None
        prefix, j = prefix or r.word(j), j + 1
        j = r.skip(j, *_FILLERS)
        if j - i > 4:
            return None
    strong = any(r.word(k) in _AT for k in range(i, j)) or _stretch(r, j)
    for phrases, hours in _MEALS:
        if meal := r.phrase(i, phrases):
            return Found(i, meal, At(tuple(Clock(hour, half=True) for hour in hours), also=True))
    if same := r.phrase(i, _SAME_TIME):
        return Found(i, same, At((), same=True))
    first = _one(r, j, strong, prefix)
    if first is None:
        return None
    end, clock, firm = first
    if isinstance(clock, Never):
        return Found(i, end, clock)
    clocks, end = _more(r, end, clock, prefix)
    end = r.skip(end, "sharp", "pile", "ish", "precises", "precise", "environ")
    if r.word(end) == "-" and r.word(end + 1) == "ish":
        end += 2
    zone = _ZONES.get(r.raw(end)) if end < len(r.tokens) else None
    also = len(clocks) > 1 and any(r.word(k) in {"or", "ou"} for k in range(j, end))
    piece = At(clocks, firm or strong, also=also, before=prefix in _LIMIT, zone=zone)
    return Found(i, end + 1 if zone else end, piece)


def _stretch(r: Reader, i: int) -> bool:
    """Whether "2-4pm", "9 - 11h" begins at `i`."""
    first = r.token(i).number
    last = r.token(i + 2).number
    if first is None or last is None or r.word(i + 1) != "-" or not (first <= 12 and last <= 24):
        return False
    return r.word(i + 3) in _HALVES or (r.word(i + 3) == "h" and r.token(i + 3).glued)


def _more(r: Reader, end: int, clock: Clock, prefix: str) -> tuple[tuple[Clock, ...], int]:
    """What follows a first hour: further hours, or the end of a stretch (which only lends its am or pm)."""
    clocks = [clock]
    while r.word(end) in {"and", "et", ",", "&", "or", "ou", "+"}:
        start = end + 1
        second = r.skip(start, "at", "a", "and", "et") if r.language == "fr" else r.skip(start, "at", "and")
        found = _one(r, second, second > start, "")
        if found is None or isinstance(found[1], Never) or not found[2]:
            if prefix not in {"between", "entre"} or found is None or isinstance(found[1], Never):
                break
        assert not isinstance(found[1], Never)
        if prefix in {"between", "entre"}:
            return (_lend(clocks[0], found[1]),), found[0]
        clocks[-1] = _lend(clocks[-1], found[1]) if clocks[-1].open else clocks[-1]
        clocks.append(found[1])
        end = found[0]
    if len(clocks) == 1 and r.word(end) in {"-", "to", "a"}:
        found = _one(r, end + 1, prefix in {"from", "de"}, "")
        if found and not isinstance(found[1], Never) and (found[2] or r.word(end) == "-"):
            return (_lend(clock, found[1]),), found[0]
    return tuple(clocks), end


def _lend(first: Clock, last: Clock) -> Clock:
    """ "2" of "2 to 4pm" is in the afternoon, "11" of "11 to 1pm" is not."""
    if not first.open or last.open:
        return first
    hour = first.hour % 12 + (12 if last.hour >= 12 else 0)
    if (hour, first.minute) >= (last.hour, last.minute):
        hour -= 12
    return Clock(hour % 24, first.minute, half=True)


_Core = tuple[int, Clock | Never, bool]


def _one(r: Reader, i: int, strong: bool, prefix: str) -> _Core | None:
    """(place after, hour, whether it can be nothing else) at `i`."""
    return _named(r, i) or _spoken(r, i) or _figures(r, i, strong, prefix)


def _named(r: Reader, i: int) -> _Core | None:
    i = r.skip(i, "12") if r.word(i + 1) in {"noon", "midnight", "midday"} else i
    part = r.sense(i, "part")
    if part is None or part.value not in {"noon", "midnight"}:
        return None
    if part.value == "noon" and r.word(i - 1) == "apres":
        return None
    end, minute = i + 1, 0
    if r.language == "fr" or r.word(i) in {"midi", "minuit"}:
        end, minute = _french_minutes(r, end)
    if minute < 0:
        return end, Clock(11 if part.value == "noon" else 23, 60 + minute, half=True), True
    if part.value == "noon":
        return end, Clock(12, minute, half=True), True
    # Midnight ends one day and begins the next; with minutes it has begun.
    return end, Clock(0, minute, half=True, midnight=not minute), True


def _french_minutes(r: Reader, i: int) -> tuple[int, int]:
    """ "et demie", "et quart", "moins le quart", "moins dix", "trente" after an hour; minutes below zero count back."""
    if r.word(i) == "et" and r.word(i + 1) in {"demie", "demi"}:
        return i + 2, 30
    if r.word(i) == "et" and r.word(i + 1) in {"quart", "1"}:
        return i + 2, 15
    if r.word(i) == "moins":
        if r.word(r.skip(i + 1, "le", "un")) == "quart":
            return r.skip(i + 1, "le", "un") + 1, -15
        found = r.count(i + 1)
        if found and 0 < found[1] < 60:
            return found[0], -found[1]
    found = r.count(i)
    digits = r.token(i).kind == "number"
    if found and 0 <= found[1] < 60 and r.month(found[0]) is None and r.unit(found[0]) in {None, "minute"}:
        if digits and len(r.word(i)) == 2:
            return (found[0] + 1 if r.unit(found[0]) == "minute" else found[0]), found[1]
        if not digits and found[1] % 5 == 0 and found[1] > 0:
            return found[0], found[1]
    return i, 0


def _spoken(r: Reader, i: int) -> _Core | None:
    """ "half past six", "quarter to 8", "ten past 7", "twenty minutes to nine": which half of the day stays open."""
    j = r.skip(i, "a")
    if r.word(j) == "half":
        minute, j = 30, j + 1
    elif r.word(j) == "quarter":
        minute, j = 15, j + 1
    else:
        found = r.count(j)
        if not found or not (0 < found[1] < 60) or (found[1] % 5 and r.unit(found[0]) != "minute"):
            return None
        j, minute = found
        j = j + 1 if r.unit(j) == "minute" else j
    word = r.word(j)
    if word in {"past", "after"}:
        j += 1
    elif word in {"to", "of", "before", "till", "til"} and minute != 30:
        minute, j = -minute, j + 1
    elif not (minute == 30 and r.word(j - 1) == "half"):
        return None
    part = r.sense(j, "part")
    if part and part.value in {"noon", "midnight"}:
        hour, end, half = (12 if part.value == "noon" else 0), j + 1, True
    else:
        found = r.count(j)
        if (
            not found
            or not 1 <= found[1] <= 12
            or r.unit(found[0])
            or (len(r.word(j)) > 2 and r.token(j).number is not None)
        ):
            return None
        (end, hour), half = found, False
        end = r.skip(end, "oclock")
        if r.word(end) in _HALVES:
            hour, half, end = hour % 12 + _HALVES[r.word(end)], True, end + 1
    total = hour * 60 + minute
    if not half and hour == 12:
        total = total % 720
    return end, Clock(total // 60 % 24, total % 60, half=half, open=not half), True


def _figures(r: Reader, i: int, strong: bool, prefix: str) -> _Core | None:
    found = r.count(i)
    if found is None:
        return None
    end, hour = found
    token, spelled = r.token(i), r.token(i).kind == "word"
    sign, minutes = r.token(end), r.token(end + 1)
    firm = False
    minute, written, half_word = 0, False, ""
    if (
        not spelled
        and sign.word in {":", "."}
        and sign.glued
        and minutes.glued
        and len(minutes.word) == 2
        and minutes.number is not None
    ):
        later = r.word(end + 2)
        if sign.word == "." and not (strong or later in {*_HALVES, "h"}):
            return None
        if sign.word == "." and r.word(end + 2) == "." and r.token(end + 3).number is not None:
            return None
        minute, end, written, firm = minutes.number, end + 2, True, True
        if r.word(end) == ":" and r.token(end).glued and r.token(end + 1).number is not None:
            end += 2
        end = end + 1 if r.word(end) in {"h", "hrs"} and r.token(end).glued else end
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            return end, Never("impossible", hour=True), True
    elif r.unit(end) == "hour" and (r.language == "fr" or r.word(end) == "h" or (strong and hour > 12)):
        if len(token.word) in {3, 4} and not spelled:
            hour, minute, end = hour // 100, hour % 100, end + 1
        else:
            end, minute = _french_minutes(r, end + 1)
        if prefix not in _AT and r.word(i - 1) in _SPENT:
            return None
        if not strong and r.word(end) in {"de", "d", "of"} and r.word(end + 1) not in {"l", "la"}:
            return None
        written, firm = True, bool(strong or hour >= 7)
        if hour > 24 or minute > 59:
            return (end, Never("impossible", hour=True), True) if strong else None
        if minute < 0:
            hour, minute = (hour - 1) % 24, 60 + minute
    elif (
        not spelled
        and len(token.word) in {3, 4}
        and (strong or r.word(end) in _HALVES)
        and sign.word not in {":", "/", "-", "."}
    ):
        hour, minute, written = hour // 100, hour % 100, True
        firm = True
        if hour > 24 or minute > 59 or (r.unit(end) and r.word(end) != "hours"):
            return None
        end = end + 1 if r.word(end) == "hours" else end
    elif (strong or r.word(end + 1) in _HALVES) and _two_figures(r, i, end):
        second = r.count(end)
        assert second is not None
        end, minute = second
        written, firm = False, True
    elif not strong and r.word(end) not in {*_HALVES, "oclock", "a", "p"} and not _ish(r, end):
        return None
    if hour > 24:
        return None
    return _with_half(r, i, end, hour, minute, written, firm, strong)


def _two_figures(r: Reader, i: int, end: int) -> bool:
    """ "seven thirty", "5 30 pm": an hour and minutes without a sign between."""
    second = r.count(end)
    hour = r.count(i)
    if (
        not second
        or not hour
        or not 1 <= hour[1] <= 24
        or not 10 <= second[1] < 60
        or r.unit(second[0])
        or r.month(second[0])
    ):
        return False
    spelled = r.token(i).kind == r.token(end).kind == "word" and second[1] % 5 == 0
    figures = r.token(end).number is not None and len(r.word(end)) == 2 and r.word(second[0]) in _HALVES
    return spelled or figures


def _with_half(
    r: Reader, i: int, end: int, hour: int, minute: int, written: bool, firm: bool, strong: bool
) -> _Core | None:
    word, glued = r.word(end), r.token(end).glued
    digits = r.token(i).kind == "number"
    half = (
        word
        if word in _HALVES
        else {"a": "am", "p": "pm"}.get(word, "")
        if glued and digits and r.token(end).kind == "word"
        else ""
    )
    if half and hour <= 24 and minute < 60:
        hour = hour % 12 + _HALVES[half] if hour <= 12 else hour % 24
        return end + 1, Clock(hour, minute, half=True), True
    if word == "oclock" or _ish(r, end):
        end, firm = end + 1, True
    elif not written and not firm:
        if not strong or not _may_stand_alone(r, i, end):
            return None
        firm = True
    if hour == 24:
        return end, Clock(0, minute, half=True, shift=1), firm
    settled = hour == 0 or hour >= 13
    return end, Clock(hour, minute, half=settled, open=not settled and not written), firm


def _ish(r: Reader, end: int) -> bool:
    """ "6ish" """
    return r.word(end) == "ish" and r.token(end).glued


def _may_stand_alone(r: Reader, i: int, end: int) -> bool:
    """Whether a bare number after "at" is an hour: not "at 3 clinics", "à 5 ans", "at 20%"."""
    after = r.token(end)
    if (r.word(i) == "one" and after.word == "of") or (r.word(i) in {"un", "une"} and after.kind == "word" and not after.senses):
        # "écrire à un ami", "at one of the clinics"
        return False
    if (
        after.word in _NOT_AFTER
        or (after.kind == "number")
        or (after.word == "." and r.token(end + 1).glued and r.token(end + 1).number)
    ):
        return False
    if r.unit(end) and r.word(end) not in {"h"}:
        return False
    if (
        r.month(end) is not None
        and r.sense(end, "month")
        and r.token(i).kind == "number"
        and r.word(end) not in {"may", "march"}
    ):
        return False
    if r.weekday(end) is not None or r.sense(end, "weekdays", "day", "part", "often", "every"):
        return True
    plural = (
        after.kind == "word"
        and len(after.word) > 3
        and after.word.endswith(("s", "x"))
        and not after.word.endswith("ss")
    )
    return not (plural and after.word not in _SINGULAR_S and not r.token(end).glued)


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
