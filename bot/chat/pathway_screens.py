"""The screens of the planner's questions: words and buttons."""

from __future__ import annotations

import asyncio

from bot.chat import markup
from bot.chat.buttons import button
from bot.chat.context import Context
from bot.chat.pathway_pickers import BOOKED, Rows, choices
from bot.chat.pathway_places import place_name
from bot.chat.pathway_state import Saved, effective, way
from bot.chat.pathway_words import answer_words
from bot.knowledge.pathway_file import Part, Rules
from bot.knowledge.texts import say
from bot.pathway import questions
from bot.pathway.questions import Question

MOST_SHARPER = 4


async def sharper(context: Context, saved: Saved, rules: Rules) -> tuple[Question, ...]:
    """Further questions whose answers would change this plan. Some hundred plans are made for it, off the event loop."""
    profile, today = effective(saved, rules), context.turn.now.date()
    return await asyncio.to_thread(
        questions.sharper, profile, today, rules, asked=saved.asked_sharper, most=MOST_SHARPER
    )


def what_changes(found: Question, rules: Rules, language: str) -> str:
    """What an answer would change: "the year, Plan B"."""
    return ", ".join(say(rules.pathway.texts[f"changed_{name}"], language) for name in found.changes)


async def question(
    context: Context, saved: Saved, part: Part, rules: Rules, *, page: str = "", note: str = ""
) -> tuple[str, Rows]:
    """One question. `page` is what a picker shows: a first year, a page of countries, the months of a year (`m2019`)."""
    language = await context.language()
    today = context.turn.now.date()
    rows = choices(saved, part, page, today, language, context.services.texts)
    dont_know = button(say(rules.pathway.unknown, language), "wd", part.field)
    if page.startswith("m") and part.kind == "month":
        rows.append([button(await context.plain("pathway-only-year"), "wa", part.field, f"{page[1:]}-06")])
    else:
        rows.append([dont_know])
    if part.kind == "several":
        rows.append([button(await context.plain("pathway-next"), "wn", part.field)])
    back = button(await context.plain("back"), *(("wy", part.field) if page else ("wb", part.field)))
    rows.append([back, button(await context.plain("menu"), "m", "", 0)])
    return await _html(context, saved, part, rules, page, note), rows


async def _html(context: Context, saved: Saved, part: Part, rules: Rules, page: str, note: str) -> str:
    language = await context.language()
    blocks = [f"<i>{markup.escape(await _heading(context, saved, part, rules))}</i>"]
    if note:
        blocks.insert(0, note)
    screen = next((found for found, inside in way(saved.profile, rules) if inside.field == part.field), None)
    if saved.mode == "sharper":
        found = next((q for q in await sharper(context, saved, rules) if q.part.field == part.field), None)
        if found is not None:
            could = say(rules.pathway.texts["unknown_answer"], language)
            blocks.append(markup.escape(could.replace("{what}", what_changes(found, rules, language))))
    elif screen is not None:
        blocks[-1] += f"\n<b>{markup.escape(say(screen.title, language))}</b>"
        if screen.why and screen.parts[0].field == part.field:
            blocks.append(markup.escape(say(screen.why, language)))
    blocks.append(f"<b>{markup.escape(say(part.ask, language))}</b>")
    value = questions.value_of(saved.profile, part.field)
    if value is not None and part.kind != "several":
        answer = answer_words(part, value, language, context.services.texts)
        blocks.append(await context.say_text("pathway-so-far", answer=answer))
    if part.kind in ("country", "place"):
        blocks.append(await context.say_text(f"pathway-type-{part.kind}"))
    elif part.kind == "several":
        blocks.append(await context.say_text("pathway-several"))
    if page == BOOKED or (page.startswith("m") and part.kind == "month"):
        blocks.append(await context.say_text("pathway-which-month"))
    return "\n\n".join(blocks)


async def _heading(context: Context, saved: Saved, part: Part, rules: Rules) -> str:
    name = await context.plain("pathway-name")
    if saved.mode == "sharper":
        where = await context.plain("pathway-progress-sharper", number=saved.number, of=saved.of)
    else:
        screen = next((found for found, inside in way(saved.profile, rules) if inside.field == part.field), None)
        if saved.mode == "change" or screen is None:
            where = await context.plain("pathway-changing")
        else:
            number, of = questions.progress(screen.id, saved.profile, rules)
            where = await context.plain("pathway-progress", number=number, of=of)
    return f"{name} · {where}"


async def did_you_mean(context: Context, part: Part, codes: tuple[str, ...]) -> tuple[str, Rows]:
    """A typed name that may be one of several."""
    language = await context.language()
    texts = context.services.texts
    province = part.kind == "place"
    rows = [[button(place_name(name, language, texts, province=province), "wa", part.field, name)] for name in codes]
    rows.append(
        [button(await context.plain("back"), "wy", part.field), button(await context.plain("menu"), "m", "", 0)]
    )
    return await context.say_text("pathway-which-place"), rows
