"""Hours in figures: "7pm", "7:30", "19h30", "1945", "5 30 pm"."""

from __future__ import annotations

from bot.reminders.company import after_day, before_part, beside_day, military, padded
from bot.reminders.phrases import bag
from bot.reminders.pieces import Clock, Never
from bot.reminders.reader import Reader
from bot.reminders.spoken import HALVES, Core, french_minutes

# The words that make a bare number an hour.
AT = {"at", "@", "around", "vers", "a"}


_NOT_AFTER = bag("% $ € £ / + x km kg mg ml st nd rd th eme")


_SINGULAR_S = bag(
    "is this his us as yes bus pass process discuss focus canvas access assess address press always its les mes "
    "tes ses des nos vos vers dans sans sous plus puis pas nous vous ces depuis apres"
)


_SPENT = {"pendant", "durant", "for", "in", "dans", "sur"}


def figures(r: Reader, i: int, strong: bool, prefix: str) -> Core | None:
    found = r.count(i)
    if found is None:
        return None
    end, hour = found
    token, spelled = r.token(i), r.token(i).kind == "word"
    sign, minutes = r.token(end), r.token(end + 1)
    pointed = sign.word in {":", "."} and sign.glued and minutes.glued and minutes.number is not None
    strong = strong or before_part(r, i, end + 2 if pointed else end)
    # "23.59 today"
    strong = strong or (pointed and len(minutes.word) == 2 and r.sense(end + 2, "day", "weekday") is not None)
    # "8.11.27 13.00"
    dated = r.token(i - 1).kind == "number" and r.token(i - 1).glued and r.word(i - 2) in {".", "/", "-"}
    strong = strong or (pointed and len(minutes.word) == 2 and dated and not token.glued)
    firm = False
    minute, written = 0, False
    if (
        not spelled
        and sign.word in {":", "."}
        and sign.glued
        and minutes.glued
        and len(minutes.word) == 2
        and minutes.number is not None
    ):
        later = r.word(end + 2)
        if sign.word == "." and not (strong or later in {*HALVES, "h"} or (later == "hrs" and len(token.word) == 2)):
            return None
        if sign.word == "." and r.word(end + 2) == "." and r.token(end + 3).number is not None:
            return None
        minute, end, written, firm = minutes.number, end + 2, True, True
        if r.word(end) == ":" and r.token(end).glued and r.token(end + 1).number is not None:
            end += 2
        end = end + 1 if r.word(end) == "hrs" or (r.word(end) == "h" and r.token(end).glued) else end
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            return end, Never("impossible", hour=True), True
    elif r.unit(end) == "hour" and (
        r.language == "fr" or r.word(end) == "h" or (strong and hour > 12) or (not spelled and military(r, i))
    ):
        if len(token.word) in {3, 4} and not spelled:
            hour, minute, end = hour // 100, hour % 100, end + 1
        else:
            end, minute = french_minutes(r, end + 1)
        if prefix not in AT and r.word(i - 1) in _SPENT:
            return None
        limit = r.word(i - 1) == "avant"
        if not (strong or limit) and r.word(end) in {"de", "d", "of"} and r.word(end + 1) not in {"l", "la"}:
            return None
        written, firm = True, bool(strong or hour >= 7)
        if hour > 24 or minute > 59:
            return (end, Never("impossible", hour=True), True) if strong else None
        if minute < 0:
            hour, minute = (hour - 1) % 24, 60 + minute
    elif (
        not spelled
        and len(token.word) in {3, 4}
        and (strong or r.word(end) in HALVES or padded(r, i) or beside_day(r, i))
        and sign.word not in {":", "/", "-", "."}
    ):
        hour, minute, written = hour // 100, hour % 100, True
        firm = strong or r.word(end) in HALVES or beside_day(r, i)
        if hour > 24 or minute > 59 or (r.unit(end) and r.word(end) != "hours"):
            return None
        end = end + 1 if r.word(end) == "hours" else end
    elif (strong or r.word(end + 1) in HALVES or _spelled_before_day(r, i, end)) and _two_figures(r, i, end):
        second = r.count(end)
        assert second is not None
        end, minute = second
        written, firm = False, True
    elif not strong and r.word(end) not in {*HALVES, "oclock", "a", "p"} and not _ish(r, end):
        return None
    if hour > 24:
        return None
    return _with_half(r, i, end, hour, minute, written, firm, strong)


def _spelled_before_day(r: Reader, i: int, end: int) -> bool:
    """ "twelve thirty tomorrow" """
    words = r.token(i).kind == r.token(end).kind == "word"
    return words and r.sense(end + 1, "day", "weekday") is not None


def _two_figures(r: Reader, i: int, end: int) -> bool:
    """ "seven thirty", "5 30 pm": an hour and minutes without a sign between."""
    second = r.count(end)
    hour = r.count(i)
    if (
        not second
        or not hour
        or not 1 <= hour[1] <= 24
        or not (10 <= second[1] < 60 or r.word(end) == "00")
        or r.unit(second[0])
        or r.month(second[0])
    ):
        return False
    spelled = r.token(i).kind == r.token(end).kind == "word" and second[1] % 5 == 0
    figures = (
        r.token(end).number is not None
        and len(r.word(end)) == 2
        and (r.word(second[0]) in HALVES or after_day(r, i, end))
    )
    return spelled or figures


def _with_half(
    r: Reader, i: int, end: int, hour: int, minute: int, written: bool, firm: bool, strong: bool
) -> Core | None:
    word, glued = r.word(end), r.token(end).glued
    digits = r.token(i).kind == "number"
    half = (
        word
        if word in HALVES
        else {"a": "am", "p": "pm"}.get(word, "")
        if glued and digits and r.token(end).kind == "word"
        else ""
    )
    if half and hour <= 24 and minute < 60:
        hour = hour % 12 + HALVES[half] if hour <= 12 else hour % 24
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
    if (r.word(i) == "one" and after.word == "of") or (
        r.word(i) in {"un", "une"} and after.kind == "word" and not after.senses
    ):
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
