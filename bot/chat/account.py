"""A person's own things: saved answers, what is kept and why, everything as a file, everything erased."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update

from bot.chat import asked, says
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.chat.reminders_list import send_calendar
from bot.storage import account, shelf, talk

MOST_SAVED = 5


async def on_saved(update: Update, context: Context) -> None:
    """`/saved`: what was kept with ⭐, and the last five answers."""
    html, rows = await _saved_screen(context, 0)
    says.message(context, html, rows)


async def saved_page(update: Update, context: Context, address: Address) -> None:
    says.toast(context)
    number = address.arg(0)
    html, rows = await _saved_screen(context, int(number) if number.isdigit() else 0)
    says.edit(context, html, rows)


async def _saved_screen(context: Context, page: int) -> tuple[str, list[list[Button]]]:
    language = await context.language()
    async with context.services.database.read() as connection:
        kept = await shelf.all_saved(connection, context.person_id)
        last = await shelf.last_shown(connection, context.person_id)
    knowledge = context.services.knowledge
    pages = max(1, -(-len(kept) // MOST_SAVED))
    page = min(page, pages - 1)
    here = kept[page * MOST_SAVED : (page + 1) * MOST_SAVED]
    found = [knowledge.entry(name, language) for name in here]
    rows = [[button(f"⭐ {entry.short}", "a", entry.id)] for entry in found if entry is not None]
    if not kept:
        # With nothing kept yet the last answers are what one comes back for.
        shown = [knowledge.entry(name, language) for name in last]
        rows = [[button(entry.short, "a", entry.id)] for entry in shown if entry is not None]
    elif pages > 1:
        rows.append(
            [
                button("‹", "sv", max(page - 1, 0)),
                button(f"{page + 1}/{pages}", "sv", page),
                button("›", "sv", min(page + 1, pages - 1)),
            ]
        )
    if kept and last:
        rows.append([button(await context.plain("last-five"), "la")])
    rows.append([button(await context.plain("menu"), "m", "", 0)])
    key = "saved-list" if kept else "saved-last" if last else "saved-empty"
    return await context.say_text(key, number=len(kept)), rows


async def last_five(update: Update, context: Context, address: Address) -> None:
    says.toast(context)
    language = await context.language()
    async with context.services.database.read() as connection:
        last = await shelf.last_shown(connection, context.person_id)
    entries = [context.services.knowledge.entry(name, language) for name in last]
    rows = [[button(entry.short, "a", entry.id)] for entry in entries if entry is not None]
    rows.append([button(await context.plain("back"), "sv", 0), button(await context.plain("menu"), "m", "", 0)])
    says.edit(context, await context.say_text("last-five-title"), rows)


async def on_privacy(update: Update, context: Context) -> None:
    """`/privacy`: what is kept, why and how long."""
    rows = [[button(await context.plain("menu"), "m", "", 0)]]
    if context.private:
        rows.insert(
            0, [button(await context.plain("export-button"), "xe"), button(await context.plain("forget-button"), "xf")]
        )
    says.message(context, await context.say_text("privacy"), rows)


async def on_export(update: Update, context: Context) -> None:
    """`/export`: everything held about the person, as a file, and their reminders as a calendar."""
    async with context.services.database.read() as connection:
        held = await account.export(connection, context.person_id)
    data = json.dumps(held, ensure_ascii=False, indent=2).encode()
    says.document(context, data, "pathway-data.json", await context.say_text("export-caption"))
    await send_calendar(context)


async def press_export(update: Update, context: Context, address: Address) -> None:
    says.toast(context)
    await on_export(update, context)


async def on_forget(update: Update, context: Context) -> None:
    """`/forget`: asked once more before everything goes."""
    html, rows = await _forget_screen(context)
    says.message(context, html, rows)


async def press_forget(update: Update, context: Context, address: Address) -> None:
    says.toast(context)
    html, rows = await _forget_screen(context)
    says.edit(context, html, rows)


async def _forget_screen(context: Context) -> tuple[str, list[list[Button]]]:
    rows = [
        [button(await context.plain("forget-yes"), "xy")],
        [button(await context.plain("back"), "m", "", 0), button(await context.plain("menu"), "m", "", 0)],
    ]
    return await context.say_text("forget-ask"), rows


async def forget_now(update: Update, context: Context, address: Address) -> None:
    """Erases everything about the person, in the transaction that ends this update. Pressing twice erases nothing twice."""
    person_id = context.person_id
    says.toast(context)
    # Erasing comes first and the farewell is added after it, so the farewell is not erased with the rest.
    context.turn.changes.clear()
    context.turn.change(lambda connection, _: account.erase(connection, person_id))
    says.edit(context, await context.say_text("forgotten"), [[button(await context.plain("menu"), "m", "", 0)]])


async def on_cancel(update: Update, context: Context) -> None:
    """`/cancel`: whatever waited for words no longer does."""
    chat_id, person_id = context.chat_id, context.person_id
    async with context.services.database.read() as connection:
        waiting = await talk.waits(connection, chat_id, person_id, asked.NAME)

    async def work(connection: AsyncConnection, _now: datetime) -> None:
        await talk.cancel(connection, chat_id, person_id, asked.NAME)

    if waiting:
        context.turn.change(work)
    key = "cancelled" if waiting else "nothing-to-cancel"
    says.message(context, await context.say_text(key), [[button(await context.plain("menu"), "m", "", 0)]])
