"""Reminders: `/remind`, sentences that ask for one, and `/reminders` with everything that can be done to each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

from bot.chat import (
    follow,
    reminder_state,
    reminders_delivered,
    reminders_draft,
    reminders_edit,
    reminders_exam,
    reminders_exam_date,
    reminders_exam_plan,
    reminders_exam_rhythm,
    reminders_keep,
    reminders_list,
    reminders_zone,
    says,
)
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.reminders.wish import is_wish


async def on_remind(update: Update, context: Context) -> None:
    """`/remind`, with words behind it or alone."""
    message = update.effective_message
    said = ((message.text or "") if message else "").partition(" ")[2].strip()
    # A deep link says `/start remind`: the payload is no wish.
    if said and not (message is not None and (message.text or "").startswith("/start")):
        await reminders_draft.words(context, said)
        return
    reminder_state.keep(context, reminder_state.fresh(context, "words"))
    says.message(context, await context.say_text("remind-how"), await _kinds(context))


async def press_remind(update: Update, context: Context, address: Address) -> None:
    """A new reminder: of which kind?"""
    says.toast(context)
    reminder_state.keep(context, reminder_state.fresh(context, "words"))
    says.edit(context, await context.say_text("remind-how"), await _kinds(context))


async def _kinds(context: Context) -> list[list[Button]]:
    return [
        [button(await context.plain("remind-own"), "ra")],
        [button(await context.plain("remind-exam"), "rb")],
        [button(await context.plain("remind-deadline"), "rf", 0)],
        [button(await context.plain("reminders-mine"), "rl", 0), button(await context.plain("menu"), "m", "", 0)],
    ]


async def own_words(update: Update, context: Context, address: Address) -> None:
    """In own words: examples, and the next message is the reminder."""
    says.toast(context)
    draft = reminder_state.fresh(context, "words")
    reminder_state.keep(context, draft)
    rows = [
        [
            button(await context.plain("remind-cancel"), "rn", draft.n),
            button(await context.plain("menu"), "m", "", 0),
        ]
    ]
    says.edit(context, await context.say_text("remind-own-how"), rows)


async def typed(update: Update, context: Context) -> bool:
    """Words that belong to a conversation about reminders, or ask for one. False if they are something else."""
    message = update.effective_message
    text = (message.text or "").strip() if message else ""
    if not text:
        return False
    if is_wish(text):
        await reminders_draft.words(context, text)
        return True
    draft = await reminder_state.waiting(context)
    if draft is None:
        return False
    match draft.step:
        case "zone":
            return await reminders_zone.typed(context, draft, text)
        case "exam-name" | "exam-date":
            return await reminders_exam.typed(context, draft, text)
        case "snooze" | "retext":
            return await reminders_edit.typed(context, draft, text)
        case _:
            return await reminders_draft.typed(context, draft, text)


Press = Callable[[Update, Context, Address], Awaitable[None]]


def presses() -> dict[str, Press]:
    """What the buttons of reminders do, by verb."""
    return {
        "ra": own_words,
        "rb": reminders_exam.choose_exam,
        "rbd": reminders_exam_date.choose_day,
        "rbe": reminders_exam.chosen_exam,
        "rbh": reminders_exam_rhythm.chosen_hour,
        "rbi": reminders_exam_rhythm.chosen_intensity,
        "rbm": reminders_exam_date.month,
        "rbo": reminders_exam.change_date,
        "rbs": reminders_exam_plan.save,
        "rbt": reminders_exam_date.chosen_session,
        "rc": reminders_draft.choose,
        "rd": follow.press_follow,
        "re": reminders_edit.edit,
        "rf": follow.choose_event,
        "rfs": follow.save,
        "rg": reminders_keep.change,
        "ric": reminders_list.export,
        "rk": reminders_delivered.done,
        "rl": reminders_list.page,
        "rm": reminders_zone.move,
        "rn": reminders_keep.cancel,
        "rnew": press_remind,
        "ro": reminders_list.open_one,
        "rp": reminders_list.pause,
        "rq": reminders_zone.chosen,
        "rr": reminders_list.resume,
        "rs": reminders_keep.save,
        "rt": reminders_keep.change_time,
        "ru": reminders_list.undo,
        "rv": reminders_keep.back,
        "rw": reminders_keep.change_text,
        "rwe": reminders_edit.retext,
        "rte": reminders_edit.retime,
        "rx": reminders_list.delete,
        "ry": reminders_keep.change_zone,
        "rz": reminders_delivered.snooze,
        "rzs": reminders_zone.press_settings,
    }
