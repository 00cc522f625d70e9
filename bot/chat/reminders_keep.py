"""A reminder in the making kept, dropped, or changed before it is saved."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from bot.chat import reminder_state, reminders_zone, says
from bot.chat.buttons import Address, button
from bot.chat.context import Context
from bot.chat.reminder_making import may_come_after, opened, saved_rows, say_full, store
from bot.chat.reminder_times import next_coming, study_prompts
from bot.chat.reminders_draft import ask_what, ask_when, confirm_or_ask, when
from bot.storage.reminders import Reminder


async def save(update: Update, context: Context, address: Address) -> None:
    """Save: the reminder is stored, in the transaction that ends this update."""
    draft = await opened(context, address)
    if draft is None:
        return
    if not draft.wall or not draft.text:
        says.toast(context)
        await confirm_or_ask(context, draft)
        return
    detail = {"instant": True} if draft.instant else {}
    reminder = Reminder(context.person_id, "own", draft.text, draft.wall, draft.zone, draft.rule, detail)
    after = await may_come_after(context, draft.edits)
    if after is None:
        await say_full(context)
        return
    first = next_coming(reminder, after, study_prompts(context.services.knowledge))
    if first is None:
        says.toast(context)
        await ask_when(context, replace(draft, wall="", rule=None), "past")
        return
    await store(context, reminder, first, draft.edits)
    html = await context.say_text("remind-saved", text=draft.text, when=await when(context, draft))
    says.edit(context, html, await saved_rows(context))


async def change(update: Update, context: Context, address: Address) -> None:
    """Change: what of it?"""
    draft = await opened(context, address)
    if draft is None:
        return
    says.toast(context)
    if not draft.wall:
        await ask_when(context, draft)
        return
    rows = [
        [
            button(await context.plain("remind-change-text"), "rw", draft.n),
            button(await context.plain("remind-change-time"), "rt", draft.n),
        ],
        [button(await context.plain("remind-change-zone"), "ry", draft.n)],
        [button(await context.plain("back"), "rv", draft.n), button(await context.plain("menu"), "m", "", 0)],
    ]
    html = await context.say_text("remind-change-ask", text=draft.text, when=await when(context, draft))
    says.edit(context, html, rows)


async def back(update: Update, context: Context, address: Address) -> None:
    """The confirmation once more."""
    draft = await opened(context, address)
    if draft is not None:
        says.toast(context)
        await confirm_or_ask(context, draft)


async def change_text(update: Update, context: Context, address: Address) -> None:
    draft = await opened(context, address)
    if draft is not None:
        says.toast(context)
        await ask_what(context, draft)


async def change_time(update: Update, context: Context, address: Address) -> None:
    draft = await opened(context, address)
    if draft is not None:
        says.toast(context)
        await ask_when(context, replace(draft, tries=0))


async def change_zone(update: Update, context: Context, address: Address) -> None:
    """Another zone: the words are read again in it."""
    draft = await opened(context, address)
    if draft is not None:
        says.toast(context)
        await reminders_zone.ask(context, replace(draft, then="words" if draft.said else "again"))


async def cancel(update: Update, context: Context, address: Address) -> None:
    """Nothing is kept."""
    draft = await opened(context, address)
    if draft is None:
        return
    says.toast(context)
    reminder_state.end(context)
    says.edit(context, await context.say_text("cancelled"), await saved_rows(context))
