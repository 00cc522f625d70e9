"""Deadlines: a dated event of the calendar is followed, and so are the dates of a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from telegram import Update

from bot.chat import reminder_state, reminders_zone, says
from bot.chat.answer import say_day
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.chat.reminder_making import saved_rows, say, say_full
from bot.chat.reminder_state import Draft
from bot.chat.reminder_times import next_coming
from bot.chat.reminder_words import moment_words
from bot.chat.reminders_list import mine, number_of, screen
from bot.chat.texts import Html
from bot.knowledge.calendar import Event
from bot.storage import followed, reminders
from bot.storage.followed import Followed
from bot.storage.reminders import Reminder

PAGE = 5


def events(context: Context) -> list[Event]:
    """The events that are still to come, by date."""
    rules, today = context.services.rules, context.turn.now.date()
    found = [event for event in rules.calendar.values() if event.last > today] if rules else []
    return sorted(found, key=lambda event: event.start if event.start > today else event.last)


async def choose_event(update: Update, context: Context, address: Address) -> None:
    """Which date? Paged, next first."""
    says.toast(context)
    found, language = events(context), await context.language()
    pages = max(1, -(-len(found) // PAGE))
    number = min(number_of(address), pages - 1)
    today = context.turn.now.date()
    rows: list[list[Button]] = []
    for event in found[number * PAGE : (number + 1) * PAGE]:
        day = event.start if event.start > today else event.last
        rows.append([button(f"{event.title} · {say_day(day, language)}", "rd", event.id)])
    if pages > 1:
        rows.append(
            [
                button("‹", "rf", max(number - 1, 0)),
                button(f"{number + 1}/{pages}", "rf", number),
                button("›", "rf", min(number + 1, pages - 1)),
            ]
        )
    rows.append([button(await context.plain("back"), "rnew"), button(await context.plain("menu"), "m", "", 0)])
    says.edit(context, await context.say_text("follow-choose" if found else "follow-nothing"), rows)


def deadline(context: Context, title: str, start: date, last: date, zone: str, hour: str, **more: Any) -> Reminder:
    """A reminder of kind deadline, made today."""
    detail = {"start": start.isoformat(), "last": last.isoformat(), "hour": hour, **more}
    wall = context.turn.now.replace(tzinfo=None).isoformat(timespec="minutes")
    return Reminder(context.person_id, "deadline", title, wall, zone, None, detail)


async def press_follow(update: Update, context: Context, address: Address) -> None:
    """ "Remind me" under an answer, or a date of the list."""
    event = _event(context, address.arg(0))
    if event is None:
        says.toast(context, await context.plain("follow-gone"), alert=True)
        return
    says.toast(context)
    await preview(context, event, zone=None)


def _event(context: Context, event_id: str) -> Event | None:
    rules = context.services.rules
    return rules.calendar.get(event_id) if rules else None


async def preview(context: Context, event: Event, *, zone: str | None) -> None:
    """When the reminders would come. One that is followed already is shown as it is."""
    person = await context.person()
    zone = zone or person.zone
    if zone is None:
        draft = reminder_state.fresh(context, "zone", then="follow", said=event.id)
        await _ask_zone(context, draft)
        return
    kept = await _kept(context, event.id)
    if kept is not None:
        html, rows = await screen(context, kept)
        says.message(context, f"{await context.say_text('follow-already')}\n\n{html}", rows)
        return
    reminder = deadline(context, event.title, event.start, event.last, zone, person.hour)
    first = next_coming(reminder, context.turn.now, ())
    language = await context.language()
    dates = say_day(event.start, language)
    if event.last > event.start:
        dates += f" – {say_day(event.last, language)}"
    home = [button(await context.plain("back"), "rf", 0), button(await context.plain("menu"), "m", "", 0)]
    values = {
        "title": event.title,
        "dates": dates,
        "kind": await context.plain(f"follow-{event.kind}"),
    }
    if first is None:
        says.message(context, await context.say_text("follow-too-near", **values), [home])
        return
    html = await context.say_text("follow-confirm", first=moment_words(first.at, zone, language), **values)
    says.message(context, html, [[button(await context.plain("remind-save"), "rfs", event.id)], home])


async def _ask_zone(context: Context, draft: Draft) -> None:
    """In a message of its own: the answer above stays."""
    reminder_state.keep(context, draft)
    await reminders_zone.ask(context, draft, new=True)


async def _kept(context: Context, event_id: str) -> Reminder | None:
    """The reminder of somebody who follows the event already."""
    async with context.services.database.read() as connection:
        row = await followed.get(connection, context.person_id, event_id)
        found = await reminders.get(connection, context.person_id, row.reminder_id) if row else None
    return found if found is not None and found.state in ("on", "paused") else None


async def save(update: Update, context: Context, address: Address) -> None:
    """Save: the event is followed from now on."""
    event, person = _event(context, address.arg(0)), await context.person()
    if event is None or person.zone is None:
        says.toast(context, await context.plain("follow-gone"), alert=True)
        return
    if await _kept(context, event.id) is not None:
        says.toast(context, await context.plain("remind-saved-toast"))
        return
    async with context.services.database.read() as connection:
        full = await reminders.count(connection, context.person_id) >= reminders.MOST
    if full:
        await say_full(context)
        return
    reminder = deadline(context, event.title, event.start, event.last, person.zone, person.hour, event=event.id)
    first = next_coming(reminder, context.turn.now, ())

    async def work(connection, now) -> None:  # type: ignore[no-untyped-def]
        number = await reminders.add(connection, reminder, first, now)
        told = Followed(
            reminder.person_id, event.id, number, event.start.isoformat(), event.last.isoformat(), event.kind
        )
        await followed.follow(connection, told, now)

    context.turn.change(work)
    says.toast(context, await context.plain("remind-saved-toast"))
    says.edit(context, await context.say_text("follow-saved", title=event.title), await saved_rows(context))


async def follow_dates(context: Context, items: list[tuple[str, date, str]], *, zone: str | None = None) -> None:
    """Reminders for the dates of a plan with one tap: `items` are (title, day, id of the answer about it)."""
    person = await context.person()
    zone = zone or person.zone
    if zone is None:
        kept = [[title, day.isoformat(), entry] for title, day, entry in items]
        await _ask_zone(context, reminder_state.fresh(context, "zone", then="follow", exam={"items": kept}))
        return
    there = await mine(context)
    known = {(one.reminder.text, one.reminder.detail.get("start")) for one in there if one.reminder.kind == "deadline"}
    made: list[tuple[Reminder, str]] = []
    language = await context.language()
    for title, day, entry in items:
        reminder = deadline(context, title, day, day, zone, person.hour, entry=entry)
        first = next_coming(reminder, context.turn.now, ())
        if first is None or (title[: reminders.LONGEST], day.isoformat()) in known:
            continue
        if len(there) + len(made) >= reminders.MOST:
            break

        async def work(connection, now, reminder=reminder, first=first) -> None:  # type: ignore[no-untyped-def]
            await reminders.add(connection, reminder, first, now)

        context.turn.change(work)
        made.append((reminder, say_day(day, language)))
    lines = "\n".join([await context.say_text("follow-plan-line", title=one.text, date=day) for one, day in made])
    html = await context.say_text(
        "follow-plan-saved" if made else "follow-plan-nothing", number=len(made), lines=Html(lines), hour=person.hour
    )
    says.message(context, html, await saved_rows(context))


async def go_on(context: Context, draft: Draft) -> None:
    """After the zone was told."""
    reminder_state.end(context)
    if "items" in draft.exam:
        items = [(title, date.fromisoformat(day), entry) for title, day, entry in draft.exam["items"]]
        await follow_dates(context, items, zone=draft.zone)
        return
    event = _event(context, draft.said)
    if event is None:
        say(context, await context.say_text("follow-gone"), await saved_rows(context))
        return
    await preview(context, event, zone=draft.zone)
