"""The settings that reminders need: the usual hour, how much study, the quiet hours."""

from __future__ import annotations

from telegram import Update

from bot.chat import says, settings
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.storage import people

HOURS = ("06:00", "07:00", "08:00", "09:00", "12:00", "15:00", "18:00", "20:00", "21:00")
INTENSITIES = ("light", "steady", "intense")
#: Quiet hours to choose from, as (from, to).
QUIET = (("21:00", "07:00"), ("22:00", "07:00"), ("22:00", "08:00"), ("23:00", "09:00"))
NONE = "none"


def _packed(hour: str) -> str:
    """An hour without its colon, which an address cannot hold."""
    return hour.replace(":", "")


async def _bottom(context: Context) -> list[Button]:
    return [button(await context.plain("back"), "s"), button(await context.plain("menu"), "m", "", 0)]


async def ask_hour(update: Update, context: Context, address: Address) -> None:
    says.toast(context)
    labels = [button(hour, "sh=", _packed(hour)) for hour in HOURS]
    rows = [labels[index : index + 3] for index in range(0, len(labels), 3)]
    says.edit(context, await context.say_text("settings-hour-ask"), [*rows, await _bottom(context)])


async def set_hour(update: Update, context: Context, address: Address) -> None:
    found = next((hour for hour in HOURS if _packed(hour) == address.arg(0)), None)
    if found is None:
        says.toast(context, await context.plain("old-button"))
        return
    await _keep(context, hour=found)


async def ask_intensity(update: Update, context: Context, address: Address) -> None:
    says.toast(context)
    rows = [[button(await context.plain(f"intensity-{name}"), "si=", name)] for name in INTENSITIES]
    says.edit(context, await context.say_text("settings-intensity-ask"), [*rows, await _bottom(context)])


async def set_intensity(update: Update, context: Context, address: Address) -> None:
    if address.arg(0) not in INTENSITIES:
        says.toast(context, await context.plain("old-button"))
        return
    await _keep(context, intensity=address.arg(0))


async def ask_quiet(update: Update, context: Context, address: Address) -> None:
    says.toast(context)
    rows = [[button(f"{start} – {end}", "sq=", _packed(start), _packed(end))] for start, end in QUIET]
    rows.append([button(await context.plain("settings-quiet-none"), "sq=", NONE)])
    says.edit(context, await context.say_text("settings-quiet-ask"), [*rows, await _bottom(context)])


async def set_quiet(update: Update, context: Context, address: Address) -> None:
    if address.arg(0) == NONE:
        await _keep(context, quiet_from=None, quiet_to=None)
        return
    chosen = next((pair for pair in QUIET if (_packed(pair[0]), _packed(pair[1])) == address.args[:2]), None)
    if chosen is None:
        says.toast(context, await context.plain("old-button"))
        return
    await _keep(context, quiet_from=chosen[0], quiet_to=chosen[1])


async def _keep(context: Context, **values: str | None) -> None:
    person_id = context.person_id
    context.turn.change(lambda connection, now: people.change(connection, person_id, now, **values))
    says.toast(context, await context.plain("settings-kept"))
    html, rows = await settings.screen(context, **values)
    says.edit(context, html, rows)
