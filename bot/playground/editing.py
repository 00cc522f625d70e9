"""Bot API methods that change or remove a message."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from telegram.constants import BulkRequestLimit

from bot.playground.keyboards import read_markup
from bot.playground.message import Message
from bot.playground.params import Params
from bot.playground.refusals import bad
from bot.playground.sending import read_media, read_text
from bot.playground.world import Chat, World

Edited = dict[str, Any] | Literal[True]


def edit_message_text(world: World, params: Params) -> Edited:
    """https://core.telegram.org/bots/api#editmessagetext"""
    chat, old = _target(world, params)
    if "text" not in old.content:
        raise bad("there is no text in the message to edit")
    return _change(world, params, chat, old, read_text(params.fields, "text"))


def edit_message_caption(world: World, params: Params) -> Edited:
    """https://core.telegram.org/bots/api#editmessagecaption"""
    chat, old = _target(world, params)
    media = {kind: old.content[kind] for kind in ("photo", "document") if kind in old.content}
    if not media:
        raise bad("there is no caption in the message to edit")
    return _change(world, params, chat, old, {**media, **read_text(params.fields, "caption")})


def edit_message_media(world: World, params: Params) -> Edited:
    """https://core.telegram.org/bots/api#editmessagemedia"""
    chat, old = _target(world, params)
    media = params.value("media")
    if not isinstance(media, dict) or media.get("type") not in ("photo", "document"):
        raise bad("the playground takes media of type photo and document")
    content = read_media(world, Params(media, params.uploads), media["type"], "media")
    return _change(world, params, chat, old, content)


def edit_message_reply_markup(world: World, params: Params) -> Edited:
    """https://core.telegram.org/bots/api#editmessagereplymarkup"""
    chat, old = _target(world, params)
    return _change(world, params, chat, old, dict(old.content))


def delete_message(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletemessage"""
    world.delete(world.chat(params.integer("chat_id")), params.integer("message_id"))
    return True


def delete_messages(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletemessages: messages that are gone already are passed over."""
    chat, wanted = world.chat(params.integer("chat_id")), params.value("message_ids")
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= BulkRequestLimit.MAX_LIMIT:
        raise bad("wrong number of message identifiers specified")
    for message_id in wanted:
        if int(message_id) in chat.messages:
            world.delete(chat, int(message_id))
    return True


def _target(world: World, params: Params) -> tuple[Chat, Message]:
    if params.text("inline_message_id"):
        return world.inline_message(params.text("inline_message_id"))
    chat = world.chat(params.integer("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad("message to edit not found")
    if not message.by_bot:
        raise bad("message can't be edited")
    return chat, message


def _change(world: World, params: Params, chat: Chat, old: Message, content: dict[str, Any]) -> Edited:
    # An edit without a keyboard takes the old one away, in every edit method.
    markup = read_markup(params.value("reply_markup"), inline_only=True)
    new = world.change(chat, old, replace(old, content=content, inline_keyboard=markup.inline))
    return True if params.text("inline_message_id") else new.to_api(world.bot)
