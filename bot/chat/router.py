"""Which button and which command leads where. One table each; an address that stands in neither gets a fresh menu."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Update

from bot.chat import (
    account,
    admin,
    answers,
    ask,
    menu,
    odd,
    pathway,
    provinces,
    reminders,
    reminders_list,
    says,
    settings,
    settings_hours,
    start,
)
from bot.chat.buttons import Address, parse
from bot.chat.commands import BY_NAME
from bot.chat.context import Context
from bot.chat.groups import lead_to_private

Press = Callable[[Update, Context, Address], Awaitable[None]]
Spoken = Callable[[Update, Context], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Door:
    """What a button does. `private` names the deep link to offer where somebody presses it in a group."""

    press: Press
    private: str | None = None


VERBS: dict[str, Door] = {
    "a": Door(answers.follow),
    "c": Door(odd.press_command),
    "e": Door(menu.open_entry),
    "h": Door(start.how_to_ask),
    "k": Door(answers.save),
    "la": Door(account.last_five, "saved"),
    "m": Door(menu.open_section),
    "n": Door(answers.none_of_these),
    "o": Door(answers.more),
    "ob": Door(answers.back_to_buttons),
    "pc": Door(provinces.choose, "settings"),
    "ps": Door(provinces.chosen, "settings"),
    "q": Door(answers.sources),
    "r": Door(answers.report),
    "s": Door(settings.open_settings, "settings"),
    "sh": Door(settings_hours.ask_hour, "settings"),
    "sh=": Door(settings_hours.set_hour, "settings"),
    "si": Door(settings_hours.ask_intensity, "settings"),
    "si=": Door(settings_hours.set_intensity, "settings"),
    "sl": Door(settings.ask_language, "settings"),
    "sl=": Door(settings.set_language, "settings"),
    "sp": Door(settings.ask_province, "settings"),
    "sp=": Door(settings.set_province, "settings"),
    "sq": Door(settings_hours.ask_quiet, "settings"),
    "sq=": Door(settings_hours.set_quiet, "settings"),
    "sv": Door(account.saved_page, "saved"),
    "v": Door(answers.vote),
    "xe": Door(account.press_export, "export"),
    "xf": Door(account.press_forget, "forget"),
    "xy": Door(account.forget_now, "forget"),
    **{verb: Door(press, "pathway") for verb, press in pathway.presses().items()},
    **{verb: Door(press, "remind") for verb, press in reminders.presses().items()},
}

SPOKEN: dict[str, Spoken] = {
    "start": start.on_start,
    "menu": menu.on_menu,
    "ask": ask.on_ask,
    "pathway": pathway.on_pathway,
    "remind": reminders.on_remind,
    "reminders": reminders_list.on_reminders,
    "saved": account.on_saved,
    "settings": settings.on_settings,
    "privacy": account.on_privacy,
    "export": account.on_export,
    "forget": account.on_forget,
    "help": start.on_help,
    "cancel": account.on_cancel,
    "stats": admin.on_stats,
}


def command_handler(name: str) -> Spoken | None:
    """What a command does; a personal one leads out of a group first."""
    command, handler = BY_NAME.get(name), SPOKEN.get(name)
    if command is None or handler is None:
        return None
    if not command.private:
        return handler

    async def guarded(update: Update, context: Context) -> None:
        if context.private:
            await handler(update, context)
        else:
            await lead_to_private(context, name)

    return guarded


async def on_press(update: Update, context: Context) -> None:
    """Any button."""
    pressed = update.callback_query
    if pressed is None:
        return
    found = parse(pressed.data)
    door = VERBS.get(found.verb) if found else None
    if found is None or door is None:
        says.toast(context, await context.plain("old-button"))
        await menu.fresh_menu(context)
        return
    if door.private is not None and not context.private:
        says.toast(context, url=f"https://t.me/{context.bot.username}?start={door.private}")
        return
    await door.press(update, context, found)
