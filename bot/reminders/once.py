"""The moments that a message about one time can mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.reminders.gather import Chosen
from bot.reminders.hours import Hour, of_once
from bot.reminders.parts import HOURS, OVER
from bot.reminders.pieces import Amount, Calendar, Day, Part, Relative, Shift, Spec, Weekday
from bot.reminders.resolve import add, dates
from bot.reminders.zones import at_wall, to_utc, to_zone

# Hours at which exams and appointments begin, offered where "2 hours before my exam" leaves its hour open.
_EVENT_HOURS = (Hour(time(8)), Hour(time(9)), Hour(time(13)))

# Offered for a "today" whose usual hour has passed, beside the next full hour.
_LATER = (HOURS["afternoon"], HOURS["evening"])


@dataclass(frozen=True, slots=True)
class Scene:
    """Now (aware) in a zone, and the hour taken where none is said."""

    now: datetime
    zone: str
    default: time

    @property
    def wall(self) -> datetime:
        """Now on the clocks of the zone, to the minute."""
        return to_zone(self.now, self.zone).replace(tzinfo=None, second=0, microsecond=0)

    @property
    def today(self) -> date:
        """The date in the zone."""
        return self.wall.date()

    def to_come(self, wall: datetime) -> bool:
        """Whether the wall time is after now."""
        return to_utc(at_wall(wall, self.zone)) > to_utc(self.now)


def moments(chosen: Chosen, scene: Scene) -> list[datetime]:
    """The moments (aware, in the zone) that the message can mean, earliest first; none where they are past or impossible."""
    zone = chosen.at.zone if chosen.at else None
    if zone is not None and zone != scene.zone:
        # "3pm EST" said elsewhere: the hour and the day are those of that zone.
        there = Scene(scene.now, zone, scene.default)
        found = [to_zone(at_wall(wall, zone), scene.zone) for wall in _walls(chosen, there)]
    elif chosen.shift is not None and any(amount.minutes for amount in chosen.shift.amounts):
        found = list(_passing(chosen.shift, scene))
    else:
        found = [at_wall(wall, scene.zone) for wall in _walls(chosen, scene)]
    return sorted({at for at in found if to_utc(at) > to_utc(scene.now)}, key=to_utc)


def _passing(shift: Shift, scene: Scene) -> Iterator[datetime]:
    """Hours and minutes pass whatever clocks show; days before them are counted on the calendar."""
    for amount in shift.amounts:
        day = add(scene.today, Amount(amount.months, amount.days))
        start = (
            at_wall(datetime.combine(day, scene.wall.time()), scene.zone)
            if day != scene.today
            else to_zone(scene.now, scene.zone)
        )
        yield to_zone(to_utc(start) + timedelta(minutes=amount.minutes), scene.zone).replace(second=0, microsecond=0)


def _walls(chosen: Chosen, scene: Scene) -> list[datetime]:
    if chosen.around is not None:
        return _around(chosen, scene)
    if chosen.shift is not None:
        hours = of_once(chosen, dated=True) or (Hour(scene.wall.time()),)
        return [hour.on(add(scene.today, amount)) for amount in chosen.shift.amounts for hour in hours]
    return _of_day(chosen, scene)


def _of_day(chosen: Chosen, scene: Scene) -> list[datetime]:
    day = chosen.day
    today_said = (day is None and chosen.part is not None and chosen.part.this) or (
        day is not None and day.specs == (Relative(0),)
    )
    hours = of_once(chosen, dated=day is not None and not today_said)
    if day is None and not today_said:
        # An hour alone is the next such hour.
        return [
            next(wall for days in range(3) if scene.to_come(wall := hour.on(scene.today + timedelta(days=days))))
            for hour in hours or ()
        ]
    specs = day.specs if day else (Relative(0),)
    weekday_alone = all(isinstance(spec, Weekday) for spec in specs)
    found: list[datetime] = []
    for hour in hours or (Hour(scene.default),):
        for spec in specs:
            found += _on(spec, hour, scene)
    if not found and chosen.at is None and not weekday_alone and _means_today(specs, scene):
        return _later_today(chosen.part, scene)
    if day is not None and day.before and chosen.at is None:
        # "before friday": the day before, or that day?
        found += [wall - timedelta(days=1) for wall in list(found) if scene.to_come(wall - timedelta(days=1))]
    return found


def _on(spec: Spec, hour: Hour, scene: Scene) -> list[datetime]:
    """The wall times still to come of one day and one hour."""

    def still(day: date) -> bool:
        return scene.to_come(hour.on(day))

    return [hour.on(day) for day in dates(spec, scene.today, still)]


def _means_today(specs: tuple[object, ...], scene: Scene) -> bool:
    """Whether a day said is today and only its usual hour has passed."""
    today = scene.today
    return any(
        spec == Relative(0) or (isinstance(spec, Calendar) and (today.year, today.month, today.day) in spec.readings)
        for spec in specs
    )


def _later_today(part: Part | None, scene: Scene) -> list[datetime]:
    """ "today" said in the afternoon, "this evening" said at 21:00: no hour was meant that is still to come, so some are offered."""
    hour = scene.wall.replace(minute=0) + timedelta(hours=2 if scene.wall.minute > 30 else 1)
    end = OVER[part.name] if part else 24
    found = [hour] if hour.date() == scene.today and hour.hour < end else []
    if part is None:
        found += [wall for at in _LATER if (wall := datetime.combine(scene.today, at)) > hour]
    if found:
        usual = HOURS[part.name] if part else scene.default
        found.append(datetime.combine(scene.today + timedelta(days=1), usual))
    return found


def _around(chosen: Chosen, scene: Scene) -> list[datetime]:
    """Counts from the day of an event: days at the usual hour rule, hours and minutes from the hour of the event itself."""
    around = chosen.around
    assert around is not None
    day = chosen.day or Day((Relative(0), Relative(1)))
    event_days = [one for spec in day.specs for one in dates(spec, scene.today, lambda one: one >= scene.today)]
    hours = of_once(chosen, dated=True)
    amounts = (around.amount, *around.others)
    if around.amount.minutes:
        walls = [
            hour.on(add(one, Amount(amount.months, amount.days))) + timedelta(minutes=amount.minutes)
            for one in event_days
            for hour in hours or _EVENT_HOURS
            for amount in amounts
        ]
        walls = [wall for wall in walls if scene.to_come(wall)]
        return walls[:1] if chosen.day is None else walls
    if hours is None:
        hours = (Hour(HOURS[around.part] if around.part else scene.default),)
    elif around.part and chosen.at:
        hours = tuple(hour for hour in hours if (hour.time.hour < 12) == (around.part == "morning")) or hours
    return [hour.on(add(one, amount)) for one in event_days for amount in amounts for hour in hours]
