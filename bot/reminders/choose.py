"""Which of the pieces say when, and which belong to what is to be done.

"remind me tomorrow at 9 to book the flight of 8 May" has two days; the one that stands where people put the time counts: at the
beginning, right after "remind me", or at the end. Where nothing tells, both stay, and the person is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot.reminders.errand import opening
from bot.reminders.pieces import (
    Around,
    At,
    Calendar,
    Day,
    Every,
    Except,
    For,
    Found,
    Loose,
    MonthDay,
    Never,
    Part,
    Piece,
    Relative,
    Shift,
    Starting,
    Until,
    Weekday,
)
from bot.reminders.reader import Reader

P = TypeVar("P", bound=Piece)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The pieces that say when. `used` are the token places that they take out of the text; `event` the words between "3 days before" and its day."""

    at: At | None = None
    part: Part | None = None
    day: Day | None = None
    shift: Shift | None = None
    around: Around | None = None
    every: Every | None = None
    until: Until | None = None
    starting: Starting | None = None
    within: Loose | None = None
    lasting: For | None = None
    excepting: Except | None = None
    never: Never | None = None
    used: tuple[tuple[int, int], ...] = ()
    event: tuple[int, int] | None = None


@dataclass(slots=True)
class _Bench:
    """The pieces with their places in the message."""

    r: Reader
    pieces: list[Found]
    opened: frozenset[int]
    covered: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for found in self.pieces:
            self.covered.update(range(found.first, found.end))

    def quiet(self, first: int, end: int) -> bool:
        """Whether only pieces, politeness and linking words stand at these places."""
        return all(
            i in self.covered or i in self.opened or self.r.token(i).kind == "sign" or self.r.word(i) in _LINKS
            for i in range(first, end)
        )

    def at_start(self, found: Found) -> bool:
        """At the beginning, or right after "remind me"."""
        before = found.first - 1
        while before in self.covered and before not in self.opened:
            before -= 1
        return before in self.opened or self.quiet(0, found.first)

    def at_end(self, found: Found) -> bool:
        return self.quiet(found.end, len(self.r.tokens))

    def near(self, one: Found, other: Found) -> bool:
        """Whether nothing but pieces and linking words lies between."""
        first, last = (one, other) if one.first <= other.first else (other, one)
        return self.quiet(first.end, last.first)


_LINKS = frozenset(
    ["and", "et", "the", "le", "la", "on", "at", "a", "to", "de", "d", "from", "then", "also", "of", "in", "l"]
)


def choose(r: Reader, pieces: list[Found]) -> Chosen:
    """The pieces that say when."""
    bench = _Bench(r, pieces, opening(r))
    head = _head(bench)
    chosen, used = Chosen(), []
    if head is not None:
        chosen, used = _with_head(bench, head)
    at = _clock(bench, used, chosen)
    if at is not None:
        used.append(at)
        chosen = replace(chosen, at=at.piece)  # type: ignore[arg-type]
    part = _part(bench, used, at, chosen)
    if part is not None:
        used.append(part)
        chosen = replace(chosen, part=part.piece)  # type: ignore[arg-type]
    never = _never(bench, chosen)
    places = [(found.first, found.end) for found in used]
    places += [(found.first, found.end) for found in pieces if never is not None and found.piece is never]
    if chosen.event:
        places.append(chosen.event)
    return replace(chosen, never=never, used=tuple(places))


def _of(bench: _Bench, kind: type[P]) -> list[Found]:
    return [found for found in bench.pieces if isinstance(found.piece, kind)]


def _head(bench: _Bench) -> Found | None:
    """The piece on which everything else hangs: a count from a day, a repetition, a time from now, a day."""
    arounds = [found for found in _of(bench, Around) if _event(bench, found)]
    events = {id(_event(bench, found)) for found in arounds}
    days = [found for found in _of(bench, Day) if id(found) not in events]
    groups = (arounds, _of(bench, Every), _of(bench, Shift), days)
    first = next((group for group in groups if group), None)
    if first is None:
        starts = _of(bench, Starting)
        return replace(starts[0], piece=Day((starts[0].piece.spec,))) if starts else None  # type: ignore[union-attr]
    if not any(bench.at_start(found) for found in first):
        # Something else right at the beginning says when; the rest is what to do.
        leading = [found for group in groups for found in group if group is not first and bench.at_start(found)]
        leading = [found for found in leading if not (isinstance(found.piece, Day) and found.piece.weak)]
        if leading and not any(
            isinstance(found.piece, Every) and _narrows(bench, leading[0], found) for found in first
        ):
            return _best_day(bench, days) if isinstance(leading[0].piece, Day) else leading[0]
    if first is days:
        return _best_day(bench, days)
    return max(first, key=lambda found: (bench.at_start(found), bench.at_end(found), -found.first))


def _narrows(bench: _Bench, day: Found, every: Found) -> bool:
    """Whether the day belongs to the repetition: "on june 15 ... every year", "monday every 2 weeks"."""
    if not isinstance(day.piece, Day) or not isinstance(every.piece, Every):
        return False
    piece, spec = every.piece, day.piece.specs[0]
    if piece.weekdays or piece.monthdays or piece.nths or piece.date:
        return bench.near(day, every) and isinstance(spec, Relative | Loose)
    fits = (
        (isinstance(spec, Calendar) and piece.freq == "YEARLY")
        or (isinstance(spec, Weekday) and piece.freq in {"WEEKLY", "DAILY"} and not spec.weeks)
        or (isinstance(spec, MonthDay) and piece.freq == "MONTHLY")
    )
    return fits or bench.near(day, every)


def _best_day(bench: _Bench, days: list[Found]) -> Found:
    def rank(found: Found) -> tuple[bool, bool, bool]:
        assert isinstance(found.piece, Day)
        timed = any(isinstance(other.piece, At | Part) and bench.near(found, other) for other in bench.pieces)
        return bench.at_start(found) and not found.piece.weak, not found.piece.weak, timed

    best = max(days, key=rank)
    rivals = [found for found in days if rank(found) == rank(best)]
    if len(rivals) > 1 and not rank(best)[0]:
        specs = tuple(spec for found in rivals for spec in found.piece.specs)  # type: ignore[union-attr]
        return replace(best, piece=Day(tuple(dict.fromkeys(specs))))
    return best


def _event(bench: _Bench, around: Found) -> Found | None:
    """The day (or hour) that "3 days before" counts from: the first that follows."""
    assert isinstance(around.piece, Around)
    later = [found for found in bench.pieces if found.first >= around.end]
    day = next((found for found in later if isinstance(found.piece, Day)), None)
    if day is None and around.piece.amount.minutes:
        day = next((found for found in later if isinstance(found.piece, At)), None)
    # "my exam is on 8 July, remind me a week before"
    earlier = [found for found in bench.pieces if found.end <= around.first and isinstance(found.piece, Day)]
    return day or (earlier[-1] if earlier else None)


def _with_head(bench: _Bench, head: Found) -> tuple[Chosen, list[Found]]:
    piece = head.piece
    if isinstance(piece, Around):
        event = _event(bench, head)
        assert event is not None
        if event.end <= head.first and isinstance(event.piece, Day):
            first = event.first
            while (
                first > 0 and bench.r.word(first - 1) not in {".", ",", ";", "!", "?"} and first - 1 not in bench.opened
            ):
                first -= 1
            return Chosen(around=piece, day=event.piece, event=(first, event.first)), [head, event]
        last = event.first
        used = [head]
        if isinstance(event.piece, Day):
            used.append(event)
            return Chosen(around=piece, day=event.piece, event=(head.end, last)), used
        return Chosen(around=piece, event=(head.end, last)), used
    if isinstance(piece, Shift):
        return Chosen(shift=piece), [head]
    if isinstance(piece, Day):
        return Chosen(day=piece), [head]
    assert isinstance(piece, Every)
    return _series(bench, head)


def _series(bench: _Bench, head: Found) -> tuple[Chosen, list[Found]]:
    assert isinstance(head.piece, Every)
    every, used = head.piece, [head]
    for other in _of(bench, Every):
        if other is not head and (merged := _merged(every, other.piece)) and bench.near(head, other):  # type: ignore[arg-type]
            every = merged
            used.append(other)
    chosen = Chosen(every=every)
    for found in _of(bench, Day):
        if _narrows(bench, found, replace(head, piece=every)) and isinstance(found.piece, Day):
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
            elif isinstance(spec, Loose) and spec.name != "weekend":
                chosen = replace(chosen, within=spec)
            elif chosen.starting is None and isinstance(spec, Relative | Calendar):
                chosen = replace(chosen, starting=Starting(spec))
            else:
                continue
            used.append(found)
    for found in bench.pieces:
        if isinstance(found.piece, Until):
            chosen = replace(chosen, until=found.piece)
        elif isinstance(found.piece, Starting):
            chosen = replace(chosen, starting=found.piece)
        elif isinstance(found.piece, For) and (chosen.lasting is None):
            chosen = replace(chosen, lasting=found.piece)
        elif isinstance(found.piece, Except):
            chosen = replace(chosen, excepting=found.piece)
        else:
            continue
        used.append(found)
    return replace(chosen, every=every), used


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


def _clock(bench: _Bench, used: list[Found], chosen: Chosen) -> Found | None:
    if chosen.shift and any(amount.minutes for amount in chosen.shift.amounts):
        return None
    clocks = [found for found in _of(bench, At) if not (found.piece.before and not used and len(bench.pieces) > 3)]  # type: ignore[union-attr]

    def rank(found: Found) -> tuple[bool, ...]:
        assert isinstance(found.piece, At)
        near = any(bench.near(found, other) for other in used)
        settled = not any(clock.open for clock in found.piece.clocks)
        start, end = bench.at_start(found), bench.at_end(found)
        return near, start and settled, end and settled, settled, start, end

    def counts(found: Found) -> bool:
        assert isinstance(found.piece, At)
        if found.piece.firm or bench.at_start(found):
            return True
        # "demain 3h" is an hour, "étudier 3h demain" a length.
        return any(bench.near(found, other) and other.first < found.first for other in used)

    clocks = [found for found in clocks if counts(found)]
    return max(clocks, key=rank, default=None)


def _part(bench: _Bench, used: list[Found], at: Found | None, chosen: Chosen) -> Found | None:
    if chosen.shift and any(amount.minutes for amount in chosen.shift.amounts):
        return None
    parts = _of(bench, Part)

    def rank(found: Found) -> tuple[bool, ...]:
        near = any(bench.near(found, other) for other in used)
        return near, bench.at_start(found), bench.at_end(found)

    if at is not None:
        parts = [
            found
            for found in parts
            if any(bench.near(found, other) for other in used) or bench.at_start(found) or bench.at_end(found)
        ]
    return max(parts, key=rank, default=None)


def _never(bench: _Bench, chosen: Chosen) -> Never | None:
    """A time that cannot be, unless another of its kind was said."""
    for found in bench.pieces:
        if isinstance(found.piece, Never):
            settled = chosen.at if found.piece.hour else (chosen.day or chosen.every or chosen.shift)
            if settled is None:
                return found.piece
            # "every month on the 32nd", "every day until 30 February": the limit itself is impossible.
            if chosen.every is not None and found.piece.why == "impossible" and not found.piece.hour:
                return found.piece
    return None
