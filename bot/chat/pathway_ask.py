"""The planner's questions being answered: by a button, by words, with "I don't know", one after the other or one alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from telegram import Update

from bot.chat import says
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.chat.menu import fresh_menu
from bot.chat.pathway_moves import Cause
from bot.chat.pathway_pickers import ABROAD, BOOKED, FIRST_YEAR, YEARS_AHEAD, looks_ahead
from bot.chat.pathway_places import meant
from bot.chat.pathway_plan import bottom
from bot.chat.pathway_screens import did_you_mean
from bot.chat.pathway_show import on, put, show_current, show_plan, show_question
from bot.chat.pathway_state import Saved, before, load, part_of, steer, way
from bot.chat.pathway_words import answer_words, option_of, read_month
from bot.chat.texts import Html
from bot.knowledge.pathway_file import Part, Rules
from bot.pathway import questions
from bot.storage import talk

#: A screen waits so long for typed words; after that, and after another answer was shown, words are a question again.
WAITS = timedelta(hours=12)
CHANGES = 6


async def opened(context: Context, name: str) -> tuple[Saved, Part, Rules] | None:
    """The open question, if the pressed button belongs to it. A button of an older screen gets the screen of now."""
    rules, saved = context.services.rules, await load(context)
    if rules is None or saved is None:
        says.toast(context, await context.plain("pathway-gone"))
        await fresh_menu(context)
        return None
    part = part_of(name, rules)
    if part is None or saved.ask != name:
        says.toast(context, await context.plain("pathway-older"))
        await show_current(context, saved, rules)
        return None
    return saved, part, rules


def value_of_address(part: Part, said: str, today: date) -> Any:
    """The answer in a button's address. Raises `ValueError` where it is none."""
    if part.kind in ("choice", "several"):
        head, _, month = said.partition("-") if said.startswith(f"{BOOKED}-") else (said, "", "")
        option = option_of(part, head)
        if option is None or (option.then == "month") != bool(month):
            raise ValueError(f"{said!r} is no answer to {part.field}")
        return f"{option.value}{month}" if month else option.value
    if part.kind in ("year", "number"):
        return int(said) if part.kind == "year" else float(said)
    if part.kind == "month":
        _check_month(part, said, today)
    return said


def _check_month(part: Part, said: str, today: date) -> None:
    last = f"{today.year + YEARS_AHEAD}-12" if looks_ahead(part) else f"{today:%Y-%m}"
    if not f"{FIRST_YEAR}-01" <= said <= last:
        raise ValueError(f"{said!r} lies too far away")


async def answer(update: Update, context: Context, address: Address) -> None:
    """An answer was pressed."""
    found = await opened(context, address.arg(0))
    if found is None:
        return
    saved, part, rules = found
    option = option_of(part, address.arg(1)) if part.kind == "choice" else None
    if option is not None and option.then == "month":
        says.toast(context)
        await show_question(context, saved, rules, page=BOOKED)
        return
    try:
        value = value_of_address(part, address.arg(1), context.turn.now.date())
        after = saved.with_answer(part.field, value)
    except ValueError:
        # Written by an older version: the question as it is now says which answers there are.
        says.toast(context, await context.plain("pathway-older"))
        await show_current(context, saved, rules)
        return
    says.toast(context)
    await _answered(context, after, part, rules)


async def dont_know(update: Update, context: Context, address: Address) -> None:
    """ "I don't know" is an answer: the plan says later what would change."""
    found = await opened(context, address.arg(0))
    if found is None:
        return
    saved, part, rules = found
    says.toast(context)
    await _answered(context, saved.with_answer(part.field, None), part, rules)


async def _answered(context: Context, saved: Saved, part: Part, rules: Rules, note: str = "") -> None:
    if part.field == "provinces":
        steer(context, saved.profile)
    cause: Cause = "answer" if saved.told is not None else "time"
    await on(context, saved, rules, cause=cause, note=note)


async def toggle(update: Update, context: Context, address: Address) -> None:
    """One of several: marked, or no longer."""
    found = await opened(context, address.arg(0))
    if found is None:
        return
    saved, part, rules = found
    option = option_of(part, address.arg(1))
    says.toast(context)
    picks = saved.picks
    if option is not None:
        marked = [*picks, option.value] if option.value not in picks else [p for p in picks if p != option.value]
        picks = tuple(item.value for item in part.options if item.value in marked)
    await show_question(context, replace(saved, picks=picks), rules)


async def next_(update: Update, context: Context, address: Address) -> None:
    """What is marked is the answer; nothing marked means any."""
    found = await opened(context, address.arg(0))
    if found is None:
        return
    saved, part, rules = found
    says.toast(context)
    await _answered(context, saved.with_answer(part.field, list(saved.picks)), part, rules)


async def back(update: Update, context: Context, address: Address) -> None:
    """To the question before; from a question asked alone to the answers or the plan."""
    found = await opened(context, address.arg(0))
    if found is None:
        return
    saved, part, rules = found
    says.toast(context)
    earlier = before(part.field, saved.profile, rules) if saved.mode == "walk" else None
    if earlier is not None:
        await show_question(context, saved.asking(earlier), rules)
    elif saved.told is not None:
        await show_plan(context, saved, rules)
    else:
        await fresh_menu(context)


async def turn_page(update: Update, context: Context, address: Address) -> None:
    """Other years, other countries, or back from the months to the years."""
    found = await opened(context, address.arg(0))
    if found is None:
        return
    saved, _, rules = found
    page = address.arg(1)
    says.toast(context)
    known = page == ABROAD or (page.isdigit() and len(page) <= 4)
    await show_question(context, saved, rules, page=page if known else "")


async def year(update: Update, context: Context, address: Address) -> None:
    """A year was chosen: its months."""
    found = await opened(context, address.arg(0))
    if found is None:
        return
    saved, part, rules = found
    says.toast(context)
    await _months_of(context, saved, part, rules, address.arg(1))


async def _months_of(context: Context, saved: Saved, part: Part, rules: Rules, said: str, *, new: bool = False) -> None:
    last = context.turn.now.year + (YEARS_AHEAD if looks_ahead(part) else 0)
    fits = said.isdigit() and len(said) == 4 and FIRST_YEAR <= int(said) <= last
    await show_question(context, saved, rules, page=f"m{said}" if part.kind == "month" and fits else "", new=new)


async def typed(update: Update, context: Context) -> bool:
    """Takes words as the answer to the open question. False where none waits for words, or they say something else."""
    rules, message = context.services.rules, update.effective_message
    saved = await load(context)
    if rules is None or saved is None or saved.ask is None or message is None or not message.text:
        return False
    part = part_of(saved.ask, rules)
    if part is None or not await _waits(context, saved):
        return False
    if part.kind in ("country", "place"):
        return await _typed_place(context, saved, part, rules, message.text)
    if part.kind not in ("month", "year"):
        return False
    said = read_month(message.text)
    if said is None or (part.kind == "year" and not isinstance(said, int)):
        return False
    if part.kind == "month" and isinstance(said, int):
        await _months_of(context, saved, part, rules, str(said), new=True)
        return True
    try:
        if isinstance(said, str):
            _check_month(part, said, context.turn.now.date())
        after = saved.with_answer(part.field, said)
    except ValueError:
        await show_question(context, saved, rules, note=await context.say_text("pathway-no-such-month"))
        return True
    await _noted(context, after, part, rules, said)
    return True


async def _waits(context: Context, saved: Saved) -> bool:
    """Whether the question is still what the person looks at: not long ago, and no answer was shown since."""
    if saved.at is None or saved.at < context.turn.now - WAITS:
        return False
    async with context.services.database.read() as connection:
        shown = await talk.last_context(connection, context.chat_id, context.person_id)
    return shown is None or shown[1] <= saved.at


async def _typed_place(context: Context, saved: Saved, part: Part, rules: Rules, text: str) -> bool:
    found = meant(text, context.services.texts, province=part.kind == "place")
    if found.clear:
        await _noted(context, saved.with_answer(part.field, found.codes[0]), part, rules, found.codes[0])
    elif found.codes:
        html, rows = await did_you_mean(context, part, found.codes)
        put(context, html, rows)
    return bool(found.codes)


async def _noted(context: Context, saved: Saved, part: Part, rules: Rules, value: Any) -> None:
    words = answer_words(part, value, await context.language(), context.services.texts)
    await _answered(context, saved, part, rules, await context.say_text("pathway-noted", answer=words))


async def changes(update: Update, context: Context, address: Address) -> None:
    """All answers, each with a button that changes it alone."""
    rules, saved = context.services.rules, await load(context)
    if rules is None or saved is None:
        says.toast(context, await context.plain("pathway-gone"))
        await fresh_menu(context)
        return
    says.toast(context)
    language, texts = await context.language(), context.services.texts
    parts = [part for _, part in way(saved.profile, rules)]
    parts += [
        row.part for row in rules.pathway.sharper if questions.value_of(saved.profile, row.part.field) is not None
    ]
    pages = max(1, -(-len(parts) // CHANGES))
    page = min(int(address.arg(0)), pages - 1) if address.arg(0).isdigit() else 0
    lines, rows = [], []
    for part in parts[page * CHANGES : (page + 1) * CHANGES]:
        name = await context.plain(f"pathway-field-{part.field.replace('.', '-')}")
        words = answer_words(part, questions.value_of(saved.profile, part.field), language, texts)
        lines.append(await context.say_text("pathway-answer-line", name=name, answer=words))
        rows.append(button(f"✏️ {name}", "wc", part.field))
    turn: list[Button] = [button("‹", "wh", page - 1)] if page > 0 else []
    turn += [button("›", "wh", page + 1)] if page < pages - 1 else []
    turn.append(button(await context.plain("pathway-restart-button"), "wv"))
    grid = [rows[index : index + 2] for index in range(0, len(rows), 2)]
    html = await context.say_text("pathway-change-title", lines=Html("\n".join(lines)))
    put(context, html, [*grid, turn, await bottom(context, "wl")])


async def change_one(update: Update, context: Context, address: Address) -> None:
    """One answer alone is asked again."""
    rules, saved = context.services.rules, await load(context)
    part = part_of(address.arg(0), rules) if rules is not None else None
    if rules is None or saved is None or part is None:
        says.toast(context, await context.plain("pathway-gone"))
        await fresh_menu(context)
        return
    says.toast(context)
    await show_question(context, saved.asking(part.field, "change"), rules)
