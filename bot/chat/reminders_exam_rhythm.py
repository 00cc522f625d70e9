"""How a countdown comes: at what hour, and how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from telegram import Update

from bot.chat import reminder_state, says
from bot.chat.answer import say_day
from bot.chat.buttons import Address, button
from bot.chat.context import Context
from bot.chat.reminder_making import back_row, say, say_old
from bot.chat.reminder_state import Draft
from bot.chat.reminders_exam_plan import exam_of, show_preview

HOURS = ("0700", "0900", "1200", "1500", "1800", "2000")
INTENSITIES = ("light", "steady", "intense")


async def ask_hour(context: Context, draft: Draft) -> None:
    """The date is known; at what hour?"""
    day = date.fromisoformat(draft.exam["date"])
    draft = replace(draft, step="exam-hour")
    reminder_state.keep(context, draft)
    usual = draft.exam["hour"].replace(":", "")
    labels = [button(f"{hour[:2]}:{hour[2:]}", "rbh", draft.n, hour) for hour in sorted({*HOURS, usual})]
    rows = [labels[index : index + 4] for index in range(0, len(labels), 4)]
    rows.append(await back_row(context, draft, "rbe", draft.exam["exam"]))
    html = await context.say_text(
        "exam-hour-ask", name=draft.exam["name"], date=say_day(day, await context.language()), hour=draft.exam["hour"]
    )
    say(context, html, rows)


async def chosen_hour(update: Update, context: Context, address: Address) -> None:
    """The hour of the reminders; then how much."""
    draft = await exam_of(context, address)
    if draft is None:
        return
    said = address.arg(1)
    try:
        hour = time.fromisoformat(f"{said[:2]}:{said[2:]}")
    except ValueError:
        await say_old(context)
        return
    says.toast(context)
    draft = replace(draft, step="exam-intensity", exam={**draft.exam, "hour": hour.isoformat("minutes")})
    reminder_state.keep(context, draft)
    rows = [[button(await context.plain(f"intensity-{name}"), "rbi", draft.n, name)] for name in INTENSITIES]
    rows.append(await back_row(context, draft, "rbe", draft.exam["exam"]))
    says.edit(context, await context.say_text("exam-intensity-ask"), rows)


async def chosen_intensity(update: Update, context: Context, address: Address) -> None:
    """How much; then the preview, in the person's zone."""
    draft = await exam_of(context, address)
    if draft is None:
        return
    name = address.arg(1)
    if name not in INTENSITIES or not draft.exam.get("date"):
        await say_old(context)
        return
    says.toast(context)
    await show_preview(context, replace(draft, exam={**draft.exam, "intensity": name}))
