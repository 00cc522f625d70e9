"""Answers, dates, lengths and money of the planner, in words."""

from __future__ import annotations

import re
from typing import Any

from babel.dates import get_month_names
from babel.numbers import format_decimal

from bot.chat.answer import say_day, say_month
from bot.chat.pathway_places import place_name, plain
from bot.chat.texts import LANGUAGES, Texts
from bot.knowledge.pathway_file import Option, Part
from bot.knowledge.texts import say
from bot.pathway.plan import PlanStep
from bot.pathway.profile import month_start

_YEAR = re.compile(r"^(19|20)\d\d$")
_MONTH = re.compile(
    r"^(?:(?P<y>(?:19|20)\d\d)[-/. ](?P<m>0?[1-9]|1[0-2])|(?P<m2>0?[1-9]|1[0-2])[-/. ](?P<y2>(?:19|20)\d\d))$"
)
_NAMED = re.compile(r"^(?P<name>[a-z]{3,})\.? (?P<y>(?:19|20)\d\d)$")


def code(value: Any) -> str:
    """An answer as it stands in a button's address: `yes` for True, `booked` for what is followed by a month."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).rstrip(":")


def option_of(part: Part, said: str) -> Option | None:
    """The option of a question whose address is `said`."""
    return next((option for option in part.options if code(option.value) == said), None)


def month_short(month: int, language: str) -> str:
    return str(get_month_names("abbreviated", locale=language)[month])


def answer_words(part: Part, value: Any, language: str, texts: Texts) -> str:
    """An answer as people say it: the button's words, a country's name, a month."""
    if value is None:
        return texts.plain("pathway-not-known", language)
    if part.kind == "several":
        labels = [_label(part, item, language, texts) for item in value]
        return ", ".join(labels) or texts.plain("pathway-any", language)
    if part.kind in ("country", "place"):
        return place_name(str(value), language, texts, province=part.kind == "place")
    if part.kind == "month":
        return say_month(month_start(value), language)
    return _label(part, value, language, texts)


def _label(part: Part, value: Any, language: str, texts: Texts) -> str:
    if part.field == "provinces":
        return place_name(str(value), language, texts, province=True)
    head, _, month = str(value).partition(":")
    option = next(
        (o for o in part.options if o.value == value and isinstance(o.value, bool) == isinstance(value, bool)), None
    )
    option = option or option_of(part, head)
    label = say(option.label, language) if option else f"{value:g}" if isinstance(value, float) else str(value)
    return f"{label}, {say_month(month_start(month), language)}" if month else label


def read_month(text: str) -> str | int | None:
    """A typed month as `YYYY-MM`, a typed year alone as a number; None for anything else."""
    said = text.strip().lower()
    if _YEAR.match(said):
        return int(said)
    found = _MONTH.match(said)
    if found:
        return f"{found['y'] or found['y2']}-{int(found['m'] or found['m2']):02}"
    named = _NAMED.match(plain(said))
    if named:
        for language in LANGUAGES:
            for number, name in get_month_names("wide", locale=language).items():
                if plain(name).startswith(named["name"]):
                    return f"{named['y']}-{number:02}"
    return None


def lead_words(step: PlanStep, language: str, texts: Texts) -> str:
    """How long a step takes."""
    if step.lead is None:
        return texts.plain("pathway-lead-unknown", language)
    low, high = step.lead
    if high == 0:
        return texts.plain("pathway-lead-none", language)
    return texts.plain("pathway-lead", language, months=span_words(low, high, language, texts))


def span_words(low: float, high: float, language: str, texts: Texts) -> str:
    """`3 to 6 months`, `1 month`."""
    if low == high:
        key = "pathway-month" if high <= 1 else "pathway-months"
        return texts.plain(key, language, number=f"{high:g}")
    return texts.plain("pathway-months-range", language, low=f"{low:g}", high=f"{high:g}")


def money(amount: float, language: str, texts: Texts) -> str:
    return texts.plain("pathway-money", language, amount=format_decimal(round(amount), locale=language))


def money_range(low: float, high: float, language: str, texts: Texts) -> str:
    if round(low) == round(high):
        return money(low, language, texts)
    amounts = {"low": format_decimal(round(low), locale=language), "high": format_decimal(round(high), locale=language)}
    return texts.plain("pathway-money-range", language, **amounts)


def cost_words(step: PlanStep, language: str, texts: Texts) -> str:
    """A fee with the year it is of; never one without."""
    if step.cost is None:
        return texts.plain("pathway-free" if step.free else "pathway-cost-unknown", language)
    amount = money_range(step.cost.low, step.cost.high, language, texts)
    words = texts.plain("pathway-cost", language, amount=amount, year=step.cost.year)
    return f"{words}; {step.cost.note}" if step.cost.note else words


def date_words(step: PlanStep, language: str, texts: Texts) -> str:
    """The date of a step and how sure it is: official, estimated or passed."""
    if step.due is None or step.date_kind is None:
        return texts.plain("pathway-no-date", language)
    return texts.plain(f"pathway-date-{step.date_kind}", language, date=say_day(step.due, language))
