"""Bot API methods that put a message into a chat."""

from __future__ import annotations

import re
from typing import Any

from telegram.constants import MessageLimit

from bot.playground.entities import Formatted, parse_html, tidy, utf16_length
from bot.playground.files import Kind
from bot.playground.keyboards import read_markup
from bot.playground.links import with_links
from bot.playground.message import Message, text_content
from bot.playground.params import Params
from bot.playground.refusals import bad
from bot.playground.world import Chat, World


def send_message(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#sendmessage"""
    return _send(world, params, read_text(params.fields, "text"))


def send_photo(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#sendphoto"""
    return _send(world, params, read_media(world, params, "photo"))


def send_document(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#senddocument"""
    return _send(world, params, read_media(world, params, "document"))


def send_location(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#sendlocation"""
    place = {"latitude": params.number("latitude"), "longitude": params.number("longitude")}
    return _send(world, params, {"location": place})


def send_chat_action(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#sendchataction: the page shows it for five seconds or until a message comes."""
    chat = world.chat(params.integer("chat_id"))
    action = params.text("action")
    if not re.fullmatch(
        r"typing|choose_sticker|find_location|(?:upload|record)_(?:photo|video|voice|document|video_note)", action
    ):
        raise bad("wrong parameter action in request")
    world.feed.publish(chat.person.id, "action", action=action)
    return True


def read_text(given: Any, name: str) -> dict[str, Any]:
    """The `text` or `caption` of a request or of an inline result, parsed, checked and with its automatic links."""
    params = Params(given)
    text, mode = params.text(name), params.text("parse_mode").lower()
    entities = params.value("entities" if name == "text" else "caption_entities") or []
    if mode == "html":
        formatted = parse_html(text)
    elif mode in ("markdown", "markdownv2"):
        raise bad("the playground reads parse_mode HTML only")
    elif mode:
        raise bad("unsupported parse_mode")
    else:
        formatted = tidy(Formatted(text, tuple(entities)))
    if name == "text" and not formatted.text:
        raise bad("message text is empty")
    most = MessageLimit.MAX_TEXT_LENGTH if name == "text" else MessageLimit.CAPTION_LENGTH
    if utf16_length(formatted.text) > most:
        raise bad("message is too long" if name == "text" else "message caption is too long")
    return text_content(with_links(formatted), name)


def read_media(world: World, params: Params, kind: Kind, name: str = "") -> dict[str, Any]:
    """A photo or document (uploaded, or by the id of a file that is here already) with its caption."""
    name = name or kind
    value = params.text(name)
    upload = params.uploads.get(value.removeprefix("attach://") if value else name)
    if upload is not None:
        stored = world.files.add(kind, upload.name, upload.data)
    else:
        known = world.files.get(value)
        if known is None:
            # The playground never fetches what a URL names.
            raise bad("wrong file identifier/HTTP URL specified" if value else f"there is no {kind} in the request")
        if known.kind != kind:
            raise bad(f"can't use file of type {known.kind.title()} as {kind.title()}")
        stored = known
    return {kind: stored.field(), **read_text(params.fields, "caption")}


def _send(world: World, params: Params, content: dict[str, Any]) -> dict[str, Any]:
    if params.fields.get("chat_id") in (None, ""):
        raise bad("chat_id is empty")
    chat = world.chat(params.integer("chat_id"))
    markup = read_markup(params.value("reply_markup"))
    message = world.post(chat, content, by_bot=True, markup=markup, reply_to=_replied(chat, params))
    return message.to_api(world.bot)


def _replied(chat: Chat, params: Params) -> Message | None:
    given = params.value("reply_parameters") or {}
    message_id = int(given.get("message_id") or params.integer("reply_to_message_id"))
    if not message_id:
        return None
    found = chat.messages.get(message_id)
    optional = given.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply")
    if found is None and not optional:
        raise bad("message to be replied not found")
    return found
