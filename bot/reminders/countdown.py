"""The plan of an exam countdown: milestones, study prompts, the checklist of the evening before, good wishes.

Pure: what the person chose and today in, planned items out. The words are not here: each item carries the key of its text (in the
catalogue of the chat) and what goes into it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.reminders.zones import at_wall

Intensity = Literal["light", "steady", "intense"]
ItemKind = Literal["milestone", "study", "checklist", "wishes"]

MILESTONES = (90, 60, 30, 14, 7, 1)
PROMPTS_A_WEEK: dict[Intensity, int] = {"light": 1, "steady": 2, "intense": 4}
CHECKLIST_AT = time(19)
# Wishes for an exam without an hour, or with a late one, come early in the morning.
_WISHES_AT = time(7)
# Days of the week before the exam on which prompts come, counted from the day of the exam (7 is a week before, to the day).
_PROMPT_DAYS: dict[int, tuple[int, ...]] = {1: (5,), 2: (5, 2), 4: (6, 5, 3, 2)}
# More than two years of prompts help nobody.
_LONGEST = 730


@dataclass(frozen=True, slots=True)
class Prompt:
    """A preparation entry of the knowledge base, with its label in the person's language."""

    entry: str
    label: str


@dataclass(frozen=True, slots=True)
class Exam:
    """What the person told: name, local date and, if known, hour; the hour at which reminders should come."""

    name: str
    date: date
    zone: str
    at: time | None = None
    hour: time = time(9)
    intensity: Intensity = "steady"


@dataclass(frozen=True, slots=True)
class Item:
    """One reminder of the plan: `at` aware, in the zone of the exam; `text` the key of its words; `days` until the exam."""

    kind: ItemKind
    at: datetime
    text: str
    days: int
    entry: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Countdown:
    """The plan in order of time; `past`: the exam is over, so there is none."""

    exam: Exam
    items: tuple[Item, ...]
    past: bool = False


def plan(exam: Exam, prompts: Sequence[Prompt], today: date, after: datetime | None = None) -> Countdown:
    """The countdown to `exam` as seen on `today` (local). `after` (aware) leaves out what that moment has already passed.

    Milestones 90, 60, 30, 14, 7 and 1 days before that are still ahead; weekly study prompts (light 1, steady 2, intense 4), none twice
    before all had their turn; the checklist at 19:00 the evening before; good wishes on the day. On days that have a milestone no
    prompt is sent.
    """
    if exam.date < today:
        return Countdown(exam, (), past=True)
    taken = {exam.date - timedelta(days=days) for days in MILESTONES}
    items = [*_milestones(exam, today), *_prompts(exam, prompts, today, taken), *_last_day(exam, today)]
    if after is not None:
        items = [item for item in items if item.at > after]
    return Countdown(exam, tuple(sorted(items, key=lambda item: (item.at, item.kind))))


def _at(exam: Exam, days: int, hour: time) -> datetime:
    return at_wall(datetime.combine(exam.date - timedelta(days=days), hour), exam.zone)


def _milestones(exam: Exam, today: date) -> Iterator[Item]:
    for days in MILESTONES:
        if exam.date - timedelta(days=days) >= today:
            yield Item("milestone", _at(exam, days, exam.hour), f"countdown.milestone.{days}", days)


def _prompts(exam: Exam, prompts: Sequence[Prompt], today: date, taken: set[date]) -> Iterator[Item]:
    drawn = _draw(prompts, exam)
    used = {(exam.date - day).days for day in taken}
    left = min((exam.date - today).days, _LONGEST)
    days_of_week = _PROMPT_DAYS[PROMPTS_A_WEEK[exam.intensity]]
    for week in range(left // 7, -1, -1):
        for day in days_of_week:
            days = week * 7 + day
            # A milestone takes the day: the prompt moves to the nearest one that is free.
            days = next(free for free in (days, days - 1, days + 1, days + 2) if free not in used)
            if not 1 <= days <= left:
                continue
            used.add(days)
            prompt = next(drawn, None)
            if prompt is None:
                return
            yield Item("study", _at(exam, days, exam.hour), "countdown.study", days, prompt.entry, prompt.label)


def _draw(prompts: Sequence[Prompt], exam: Exam) -> Iterator[Prompt]:
    """The prompts in an order that is fixed for this exam: each once before any comes again."""
    order = list(dict.fromkeys(prompts))
    # Seeded by the exam, so that a plan made again is the same plan.
    chance = random.Random(f"{exam.name}|{exam.date.isoformat()}")
    last: Prompt | None = None
    while order:
        chance.shuffle(order)
        if len(order) > 1 and order[0] == last:
            order.append(order.pop(0))
        yield from order
        last = order[-1]


def _last_day(exam: Exam, today: date) -> Iterator[Item]:
    if exam.date - timedelta(days=1) >= today:
        yield Item("checklist", _at(exam, 1, CHECKLIST_AT), "countdown.checklist", 1)
    early = _WISHES_AT
    if exam.at is not None:
        # Before leaving home: an hour and a half before, though not in the middle of the night nor after breakfast.
        begins = datetime.combine(exam.date, exam.at) - timedelta(minutes=90)
        early = min(max(begins.time(), time(5, 30)), _WISHES_AT) if begins.date() == exam.date else time(5, 30)
        early = min(early, exam.at)
    yield Item("wishes", _at(exam, 0, early), "countdown.wishes", 0)
