"""A question and its reply: an answer, a choice, an honest no, or small talk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update

from bot.answering.decision import Decision, Language
from bot.chat import asked, dated, markup, says
from bot.chat.answer import entry_html, entry_rows
from bot.chat.buttons import Button, Rows, button
from bot.chat.context import Context
from bot.chat.provinces import remember, settles
from bot.chat.texts import Html
from bot.knowledge.model import Boundary, Entry
from bot.storage import gaps, shelf, talk
from bot.storage.gaps import Gap, mask

LONGEST = 4096
#: A chance (0 to 1) up to which an answer that only the person's province speaks for is looked at again.
DOUBT = 0.75

#: A chance (0 to 1) below which the nearest entry has nothing to do with a question of another field: NAC tips are no help with chest pain.
FAINT = 0.05


@dataclass(frozen=True)
class Question:
    """What somebody wants to know. `edits` is the message of an earlier answer that this one replaces."""

    text: str
    message_id: int | None = None
    edits: int | None = None
    reply: bool = False


def fingerprint(text: str) -> str:
    """Tells whether a text changed without keeping it."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:32]


async def on_text(update: Update, context: Context) -> None:
    """Free text in a private chat."""
    message = update.effective_message
    if message is None:
        return
    await answer(context, Question((message.text or message.caption or "").strip(), message.message_id))


async def on_ask(update: Update, context: Context) -> None:
    """`/ask`, with or without the question behind it."""
    message = update.effective_message
    if message is None:
        return
    words = (message.text or "").partition(" ")[2].strip()
    if not words:
        says.message(context, await context.say_text("ask-how"), [[button(await context.plain("menu"), "m", "", 0)]])
        return
    await answer(context, Question(words, message.message_id, reply=not context.private))


async def on_edited(update: Update, context: Context) -> None:
    """An edited question: the newest one gets its answer edited, an older one is answered anew, an unchanged one not at all."""
    message = update.edited_message
    if message is None or not (message.text or message.caption):
        return
    text = (message.text or message.caption or "").strip()
    if text.startswith("/"):
        return
    async with context.services.database.read() as connection:
        newest = await talk.newest_exchange(connection, context.chat_id, context.person_id)
    edits = None
    if newest is not None and newest.question_message_id == message.message_id:
        if newest.fingerprint == fingerprint(text):
            return
        edits = newest.answer_message_id
    await answer(context, Question(text, message.message_id, edits))


async def answer(context: Context, question: Question) -> None:
    """Decides and replies; remembers what the next words may lean on."""
    person = await context.person()
    text = question.text[:LONGEST]
    if not text:
        says.message(context, await context.say_text("empty-question"))
        return
    # A tidied copy of the words is all that the engine sees; what is stored is masked first.
    decision = await _decide(context, text, person.province, _chosen(person.language) or await _likely(context))
    context.turn.kind = decision.kind
    if person.language is None:
        context.speak(decision.language)
    if decision.province not in {None, person.province} and settles(question.text, person.province):
        await remember(context, decision.province)
    if question.message_id is not None:
        _record(context, question)
    found = [context.services.knowledge.entry(name, await context.language()) for name in decision.answers]
    entries = [entry for entry in found if entry is not None]
    if decision.kind == "answer" and entries:
        await _answer(context, question, decision, entries)
    elif decision.kind == "choose" and decision.offers:
        await _choose(context, question, decision)
    elif decision.kind == "smalltalk" and await _smalltalk(context, question, decision):
        pass
    else:
        await _none(context, question, decision)


def _chosen(language: str | None) -> Language | None:
    return "fr" if language == "fr" else "en" if language == "en" else None


async def _decide(context: Context, text: str, province: str | None, language: Language | None) -> Decision:
    """The decision. What only the person's province carries to an entry is read once more without it: thanks and despair have none, and
    what is asked of the whole country is answered so.

    "How many seats?" after an answer on Ontario asks of Ontario, wherever the person lives.
    """
    after = await context.after()
    entry_of = context.services.knowledge.entry
    shown = entry_of(after) if after else None
    province = (shown.province if shown is not None else None) or province
    decision = await context.services.think(text, after=after, language=language, province=province)
    if province is None or decision.province is not None or decision.kind == "smalltalk" or decision.confidence > DOUBT:
        return decision
    bare = await context.services.think(text, after=after, language=language, province=None)
    first = entry_of(bare.answers[0]) if bare.answers else None
    national = first is not None and first.province is None and bare.confidence > decision.confidence
    return bare if bare.kind == "smalltalk" or national else decision


async def _likely(context: Context) -> Language | None:
    """French where Telegram speaks it: one word ("aide", "bof") does not tell its language. English says nothing: many leave it so."""
    return "fr" if await context.language() == "fr" else None


def _record(context: Context, question: Question) -> None:
    chat_id, person_id, message_id = context.chat_id, context.person_id, question.message_id
    assert message_id is not None
    mark = fingerprint(question.text)
    context.turn.change(lambda connection, now: talk.ask(connection, chat_id, person_id, message_id, mark, now))


def reply(context: Context, question: Question, html: str, rows: Rows) -> None:
    """Says it: by editing the earlier answer, or as a new message that is known as the answer of this question."""
    if question.edits is not None:
        says.edit(context, html, rows, message_id=question.edits)
        if question.message_id is not None:
            chat_id, asked_in, answered_in = context.chat_id, question.message_id, question.edits
            context.turn.change(lambda connection, _: talk.answered(connection, chat_id, asked_in, answered_in))
        return
    says.message(
        context,
        html,
        rows,
        reply_to=question.message_id if question.reply else None,
        exchange=question.message_id,
    )


async def _answer(context: Context, question: Question, decision: Decision, entries: list[Entry]) -> None:
    note = await language_note(context, decision)
    for index, entry in enumerate(entries):
        if index:
            question = replace(question, edits=None)
        html, rows = await screen(
            context,
            entry,
            offers=decision.offers if len(entries) == 1 else (),
            province=decision.province,
            note=note if index == 0 else "",
        )
        reply(context, question, html, rows)
    await asked.remember(context, question.message_id, question.text, decision.language, decision.answers)
    keep(context, entries[-1])


async def screen(
    context: Context, entry: Entry, *, offers: tuple[str, ...] = (), province: str | None = None, note: str = ""
) -> tuple[str, list[list[Button]]]:
    """An answer as text and buttons, for this person."""
    services, language = context.services, await context.language()
    if province is None:
        province = (await context.person()).province
    html = entry_html(
        services.knowledge, services.texts, entry, language, context.turn.now.date(), note=note, unsure=bool(offers)
    )
    rows = entry_rows(
        services.knowledge,
        services.texts,
        entry,
        language,
        context.bot.username,
        offers=offers,
        province=province if entry.province is not None and entry.province == province and context.private else None,
        dated=dated.event_of(context, entry) if context.private else None,
    )
    return html, rows


def keep(context: Context, entry: Entry) -> None:
    """What is said next leans on this entry; it joins the person's last five."""
    chat_id, person_id, entry_id, private = context.chat_id, context.person_id, entry.id, context.private

    async def work(connection: AsyncConnection, now: datetime) -> None:
        await talk.lean_on(connection, chat_id, person_id, entry_id, now)
        if private:
            await shelf.show(connection, person_id, entry_id, now)

    context.turn.change(work)


async def language_note(context: Context, decision: Decision) -> str:
    """A line for somebody whose language is not the one of the answer."""
    if decision.other_language:
        return await context.say_text("other-language")
    if await context.language() == "fr" and not any(
        name in context.services.knowledge.translations.get("fr", {}) for name in decision.answers
    ):
        return await context.say_text("in-english-for-now")
    return ""


async def _choose(context: Context, question: Question, decision: Decision) -> None:
    language = await context.language()
    found = [context.services.knowledge.entry(name, language) for name in decision.offers[:4]]
    rows: list[list[Button]] = [[button(entry.short, "a", entry.id)] for entry in found if entry is not None]
    rows.append([button(await context.plain("none-of-these"), "n", question.message_id or 0)])
    rows.append([button(await context.plain("menu"), "m", "", 0)])
    note = await context.say_text("other-language") if decision.other_language else ""
    html = await context.say_text("did-you-mean")
    reply(context, question, f"{note}\n\n{html}" if note else html, rows)
    await asked.remember(context, question.message_id, question.text, decision.language, decision.offers)


async def _smalltalk(context: Context, question: Question, decision: Decision) -> bool:
    kind = next((item for item in context.services.knowledge.smalltalk if item.id == decision.smalltalk), None)
    if kind is None:
        return False
    language = await context.language()
    follow = [context.services.knowledge.entry(name, language) for name in kind.follow_ups]
    rows: list[list[Button]] = [[button(entry.short, "a", entry.id)] for entry in follow if entry is not None]
    if not kind.care:
        rows.append([button(await context.plain("menu"), "m", "", 0)])
    reply(context, question, markup.to_html(kind.reply.get(language, kind.reply["en"])), rows)
    return True


async def _none(context: Context, question: Question, decision: Decision) -> None:
    language = await context.language()
    boundary = next((item for item in context.services.knowledge.boundaries if item.id == decision.boundary), None)
    names = boundary.offers if boundary is not None and decision.confidence < FAINT else decision.offers
    offers = [context.services.knowledge.entry(name, language) for name in names[:3]]
    rows: list[list[Button]] = [[button(entry.short, "a", entry.id)] for entry in offers if entry is not None]
    if boundary is not None:
        html = _boundary_html(context, boundary, language)
    else:
        again = await asked.none_in_a_row(context)
        html = await context.say_text("no-answer-again" if again else "no-answer" if rows else "no-answer-bare")
        await record_gap(context, "none", question.text, decision.language, decision.offers)
    if decision.other_language:
        html = f"{await context.say_text('other-language')}\n\n{html}"
    rows.append([button(await context.plain("menu"), "m", "", 0)])
    reply(context, question, html, rows)
    await asked.remember(context, question.message_id, question.text, decision.language, (), none=boundary is None)


def _boundary_html(context: Context, boundary: Boundary, language: str) -> str:
    blocks = [markup.to_html(boundary.reply.get(language, boundary.reply["en"]))]
    if boundary.links:
        named = "\n".join("• " + markup.link(item["title"], item["url"]) for item in boundary.links)
        blocks.append(context.services.texts.say("ask-instead", language, links=Html(named)))
    return "\n\n".join(blocks)


async def record_gap(
    context: Context, reason: str, text: str, language: str, entries: tuple[str, ...] | list[str]
) -> None:
    """Keeps a question for the editors, masked."""
    gap = Gap(context.person_id, context.turn.now, reason, mask(text), language, tuple(entries))
    update_id = context.turn.update_id
    context.turn.change(lambda connection, _: gaps.add(connection, gap, update_id))
