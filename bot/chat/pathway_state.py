"""Where somebody stands in the planner: the answers, the open question, and the way through the questions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, cast

from bot.chat.context import Context
from bot.knowledge.pathway_file import Part, Rules, Screen
from bot.pathway import questions
from bot.pathway.profile import Profile, read_profile
from bot.storage import people, plans
from bot.storage.plans import StoredPlan

Mode = Literal["walk", "change", "sharper"]

#: Stands before the name of a question that was asked to make the plan sharper.
SHARPER = "+"


@dataclass(frozen=True)
class Saved:
    """What is kept of a person's plan. `ask` is the field of the open question, None where the plan itself is looked at.

    `mode` says where an answer leads: on through the screens, back to the plan, or to the next further question (`number` of `of`).
    `picks` are the choices marked so far in a question of several; `told` is the plan as it was seen last.
    """

    profile: Profile = field(default_factory=Profile)
    ticks: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    ask: str | None = None
    mode: Mode = "walk"
    picks: tuple[str, ...] = ()
    number: int = 0
    of: int = 0
    told: dict[str, Any] | None = None
    at: datetime | None = None

    def asking(self, name: str | None, mode: Mode = "walk", number: int = 0, of: int = 0) -> Saved:
        """The same person before another question; marks begin with what was answered before."""
        value = questions.value_of(self.profile, name) if name else None
        picks = tuple(value) if isinstance(value, tuple) else ()
        return replace(self, ask=name, mode=mode, picks=picks, number=number, of=of)

    def with_answer(self, name: str, value: Any) -> Saved:
        """The answer is kept, None for "I don't know". Raises `ValueError` where the value is no answer."""
        seen = (name, SHARPER + name) if self.mode == "sharper" else (name,)
        return replace(
            self,
            profile=questions.with_answer(self.profile, name, value),
            answered=tuple(dict.fromkeys((*self.answered, *seen))),
        )

    @property
    def asked_sharper(self) -> tuple[str, ...]:
        return tuple(name.removeprefix(SHARPER) for name in self.answered if name.startswith(SHARPER))


async def load(context: Context) -> Saved | None:
    """The person's plan; None for somebody who has not begun."""
    async with context.services.database.read() as connection:
        row = await plans.get(connection, context.person_id)
    if row is None:
        return None
    place = row.place or {}
    return Saved(
        profile=read_profile(row.profile),
        ticks=row.ticks,
        answered=row.answered,
        ask=place.get("ask"),
        mode=cast(Mode, place.get("mode", "walk")),
        picks=tuple(place.get("picks", ())),
        number=place.get("number", 0),
        of=place.get("of", 0),
        told=row.told,
        at=row.at,
    )


def keep(context: Context, saved: Saved) -> None:
    """Will be stored when this update ends."""
    place = {"ask": saved.ask, "mode": saved.mode, "picks": saved.picks, "number": saved.number, "of": saved.of}
    row = StoredPlan(
        context.person_id,
        saved.profile.model_dump(mode="json", exclude_defaults=True, exclude={"ticked", "begun"}),
        saved.ticks,
        saved.answered,
        place if saved.ask is not None else None,
        saved.told,
    )
    context.turn.change(lambda connection, now: plans.keep(connection, row, now))


def drop(context: Context) -> None:
    """All answers and ticks will be forgotten."""
    person_id = context.person_id
    context.turn.change(lambda connection, _: plans.drop(connection, person_id))


def steer(context: Context, profile: Profile) -> None:
    """Where exactly one province is wanted, answers show that one from now on."""
    if profile.provinces is not None and len(profile.provinces) == 1:
        person_id, code = context.person_id, profile.provinces[0].lower()
        context.turn.change(lambda connection, now: people.change(connection, person_id, now, province=code))


def way(profile: Profile, rules: Rules) -> tuple[tuple[Screen, Part], ...]:
    """Every question that this person sees, in order, with its screen."""
    return tuple(
        (screen, part) for screen in questions.path(profile, rules) for part in questions.parts(screen, profile, rules)
    )


def part_of(name: str, rules: Rules) -> Part | None:
    """The question that asks for a field, on a screen or among the further ones."""
    parts = [part for screen in rules.pathway.screens for part in screen.parts]
    parts += [row.part for row in rules.pathway.sharper]
    return next((part for part in parts if part.field == name), None)


def next_open(saved: Saved, rules: Rules) -> str | None:
    """The first question of the way that was not seen yet; None when all were."""
    fields = [part.field for _, part in way(saved.profile, rules)]
    return next((name for name in fields if name not in saved.answered), None)


def before(name: str, profile: Profile, rules: Rules) -> str | None:
    """The question before this one; None before the first, and where this one is not on the way."""
    fields = [part.field for _, part in way(profile, rules)]
    return fields[fields.index(name) - 1] if name in fields[1:] else None


def effective(saved: Saved, rules: Rules) -> Profile:
    """The profile that counts: with the ticks, without answers to questions that this person is no longer asked.

    Somebody who was a graduate and turns out to be a student keeps the answer about practice, but it does not steer the plan.
    """
    seen = {part.field for _, part in way(saved.profile, rules)}
    profile = saved.profile
    for screen in rules.pathway.screens:
        for part in screen.parts:
            if part.field not in seen and questions.value_of(profile, part.field) is not None:
                profile = questions.with_answer(profile, part.field, None)
    return profile.model_copy(update={"ticked": saved.ticks})
