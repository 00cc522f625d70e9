"""What a person does at the page: each act changes the chat and becomes an update for the bot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from telegram.constants import InlineQueryLimit, MessageLimit

from bot.playground.entities import Formatted, tidy, utf16_length
from bot.playground.files import Kind
from bot.playground.keyboards import read_markup
from bot.playground.links import with_links
from bot.playground.message import Message, Person, text_content
from bot.playground.refusals import bad
from bot.playground.world import Query, World


def say(world: World, person_id: int, text: str) -> Message:
    """Sends a text of 1 to 4096 UTF-16 units."""
    return _arrive(world, person_id, text_content(_typed(text)))


def send_file(world: World, person_id: int, kind: Kind, name: str, data: bytes, caption: str = "") -> Message:
    """Sends a photo or a document."""
    stored = world.files.add(kind, name, data)
    more = text_content(_typed(caption, MessageLimit.CAPTION_LENGTH), "caption") if caption.strip() else {}
    return _arrive(world, person_id, {kind: stored.field(), **more})


def share_location(world: World, person_id: int, latitude: float, longitude: float) -> Message:
    """Shares a place, in degrees."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad("wrong latitude or longitude specified")
    return _arrive(world, person_id, {"location": {"latitude": latitude, "longitude": longitude}})


def share_contact(world: World, person_id: int) -> Message:
    """Shares a made-up phone number of the person (555-01xx is reserved for fiction)."""
    person = world.chat(person_id).person
    contact = {"phone_number": "+14165550123", "first_name": person.first_name, "user_id": person.id}
    return _arrive(world, person_id, {"contact": contact})


def edit(world: World, person_id: int, message_id: int, text: str) -> Message:
    """Changes a text of one's own."""
    chat = world.chat(person_id)
    old = chat.messages.get(message_id)
    if old is None or old.by_bot or "text" not in old.content:
        raise bad("message can't be edited")
    new = world.change(chat, old, replace(old, content=text_content(_typed(text))))
    world.updates.push("edited_message", new.to_api(world.bot))
    return new


def press(world: World, person_id: int, message_id: int, row: int, column: int) -> str:
    """Presses an inline button that carries `callback_data`; returns the id of the callback query."""
    chat = world.chat(person_id)
    message = chat.messages.get(message_id)
    rows = (message and message.inline_keyboard) or []
    if message is None or not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise bad("there is no such button")
    button = rows[row][column]
    if "callback_data" not in button:
        raise bad("the button carries no callback data")
    query_id = world.ask(world.presses, Query(person_id))
    where: dict[str, Any] = {"message": message.to_api(world.bot)}
    if message.inline_id:
        where = {"inline_message_id": message.inline_id}
    world.updates.push(
        "callback_query",
        {
            "id": query_id,
            "from": chat.person.user(),
            **where,
            "chat_instance": str(person_id),
            "data": button["callback_data"],
        },
    )
    return query_id


def react(world: World, person_id: int, message_id: int, emoji: str | None) -> None:
    """Puts an emoji on a message, or takes it back with None."""
    chat = world.chat(person_id)
    message = chat.messages.get(message_id)
    if message is None:
        raise bad("message to react not found")
    before = message.reactions.get(person_id)
    world.react(chat, message, person_id, emoji)
    world.updates.push(
        "message_reaction",
        {
            "chat": chat.person.chat(),
            "message_id": message_id,
            "user": chat.person.user(),
            "date": world.timestamp(),
            "old_reaction": [{"type": "emoji", "emoji": before}] if before else [],
            "new_reaction": [{"type": "emoji", "emoji": emoji}] if emoji else [],
        },
    )


def inline(world: World, person_id: int, text: str) -> str:
    """Types an inline query; returns its id. The answer comes to the page as an event."""
    person = world.chat(person_id).person
    text = text[: InlineQueryLimit.MAX_QUERY_LENGTH]
    query_id = world.ask(world.inlines, Query(person_id, text))
    content = {"id": query_id, "from": person.user(), "query": text, "offset": "", "chat_type": "sender"}
    world.updates.push("inline_query", content)
    return query_id


def choose(world: World, person_id: int, query_id: str, result_id: str) -> Message:
    """Sends one of the results of an inline query into the chat."""
    query = world.inlines.get(query_id)
    results = (query.answer or {}).get("results", []) if query and query.person_id == person_id else []
    result = next((r for r in results if r["id"] == result_id), None)
    if query is None or result is None:
        raise bad("there is no such result")
    chat = world.chat(person_id)
    inline_id = f"inline{query_id}x{chat.last_id + 1}"
    markup = read_markup(result.get("reply_markup"), inline_only=True)
    message = world.post(chat, result["content"], by_bot=False, markup=markup, inline_id=inline_id)
    world.updates.push("message", message.to_api(world.bot))
    chosen = {"result_id": result_id, "from": chat.person.user(), "query": query.text}
    # Telegram names the message only when a keyboard makes it editable.
    known = {"inline_message_id": inline_id} if markup.inline else {}
    world.updates.push("chosen_inline_result", {**chosen, **known})
    return message


def set_language(world: World, person_id: int, language: str) -> Person:
    """The person's Telegram client speaks another language from now on."""
    chat = world.chat(person_id)
    chat.person = replace(chat.person, language=language)
    world.feed.publish(person_id, "profile", person=chat.person.user(), **world.profile.seen_by(person_id, language))
    return chat.person


def _arrive(world: World, person_id: int, content: dict[str, Any]) -> Message:
    chat = world.chat(person_id)
    message = world.post(chat, content, by_bot=False)
    if chat.keyboard and (chat.keyboard.get("one_time_keyboard") or chat.keyboard.get("force_reply")):
        world.set_keyboard(chat, None)
    world.updates.push("message", message.to_api(world.bot))
    return message


def _typed(text: str, most: int = MessageLimit.MAX_TEXT_LENGTH) -> Formatted:
    given = tidy(Formatted(text))
    if not given.text:
        raise bad("message text is empty")
    if utf16_length(given.text) > most:
        raise bad("message is too long")
    return with_links(given)
