"""What all conversations share in which a reminder is made or changed: the draft of a button, the rows below, the storing."""

from __future__ import annotations

from datetime import datetime

from bot.chat import reminder_state, says
from bot.chat.buttons import Address, Button, Rows, button
from bot.chat.context import Context
from bot.chat.reminder_state import Draft
from bot.reminders.asking import is_question
from bot.storage import reminders
from bot.storage.reminders import Coming, Reminder


async def opened(context: Context, address: Address) -> Draft | None:
    """The draft that a button belongs to; a button of an older one says so."""
    draft = await reminder_state.load(context)
    if draft is None or str(draft.n) != address.arg(0):
        await say_old(context)
        return None
    return draft


async def say_old(context: Context) -> None:
    """The button belongs to a conversation that is over."""
    says.toast(context, await context.plain("remind-old-draft"), alert=True)


def is_aside(text: str) -> bool:
    """Whether words typed in the middle of a conversation ask the bot something else."""
    return text.rstrip().endswith("?") or is_question(text)


def say(context: Context, html: str, rows: Rows) -> None:
    """A pressed button's message becomes this; typed words get a new message."""
    if context.incoming is not None and context.incoming.callback_query is not None:
        says.edit(context, html, rows)
    else:
        says.message(context, html, rows)


async def menu(context: Context) -> Button:
    """The button that leads to the menu."""
    return button(await context.plain("menu"), "m", "", 0)


async def cancel(context: Context, draft: Draft) -> Button:
    """The button that drops the draft."""
    return button(await context.plain("remind-cancel"), "rn", draft.n)


async def cancel_row(context: Context, draft: Draft) -> list[Button]:
    """The last row where there is no way back."""
    return [await cancel(context, draft), await menu(context)]


async def back_row(context: Context, draft: Draft, back: str, *args: str | int) -> list[Button]:
    """The last row of a step that has one before it."""
    return [button(await context.plain("back"), back, *args), await cancel(context, draft), await menu(context)]


async def saved_rows(context: Context) -> list[list[Button]]:
    """What stands under a reminder that is stored."""
    return [[button(await context.plain("reminders-mine"), "rl", 0), await menu(context)]]


async def say_full(context: Context) -> None:
    """A person has as many reminders as fit."""
    says.toast(context)
    says.message(context, await context.say_text("reminders-full", most=reminders.MOST), await saved_rows(context))


async def may_come_after(context: Context, number: int) -> datetime | None:
    """The moment after which the reminder that is stored now may come; None where there is no room for one more.

    `number` is the stored reminder that it changes, 0 for a new one: what has come already must not come again.
    """
    now = context.turn.now
    async with context.services.database.read() as connection:
        if not number:
            return None if await reminders.count(connection, context.person_id) >= reminders.MOST else now
        return max(now, await reminders.last_fired(connection, number) or now)


async def store(context: Context, reminder: Reminder, first: Coming, number: int) -> None:
    """Stores the reminder, or what became of the stored `number`, when this turn ends; the draft is over."""

    async def work(connection, now) -> None:  # type: ignore[no-untyped-def]
        if not number:
            await reminders.add(connection, reminder, first, now)
            return
        values = {
            "text": reminder.text,
            "wall": reminder.wall,
            "zone": reminder.zone,
            "rule": reminder.rule,
            "detail": reminder.detail,
        }
        await reminders.change(connection, reminder.person_id, number, now, first, **values)

    context.turn.change(work)
    reminder_state.end(context)
    says.toast(context, await context.plain("remind-saved-toast"))
