"""Several times in one message: "monday at 9am and wednesday at 10am", "demain à 7h et encore à 19h".

One reminder has one time (or one rhythm with its hours). Where a message names more, each of them is read by itself and the person is
asked, for to take the first in silence would lose the others.
"""

from __future__ import annotations

from bot.reminders.bench import Bench
from bot.reminders.phrases import bag
from bot.reminders.pieces import At, Calendar, Day, Every, Found, MonthDay, Part, Relative, Weekday

# What may stand between two times of one list.
_BETWEEN = bag("and et or ou then puis again encore also aussi plus n the le on at a à les")
_AND = bag("and et then puis also aussi n & + ; ,")


def groups(bench: Bench) -> list[list[Found]]:
    """The times of the first list of times in the message, each with its pieces; empty where no list of two or more stands there."""
    for start in range(len(bench.pieces)):
        found = _split(_run(bench, start))
        if len(found) > 1:
            return found
    return []


def _run(bench: Bench, start: int) -> list[Found]:
    """The pieces from `start` on with nothing but joining words between them, or what is to be done at the time before."""
    run: list[Found] = []
    for place, found in enumerate(bench.pieces[start:], start):
        if not isinstance(found.piece, Day | At | Every | Part) or (
            run and not _joined(bench, run[-1].end, found.first) and not _next_errand(bench, run, place)
        ):
            break
        run.append(found)
    return run


def _next_errand(bench: Bench, run: list[Found], place: int) -> bool:
    """Whether a further time begins after the words of an errand: "monday 9am dentist and wednesday 10am bank".

    It must be whole, a day with its hour; where the first time stands at the beginning, "and" must stand right before the second, or
    it is more likely spoken of in the errand ("tomorrow at 9 tell Ana and Bob that on friday at 5pm we meet").
    """
    first, end = run[-1].end, bench.pieces[place].first
    if any(i in bench.opened for i in range(first, end)) or not _whole(run):
        return False
    right_before = bench.r.word(end - 1) in _AND
    if not right_before and (bench.at_start(run[0]) or not any(bench.r.word(i) in _AND for i in range(first, end))):
        return False
    new = bench.pieces[place]
    if isinstance(new.piece, At) and _plain(new.piece) and bench.r.word(end - 1) in {"and", "et", "then", "puis"}:
        # "tomorrow 9am dentist and 5pm gym"
        return True
    here = bench.pieces[place : place + 2]
    return _whole(here) and bench.near(*here)


def _whole(time: list[Found]) -> bool:
    """A day, or a rhythm, and an hour."""
    day = any(isinstance(one.piece, Every) or (isinstance(one.piece, Day) and not one.piece.weak) for one in time)
    return len(time) > 1 and day and any(isinstance(one.piece, At) and _plain(one.piece) for one in time)


def _joined(bench: Bench, first: int, end: int) -> bool:
    return all(
        bench.r.token(i).word in {",", ";", "&", "+", "/"} or bench.r.word(i) in _BETWEEN for i in range(first, end)
    )


def _split(run: list[Found]) -> list[list[Found]]:
    """A new time begins where a day, or an hour, comes again. Each has an hour of its own; one without a day has that of the one before."""
    times: list[list[Found]] = []
    for found in run:
        kind = type(found.piece)
        day = kind in {Day, Every}
        here = times[-1] if times else []
        taken = (
            any(isinstance(one.piece, Day | Every) or _of_today(one) for one in here)
            if day
            else any(isinstance(one.piece, kind) for one in here)
        )
        if not times or taken:
            times.append([found])
        else:
            here.append(found)
    if len(times) < 2:
        return []
    for number, time in enumerate(times):
        if not any(isinstance(one.piece, At) and _plain(one.piece) for one in time):
            return []
        if not any(isinstance(one.piece, Day | Every) or _of_today(one) for one in time):
            before = [one for one in times[number - 1] if isinstance(one.piece, Day | Every)] if number else []
            if not before:
                return []
            time[:0] = before
    clocks = {one.piece.clocks for time in times for one in time if isinstance(one.piece, At)}
    if len(clocks) == 1 and all(
        isinstance(one.piece, Every) for time in times for one in time if not isinstance(one.piece, At)
    ):
        # "every monday at 7pm and every friday at 7pm" is one rhythm.
        return []
    if any(isinstance(one.piece, Every) for one in times[0]):
        times = [[_as_every(one) for one in time] for time in times]
    return times if _differ(times) else []


def _of_today(found: Found) -> bool:
    """The "tonight" of "8pm tonight and 8am tomorrow" is a day as well."""
    return isinstance(found.piece, Part) and found.piece.this


def _plain(at: At) -> bool:
    return at.firm and not at.until and not at.same and not at.before


def _as_every(found: Found) -> Found:
    """ "every monday at 9 and wednesday at 10": both are of every week."""
    piece = found.piece
    if isinstance(piece, Day) and all(isinstance(spec, Weekday) for spec in piece.specs):
        days = tuple(sorted({spec.day for spec in piece.specs if isinstance(spec, Weekday)}))
        return Found(found.first, found.end, Every("WEEKLY", weekdays=days))
    return found


def _differ(times: list[list[Found]]) -> bool:
    """Whether the times are of one kind, and not one rhythm said in parts ("every morning at 7 and every evening at 9")."""
    every = [[one.piece for one in time if isinstance(one.piece, Every)] for time in times]
    if any(every):
        return all(every) and not any(piece.part for pieces in every for piece in pieces)
    days = [one.piece for time in times for one in time if isinstance(one.piece, Day)]
    specs = [spec for day in days for spec in day.specs]
    return all(isinstance(spec, Weekday | Calendar | MonthDay | Relative) for spec in specs) and not any(
        day.weak for day in days[1:]
    )
