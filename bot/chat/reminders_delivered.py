"""The buttons of a reminder that came: Done, and Snooze, which never moves the series."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from telegram import Update

from bot.chat import reminder_state, says
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.chat.markup import escape
from bot.chat.reminder_making import saved_rows, say
from bot.chat.reminder_words import moment_words, short_moment, title_of
from bot.chat.reminders_list import find, number_of
from bot.reminders.zones import at_wall, to_utc, to_zone
from bot.storage import reminders
from bot.storage.reminders import Coming, Reminder

EVENING = time(19)
LATE_EVENING = time(21)


async def done(update: Update, context: Context, address: Address) -> None:
    """The reminder is struck off; 0 stands for a whole digest."""
    says.toast(context, await context.plain("reminder-done-toast"))
    pressed = context.incoming.callback_query if context.incoming else None
    message = pressed.message if pressed else None
    text = getattr(message, "text", None)
    rows = await saved_rows(context)
    if not text or text.startswith("✅"):
        says.rebutton(context, rows)
        return
    says.edit(context, f"✅ <s>{escape(text)}</s>", rows)


def moment_of(which: str, now: datetime, zone: str, hour: str) -> datetime:
    """The moment that a snooze button stands for: h, e (this evening), t (tomorrow), minutes, or d and a number of days."""
    wall = to_zone(now, zone).replace(tzinfo=None)
    if which == "e":
        for at in (EVENING, LATE_EVENING):
            if datetime.combine(wall.date(), at) > wall + timedelta(minutes=5):
                return at_wall(datetime.combine(wall.date(), at), zone)
        return at_wall(datetime.combine(wall.date() + timedelta(days=1), EVENING), zone)
    if which == "t" or which.startswith("d"):
        days = int(which[1:]) if which[1:].isdecimal() else 1
        return at_wall(datetime.combine(wall.date() + timedelta(days=min(days, 366)), time.fromisoformat(hour)), zone)
    minutes = min(int(which), 60 * 24 * 30) if which.isdecimal() else 60
    # To the minute, and never less than what the button said.
    return (to_utc(now) + timedelta(minutes=minutes, seconds=59)).replace(second=0, microsecond=0)


async def snooze(update: Update, context: Context, address: Address) -> None:
    """Once more later. The series and its other times stay as they are."""
    found = await find(context, number_of(address))
    if found is None:
        return
    if found.state == "deleted":
        says.toast(context, await context.plain("reminder-gone"))
        return
    which = address.arg(1) or "h"
    if which == "p":
        await _pick(context, found)
        return
    person = await context.person()
    zone = person.zone or found.zone
    await put_off(context, found, moment_of(which, context.turn.now, zone, person.hour), zone)


async def put_off(context: Context, found: Reminder, at: datetime, zone: str) -> None:
    """Stores the snooze and says when it will be."""
    person_id, number = context.person_id, found.id
    async with context.services.database.read() as connection:
        item = await reminders.last_item(connection, person_id, number)
    coming = Coming(at, item)
    context.turn.change(lambda connection, now: reminders.snooze(connection, person_id, number, coming, now))
    language = await context.language()
    says.toast(context, await context.plain("snoozed-toast", when=short_moment(at, zone, language)))
    html = await context.say_text(
        "snoozed",
        title=title_of(found, context.services.texts, language),
        when=moment_words(at, zone, language),
    )
    rows = await saved_rows(context)
    say(context, html, rows)


async def _pick(context: Context, found: Reminder) -> None:
    """More times to choose from; a time can also be typed."""
    says.toast(context)
    draft = reminder_state.fresh(context, "snooze", edits=found.id)
    reminder_state.keep(context, draft)
    number = found.id

    async def choice(key: str, which: str) -> Button:
        return button(await context.plain(key), "rz", number, which)

    rows = [
        [await choice("snooze-10", "10"), await choice("snooze-30", "30"), await choice("snooze-hour", "h")],
        [await choice("snooze-3h", "180"), await choice("snooze-evening", "e")],
        [await choice("snooze-tomorrow", "t"), await choice("snooze-3d", "d3"), await choice("snooze-week", "d7")],
        [button(await context.plain("back"), "ro", number), button(await context.plain("menu"), "m", "", 0)],
    ]
    says.edit(
        context,
        await context.say_text("snooze-ask", title=title_of(found, context.services.texts, await context.language())),
        rows,
    )
