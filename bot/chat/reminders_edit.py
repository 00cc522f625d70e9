"""A stored reminder changed: other words at once, another time after it was repeated."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from telegram import Update

from bot.chat import reminder_state, reminders_draft, says
from bot.chat.buttons import Address, button
from bot.chat.context import Context
from bot.chat.reminder_making import is_aside
from bot.chat.reminder_state import Draft
from bot.chat.reminder_words import spoken
from bot.chat.reminders_delivered import put_off
from bot.chat.reminders_list import find, find_of_kind, number_of, screen
from bot.reminders.understand import understand
from bot.storage import reminders


async def edit(update: Update, context: Context, address: Address) -> None:
    """Edit under a delivered reminder: its screen, as a new message, so that the reminder itself stays in sight."""
    found = await find(context, number_of(address))
    if found is None:
        return
    says.toast(context)
    html, rows = await screen(context, found)
    says.message(context, html, rows)


async def retext(update: Update, context: Context, address: Address) -> None:
    """Other words are asked for."""
    found = await find_of_kind(context, address, "own")
    if found is None:
        return
    draft = reminder_state.fresh(context, "retext", edits=found.id, text=found.text)
    reminder_state.keep(context, draft)
    rows = [[button(await context.plain("back"), "ro", found.id), button(await context.plain("menu"), "m", "", 0)]]
    says.edit(context, await context.say_text("reminder-retext", text=found.text), rows)


async def retime(update: Update, context: Context, address: Address) -> None:
    """Another time is asked for; it is repeated before it is saved."""
    found = await find_of_kind(context, address, "own")
    if found is None:
        return
    draft = reminder_state.fresh(context, "when", edits=found.id, text=found.text)
    await reminders_draft.ask_when(context, draft)


async def typed(context: Context, draft: Draft, text: str) -> bool:
    """The new words, or the time to which a reminder is put off."""
    if is_aside(text):
        return False
    found = await find(context, draft.edits)
    if found is None:
        return True
    if draft.step == "snooze":
        return await _snooze_until(context, draft, text)
    said = " ".join(text.split())
    if len(said) > reminders.LONGEST:
        says.message(context, await context.say_text("remind-too-long", most=reminders.LONGEST, length=len(said)))
        return True
    person_id, number = context.person_id, found.id
    context.turn.change(lambda connection, now: reminders.retext(connection, person_id, number, said, now))
    reminder_state.end(context)
    html, rows = await screen(context, replace(found, text=said))
    says.message(context, html, rows)
    return True


async def _snooze_until(context: Context, draft: Draft, text: str) -> bool:
    """A typed time: taken where it is one clear moment."""
    found = await find(context, draft.edits)
    if found is None:
        return True
    person = await context.person()
    zone = person.zone or found.zone
    meaning = understand(
        text, context.turn.now, zone, spoken(await context.language()), time.fromisoformat(person.hour)
    )
    if meaning.kind != "once" or meaning.at is None:
        if draft.tries:
            return False
        reminder_state.keep(context, replace(draft, tries=1))
        rows = [[button(await context.plain("back"), "ro", found.id), button(await context.plain("menu"), "m", "", 0)]]
        says.message(context, await context.say_text("snooze-unclear"), rows)
        return True
    reminder_state.end(context)
    await put_off(context, found, meaning.at, zone)
    return True
