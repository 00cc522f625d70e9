"""From weighed candidates to the reply: small talk, an answer, a choice, or an honest none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.corpus import Class
from bot.answering.decision import Kind
from bot.answering.levels import Level

Ranked = Sequence[tuple[Class, float]]


@dataclass(frozen=True)
class Masses:
    """Chances by kind: of any entry, any small talk, any boundary, none of these; and of small talk that calls for care."""

    inside: float
    talk: float
    beyond: float
    outside: float
    caring: float


@dataclass(frozen=True)
class Reply:
    """What is said and why."""

    kind: Kind
    why: str
    answers: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    boundary: str | None = None
    smalltalk: str | None = None


def settle(
    levels: Sequence[Level], entries: Ranked, boundaries: Ranked, talks: Ranked, masses: Masses, care: float
) -> Reply:
    """The reply for the best of `levels`; entries, boundaries and small talk come best first. Distress goes before all else."""
    ids = [item.id for item, _ in entries]
    if masses.caring > care:
        return Reply("smalltalk", "it sounds like distress", smalltalk=next(item.id for item, _ in talks if item.care))
    if talks and masses.talk > max(masses.inside, masses.beyond, masses.outside):
        return Reply("smalltalk", "it is small talk", smalltalk=talks[0][0].id)
    level = levels[0]
    if level.name == "none":
        boundary = _next_door(entries, boundaries, masses)
        return Reply(
            "none", "it lies outside of what is known here", offers=tuple(ids[: level.offers]), boundary=boundary
        )
    if level.name == "choose":
        return Reply("choose", "several entries fit", offers=tuple(ids[: level.offers]))
    return Reply("answer", "one entry fits best", (ids[0],), tuple(ids[1 : 1 + level.offers]))


def _next_door(entries: Ranked, boundaries: Ranked, masses: Masses) -> str | None:
    """The boundary to name; None where many have a little each, or an entry lies nearer: a wrong field named with confidence puzzles more
    than an honest `I do not know`."""
    if not boundaries or masses.beyond <= 0.5 * masses.outside:
        return None
    first, chance = boundaries[0]
    return first.id if chance >= entries[0][1] else None
