"""`knowledge/pathway.yaml` as typed values: questions, dates, steps, warnings and alternatives.

What people read is a text per language: a plain string means English, a mapping (`en:`, `fr:`) gives more.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from bot.knowledge import yaml12
from bot.knowledge.calendar import Calendar, load_calendar
from bot.knowledge.condition import Condition, ConditionError, lines_of, rules_of
from bot.knowledge.errors import KnowledgeError
from bot.knowledge.rows import validated
from bot.knowledge.texts import Texts


def _texts(value: Any) -> Any:
    return {"en": value} if isinstance(value, str) else value


def _condition(value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError("a condition is a mapping, like {status: [none, work-permit]}")
    try:
        list(lines_of(value))
    except ConditionError as error:
        raise ValueError(str(error)) from None
    return value


Text = Annotated[Texts, BeforeValidator(_texts)]
When = Annotated[Condition, BeforeValidator(_condition)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
EntryIds = tuple[Id, ...]


class Row(BaseModel):
    """What all rows share."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DateRule(Row):
    """How a date of match year M is found: the calendar event of that year, else the pattern.

    `on` (a day), or `opens` and `closes` (a window), in words: "last Thursday of November" or "August 7". `years_before`: 1 is
    the year before M. `apply_by_weeks`: so long before it an application must be in. `event` is a calendar id with `{match}` or
    `{year}` for the years. `official`: the pattern itself is fixed by an authority.
    """

    id: Id
    title: Text
    on: str | None = None
    opens: str | None = None
    closes: str | None = None
    years_before: int = 0
    apply_by_weeks: int = 0
    event: str | None = None
    official: bool = False
    basis: Text | None = None
    entry: Id | None = None
    line: int = 0

    @model_validator(mode="after")
    def _one_form(self) -> DateRule:
        if (self.on is None) == (self.opens is None) or (self.opens is None) != (self.closes is None):
            raise ValueError("a date has either `on`, or `opens` and `closes`")
        if not self.official and not self.basis:
            raise ValueError("an estimated date needs a basis: from which years?")
        return self


class Cost(Row):
    """Canadian dollars: the newest known amount, where known a range, and the year it is of. A fee is never said without its year."""

    amount: float
    low: float | None = None
    high: float | None = None
    year: Text
    note: Text | None = None


class More(Row):
    """Further entries where a condition holds."""

    when: When
    entries: EntryIds


class Step(Row):
    """One thing to do.

    `after`: must be done first; `after_begun`: must at least be running; `after_any`: one of these done. `begun`: the profile
    shows that it is running. `due`: date ids in order of preference (the first still ahead counts), `due_if_second` where only
    the second iteration is open; `before`: due before these steps; `any_year`: the next such date, whatever the match year.
    `lead`: months, shortest and longest; null: not known, then it is begun `begin` months before its date. `at_once`: begun
    today. `next_cycle`: a date that has passed moves to the next year; otherwise the step is shown as passed.
    """

    id: Id
    title: Text
    why: Text
    applies: When = Field(default_factory=dict)
    done: When | None = None
    after: tuple[Id, ...] = ()
    after_begun: tuple[Id, ...] = ()
    after_any: tuple[Id, ...] = ()
    begun: When | None = None
    exam: Literal["mccqe", "nac"] | None = None
    lead: tuple[float, float] | None = None
    at_once: bool = False
    begin: float = 6
    cost: Cost | None = None
    free: bool = False
    due: tuple[Id, ...] = ()
    due_if_second: tuple[Id, ...] = ()
    before: tuple[Id, ...] = ()
    next_cycle: bool = False
    any_year: bool = False
    optional: bool = False
    entries: EntryIds = Field(min_length=1)
    more: tuple[More, ...] = ()
    line: int = 0

    @field_validator("lead", mode="before")
    @classmethod
    def _lead(cls, value: Any) -> Any:
        return [value, value] if isinstance(value, int | float) else value


class Warn(Row):
    """Something a person must know. `unsure` is said where the condition hangs on an answer not given; without it nothing is said then."""

    id: Id
    when: When
    text: Text
    unsure: Text | None = None
    entries: EntryIds = Field(min_length=1)
    more: tuple[More, ...] = ()
    line: int = 0


class Alternative(Row):
    """A row of plan B. `province`: wanted provinces come first. `group`: rows that hang on the same unknown answers are said as one."""

    id: Id
    when: When
    title: Text
    unsure: Text | None = None
    group: Id | None = None
    province: str | None = None
    practice: bool = False
    entries: EntryIds = Field(min_length=1)
    more: tuple[More, ...] = ()
    line: int = 0


class Option(Row):
    """One button of a question: what it sets. `then: month`: the month is asked next and put behind the value (`booked:2027-05`)."""

    label: Text
    value: Any = None
    then: Literal["month"] | None = None


class Part(Row):
    """One answer of a screen. `field` is a field of the profile, `exams.nac` one inside it."""

    field: str
    kind: Literal["choice", "several", "number", "month", "year", "country", "place"]
    ask: Text
    options: tuple[Option, ...] = ()
    when: When = Field(default_factory=dict)

    @model_validator(mode="after")
    def _options(self) -> Part:
        if self.kind in ("choice", "several") and not self.options:
            raise ValueError("a choice needs options")
        return self


class Next(Row):
    """Where a screen leads: to the id of a screen, or to `end`."""

    to: Id
    when: When = Field(default_factory=dict)


class Screen(Row):
    """One of the short screens."""

    id: Id
    title: Text
    why: Text | None = None
    parts: tuple[Part, ...] = Field(min_length=1)
    next: tuple[Next, ...] = Field(min_length=1)
    line: int = 0

    @field_validator("next", mode="before")
    @classmethod
    def _plain_next(cls, value: Any) -> Any:
        return [{"to": value}] if isinstance(value, str) else value


class Sharper(Row):
    """A further question, asked where its answer would change the plan."""

    id: Id
    part: Part
    when: When = Field(default_factory=dict)
    line: int = 0


class Pathway(Row):
    """The whole file."""

    sources_as_of: str = Field(pattern=r"^\d{4}-\d{2}$")
    unknown: Text
    screens: tuple[Screen, ...] = Field(min_length=1)
    sharper: tuple[Sharper, ...] = ()
    dates: tuple[DateRule, ...]
    rules: dict[str, When] = Field(default_factory=dict)
    reasons: dict[str, Text]
    texts: dict[str, Text]
    steps: tuple[Step, ...] = Field(min_length=1)
    warnings: tuple[Warn, ...]
    groups: dict[str, Text] = Field(default_factory=dict)
    plan_b: tuple[Alternative, ...]
    place: str = "pathway.yaml"

    @model_validator(mode="after")
    def _names(self) -> Pathway:
        for kind, rows in (("step", self.steps), ("warning", self.warnings), ("alternative", self.plan_b)):
            ids = [row.id for row in rows]
            twice = {name for name in ids if ids.count(name) > 1}
            if twice:
                raise ValueError(f"the {kind} {', '.join(sorted(twice))} stands twice")
        for name, condition in self.rules.items():
            used = set(rules_of(condition))
            if used:
                raise ValueError(f"the rule {name} may not use another rule ({', '.join(sorted(used))})")
        for condition in self.conditions():
            missing = [name for name in rules_of(condition) if name not in self.rules]
            if missing:
                raise ValueError(f"there is no rule {missing[0]!r}")
        return self

    def conditions(self) -> list[Condition]:
        """Every condition of the file."""
        found: list[Condition] = list(self.rules.values())
        for step in self.steps:
            found += [
                step.applies,
                *(rule for rule in (step.done, step.begun) if rule is not None),
                *(more.when for more in step.more),
            ]
        for warning in self.warnings:
            found += [warning.when, *(more.when for more in warning.more)]
        for alternative in self.plan_b:
            found += [alternative.when, *(more.when for more in alternative.more)]
        for screen in self.screens:
            found += [part.when for part in screen.parts] + [link.when for link in screen.next]
        return found + [question.when for question in self.sharper]

    def date(self, name: str) -> DateRule:
        """The date rule of that id. Raises `KeyError`."""
        for rule in self.dates:
            if rule.id == name:
                return rule
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Rules:
    """All that the planner reads: the pathway and the calendar."""

    pathway: Pathway
    calendar: Calendar


def load_pathway(path: Path) -> Pathway:
    """The rules of a pathway file. Raises `KnowledgeError` with file and line."""
    row = yaml12.read(path)
    if not isinstance(row, yaml12.Mapping):
        raise KnowledgeError(str(path), 1, "a mapping with screens, dates, steps, warnings and plan_b is expected")
    return validated(Pathway, row, str(path), 1).model_copy(update={"place": str(path)})


def load_rules(directory: Path) -> Rules:
    """`pathway.yaml` and `calendar.yaml` of a knowledge directory. Raises `KnowledgeError`."""
    return Rules(load_pathway(directory / "pathway.yaml"), load_calendar(directory / "calendar.yaml"))
