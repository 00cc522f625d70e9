"""Finds the pieces about time in a message, from left to right, the longest at each place."""

from __future__ import annotations

from bot.reminders.amounts import around, shift
from bot.reminders.bounds import excepting, lasting, starting, until
from bot.reminders.clocks import at
from bot.reminders.days import day
from bot.reminders.parts import part
from bot.reminders.pieces import Day, Found, Starting
from bot.reminders.reader import Reader
from bot.reminders.series import every


def scan(r: Reader) -> list[Found]:
    """The pieces of the message, in order, none over another."""
    pieces: list[Found] = []
    i = 0
    while i < len(r.tokens):
        touching = bool(pieces) and pieces[-1].end >= _back(r, i)
        before = pieces[-1].piece if touching else None
        # Signs begin nothing, but for "@ 7" and the second half of "july 1-10".
        ranged = r.word(i) == "-" and isinstance(before, Day | Starting) and pieces[-1].end == i
        if r.token(i).kind == "sign" and r.word(i) != "@" and not ranged:
            i += 1
            continue
        # Of two readings of the same words the first in this row is kept.
        found = [
            one
            for one in (
                around(r, i),
                every(r, i),
                until(r, i, before),
                lasting(r, i),
                excepting(r, i),
                at(r, i, before),
                shift(r, i),
                part(r, i, before),
                starting(r, i, before),
                day(r, i),
            )
            if one is not None
        ]
        best = max(found, key=lambda one: one.end, default=None)
        if best is None or best.end <= i:
            i += 1
            continue
        pieces.append(best)
        i = best.end
    return pieces


def _back(r: Reader, i: int) -> int:
    """The place of the first of the commas and joining words right before `i`."""
    first = i - 6
    while i > max(0, first) and r.word(i - 1) in {",", "-", "and", "et", "the", "le"}:
        i -= 1
    return i
