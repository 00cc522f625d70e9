"""Inline mode: an answer quoted in any chat."""

from __future__ import annotations

from typing import Any

from telegram import Update

from bot.chat.answer import entry_html
from bot.chat.buttons import Button, keyboard
from bot.chat.context import Context
from bot.chat.markup import to_html, to_plain, visible_length
from bot.chat.split import LIMIT
from bot.knowledge.model import Entry
from bot.storage.outbox import Outgoing

MOST = 8
CACHE_SECONDS = 300


async def on_inline(update: Update, context: Context) -> None:
    """What somebody types behind @our_name: the likeliest entries to choose from."""
    query = update.inline_query
    if query is None:
        return
    language = await context.language()
    words = query.query.strip()
    ids = (await context.plain("starter-entries")).split()
    if words:
        person = await context.person()
        decision = await context.services.think(words, after=None, language=None, province=person.province)
        ids = [*decision.answers, *decision.offers, *(name for name, _ in decision.candidates)]
        if decision.kind in ("none", "smalltalk"):
            ids = list(decision.offers)
    entries = [context.services.knowledge.entry(name, language) for name in dict.fromkeys(ids)]
    results = [result(context, entry, language) for entry in entries[:MOST] if entry is not None]
    payload: dict[str, Any] = {
        "inline_query_id": query.id,
        "results": results,
        "cache_time": CACHE_SECONDS,
        "is_personal": True,
    }
    if not results:
        payload["button"] = {"text": await context.plain("inline-none"), "start_parameter": "ask"}
    context.turn.kind = "inline"
    context.turn.send(
        Outgoing(
            "answerInlineQuery",
            payload,
            person_id=context.person_id,
            counted=False,
        )
    )


def result(context: Context, entry: Entry, language: str) -> dict[str, Any]:
    """One article: the answer, with a button that opens the bot there."""
    services = context.services
    html = entry_html(services.knowledge, services.texts, entry, language, context.turn.now.date())
    if visible_length(html) > LIMIT:
        html = f"<b>{to_html(entry.question)}</b>\n\n{to_html(entry.answer)}"
    link = f"https://t.me/{context.bot.username}?start=e_{entry.id}"
    return {
        "type": "article",
        "id": entry.id,
        "title": entry.question,
        "description": to_plain(to_html(entry.answer))[:160],
        "input_message_content": {
            "message_text": html,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        },
        "reply_markup": keyboard([[Button(services.texts.plain("open-in-bot", language), url=link)]]),
    }


async def on_chosen(update: Update, context: Context) -> None:
    """An inline answer was sent somewhere: only counted."""
    context.turn.kind = "inline-chosen"
