"""Bot API methods that answer a pressed button, an inline query or a message without a message."""

from __future__ import annotations

from typing import Any

from telegram.constants import CallbackQueryLimit, InlineQueryLimit, InlineQueryResultLimit, ReactionEmoji

from bot.playground.entities import utf16_length
from bot.playground.keyboards import read_markup
from bot.playground.params import Params
from bot.playground.refusals import bad
from bot.playground.sending import read_text
from bot.playground.world import World

REACTIONS = frozenset(emoji.value for emoji in ReactionEmoji)


def answer_callback_query(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#answercallbackquery"""
    text, query_id = params.text("text"), params.text("callback_query_id")
    if utf16_length(text) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad("MESSAGE_TOO_LONG")
    answer = {"text": text, "alert": params.flag("show_alert"), "url": params.text("url")}
    query = world.answer(world.presses, query_id, answer)
    if query:
        world.feed.publish(query.person_id, "answer", query_id=query_id, **answer)
    return True


def answer_inline_query(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#answerinlinequery: results of type article, which carry a text."""
    given, query_id = params.value("results"), params.text("inline_query_id")
    if not isinstance(given, list):
        raise bad("can't parse results JSON object")
    if len(given) > InlineQueryLimit.RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    results = [_result(one) for one in given]
    if len({one["id"] for one in results}) != len(results):
        raise bad("RESULT_ID_DUPLICATE")
    query = world.answer(world.inlines, query_id, {"results": results})
    if query:
        shown = [{name: one.get(name, "") for name in ("id", "title", "description")} for one in results]
        button = params.value("button")
        world.feed.publish(query.person_id, "inline", query_id=query_id, text=query.text, results=shown, button=button)
    return True


def set_message_reaction(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setmessagereaction"""
    chat = world.chat(params.integer("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad("message to react not found")
    wanted = params.value("reaction") or []
    if len(wanted) > 1:
        raise bad("REACTIONS_TOO_MANY")
    emoji = str(wanted[0].get("emoji", "")) if wanted else None
    if emoji is not None and emoji not in REACTIONS:
        raise bad("REACTION_INVALID")
    world.react(chat, message, world.bot.id, emoji)
    return True


def _result(given: dict[str, Any]) -> dict[str, Any]:
    result_id = str(given.get("id", ""))
    if not InlineQueryResultLimit.MIN_ID_LENGTH <= len(result_id.encode()) <= InlineQueryResultLimit.MAX_ID_LENGTH:
        raise bad("RESULT_ID_INVALID")
    content = given.get("input_message_content")
    if given.get("type") != "article" or not isinstance(content, dict) or "message_text" not in content:
        raise bad("the playground shows inline results of type article with a text")
    if not given.get("title"):
        raise bad("ARTICLE_TITLE_EMPTY")
    read_markup(given.get("reply_markup"), inline_only=True)
    return {**given, "id": result_id, "content": read_text({**content, "text": content["message_text"]}, "text")}
