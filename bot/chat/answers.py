"""What the buttons under an answer do: follow-ups, votes, keep, report, and "None of these"."""

from __future__ import annotations

from datetime import timedelta

from telegram import Update

from bot.chat import asked, says
from bot.chat.answer import sources_html
from bot.chat.ask import keep, record_gap, screen
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.chat.menu import fresh_menu
from bot.knowledge.model import Entry
from bot.storage import shelf, talk

# A second tap within this time is a trembling thumb, not a second wish.
DOUBLE_TAP = timedelta(seconds=4)
REPORT = "report"


async def entry_of(context: Context, entry_id: str) -> Entry | None:
    """The entry of a button; for one that is gone the person gets the menu and a word about it."""
    entry = context.services.knowledge.entry(entry_id, await context.language())
    if entry is None:
        says.toast(context, await context.plain("old-button"))
        await fresh_menu(context)
    return entry


async def follow(update: Update, context: Context, address: Address) -> None:
    """A follow-up, or one of "Did you mean": the answer comes as a new message, so that the earlier one can still be read."""
    entry = await entry_of(context, address.arg(0))
    if entry is None:
        return
    if await _just_shown(context, entry):
        says.toast(context, await context.plain("already-shown"))
        return
    says.toast(context)
    note = ""
    if await context.language() == "fr" and entry.id not in context.services.knowledge.translations.get("fr", {}):
        note = await context.say_text("in-english-for-now")
    html, rows = await screen(context, entry, note=note)
    says.message(context, html, rows)
    keep(context, entry)


async def _just_shown(context: Context, entry: Entry) -> bool:
    async with context.services.database.read() as connection:
        last = await talk.last_context(connection, context.chat_id, context.person_id)
    return last is not None and last[0] == entry.id and last[1] > context.turn.received_at - DOUBLE_TAP


async def show_again(context: Context, entry: Entry) -> None:
    """The usual buttons of an answer stand under it again."""
    _, rows = await screen(context, entry)
    says.rebutton(context, rows)


async def back_to_buttons(update: Update, context: Context, address: Address) -> None:
    entry = await entry_of(context, address.arg(0))
    if entry is not None:
        says.toast(context)
        await show_again(context, entry)


async def vote(update: Update, context: Context, address: Address) -> None:
    """A thumb. One down is also a hint to the editors, with the question that led here."""
    entry = await entry_of(context, address.arg(1))
    if entry is None:
        return
    up = address.arg(0) == "u"
    person_id, entry_id = context.person_id, entry.id
    context.turn.change(lambda connection, now: shelf.vote(connection, person_id, entry_id, up, now))
    if not up:
        led = await asked.by_entry(context, entry.id)
        await record_gap(
            context, "down", led.text if led else entry.question, led.language if led else "en", [entry.id]
        )
    says.toast(context, await context.plain("vote-up" if up else "vote-down"))


async def save(update: Update, context: Context, address: Address) -> None:
    """⭐ keeps an answer for `/saved`, and lets go of one that is kept."""
    entry = await entry_of(context, address.arg(0))
    if entry is None:
        return
    person_id, entry_id = context.person_id, entry.id
    async with context.services.database.read() as connection:
        kept = await shelf.is_saved(connection, person_id, entry_id)
    if kept:
        context.turn.change(lambda connection, _: shelf.unsave(connection, person_id, entry_id))
    else:
        context.turn.change(lambda connection, now: shelf.save(connection, person_id, entry_id, now))
    says.toast(context, await context.plain("unsaved" if kept else "saved"))


async def more(update: Update, context: Context, address: Address) -> None:
    """⋯: what is rarely wanted, in place of the buttons."""
    entry = await entry_of(context, address.arg(0))
    if entry is None:
        return
    home = context.services.knowledge.home_of(entry.id)
    language = await context.language()
    rows: list[list[Button]] = [[button(await context.plain("report-mistake"), "r", entry.id)]]
    if home is not None:
        title = home.title.get(language, home.title["en"])
        rows.append([button(await context.plain("more-in", section=f"{home.emoji} {title}"), "m", home.id, 0)])
    rows.append([button(await context.plain("all-sources"), "q", entry.id)])
    rows.append([button(await context.plain("back"), "ob", entry.id), button(await context.plain("menu"), "m", "", 0)])
    says.toast(context)
    says.rebutton(context, rows)


async def sources(update: Update, context: Context, address: Address) -> None:
    """All sources of an answer, with their dates, as a message of its own."""
    entry = await entry_of(context, address.arg(0))
    if entry is None:
        return
    says.toast(context)
    services = context.services
    html = sources_html(services.knowledge, services.texts, entry, await context.language())
    says.message(context, html, [[button(await context.plain("menu"), "m", "", 0)]])


async def report(update: Update, context: Context, address: Address) -> None:
    """A mistake is reported; the person may say what is wrong by replying."""
    entry = await entry_of(context, address.arg(0))
    if entry is None:
        return
    await record_gap(context, "report", entry.question, await context.language(), [entry.id])
    says.toast(context, await context.plain("report-thanks"), alert=True)
    if context.private:
        chat_id, person_id = context.chat_id, context.person_id
        state = {"entry": entry.id}
        context.turn.change(
            lambda connection, now: talk.keep_wizard(connection, chat_id, person_id, REPORT, state, now)
        )
        markup = {"force_reply": True, "input_field_placeholder": await context.plain("report-placeholder")}
        says.message(context, await context.say_text("report-how", question=entry.question), markup=markup)


async def report_words(update: Update, context: Context) -> bool:
    """Takes a reply to "what is wrong?" as the words of a report. False if this message is something else."""
    message = update.effective_message
    answered = message.reply_to_message if message else None
    if message is None or answered is None or answered.from_user is None or answered.from_user.id != context.bot.id:
        return False
    chat_id, person_id = context.chat_id, context.person_id
    async with context.services.database.read() as connection:
        state = await talk.wizard(connection, chat_id, person_id, REPORT)
    if state is None or answered.reply_markup is not None:
        return False
    await record_gap(context, "words", message.text or "", await context.language(), [state["entry"]])
    context.turn.change(lambda connection, _: talk.end_wizard(connection, chat_id, person_id, REPORT))
    says.message(context, await context.say_text("report-kept"), [[button(await context.plain("menu"), "m", "", 0)]])
    return True


async def none_of_these(update: Update, context: Context, address: Address) -> None:
    """Nothing offered was right: it is kept for the editors, and the person is led on, once."""
    number = address.arg(0)
    question = await asked.by_message(context, int(number)) if number.isdigit() else None
    if question is not None:
        await record_gap(context, "choice", question.text, question.language, question.entries)
    says.toast(context, await context.plain("none-noted"))
    says.edit(
        context,
        await context.say_text("none-next"),
        [[button(await context.plain("menu"), "m", "", 0)]],
    )
