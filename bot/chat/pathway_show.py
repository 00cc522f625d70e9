"""Puts the screen of the planner before a person: the open question, or the plan."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec

from bot.chat import says
from bot.chat.buttons import Rows
from bot.chat.context import Context
from bot.chat.pathway_moves import Cause, digest, what_moved
from bot.chat.pathway_plan import overview
from bot.chat.pathway_screens import MOST_SHARPER, question, sharper
from bot.chat.pathway_state import Saved, effective, keep, next_open, part_of
from bot.knowledge.pathway_file import Rules
from bot.pathway import planner
from bot.pathway.plan import Plan


def can_follow() -> bool:
    """Whether dates can be followed: then, and only then, a button offers it."""
    return find_spec("bot.chat.follow") is not None


def put(context: Context, html: str, rows: Rows, *, new: bool = False) -> None:
    """The pressed message becomes this screen; without one (or with a file in it) the screen is a new message."""
    pressed = context.incoming.callback_query if context.incoming else None
    message = pressed.message if pressed else None
    if new or message is None or not message.is_accessible or getattr(message, "text", None) is None:
        says.message(context, html, rows)
    else:
        says.edit(context, html, rows)


async def make_plan(context: Context, saved: Saved, rules: Rules) -> Plan:
    """The plan as of today, in the person's language."""
    return planner.plan(effective(saved, rules), context.turn.now.date(), rules, await context.language())


async def show_plan(
    context: Context, saved: Saved, rules: Rules, *, cause: Cause = "time", new: bool = False, note: str = ""
) -> None:
    """The plan, with what moved in it since it was seen last; from then on it is the one that was seen."""
    plan = await make_plan(context, saved, rules)
    moved = await what_moved(context, saved, plan, rules, cause)
    html, rows = await overview(context, saved, plan, rules, moved=moved, follow=can_follow())
    put(context, f"{note}\n\n{html}" if note else html, rows, new=new)
    keep(context, replace(saved.asking(None), told=digest(plan)))


async def show_question(
    context: Context, saved: Saved, rules: Rules, *, page: str = "", note: str = "", new: bool = False
) -> None:
    """The open question. `page` is what its picker shows."""
    part = part_of(saved.ask or "", rules)
    if part is None:
        await on(context, saved.asking(None), rules, new=new, note=note)
        return
    html, rows = await question(context, saved, part, rules, page=page, note=note)
    put(context, html, rows, new=new)
    keep(context, saved)


async def show_current(context: Context, saved: Saved, rules: Rules, *, new: bool = False, note: str = "") -> None:
    """Where the person stands."""
    if saved.ask is not None:
        await show_question(context, saved, rules, new=new, note=note)
    elif saved.told is not None:
        await show_plan(context, saved, rules, new=new, note=note)
    else:
        await on(context, saved, rules, new=new, note=note)


async def on(
    context: Context, saved: Saved, rules: Rules, *, cause: Cause = "time", new: bool = False, note: str = ""
) -> None:
    """The next question that is open, else the plan."""
    if saved.mode == "sharper" and saved.ask is not None and saved.number < saved.of:
        found = await sharper(context, saved, rules)
        if found:
            following = saved.asking(found[0].part.field, "sharper", saved.number + 1, saved.of)
            await show_question(context, following, rules, note=note, new=new)
            return
    name = next_open(saved, rules)
    if name is not None:
        await show_question(context, saved.asking(name), rules, note=note, new=new)
    else:
        await show_plan(context, saved, rules, cause=cause, note=note, new=new)


async def begin_sharper(context: Context, saved: Saved, rules: Rules) -> None:
    """The first of up to four further questions; the plan where none would change it."""
    found = await sharper(context, saved, rules)
    if not found:
        await show_plan(context, saved, rules)
        return
    first = saved.asking(found[0].part.field, "sharper", 1, min(MOST_SHARPER, len(found)))
    await show_question(context, first, rules)
