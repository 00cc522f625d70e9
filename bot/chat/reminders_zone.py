"""The time zone: asked once, when it is first needed; by a button, by the name of a city in any spelling, by a location."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from telegram import Update

from bot.chat import odd, reminder_state, says
from bot.chat.buttons import Address, Button, button, pairs
from bot.chat.context import Context
from bot.chat.reminder_making import cancel_row, is_aside, say
from bot.chat.reminder_state import Draft
from bot.chat.reminder_times import next_coming, study_prompts
from bot.chat.reminder_words import spoken
from bot.reminders import cities
from bot.reminders.say import say_city, say_hour
from bot.reminders.zones import names, to_zone
from bot.storage import people, reminders
from bot.storage.people import Person

#: The zone of most people in each province.
BY_PROVINCE = {
    "bc": "America/Vancouver",
    "ab": "America/Edmonton",
    "sk": "America/Regina",
    "mb": "America/Winnipeg",
    "on": "America/Toronto",
    "qc": "America/Toronto",
    "nb": "America/Moncton",
    "ns": "America/Halifax",
    "pe": "America/Halifax",
    "nl": "America/St_Johns",
    "yt": "America/Whitehorse",
    "nt": "America/Yellowknife",
    "nu": "America/Iqaluit",
}
_CANADA = ("America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Halifax")
# Where people who have Telegram in that language mostly write from.
_BY_LANGUAGE = {
    "en": ("Africa/Lagos", "Asia/Karachi", "Asia/Kolkata", "Asia/Dubai", "Europe/London"),
    "fr": ("Europe/Paris", "Africa/Casablanca", "Africa/Tunis", "Africa/Algiers", "Africa/Abidjan"),
    "ar": ("Africa/Cairo", "Asia/Riyadh", "Asia/Dubai", "Asia/Amman", "Africa/Khartoum"),
    "ur": ("Asia/Karachi",),
    "hi": ("Asia/Kolkata",),
    "fa": ("Asia/Tehran",),
    "bn": ("Asia/Dhaka",),
    "pt": ("America/Sao_Paulo", "Europe/Lisbon"),
    "es": ("America/Mexico_City", "America/Bogota", "Europe/Madrid"),
    "ru": ("Europe/Moscow",),
    "uk": ("Europe/Kyiv",),
    "tr": ("Europe/Istanbul",),
    "zh": ("Asia/Shanghai",),
}
_MOST = 8


def likely(person: Person) -> list[str]:
    """The zones to offer, likeliest first."""
    code = (person.telegram_language or person.language or "en").lower().partition("-")[0]
    home = BY_PROVINCE.get(person.province or "")
    found = [home] if home else []
    found += [_CANADA[0], *_BY_LANGUAGE.get(code, _BY_LANGUAGE["en"]), *_CANADA[1:]]
    return list(dict.fromkeys(found))[:_MOST]


async def ask(context: Context, draft: Draft, key: str = "zone-ask", *, new: bool = False) -> None:
    """Which zone? Then the conversation goes on where `draft.then` says. `new`: in a message of its own."""
    draft = replace(draft, step="zone")
    reminder_state.keep(context, draft)
    rows = pairs([await _choice(context, draft, zone) for zone in likely(await context.person())], longest=22)
    rows = rows[:6]
    rows.append(await cancel_row(context, draft))
    if new:
        says.message(context, await context.say_text(key), rows)
    else:
        say(context, await context.say_text(key), rows)


async def _choice(context: Context, draft: Draft, zone: str, name: str = "") -> Button:
    """A zone with the hour that clocks show there now: who is unsure looks at their own clock."""
    now, language = to_zone(context.turn.now, zone), spoken(await context.language())
    city = name or say_city(now, language)
    return button(f"{city} · {say_hour(now.time(), language)}", "rq", draft.n, zone)


async def press_settings(update: Update, context: Context, address: Address) -> None:
    """The row of /settings."""
    says.toast(context)
    await ask(context, reminder_state.fresh(context, "zone", then="settings"), "zone-change-ask")


async def chosen(update: Update, context: Context, address: Address) -> None:
    """A zone was pressed."""
    draft = await reminder_state.load(context)
    zone = address.arg(1)
    if zone not in names():
        says.toast(context, await context.plain("old-button"))
        return
    says.toast(context)
    if draft is None or str(draft.n) != address.arg(0):
        draft = reminder_state.fresh(context, "zone", then="settings")
    await settle(context, draft, zone)


async def typed(context: Context, draft: Draft, text: str) -> bool:
    """A city, typed: one that is known is taken, several are asked about."""
    if is_aside(text):
        return False
    person = await context.person()
    found = await asyncio.to_thread(cities.find, text, "CA" if person.province else None)
    if not found:
        decision = await context.services.think(text, after=None, language=None, province=None)
        if decision.kind in {"smalltalk", "answer"} or decision.boundary is not None:
            return False  # no place: thanks, despair, or another question
        await ask(context, draft, "zone-unknown")
        return True
    city = cities.meant(text, found)
    if city is not None:
        await settle(context, draft, city.zone)
        return True
    reminder_state.keep(context, draft)
    rows = [
        [
            await _choice(
                context, draft, city.zone, ", ".join(part for part in (city.name, city.region, city.country) if part)
            )
        ]
        for city in found
    ]
    rows.append(await cancel_row(context, draft))
    says.message(context, await context.say_text("zone-which"), rows)
    return True


async def on_location(update: Update, context: Context) -> None:
    """A shared place answers the question for the zone; otherwise nobody asked. The place itself is not kept."""
    message = update.effective_message
    draft = await reminder_state.waiting(context)
    if message is None or message.location is None or draft is None or draft.step != "zone":
        await odd.on_other(update, context)
        return
    city = await asyncio.to_thread(cities.nearest, message.location.latitude, message.location.longitude)
    if city is None:
        await ask(context, draft, "zone-unknown")
        return
    await settle(context, draft, city.zone)


async def settle(context: Context, draft: Draft, zone: str) -> None:
    """The zone is known: kept, and the conversation goes on."""
    person, person_id = await context.person(), context.person_id
    async with context.services.database.read() as connection:
        mine = [item.reminder for item in await reminders.listed(connection, person_id)]
    moving = [one for one in mine if one.zone not in (zone, "UTC") and (one.rule is not None or one.kind != "own")]
    if person.zone is not None and person.zone != zone and moving:
        draft = replace(draft, step="moving", zone=zone)
        reminder_state.keep(context, draft)
        rows = [
            [button(await context.plain("zone-keep-wall"), "rm", draft.n, "w")],
            [button(await context.plain("zone-keep-moment"), "rm", draft.n, "i")],
            await cancel_row(context, draft),
        ]
        say(context, await context.say_text("zone-moving", number=len(moving)), rows)
        return
    context.turn.change(lambda connection, now: people.change(connection, person_id, now, zone=zone))
    await _go_on(context, draft, zone)


async def move(update: Update, context: Context, address: Address) -> None:
    """The series keep the hour on the clock (in the new zone), or the moment (in the old one)."""
    draft = await reminder_state.load(context)
    if draft is None or str(draft.n) != address.arg(0) or draft.step != "moving":
        says.toast(context, await context.plain("remind-old-draft"), alert=True)
        return
    says.toast(context)
    zone, person_id, prompts = draft.zone, context.person_id, study_prompts(context.services.knowledge)
    context.turn.change(lambda connection, now: people.change(connection, person_id, now, zone=zone))
    if address.arg(1) == "w":
        async with context.services.database.read() as connection:
            mine = [item.reminder for item in await reminders.listed(connection, person_id)]
        for one in mine:
            if one.zone in (zone, "UTC") or (one.rule is None and one.kind == "own"):
                continue
            moved = replace(one, zone=zone)

            async def work(connection, now, one=one, moved=moved) -> None:  # type: ignore[no-untyped-def]
                after = max(now, await reminders.last_fired(connection, one.id) or now)
                coming = next_coming(moved, after, prompts) if one.state == "on" else None
                await reminders.change(connection, person_id, one.id, now, coming, zone=zone, state=one.state)

            context.turn.change(work)
    await _go_on(context, draft, zone)


async def _go_on(context: Context, draft: Draft, zone: str) -> None:
    from bot.chat import reminders_draft, reminders_exam_plan, settings

    match draft.then:
        case "words":
            await reminders_draft.words(
                context, draft.said, replace(draft, step="words", then="", zone=zone), zone=zone
            )
        case "again":
            await reminders_draft.settled(context, replace(draft, then="", zone=zone))
        case "exam":
            await reminders_exam_plan.go_on(context, replace(draft, then="", zone=zone))
        case "follow":
            from bot.chat import follow

            await follow.go_on(context, replace(draft, then="", zone=zone))
        case _:
            reminder_state.end(context)
            html, rows = await settings.screen(context, zone=zone)
            say(context, html, rows)
