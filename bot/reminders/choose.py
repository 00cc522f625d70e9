"""Which of the pieces say when, and which belong to what is to be done.

"remind me tomorrow at 9 to book the flight of 8 May" has two days; the one that stands where people put the time counts: at the
beginning, right after "remind me", or at the end. Where nothing tells, both stay, and the person is asked.
"""

from __future__ import annotations

from dataclasses import replace

from bot.reminders.bench import Bench, of_kind
from bot.reminders.errand import opening
from bot.reminders.gather import Chosen, event_of, narrows, passing, with_head
from bot.reminders.pieces import Around, At, Day, Every, Except, For, Found, Never, Part, Shift, Starting, Until
from bot.reminders.reader import Reader
from bot.reminders.several import groups


def choose(r: Reader, pieces: list[Found]) -> Chosen:
    """The pieces that say when; several times that were said in one go are the first and its `also`."""
    bench = Bench(r, pieces, opening(r))
    times = groups(bench)
    listed = {id(found) for time in times for found in time}
    if not times or not any(bench.at_start(found) or bench.at_end(found) for found in pieces if id(found) in listed):
        return _one(bench)
    limits = [found for found in pieces if isinstance(found.piece, Until | Starting | For | Except)]
    first, *more = (_one(Bench(r, [*time, *limits], bench.opened, set(bench.covered))) for time in times)
    used = tuple(place for each in (first, *more) for place in each.used)
    return replace(first, also=tuple(more), used=used)


def _one(bench: Bench) -> Chosen:
    """The pieces of one time."""
    head = _head(bench)
    chosen = Chosen()
    used: list[Found] = []
    if head is not None:
        chosen, used = with_head(bench, head)
    stop = _stop(bench, chosen)
    if stop is not None:
        used.append(stop)
        chosen = replace(chosen, stop=stop.piece)  # type: ignore[arg-type]
    at = _clock(bench, used, chosen) if chosen.at is None else None
    if at is not None:
        used.append(at)
        chosen = replace(chosen, at=at.piece)  # type: ignore[arg-type]
    part = _part(bench, used, at, chosen)
    if at is not None and part is not None and _contradicts(bench, at, part):
        # "set up the 3pm call tomorrow morning": the call is at 3, the reminder in the morning.
        used.remove(at)
        chosen = replace(chosen, at=None)
    if part is not None:
        used.append(part)
        chosen = replace(chosen, part=part.piece)  # type: ignore[arg-type]
    never = _never(bench, chosen)
    places = [(found.first, found.end) for found in used]
    places += [(found.first, found.end) for found in bench.pieces if never is not None and found.piece is never]
    if chosen.event:
        places.append(chosen.event)
    return replace(chosen, never=never, used=tuple(places))


def _head(bench: Bench) -> Found | None:
    """The piece on which everything else hangs: a count from a day, a repetition, a time from now, a day."""
    arounds = [found for found in of_kind(bench, Around) if event_of(bench, found)]
    events = {id(event_of(bench, found)) for found in arounds}
    days = [found for found in of_kind(bench, Day) if id(found) not in events]
    groups = (arounds, of_kind(bench, Every), of_kind(bench, Shift), days)
    first = next((group for group in groups if group), None)
    if first is None and any(isinstance(found.piece, At | Part) for found in bench.pieces):
        lasting = [found for found in of_kind(bench, For) if isinstance(found.piece, For) and found.piece.daily]
        if lasting:
            return lasting[0]
    if first is None:
        starts = of_kind(bench, Starting)
        return replace(starts[0], piece=Day((starts[0].piece.spec,))) if starts else None  # type: ignore[union-attr]
    if not any(bench.at_start(found) for found in first):
        # Something else right at the beginning says when; the rest is what to do.
        leading = [found for group in groups for found in group if group is not first and bench.at_start(found)]
        leading = [found for found in leading if not (isinstance(found.piece, Day) and found.piece.weak)]
        if leading and not any(isinstance(found.piece, Every) and narrows(bench, leading[0], found) for found in first):
            return _best_day(bench, days) if isinstance(leading[0].piece, Day) else leading[0]
    if first is days:
        return _best_day(bench, days)
    return max(first, key=lambda found: (bench.at_start(found), bench.at_end(found), -found.first))


def _best_day(bench: Bench, days: list[Found]) -> Found:
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


def _clock(bench: Bench, used: list[Found], chosen: Chosen) -> Found | None:
    if chosen.shift and any(amount.minutes for amount in chosen.shift.amounts):
        return None
    clocks = [found for found in of_kind(bench, At) if not (found.piece.before and not used and len(bench.pieces) > 3)]  # type: ignore[union-attr]

    def rank(found: Found) -> tuple[bool, ...]:
        assert isinstance(found.piece, At)
        near = any(bench.near(found, other) for other in used)
        settled = not any(clock.open for clock in found.piece.clocks)
        start, end = bench.at_start(found), bench.at_end(found)
        return near, start and settled, end and settled, settled, start, end

    def counts(found: Found) -> bool:
        assert isinstance(found.piece, At)
        if found.piece.until:
            return False
        if found.piece.same:
            return any(bench.near(found, other) for other in used)
        if found.piece.firm or bench.at_start(found):
            return True
        if any(clock.minute and clock.hour >= 5 for clock in found.piece.clocks):
            # "lundi matin bus 6h45": no one sets out to study for so long, to the minute.
            return True
        # "demain 3h", "tonight 9" is an hour, "étudier 3h demain" a length.
        company = [*used, *(part for part in of_kind(bench, Part) if isinstance(part.piece, Part) and part.piece.this)]
        return any(bench.near(found, other) and other.first < found.first for other in company)

    clocks = [found for found in clocks if counts(found)]
    return max(clocks, key=rank, default=None)


def _stop(bench: Bench, chosen: Chosen) -> Found | None:
    """The hour at which a series by the hour ends: "every 2 hours until 6pm"."""
    if chosen.every is None or not passing(chosen.every):
        return None
    return next((found for found in of_kind(bench, At) if isinstance(found.piece, At) and found.piece.until), None)


def _contradicts(bench: Bench, at: Found, part: Found) -> bool:
    """Whether an hour apart from the part of the day cannot lie in it."""
    assert isinstance(at.piece, At)
    assert isinstance(part.piece, Part)
    if bench.near(at, part) or part.piece.name not in {"morning", "afternoon", "evening"}:
        return False
    morning = part.piece.name == "morning"
    return all(clock.half and (clock.hour < 12) != morning for clock in at.piece.clocks)


def _part(bench: Bench, used: list[Found], at: Found | None, chosen: Chosen) -> Found | None:
    if chosen.shift and any(amount.minutes for amount in chosen.shift.amounts):
        return None
    parts = of_kind(bench, Part)

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


def _never(bench: Bench, chosen: Chosen) -> Never | None:
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
