"""`/settings`: everything that a person can set, with its value; language and province are set here, the rest in `settings_hours`."""

from __future__ import annotations

from telegram import Update

from bot.chat import provinces, says
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.chat.reminder_words import spoken
from bot.knowledge.model import PROVINCES
from bot.reminders.say import say_city
from bot.reminders.zones import to_zone
from bot.storage import people

LANGUAGES = ("en", "fr")


async def on_settings(update: Update, context: Context) -> None:
    html, rows = await screen(context)
    says.message(context, html, rows)


async def open_settings(update: Update, context: Context, address: Address) -> None:
    says.toast(context)
    html, rows = await screen(context)
    says.edit(context, html, rows)


async def screen(
    context: Context, *, language: str | None = None, province: str | None = None, **changed: str | None
) -> tuple[str, list[list[Button]]]:
    """All settings with their values. What is handed in stands for a change made in this turn (`zone`, `hour`, `intensity` ...)."""
    person = await context.person()
    if language is not None:
        context.speak(language)
    code = province if province is not None else person.province
    now = {
        name: changed.get(name, getattr(person, name))
        for name in ("zone", "hour", "intensity", "quiet_from", "quiet_to")
    }
    zone = await context.plain("settings-zone-none")
    if now["zone"]:
        zone = say_city(to_zone(context.turn.now, now["zone"]), spoken(await context.language()))
    intensity = now["intensity"]
    quiet = (
        f"{now['quiet_from']} – {now['quiet_to']}" if now["quiet_from"] else await context.plain("settings-quiet-none")
    )
    named = await context.plain(f"province-{code}" if code and code != provinces.NONE else "province-any")
    html = await context.say_text(
        "settings",
        language=await context.plain("language-name"),
        province=named,
        zone=zone,
        hour=now["hour"],
        intensity=await context.plain(f"intensity-{intensity}"),
        quiet=quiet,
        followed=await context.plain("language-followed") if person.language is None and language is None else "",
    )
    rows = [
        [button(await context.plain("settings-language"), "sl")],
        [button(await context.plain("settings-province"), "sp")],
        [button(await context.plain("settings-zone"), "rzs"), button(await context.plain("settings-hour"), "sh")],
        [button(await context.plain("settings-intensity"), "si"), button(await context.plain("settings-quiet"), "sq")],
        [button(await context.plain("menu"), "m", "", 0)],
    ]
    return html, rows


async def ask_language(update: Update, context: Context, address: Address) -> None:
    says.toast(context)
    texts = context.services.texts
    rows = [[button(texts.plain("language-name", code), "sl=", code) for code in LANGUAGES]]
    rows.append([button(await context.plain("back"), "s"), button(await context.plain("menu"), "m", "", 0)])
    says.edit(context, await context.say_text("language-ask"), rows)


async def set_language(update: Update, context: Context, address: Address) -> None:
    code = address.arg(0)
    if code not in LANGUAGES:
        says.toast(context, await context.plain("old-button"))
        return
    person_id = context.person_id
    context.turn.change(lambda connection, now: people.change(connection, person_id, now, language=code))
    html, rows = await screen(context, language=code)
    says.toast(context, await context.plain("settings-kept"))
    says.edit(context, html, rows)


async def ask_province(update: Update, context: Context, address: Address) -> None:
    says.toast(context)
    rows = provinces.choices(context, await context.language(), "sp=")
    rows.append([button(await context.plain("back"), "s"), button(await context.plain("menu"), "m", "", 0)])
    says.edit(context, await context.say_text("province-ask-long"), rows)


async def set_province(update: Update, context: Context, address: Address) -> None:
    code = address.arg(0)
    if code not in (*PROVINCES, provinces.NONE):
        says.toast(context, await context.plain("old-button"))
        return
    await provinces.remember(context, None if code == provinces.NONE else code)
    html, rows = await screen(context, province=code)
    says.toast(context, await context.plain("settings-kept"))
    says.edit(context, html, rows)
