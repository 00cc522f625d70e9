"""Gathers around the main piece what belongs to it: the event of "3 days before", the limits of a series."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from bot.reminders.bench import Bench, of_kind
from bot.reminders.clocks import settle
from bot.reminders.pieces import (
    Around,
    At,
    Calendar,
    Clock,
    Day,
    Every,
    Except,
    For,
    Found,
    InWeek,
    Loose,
    MonthDay,
    Never,
    Part,
    Relative,
    Shift,
    Starting,
    Until,
    Weekday,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The pieces that say when.

    `used` are the token places that they take out of the text; `event` the words between "3 days before" and its day. `stop` is the
    hour at which a series by the hour ends; `also` are further times that were said as if one reminder could have them all.
    """

    at: At | None = None
    part: Part | None = None
    day: Day | None = None
    shift: Shift | None = None
    around: Around | None = None
    every: Every | None = None
    until: Until | None = None
    starting: Starting | None = None
    stop: At | None = None
    within: Loose | InWeek | None = None
    lasting: For | None = None
    excepting: Except | None = None
    never: Never | None = None
    used: tuple[tuple[int, int], ...] = ()
    event: tuple[int, int] | None = None
    also: tuple[Chosen, ...] = ()


def narrows(bench: Bench, day: Found, every: Found) -> bool:
    """Whether the day belongs to the repetition: "on june 15 ... every year", "monday every 2 weeks"."""
    if not isinstance(day.piece, Day) or not isinstance(every.piece, Every):
        return False
    piece, spec = every.piece, day.piece.specs[0]
    if piece.weekdays or piece.monthdays or piece.nths or piece.date:
        return bench.near(day, every) and isinstance(spec, Relative | Loose | InWeek)
    fits = (
        (isinstance(spec, Calendar) and piece.freq == "YEARLY")
        or (isinstance(spec, Weekday) and piece.freq in {"WEEKLY", "DAILY"} and not spec.weeks)
        or (isinstance(spec, MonthDay) and piece.freq == "MONTHLY")
    )
    return fits or bench.near(day, every)


def event_of(bench: Bench, around: Found) -> Found | None:
    """The day (or hour) that "3 days before" counts from: the first that follows."""
    assert isinstance(around.piece, Around)
    later = [found for found in bench.pieces if found.first >= around.end]
    day = next((found for found in later if isinstance(found.piece, Day)), None)
    if day is None and around.piece.amount.minutes:
        day = next((found for found in later if isinstance(found.piece, At)), None)
    # "my exam is on 8 July, remind me a week before"
    earlier = [found for found in bench.pieces if found.end <= around.first and isinstance(found.piece, Day)]
    return day or (earlier[-1] if earlier else None)


def with_head(bench: Bench, head: Found) -> tuple[Chosen, list[Found]]:
    piece = head.piece
    if isinstance(piece, Around):
        event = event_of(bench, head)
        assert event is not None
        if event.end <= head.first and isinstance(event.piece, Day):
            first = event.first
            while (
                first > 0 and bench.r.word(first - 1) not in {".", ",", ";", "!", "?"} and first - 1 not in bench.opened
            ):
                first -= 1
            # "due 10 june; remind me a week before and a day before": the person is asked.
            later = [one for one in of_kind(bench, Around) if one.first >= head.end and bench.near(head, one)]
            more = tuple(one.piece.amount for one in later if isinstance(one.piece, Around))
            piece = replace(piece, others=(*piece.others, *more))
            return Chosen(around=piece, day=event.piece, event=(first, event.first)), [head, event, *later]
        last = event.first
        used = [head]
        # "a week before and a day before 8 May": the person is asked.
        rest = [one for one in of_kind(bench, Around) if one is not head and one.end <= last and bench.near(head, one)]
        more = tuple(one.piece.amount for one in rest if isinstance(one.piece, Around))
        piece = replace(piece, others=(*piece.others, *more))
        used += rest
        words = rest[-1].end if rest else head.end
        if isinstance(event.piece, Day):
            used.append(event)
            return Chosen(around=piece, day=event.piece, event=(words, last)), used
        return Chosen(around=piece, event=(words, last)), used
    if isinstance(piece, Shift):
        return Chosen(shift=piece), [head]
    if isinstance(piece, Day):
        return Chosen(day=piece), [head]
    if isinstance(piece, For):
        return _series(bench, Found(head.first, head.first, Every("DAILY")))
    assert isinstance(piece, Every)
    return _series(bench, head)


def _series(bench: Bench, head: Found) -> tuple[Chosen, list[Found]]:
    assert isinstance(head.piece, Every)
    every, used = head.piece, [head]
    for other in of_kind(bench, Every):
        # "weekly check of the inbox mondays 8am": the day may stand at the other end.
        beside = bench.near(head, other) or (bench.at_end(other) and every.freq == "WEEKLY" and not every.weekdays)
        if other is not head and (merged := _merged(every, other.piece)) and beside:  # type: ignore[arg-type]
            every = merged
            used.append(other)
    chosen = Chosen(every=every)
    for found in of_kind(bench, Day):
        if narrows(bench, found, replace(head, piece=every)) and isinstance(found.piece, Day):
            spec = found.piece.specs[0]
            if isinstance(spec, Calendar) and every.freq == "YEARLY" and len(spec.readings) == 1:
                every = replace(every, date=spec.readings[0][1:])
            elif (
                isinstance(spec, Weekday)
                and every.freq in {"WEEKLY", "DAILY"}
                and not every.weekdays
                and not spec.weeks
            ):
                days = tuple(sorted({one.day for one in found.piece.specs if isinstance(one, Weekday)}))
                every = replace(every, freq="WEEKLY", weekdays=days)
            elif isinstance(spec, MonthDay) and every.freq == "MONTHLY":
                every = replace(
                    every, monthdays=tuple(one.day for one in found.piece.specs if isinstance(one, MonthDay))
                )
            elif isinstance(spec, InWeek) or (isinstance(spec, Loose) and spec.name != "weekend"):
                chosen = replace(chosen, within=spec)
            elif _after_stop(bench, found, every):
                # "every hour until 5pm tomorrow"
                chosen = replace(chosen, until=Until(spec))
            elif chosen.starting is None and isinstance(spec, Relative | Calendar):
                chosen = replace(chosen, starting=Starting(spec))
            else:
                continue
            used.append(found)
    for found in bench.pieces:
        if isinstance(found.piece, Until):
            chosen = replace(chosen, until=found.piece)
        elif isinstance(found.piece, Starting):
            chosen = _begun(bench, found.piece, chosen)
        elif isinstance(found.piece, For) and (chosen.lasting is None):
            chosen = replace(chosen, lasting=found.piece)
        elif isinstance(found.piece, Except):
            chosen = replace(chosen, excepting=found.piece)
        else:
            continue
        used.append(found)
    by_part = _hours_of_parts(bench)
    if by_part is not None:
        every = replace(every, part=None)
        chosen = replace(chosen, at=by_part[0])
        used += [one for one in by_part[1] if one not in used]
    return replace(chosen, every=every), used


def passing(every: Every) -> bool:
    """Whether the series counts hours or minutes, and so has no hour of its own."""
    return every.freq in {"HOURLY", "MINUTELY"}


def _after_stop(bench: Bench, day: Found, every: Every) -> bool:
    stops = [one for one in of_kind(bench, At) if isinstance(one.piece, At) and one.piece.until]
    return passing(every) and any(one.end <= day.first and bench.near(one, day) for one in stops)


def _hours_of_parts(bench: Bench) -> tuple[At, list[Found]] | None:
    """ "every morning at 7 and every evening at 9": one repetition with an hour in each part of the day."""
    clocks: list[Clock] = []
    used: list[Found] = []
    for found, after in pairwise([*bench.pieces, Found(len(bench.r.tokens), len(bench.r.tokens), Part("morning"))]):
        piece, part = found.piece, None
        if isinstance(piece, Every) and piece.freq == "DAILY" and piece.interval == 1:
            part = piece.part
        elif isinstance(piece, Part) and clocks and not piece.this:
            # "every morning at 7 and evening at 9"
            part = piece.name
        if part is None:
            continue
        if isinstance(after.piece, At) and len(after.piece.clocks) == 1 and bench.near(found, after):
            clocks.append(settle(after.piece.clocks[0], part))
            used += [found, after]
    return (At(tuple(clocks)), used) if len(clocks) > 1 else None


def _begun(bench: Bench, starting: Starting, chosen: Chosen) -> Chosen:
    """The bounds that a beginning sets. One that counts back from a day ends there too ("starting 5 days before my exam")."""
    if starting.ahead is None:
        return replace(chosen, starting=starting)
    spec = starting.spec
    if spec == Relative(0):
        days = [found.piece for found in of_kind(bench, Day)]
        spec = days[0].specs[0] if days and isinstance(days[0], Day) else spec
    end = Until(spec) if chosen.until is None and starting.ahead.days < 0 else chosen.until
    return replace(chosen, starting=Starting(spec, starting.ahead), until=end)


def _merged(one: Every, other: Every) -> Every | None:
    """One repetition said in two parts: "le lundi toutes les deux semaines", "every day from monday to friday"."""
    for plain, full in ((one, other), (other, one)):
        if plain.weekdays or plain.monthdays or plain.nths or plain.date:
            continue
        if plain.freq == "DAILY" and plain.interval == 1 and full.part is None:
            return replace(full, part=plain.part)
        if plain.freq == full.freq and full.interval == 1:
            return replace(full, interval=plain.interval)
        if full.freq == "DAILY" and full.interval == 1:
            return replace(plain, part=full.part or plain.part)
    if one.freq == other.freq == "WEEKLY" and one.interval == other.interval == 1:
        return replace(one, weekdays=tuple(sorted({*one.weekdays, *other.weekdays})), part=one.part or other.part)
    return None
