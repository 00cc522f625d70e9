"""`/pathway`: eight short screens of questions, then a dated plan that is ticked, sharpened, changed and taken along.

The questions are answered in `pathway_ask`; here the plan is opened, walked through and begun anew. Every button carries its whole
address, and where somebody stands is in the database: any process can go on with anybody.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram import Update

from bot.chat import pathway_ask, pathway_out, pathway_parts, says
from bot.chat.buttons import Address, button
from bot.chat.context import Context
from bot.chat.menu import fresh_menu
from bot.chat.pathway_plan import in_english
from bot.chat.pathway_show import begin_sharper, can_follow, make_plan, on, put, show_current, show_plan
from bot.chat.pathway_state import Saved, drop, load
from bot.knowledge.pathway_file import Rules
from bot.pathway.plan import Plan

Press = Callable[[Update, Context, Address], Awaitable[None]]


async def on_pathway(update: Update, context: Context) -> None:
    """`/pathway`: the plan, or the question at which somebody stopped, or the first one."""
    rules = context.services.rules
    if rules is None:
        says.message(context, await context.say_text("pathway-none"))
        return
    saved = await load(context)
    if saved is None:
        english = await in_english(context, rules)
        note = "\n\n".join([await context.say_text("pathway-intro"), *([english] if english else [])])
        await on(context, Saved(), rules, note=note, new=True)
    elif saved.told is not None:
        await show_plan(context, saved.asking(None), rules, new=True)
    else:
        note = await context.say_text("pathway-welcome-back")
        await show_current(context, saved, rules, note=note, new=True)


async def press_open(update: Update, context: Context, address: Address) -> None:
    """The door "My pathway"."""
    says.toast(context)
    await on_pathway(update, context)


async def _there(update: Update, context: Context) -> tuple[Saved, Rules] | None:
    """The person's plan; who has none yet is led to where they stand."""
    rules, saved = context.services.rules, await load(context)
    if rules is None or saved is None or saved.told is None:
        await press_open(update, context, Address("w"))
        return None
    return saved, rules


async def show(update: Update, context: Context, address: Address) -> None:
    """The plan's first screen."""
    found = await _there(update, context)
    if found is not None:
        says.toast(context)
        await show_plan(context, found[0], found[1])


async def _plan(update: Update, context: Context) -> tuple[Saved, Plan, Rules] | None:
    found = await _there(update, context)
    if found is None:
        return None
    return found[0], await make_plan(context, *found), found[1]


def _number(said: str) -> int:
    return int(said) if said.isdigit() and len(said) < 4 else 0


async def stage(update: Update, context: Context, address: Address) -> None:
    """The steps of now, next, later or done."""
    found = await _plan(update, context)
    if found is None:
        return
    name = address.arg(0) if address.arg(0) in pathway_parts.STAGES else "now"
    says.toast(context)
    put(context, *await pathway_parts.stage(context, found[1], name, _number(address.arg(1))))


async def warnings(update: Update, context: Context, address: Address) -> None:
    """Every warning."""
    found = await _plan(update, context)
    if found is not None:
        says.toast(context)
        put(context, *await pathway_parts.warnings(context, found[1], _number(address.arg(0))))


async def plan_b(update: Update, context: Context, address: Address) -> None:
    """Every other way."""
    found = await _plan(update, context)
    if found is not None:
        says.toast(context)
        put(context, *await pathway_parts.plan_b(context, found[1], _number(address.arg(0))))


async def one_step(update: Update, context: Context, address: Address) -> None:
    """A step is opened."""
    found = await _plan(update, context)
    if found is None:
        return
    saved, plan, rules = found
    step = next((item for item in plan.steps if item.id == address.arg(0)), None)
    if step is None:
        await _moved_on(context, saved, rules)
        return
    says.toast(context)
    put(context, *await pathway_parts.step(context, saved, plan, step, follow=can_follow()))


async def one_warning(update: Update, context: Context, address: Address) -> None:
    """A warning is opened."""
    found = await _plan(update, context)
    if found is None:
        return
    saved, plan, rules = found
    warning = next((item for item in plan.warnings if item.id == address.arg(0)), None)
    if warning is None:
        await _moved_on(context, saved, rules)
        return
    says.toast(context)
    put(context, *await pathway_parts.warning(context, plan, warning))


async def one_alternative(update: Update, context: Context, address: Address) -> None:
    """A row of plan B is opened."""
    found = await _plan(update, context)
    if found is None:
        return
    saved, plan, rules = found
    row = next((item for item in plan.plan_b if item.id == address.arg(0)), None)
    if row is None:
        await _moved_on(context, saved, rules)
        return
    says.toast(context)
    put(context, *await pathway_parts.alternative(context, plan, row))


async def _moved_on(context: Context, saved: Saved, rules: Rules) -> None:
    """A button of something that the plan no longer holds."""
    says.toast(context, await context.plain("pathway-older"))
    await show_plan(context, saved, rules)


async def tick(update: Update, context: Context, address: Address) -> None:
    """A step is done, or is not done after all: the plan is made anew. The button says which, so that a double tap changes nothing."""
    found = await _plan(update, context)
    if found is None:
        return
    saved, plan, rules = found
    name, done = address.arg(0), address.arg(1) == "1"
    if name not in {step.id for step in plan.steps}:
        await _moved_on(context, saved, rules)
        return
    others = tuple(item for item in saved.ticks if item != name)
    says.toast(context, await context.plain("pathway-ticked" if done else "pathway-unticked"))
    await show_plan(context, replace(saved, ticks=(*others, name) if done else others), rules, cause="tick")


async def sharpen(update: Update, context: Context, address: Address) -> None:
    """Up to four further questions."""
    found = await _there(update, context)
    if found is not None:
        says.toast(context)
        await begin_sharper(context, *found)


async def ask_restart(update: Update, context: Context, address: Address) -> None:
    """Beginning anew forgets every answer, so it is asked once more."""
    says.toast(context)
    rows = [
        [button(await context.plain("pathway-restart-yes"), "wv=")],
        [button(await context.plain("back"), "wh", 0), button(await context.plain("menu"), "m", "", 0)],
    ]
    put(context, await context.say_text("pathway-restart-ask"), rows)


async def restart(update: Update, context: Context, address: Address) -> None:
    """All answers and ticks go; the first question comes."""
    rules = context.services.rules
    says.toast(context)
    if rules is None:
        await fresh_menu(context)
        return
    drop(context)
    await on(context, Saved(), rules)


PRESSES: dict[str, Press] = {
    "w": press_open,
    "wa": pathway_ask.answer,
    "wb": pathway_ask.back,
    "wc": pathway_ask.change_one,
    "wd": pathway_ask.dont_know,
    "we": pathway_out.calendar,
    "wf": pathway_out.forward,
    "wh": pathway_ask.changes,
    "wi": pathway_out.picture,
    "wk": tick,
    "wl": show,
    "wm": pathway_ask.year,
    "wn": pathway_ask.next_,
    "wo": one_step,
    "wp": plan_b,
    "wq": one_alternative,
    "ws": stage,
    "wt": pathway_ask.toggle,
    "wv": ask_restart,
    "wv=": restart,
    "ww": warnings,
    "wx": one_warning,
    "wy": pathway_ask.turn_page,
    "wz": sharpen,
}


def presses() -> dict[str, Press]:
    """What the planner's buttons do. Following dates is among it where the reminders are there to do it."""
    return {**PRESSES, "wr": pathway_out.follow} if can_follow() else PRESSES
