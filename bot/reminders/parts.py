"""Parts of the day: "in the morning", "ce soir", "tonight", "en fin de journée"."""

from __future__ import annotations

from datetime import time

from bot.reminders.phrases import Book
from bot.reminders.pieces import Found, Part, PartName, Piece
from bot.reminders.reader import Reader

# The hour a part of the day stands for, and the hour at which it is over.
HOURS: dict[PartName, time] = {
    "morning": time(9),
    "noon": time(12),
    "afternoon": time(15),
    "end of day": time(17),
    "evening": time(19),
    "night": time(20),
    "tonight": time(20),
    "midnight": time(0),
}
OVER: dict[PartName, int] = {
    "morning": 12,
    "noon": 13,
    "afternoon": 18,
    "end of day": 20,
    "evening": 23,
    "night": 24,
    "tonight": 24,
}

_LED = (
    "in the", "at", "early in the", "late in the", "during the", "first thing in the", "by the", "du", "de l",
    "de la", "le", "l", "la", "au",
    "en", "dans la", "dans l", "en debut d", "en debut de", "dans le courant de l", "early", "late", "mid", "in d",
    "in", "tot le", "the",
    "cours de l", "a l", "on the",
)  # fmt: skip
_THIS = ("this", "ce", "cet", "cette", "later this", "early this", "late this")
_WHOLE: Book[Part] = Book(
    (("end of day", "end of the day", "eod", "cob", "end of business", "end of business day",
       "close of business", "at the end of the day", "by end of day",
      "by eod", "fin de journee",
      "en fin de journee", "a la fin de la journee", "fin d apres midi", "en fin d apres midi", "at end of day"),
      Part("end of day")),
    (("end of today", "by the end of today", "end of day today"), Part("end of day", this=True)),
    (("first thing", "a la premiere heure"), Part("morning")),
    (("lunch time", "at lunch", "at lunch time", "a l heure du midi", "sur l heure du midi", "a l heure du lunch",
      "ce midi"), Part("noon")),
)  # fmt: skip


def part(r: Reader, i: int, before: Piece | None) -> Found | None:
    """The part of the day at place `i`. A bare "evening" counts only right after a piece about time (`before`) or at the very start."""
    best: Found | None = None
    if whole := _WHOLE.longest(r, i):
        best = Found(i, *whole)
    named = _named(r, i)
    if named:
        end, name = named
        after_is_time = before is not None
        if name == "tonight":
            best = _longer(best, Found(i, end, Part("tonight", this=True)))
        elif after_is_time or (
            i == 0 and (r.word(end) in {"at", "@", ",", "a"} or r.sense(end, "day") or r.weekday(end) is not None)
        ):
            best = _longer(best, Found(i, end, Part(name)))
    for lead, this in ((_THIS, True), (_LED, False)):
        start = r.phrase(i, lead)
        named = _named(r, start) if start else None
        if named is None:
            continue
        end, name = named
        if not this and not _led_well(r, i, end, name, before):
            continue
        tonight = (this and name in {"night"}) or (this and r.word(i) == "ce" and name == "evening")
        best = _longer(best, Found(i, end, Part("tonight" if tonight else name, this=this)))
    if best is None and before is not None and r.word(i) in {"am", "pm"} and not r.token(i).glued:
        best = Found(i, i + 1, Part("morning" if r.word(i) == "am" else "afternoon"))
    return best


def _longer(one: Found | None, other: Found) -> Found:
    return other if one is None or other.end > one.end else one


def _named(r: Reader, i: int) -> tuple[int, PartName] | None:
    if end := r.phrase(
        i,
        (
            "apres midi",
            "apres midis",
            "apresmidi",
            "aprs midi",
            "apre midi",
            "apres m",
            "ap midi",
            "ap m",
            "after noon",
        ),
    ):
        return end, "afternoon"
    found = r.sense(i, "part")
    if found is None or found.value in {"noon", "midnight"}:
        return None
    name = found.value
    # "eve" is short for evening only after a day; "soirée" and "matinée" are also events.
    return i + 1, name  # type: ignore[return-value]


def _led_well(r: Reader, i: int, end: int, name: PartName, before: Piece | None) -> bool:
    """Whether "the morning", "le soir", "at night" speak of when, not of which ("the morning round", "le soir de gala")."""
    word, after = r.word(i), r.word(end)
    if word in {"du", "de", "a", "the", "in", "la"} and before is None and not r.words(i, "in", "the"):
        return False
    if r.words(i, "in", "the") or word in {
        "at",
        "du",
        "le",
        "l",
        "au",
        "en",
        "dans",
        "during",
        "early",
        "late",
        "mid",
        "first",
        "tot",
    }:
        return after not in {"of", "shift", "round", "rounds", "class"} or before is not None
    return before is not None
