"""Hours in words: "noon", "half past six", "midi et demi", "huit heures moins le quart"."""

from __future__ import annotations

from bot.reminders.pieces import Clock, Never
from bot.reminders.reader import Reader

HALVES = {"am": 0, "pm": 12}
# (place after, hour, whether it can be nothing else)
Core = tuple[int, Clock | Never, bool]


def named(r: Reader, i: int) -> Core | None:
    i = r.skip(i, "12") if r.word(i + 1) in {"noon", "midnight", "midday"} else i
    if (end := r.words(i, "mid", "day")) and r.token(i + 1).start - r.token(i).end <= 1:
        return end, Clock(12, half=True), True
    part = r.sense(i, "part")
    if part is None or part.value not in {"noon", "midnight"}:
        return None
    if part.value == "noon" and r.word(i - 1) == "apres":
        return None
    end, minute = i + 1, 0
    if r.language == "fr" or r.word(i) in {"midi", "minuit"}:
        end, minute = french_minutes(r, end)
    if minute < 0:
        return end, Clock(11 if part.value == "noon" else 23, 60 + minute, half=True), True
    if part.value == "noon":
        return end, Clock(12, minute, half=True), True
    # Midnight ends one day and begins the next; with minutes it has begun.
    return end, Clock(0, minute, half=True, midnight=not minute), True


def french_minutes(r: Reader, i: int) -> tuple[int, int]:
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
            named = r.unit(found[0]) == "minute"
            if named and r.word(found[0] + 1) in {"de", "d"}:
                # "à 6h 45 minutes de sport"
                return i, 0
            return (found[0] + 1 if named else found[0]), found[1]
        if not digits and found[1] % 5 == 0 and found[1] > 0:
            return found[0], found[1]
    return i, 0


def spoken(r: Reader, i: int) -> Core | None:
    """ "half past six", "quarter to 8", "ten past 7", "twenty minutes to nine": which half of the day stays open."""
    j = r.skip(i, "a")
    if r.word(j) == "half":
        minute, j = 30, j + 1
    elif r.word(j) == "quarter":
        minute, j = 15, j + 1
    elif (part_of_hour := r.words(j, "1", "/", "2") or r.words(j, "1", "/", "4")) and r.token(j + 1).glued:
        minute, j = (30 if r.word(j + 2) == "2" else 15), part_of_hour
    else:
        found = r.count(j)
        if not found or not (0 < found[1] < 60) or (found[1] % 5 and r.unit(found[0]) != "minute"):
            return None
        j, minute = found
        j = j + 1 if r.unit(j) == "minute" else j
    word = r.word(j)
    if word in {"past", "after"}:
        j += 1
    elif (word in {"to", "of", "before", "till", "til"} and minute != 30) or (
        # "quarter 2 nine"
        word == "2" and minute == 15 and r.count(j + 1)
    ):
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
        if r.word(end) in HALVES:
            hour, half, end = hour % 12 + HALVES[r.word(end)], True, end + 1
    total = hour * 60 + minute
    if not half and hour == 12:
        total = total % 720
    return end, Clock(total // 60 % 24, total % 60, half=half, open=not half), True
