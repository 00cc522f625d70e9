"""The welcome, the help, and what a deep link opens."""

from __future__ import annotations

from telegram import Update

from bot.chat import says
from bot.chat.ask import keep, screen
from bot.chat.buttons import Address, Button, button
from bot.chat.commands import COMMANDS
from bot.chat.context import Context
from bot.chat.menu import fresh_menu
from bot.chat.texts import Html
from bot.storage import people

ENTRY_LINK = "e_"


async def on_start(update: Update, context: Context) -> None:
    """`/start`, alone or with the payload of a deep link (`e_<entry id>`)."""
    message = update.effective_message
    payload = ((message.text or "") if message else "").partition(" ")[2].strip()
    if not context.private:
        says.message(context, await context.say_text("group-hello", name=context.bot.username))
        return
    if payload.startswith(ENTRY_LINK):
        entry = context.services.knowledge.entry(payload.removeprefix(ENTRY_LINK), await context.language())
        if entry is not None:
            await _disclaim_once(context)
            html, rows = await screen(context, entry)
            says.message(context, html, rows)
            keep(context, entry)
            return
        says.message(context, await context.say_text("link-gone"))
        await fresh_menu(context)
        return
    if payload and await _open(update, context, payload):
        return
    await _welcome(context)


async def _open(update: Update, context: Context, payload: str) -> bool:
    """A deep link that stands for a command (`pathway`, `remind` ...), as the buttons in groups lead to."""
    from bot.chat.router import command_handler

    handler = command_handler(payload)
    if handler is None:
        return False
    await _disclaim_once(context)
    await handler(update, context)
    return True


async def _welcome(context: Context) -> None:
    person = await context.person()
    user = context.user
    html: str = await context.say_text("welcome", name=(user.first_name if user else "") or "")
    if person.consent_at is None:
        html += "\n\n" + await context.say_text("disclaimer")
        _consent(context)
    says.message(context, html, await doors(context))


async def doors(context: Context) -> list[list[Button]]:
    """The three doors: ask, menu, plan."""
    return [
        [button(await context.plain("door-ask"), "h")],
        [button(await context.plain("door-menu"), "m", "", 0)],
        [button(await context.plain("door-pathway"), "w")],
    ]


async def _disclaim_once(context: Context) -> None:
    if (await context.person()).consent_at is None:
        says.message(context, await context.say_text("disclaimer"))
        _consent(context)


def _consent(context: Context) -> None:
    person_id = context.person_id
    context.turn.change(lambda connection, now: people.change(connection, person_id, now, consent_at=now))


async def on_help(update: Update, context: Context) -> None:
    """`/help`: how to ask, the commands, and the disclaimer."""
    listed = [command for command in COMMANDS if command.listed]
    lines = "\n".join([f"/{command.name} - {await context.plain(command.key)}" for command in listed])
    html: str = await context.say_text("help", commands=Html(lines))
    html += "\n\n" + await context.say_text("disclaimer")
    says.message(context, html, [[button(await context.plain("menu"), "m", "", 0)]])


async def how_to_ask(update: Update, context: Context, address: Address) -> None:
    """The door "Ask": a few examples to press, drawn from the knowledge base."""
    says.toast(context)
    language = await context.language()
    names = (await context.plain("example-entries")).split()
    examples = [context.services.knowledge.entry(name, language) for name in names]
    rows = [[button(entry.question, "a", entry.id)] for entry in examples if entry is not None]
    rows.append([button(await context.plain("menu"), "m", "", 0)])
    says.message(context, await context.say_text("ask-how"), rows)
