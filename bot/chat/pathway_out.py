"""The plan taken along: as a picture, as a calendar file, as a text to forward, and its dates followed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from importlib import import_module

import structlog
from telegram import Update

from bot.chat import markup, says
from bot.chat.buttons import Address
from bot.chat.context import Context
from bot.chat.pathway_plan import bottom
from bot.chat.pathway_show import make_plan
from bot.chat.pathway_state import load
from bot.chat.pathway_words import date_words
from bot.chat.texts import Html
from bot.knowledge.pathway_file import Rules
from bot.pathway.ics import calendar_file
from bot.pathway.picture import PictureError, draw, picture_texts
from bot.pathway.plan import Plan, PlanStep

log = structlog.get_logger(__name__)

FORWARDED = (("now", 6), ("next", 8), ("later", 20))
FORWARDED_WARNINGS = 3


async def made(context: Context) -> tuple[Plan, Rules] | None:
    """The plan of the person who pressed; for somebody without one a word and the way to begin."""
    from bot.chat.pathway import press_open  # the two rooms lead to each other

    rules, saved = context.services.rules, await load(context)
    if rules is None or saved is None or saved.told is None:
        assert context.incoming is not None, "somebody pressed"
        await press_open(context.incoming, context, Address("w"))
        return None
    return await make_plan(context, saved, rules), rules


async def picture(update: Update, context: Context, address: Address) -> None:
    """The plan as a timeline."""
    found = await made(context)
    if found is None:
        return
    plan, rules = found
    says.toast(context, await context.plain("pathway-drawing"))
    rows = [await bottom(context, "wl")]
    try:
        png = await draw(plan.as_json(), picture_texts(rules, await context.language()))
    except PictureError as error:
        log.error("picture_not_drawn", error=str(error))
        says.message(context, await context.say_text("pathway-no-picture"), rows)
        return
    caption = await context.say_text("pathway-picture-caption", year=plan.match_year)
    says.photo(context, png, f"pathway-{plan.match_year}.png", caption, rows)


async def calendar(update: Update, context: Context, address: Address) -> None:
    """The dates for the person's own calendar."""
    found = await made(context)
    if found is None:
        return
    plan, rules = found
    says.toast(context)
    data = calendar_file(plan, rules, await context.language())
    caption = await context.say_text("pathway-calendar-caption")
    says.document(context, data, f"pathway-{plan.match_year}.ics", caption, [await bottom(context, "wl")])


async def forward(update: Update, context: Context, address: Address) -> None:
    """A short plain text for a mentor or a friend: without buttons, for those would not work in another chat."""
    found = await made(context)
    if found is None:
        return
    plan, _ = found
    says.toast(context, await context.plain("pathway-forward-toast"))
    says.message(context, await _as_text(context, plan))


async def _as_text(context: Context, plan: Plan) -> str:
    language, texts = await context.language(), context.services.texts
    blocks: list[str] = [await context.say_text("pathway-forward-title", year=plan.match_year)]
    for stage, most in FORWARDED:
        steps = plan.first(most) if stage == "now" else [step for step in plan.steps if step.when == stage][:most]
        lines = [
            f"{place}. {markup.escape(step.title)} - {markup.escape(date_words(step, language, texts))}"
            for place, step in enumerate(steps, 1)
        ]
        if lines:
            blocks.append("\n".join([await context.say_text(f"pathway-{stage}-title"), *lines]))
    warnings = [f"• {markup.escape(warning.text)}" for warning in plan.warnings[:FORWARDED_WARNINGS]]
    if warnings:
        blocks.append("\n".join([await context.say_text("pathway-first-know"), *warnings]))
    blocks.append(await context.say_text("pathway-forward-end", name=Html(context.bot.username)))
    return "\n\n".join(blocks)


async def follow(update: Update, context: Context, address: Address) -> None:
    """Reminders for the plan's dates, or for that of one step."""
    found = await made(context)
    if found is None:
        return
    plan, _ = found
    only = address.arg(0)
    says.toast(context)
    follow_dates = import_module("bot.chat.follow").follow_dates
    await follow_dates(context, dates([step for step in plan.steps if not only or step.id == only]))


def dates(steps: Iterable[PlanStep]) -> list[tuple[str, date, str]]:
    """What can be followed: title, date and the answer about it; nothing that is done or has passed."""
    return [
        (step.title, step.due, step.entries[0])
        for step in steps
        if step.due is not None and step.when != "done" and step.date_kind != "passed"
    ]
