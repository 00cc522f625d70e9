"""`/reminders`: everything that is to come, by next time; each can be opened, paused, deleted and brought back."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from bot.chat import says
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.chat.reminder_making import say_full
from bot.chat.reminder_times import next_coming, schedule_of, study_prompts
from bot.chat.reminder_words import moment_words, title_of, when_words
from bot.chat.texts import Html
from bot.reminders.ics import calendar_file
from bot.storage import reminders
from bot.storage.reminders import Coming, Listed, Reminder

PAGE = 5
SHORT = 160


async def on_reminders(update: Update, context: Context) -> None:
    """`/reminders`."""
    html, rows = await list_screen(context, 0)
    says.message(context, html, rows)


async def page(update: Update, context: Context, address: Address) -> None:
    """A page of the list."""
    says.toast(context)
    html, rows = await list_screen(context, number_of(address))
    says.edit(context, html, rows)


def number_of(address: Address, index: int = 0) -> int:
    """A number in a button's address; 0 for anything else."""
    return int(address.arg(index)) if address.arg(index).isdecimal() else 0


async def mine(context: Context) -> list[Listed]:
    async with context.services.database.read() as connection:
        return await reminders.listed(connection, context.person_id)


async def list_screen(context: Context, number: int) -> tuple[str, list[list[Button]]]:
    """One page: text, time and zone of each."""
    found = await mine(context)
    texts, language, person = context.services.texts, await context.language(), await context.person()
    new = button(await context.plain("remind-new"), "rnew")
    home = [button(await context.plain("back"), "m", "", 0), button(await context.plain("menu"), "m", "", 0)]
    if not found:
        return await context.say_text("reminders-none"), [[new], home]
    pages = -(-len(found) // PAGE)
    number = min(number, pages - 1)
    lines, rows = [], []
    for index, item in enumerate(found[number * PAGE : (number + 1) * PAGE], start=number * PAGE + 1):
        one = item.reminder
        title = title_of(one, texts, language)
        if item.at is None:
            when = await context.plain("reminders-paused")
        else:
            when = moment_words(item.at, shown_zone(one, person.zone), language)
        lines.append(await context.say_text("reminders-line", index=index, title=title[:SHORT], when=when))
        rows.append([button(f"{index}. {title}", "ro", one.id)])
    if pages > 1:
        turn = [button(f"{number + 1}/{pages}", "rl", number)]
        if number > 0:
            turn.insert(0, button("‹", "rl", number - 1))
        if number < pages - 1:
            turn.append(button("›", "rl", number + 1))
        rows.append(turn)
    rows.append([new, button(await context.plain("reminders-calendar"), "ric")])
    rows.append(home)
    html = await context.say_text("reminders-title", number=len(found), lines=Html("\n\n".join(lines)))
    return html, rows


def shown_zone(reminder: Reminder, zone: str | None) -> str:
    """The zone in which a reminder is told: its own, or the person's for a bare moment."""
    return zone or reminder.zone if reminder.detail.get("instant") else reminder.zone


async def find(context: Context, number: int) -> Reminder | None:
    """The reminder of a button; where it is gone or another person's, a kind word and the list."""
    async with context.services.database.read() as connection:
        found = await reminders.get(connection, context.person_id, number)
    if found is None:
        says.toast(context, await context.plain("reminder-gone"))
        html, rows = await list_screen(context, 0)
        says.message(context, html, rows)
    return found


async def find_of_kind(context: Context, address: Address, kind: str) -> Reminder | None:
    """The reminder of a button that changes one kind of them; of another kind, its screen is shown."""
    found = await find(context, number_of(address))
    if found is None:
        return None
    says.toast(context)
    if found.kind != kind:
        html, rows = await screen(context, found)
        says.edit(context, html, rows)
        return None
    return found


async def open_one(update: Update, context: Context, address: Address) -> None:
    """One reminder with all that can be done to it."""
    found = await find(context, number_of(address))
    if found is None:
        return
    says.toast(context)
    html, rows = await screen(context, found)
    says.edit(context, html, rows)


async def screen(context: Context, found: Reminder, coming: Coming | None = None) -> tuple[str, list[list[Button]]]:
    """The screen of one reminder. `coming` is a next time that is only stored when this turn ends."""
    texts, language, person = context.services.texts, await context.language(), await context.person()
    if found.state == "deleted":
        return await _deleted_screen(context, found)
    zone = shown_zone(found, person.zone)
    if coming is None:
        coming = next(
            (Coming(item.at) for item in await mine(context) if item.reminder.id == found.id and item.at), None
        )
    lines = []
    if found.rule is not None:
        lines.append(await context.say_text("reminder-rhythm", when=when_words(found, language)))
    if found.state == "paused":
        lines.append(await context.say_text("reminder-is-paused"))
    elif coming is not None:
        lines.append(await context.say_text("reminder-next", when=moment_words(coming.at, zone, language)))
    else:
        lines.append(await context.say_text("reminder-is-over"))
    html = await context.say_text(
        "reminder-screen", title=title_of(found, texts, language), lines=Html("\n".join(lines))
    )
    number = found.id
    rows: list[list[Button]] = []
    if found.kind == "own":
        rows.append(
            [
                button(await context.plain("remind-change-text"), "rwe", number),
                button(await context.plain("remind-change-time"), "rte", number),
            ]
        )
    elif found.kind == "exam":
        rows.append([button(await context.plain("exam-change-date"), "rbo", number)])
    if found.state == "paused":
        rows.append([button(await context.plain("reminder-resume"), "rr", number)])
    elif coming is not None:
        rows.append(
            [
                button(await context.plain("reminder-pause"), "rp", number),
                button(await context.plain("reminder-snooze"), "rz", number, "p"),
            ]
        )
    rows.append([button(await context.plain("reminder-delete"), "rx", number)])
    rows.append([button(await context.plain("back"), "rl", 0), button(await context.plain("menu"), "m", "", 0)])
    return html, rows


async def pause(update: Update, context: Context, address: Address) -> None:
    """Nothing comes until it is resumed."""
    found = await find(context, number_of(address))
    if found is None:
        return
    if found.state == "on":
        person_id, number = context.person_id, found.id
        context.turn.change(
            lambda connection, now: reminders.change(connection, person_id, number, now, None, state="paused")
        )
        found = replace(found, state="paused")
    says.toast(context)
    html, rows = await screen(context, found)
    says.edit(context, html, rows)


async def resume(update: Update, context: Context, address: Address) -> None:
    """It goes on with its next time; what passed meanwhile is not made up for."""
    found = await find(context, number_of(address))
    if found is not None:
        await _go_on(context, found)


async def _go_on(context: Context, found: Reminder) -> None:
    coming: Coming | None = None
    if found.state in ("paused", "deleted"):
        coming = await following(context, found)
        found = replace(found, state="on" if coming else "over")
        person_id, number = context.person_id, found.id
        context.turn.change(lambda connection, now: reminders.change(connection, person_id, number, now, coming))
    says.toast(context)
    html, rows = await screen(context, found, coming)
    says.edit(context, html, rows)


async def following(context: Context, found: Reminder) -> Coming | None:
    """The next time of a reminder from now on."""
    now = context.turn.now
    async with context.services.database.read() as connection:
        fired = await reminders.last_fired(connection, found.id)
    return next_coming(found, max(now, fired or now), study_prompts(context.services.knowledge))


async def delete(update: Update, context: Context, address: Address) -> None:
    """Stopped at once; Undo brings it back."""
    found = await find(context, number_of(address))
    if found is None:
        return
    if found.state != "deleted":
        person_id, number = context.person_id, found.id
        context.turn.change(
            lambda connection, now: reminders.change(connection, person_id, number, now, None, state="deleted")
        )
    says.toast(context, await context.plain("reminder-stopped"))
    html, rows = await _deleted_screen(context, found)
    says.edit(context, html, rows)


async def _deleted_screen(context: Context, found: Reminder) -> tuple[str, list[list[Button]]]:
    title = title_of(found, context.services.texts, await context.language())
    rows = [
        [button(await context.plain("reminder-undo"), "ru", found.id)],
        [button(await context.plain("back"), "rl", 0), button(await context.plain("menu"), "m", "", 0)],
    ]
    return await context.say_text("reminder-deleted", title=title), rows


async def undo(update: Update, context: Context, address: Address) -> None:
    """Brings a deleted reminder back."""
    found = await find(context, number_of(address))
    if found is None:
        return
    async with context.services.database.read() as connection:
        full = await reminders.count(connection, context.person_id) >= reminders.MOST
    if full and found.state == "deleted":
        await say_full(context)
        return
    await _go_on(context, found)


async def export(update: Update, context: Context, address: Address) -> None:
    """All reminders as a calendar file."""
    says.toast(context)
    await send_calendar(context)


async def send_calendar(context: Context) -> bool:
    """Sends the calendar file; False (and nothing sent) where there is no reminder."""
    found = [item.reminder for item in await mine(context)]
    if not found:
        return False
    texts, language = context.services.texts, await context.language()
    data = calendar_file(
        [(one.id, title_of(one, texts, language), schedule_of(one)) for one in found],
        context.turn.now,
        study_prompts(context.services.knowledge),
    )
    says.document(context, data, "reminders.ics", await context.say_text("reminders-calendar-caption"))
    return True
