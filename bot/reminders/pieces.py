"""What the words about time say, piece by piece, before they are put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PartName = Literal["morning", "noon", "afternoon", "evening", "night", "tonight", "midnight", "end of day"]


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as it was said. `half`: morning or evening is settled ("7pm", "noon", 19h). `open`: it is not ("at 7").

    Neither: read as written ("7:30", "7h"), unless a word such as "evening" moves it. `shift`: days after the day said (midnight).
    `midnight`: said by that name, so either end of the day may be meant.
    """

    hour: int
    minute: int = 0
    half: bool = False
    open: bool = False
    shift: int = 0
    midnight: bool = False


@dataclass(frozen=True, slots=True)
class At:
    """One or more hours. `firm`: cannot be anything else than a time ("7pm", "at 7"); otherwise it needs company ("3h").

    `same`: the hour of now ("at the same time tomorrow").
    `also`: the hours are alternatives of one time ("around 5 or 6pm"), not several times of a series.
    `until`: where something ends ("study until 6pm"), which is not when to remind.
    `last`: the other end of a stretch ("from 8 to 10am").
    `zone`: another zone that was named with the hour ("3pm EST").
    """

    clocks: tuple[Clock, ...]
    firm: bool = True
    same: bool = False
    also: bool = False
    before: bool = False
    until: bool = False
    zone: str | None = None
    last: Clock | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day. `this`: of today ("this evening", "tonight"), not of any day."""

    name: PartName
    this: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A stretch of time. Minutes pass; days and months are counted on the calendar."""

    months: int = 0
    days: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """So long from now: "in 3 days". Several amounts where the words are vague ("in a few days")."""

    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """So long before or after the day that follows in the text: "3 days before". `amount` counts backwards where negative.

    `part`: "the evening before". `others`: further counts that may be meant ("quinze jours avant", "a week before and a day before").
    """

    amount: Amount
    part: PartName | None = None
    others: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True)
class Relative:
    """So many days after today."""

    days: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 is Monday. `which`: the coming one, "next friday" (English, may mean two) or that of the calendar week
    `weeks` after this one; with "coming", `weeks` are added ("friday week").
    """

    day: int
    which: Literal["coming", "next", "week"] = "coming"
    weeks: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date: readings as (year or None, month, day), two where 03/04 may be either. `weekday` where one was said with it."""

    readings: tuple[tuple[int | None, int, int], ...]
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a month without its name. `months` after this month, None for the next such day; day -1 is the last.

    `weekday`: the next such day that is this weekday ("Thursday the 15th").
    """

    day: int
    months: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Nth:
    """The `n`th weekday (-1 the last) of a month: of `month` (1 to 12) or of the one `months` after this."""

    n: int
    weekday: int
    month: int | None = None
    year: int | None = None
    months: int = 0


@dataclass(frozen=True, slots=True)
class Loose:
    """A stretch of days where people differ: weekend, week, month, year, end of week, so many after this one; a month by name."""

    name: Literal["weekend", "week", "month", "year", "end of week", "end of month", "end of year", "named month"]
    count: int = 0
    month: int = 0
    year: int | None = None


@dataclass(frozen=True, slots=True)
class InWeek:
    """A day of the week that holds a date ("monday of the week of 5 July"); without a weekday the week itself."""

    date: Calendar
    weekday: int | None = None


Spec = Relative | Weekday | Calendar | MonthDay | Nth | Loose | InWeek


@dataclass(frozen=True, slots=True)
class Day:
    """A day. Several specs are alternatives ("monday and thursday" without "every"). `weak`: more likely part of what to do
    ("the flight of 8 May"). `before`: said as a limit ("before friday").
    """

    specs: tuple[Spec, ...]
    weak: bool = False
    before: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """A repetition. `weekdays` 0 is Monday; `monthdays` 1 to 31, -1 the last; `nths` (n, weekday) in the month; `date` (month, day) in
    the year. `unsure`: can mean every `interval` weeks or the nth of the month ("every third monday").
    `times`: how often in the stretch ("twice a day"), which only makes sense with as many hours.
    """

    freq: Literal["MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    monthdays: tuple[int, ...] = ()
    nths: tuple[tuple[int, int], ...] = ()
    date: tuple[int, int] | None = None
    part: PartName | None = None
    unsure: bool = False
    times: int = 1


@dataclass(frozen=True, slots=True)
class Until:
    """The last day of a series."""

    spec: Spec


@dataclass(frozen=True, slots=True)
class Starting:
    """The first day on which a series may begin; `ahead`: so long before it ("starting 5 days before")."""

    spec: Spec
    ahead: Amount | None = None


@dataclass(frozen=True, slots=True)
class For:
    """How long a series lasts, from its first time on; or how many times. `daily`: every day of it is meant ("the next 3 days")."""

    amount: Amount | None = None
    count: int | None = None
    daily: bool = False


@dataclass(frozen=True, slots=True)
class Except:
    """Weekdays left out of a daily series."""

    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Never:
    """A time that cannot be: "yesterday", "30 February"; `hour`: "25:00"."""

    why: Literal["past", "impossible"]
    hour: bool = False


Piece = At | Part | Shift | Around | Day | Every | Until | Starting | For | Except | Never


@dataclass(frozen=True, slots=True)
class Found:
    """A piece at the tokens `first` up to, but without, `end`."""

    first: int
    end: int
    piece: Piece
