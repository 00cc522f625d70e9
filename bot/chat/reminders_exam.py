"""The countdown to an exam: which it is. Its date, its hour and its plan have modules of their own."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from bot.chat import reminder_state, reminders_exam_date, says
from bot.chat.buttons import Address, button
from bot.chat.context import Context
from bot.chat.reminder_making import back_row, is_aside
from bot.chat.reminder_state import Draft
from bot.chat.reminders_exam_date import EXAMS, ask_date
from bot.chat.reminders_list import find_of_kind

LONGEST_NAME = 80


async def choose_exam(update: Update, context: Context, address: Address) -> None:
    """Which exam?"""
    says.toast(context)
    rows = [[button(await context.plain(f"exam-{name}"), "rbe", name)] for name in (*EXAMS, "other")]
    rows.append([button(await context.plain("back"), "rnew"), button(await context.plain("menu"), "m", "", 0)])
    says.edit(context, await context.say_text("exam-ask"), rows)


async def chosen_exam(update: Update, context: Context, address: Address) -> None:
    """An exam of ours, or another that has to be named."""
    name = address.arg(0)
    if name not in (*EXAMS, "other"):
        says.toast(context, await context.plain("old-button"))
        return
    says.toast(context)
    person = await context.person()
    about = {"exam": name, "hour": person.hour, "intensity": person.intensity}
    if name == "other":
        draft = reminder_state.fresh(context, "exam-name", exam=about)
        reminder_state.keep(context, draft)
        says.edit(context, await context.say_text("exam-name-ask"), [await back_row(context, draft, "rb")])
        return
    draft = reminder_state.fresh(context, "exam-date", exam={**about, "name": await context.plain(f"exam-{name}")})
    await ask_date(context, draft)


async def change_date(update: Update, context: Context, address: Address) -> None:
    """Another date for a stored countdown."""
    found = await find_of_kind(context, address, "exam")
    if found is None:
        return
    draft = reminder_state.fresh(
        context, "exam-date", edits=found.id, zone=found.zone, exam={**found.detail, "name": found.text}
    )
    await ask_date(context, draft)


async def typed(context: Context, draft: Draft, text: str) -> bool:
    """The name of another exam, or a date in words."""
    if is_aside(text):
        return False
    if draft.step == "exam-name":
        name = " ".join(text.split())[:LONGEST_NAME]
        await ask_date(context, replace(draft, exam={**draft.exam, "name": name}))
        return True
    return await reminders_exam_date.typed(context, draft, text)
