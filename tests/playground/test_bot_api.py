"""python-telegram-bot talks to the playground as it talks to Telegram."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Conflict, InvalidToken
from telegram.request import HTTPXRequest

from bot.playground.server import Playground

from .visitor import Visitor


def keyboard(*texts: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=f"v1:{text}")] for text in texts])


async def test_the_bot_learns_who_it_is(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.is_bot, me.username) == (True, "pathway_bot")


async def test_what_a_person_types_arrives_once_until_it_is_confirmed(bot: Bot, ann: Visitor) -> None:
    await ann.do("say", text="/start hello")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "/start hello"
    assert update.message.from_user is not None
    assert update.message.from_user.language_code == "en"
    assert [e.type for e in update.message.entities] == ["bot_command"]
    assert await bot.get_updates() == (update,)
    assert await bot.get_updates(offset=update.update_id + 1) == ()


async def test_a_waiting_poll_is_answered_when_a_person_writes(bot: Bot, ann: Visitor) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    await ann.do("say", text="hi")
    (update,) = await poll
    assert update.message is not None
    assert update.message.text == "hi"


async def test_a_second_poller_ends_the_first_with_a_conflict(bot: Bot, playground: Playground) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    async with Bot(playground.token, base_url=f"{playground.api_url}/bot") as second:
        await second.get_updates(timeout=0)
    with pytest.raises(Conflict):
        await first


async def test_a_message_shows_at_the_page_as_text_and_entities(bot: Bot, ann: Visitor) -> None:
    sent = await bot.send_message(ann.id, "<b>Hi</b> &lt;you&gt;", parse_mode="HTML", reply_markup=keyboard("Menu"))
    assert sent.text == "Hi <you>"
    shown = (await ann.see())["messages"][0]
    assert (shown["text"], shown["entities"]) == ("Hi <you>", [{"type": "bold", "offset": 0, "length": 2}])
    assert shown["reply_markup"]["inline_keyboard"][0][0]["text"] == "Menu"


async def test_a_message_can_reply_to_another(bot: Bot, ann: Visitor) -> None:
    said = await ann.do("say", text="What is the NAC?")
    sent = await bot.send_message(ann.id, "An exam.", reply_parameters=ReplyParameters(said["message_id"]))
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "What is the NAC?"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ann.id, "x", reply_parameters=ReplyParameters(999))


async def test_a_pressed_button_is_answered_and_its_message_edited_in_place(bot: Bot, ann: Visitor) -> None:
    sent = await bot.send_message(ann.id, "One", reply_markup=keyboard("Next"))
    await ann.do("press", message_id=sent.message_id, row=0, column=0)
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert (query.data, query.message and query.message.message_id) == ("v1:Next", sent.message_id)
    assert await query.answer("Saved")
    await query.edit_message_text("Two", reply_markup=keyboard("Back"))
    (shown,) = (await ann.see())["messages"]
    assert (shown["text"], shown["reply_markup"]["inline_keyboard"][0][0]["text"]) == ("Two", "Back")
    assert shown["edit_date"]


async def test_a_query_that_nobody_asked_cannot_be_answered(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("17")


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, ann: Visitor) -> None:
    sent = await bot.send_message(ann.id, "Same", reply_markup=keyboard("A"))
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Same", ann.id, sent.message_id, reply_markup=keyboard("A"))
    await bot.edit_message_reply_markup(ann.id, sent.message_id)
    assert "reply_markup" not in (await ann.see())["messages"][0]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": "é" * 33}]]}},
            "BUTTON_DATA_INVALID",
        ),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "A"}]]}}, "Text buttons are unallowed"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": " ", "callback_data": "a"}]]}},
            "must be non-empty",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "A", "url": "http://localhost"}]]}},
            "Wrong HTTP URL",
        ),
        ({"text": "x", "reply_markup": {"inline_keyboard": [{"text": "A"}]}}, "must be an Array of Arrays"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": "a"}] * 5] * 21}},
            "reply markup is too long",
        ),
        ({"text": "x", "reply_markup": {"keyboard": []}}, "must have at least one button"),
    ],
)
async def test_what_telegram_would_refuse_is_refused(
    playground: Playground, ann: Visitor, call: dict[str, Any], words: str
) -> None:
    url = f"{playground.api_url}/bot{playground.token}/sendMessage"
    answer = await ann.http.post(url, json={"chat_id": ann.id, **call})
    assert (answer.status_code, answer.json()["error_code"]) == (400, 400)
    assert words in answer.json()["description"]
    assert (await ann.see())["messages"] == []


async def test_a_text_is_measured_after_its_tags_are_read(bot: Bot, ann: Visitor) -> None:
    sent = await bot.send_message(ann.id, "<b>" + "x" * 4096 + "</b>", parse_mode="HTML")
    assert sent.text is not None
    assert len(sent.text) == 4096


async def test_nobody_can_be_written_to_who_has_not_come(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "hello")


async def test_deleted_messages_vanish(bot: Bot, ann: Visitor) -> None:
    sent = [await bot.send_message(ann.id, text) for text in "abc"]
    await bot.delete_message(ann.id, sent[0].message_id)
    await bot.delete_messages(ann.id, [sent[1].message_id, 999])
    assert [m["text"] for m in (await ann.see())["messages"]] == ["c"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ann.id, sent[0].message_id)


async def test_photos_and_documents_travel_both_ways(bot: Bot, ann: Visitor, picture: bytes) -> None:
    photo = await bot.send_photo(ann.id, picture, caption="<i>a map</i>", parse_mode="HTML")
    assert (photo.photo[0].width, photo.photo[0].height, photo.caption) == (320, 200, "a map")
    data = bytes(range(256)) + b"\r\n--x\r\n" * 3
    document = await bot.send_document(ann.id, data, filename="plan é.ics")
    assert document.document is not None
    assert document.document.file_name == "plan é.ics"
    file = await bot.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == data
    shown = await ann.http.get(f"/web/file/{photo.photo[0].file_id}")
    assert (shown.content, shown.headers["content-type"]) == (picture, "image/png")
    again = await bot.send_document(ann.id, document.document.file_id)
    assert again.document is not None
    assert again.document.file_id == document.document.file_id


async def test_a_photo_that_is_no_picture_is_refused(bot: Bot, ann: Visitor) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(ann.id, b"not a picture")


async def test_a_caption_and_a_photo_can_be_edited(bot: Bot, ann: Visitor, picture: bytes) -> None:
    sent = await bot.send_photo(ann.id, picture, caption="old")
    await bot.edit_message_caption(ann.id, sent.message_id, caption="new")
    await bot.edit_message_media(
        InputMediaPhoto(picture, caption="<b>newest</b>", parse_mode="HTML"), ann.id, sent.message_id
    )
    (shown,) = (await ann.see())["messages"]
    assert (shown["caption"], shown["caption_entities"][0]["type"]) == ("newest", "bold")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", ann.id, sent.message_id)


async def test_a_file_that_a_person_sends_can_be_fetched_by_the_bot(bot: Bot, ann: Visitor) -> None:
    params = {"person": str(ann.id), "kind": "document", "name": "cv.txt", "caption": "my cv"}
    await ann.http.post("/web/send-file", params=params, content=b"born to heal")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    assert (update.message.document.file_name, update.message.caption) == ("cv.txt", "my cv")
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"born to heal"


async def test_the_command_menu_follows_the_language_of_the_person(bot: Bot, ann: Visitor) -> None:
    await bot.set_my_commands([BotCommand("menu", "All topics")])
    await bot.set_my_commands([BotCommand("menu", "Tous les sujets")], language_code="fr")
    assert (await ann.see())["commands"] == [{"command": "menu", "description": "All topics"}]
    await ann.do("language", language="fr-CA")
    assert (await ann.see())["commands"] == [{"command": "menu", "description": "Tous les sujets"}]
    await bot.set_my_commands([BotCommand("ask", "Ask")], scope=BotCommandScopeAllPrivateChats())
    assert (await ann.see())["commands"] == [{"command": "ask", "description": "Ask"}]
    await bot.delete_my_commands(scope=BotCommandScopeAllPrivateChats())
    assert [c.description for c in await bot.get_my_commands(language_code="fr")] == ["Tous les sujets"]
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([("Menu", "capital letters")])


async def test_the_description_is_what_a_newcomer_sees(bot: Bot, ann: Visitor) -> None:
    await bot.set_my_description("Ask me anything")
    await bot.set_my_short_description("IMG helper", language_code="fr")
    assert (await ann.see())["description"] == "Ask me anything"
    assert (await bot.get_my_short_description("fr")).short_description == "IMG helper"


async def test_a_reply_keyboard_comes_and_goes(bot: Bot, ann: Visitor) -> None:
    keys = ReplyKeyboardMarkup([["Yes", "No"]], one_time_keyboard=True)
    await bot.send_message(ann.id, "Sure?", reply_markup=keys)
    assert [k["text"] for k in (await ann.see())["keyboard"]["keyboard"][0]] == ["Yes", "No"]
    await ann.do("say", text="Yes")
    assert (await ann.see())["keyboard"] is None
    await bot.send_message(ann.id, "Sure?", reply_markup=ReplyKeyboardMarkup([["Yes"]]))
    await bot.send_message(ann.id, "Done", reply_markup=ReplyKeyboardRemove())
    assert (await ann.see())["keyboard"] is None


async def test_a_place_a_reaction_and_an_edit_reach_the_bot(bot: Bot, ann: Visitor) -> None:
    kinds = ["message", "edited_message", "message_reaction"]
    await bot.get_updates(allowed_updates=kinds)
    sent = await bot.send_message(ann.id, "Where are you?")
    await ann.do("location", latitude=45.42, longitude=-75.69)
    said = await ann.do("say", text="helo")
    await ann.do("edit", message_id=said["message_id"], text="hello")
    await ann.do("reaction", message_id=sent.message_id, emoji="👍")
    place, _, edited, reaction = await bot.get_updates(allowed_updates=kinds)
    assert place.message is not None
    assert place.message.location is not None
    assert place.message.location.latitude == 45.42
    assert edited.edited_message is not None
    assert edited.edited_message.text == "hello"
    assert reaction.message_reaction is not None
    assert reaction.message_reaction.new_reaction[0].emoji == "👍"  # type: ignore[attr-defined]
    assert (await ann.do("edit", message_id=sent.message_id, text="mine now"))["status"] == 400


async def test_the_bot_can_react(bot: Bot, ann: Visitor) -> None:
    said = await ann.do("say", text="thanks")
    await bot.set_message_reaction(ann.id, said["message_id"], "👍")
    assert (await ann.see())["messages"][0]["reactions"] == [{"by": bot.id, "emoji": "👍"}]
    with pytest.raises(BadRequest, match="Reaction_invalid"):
        await bot.set_message_reaction(ann.id, said["message_id"], "🩻")


async def test_an_inline_result_is_chosen_and_its_buttons_work(bot: Bot, ann: Visitor) -> None:
    asked = await ann.do("inline", text="nac")
    (update,) = await bot.get_updates()
    assert update.inline_query is not None
    article = InlineQueryResultArticle(
        "1", "NAC", InputTextMessageContent("<b>NAC</b>", parse_mode="HTML"), reply_markup=keyboard("More")
    )
    await update.inline_query.answer([article])
    chosen = await ann.do("choose", query_id=asked["query_id"], result_id="1")
    await ann.do("press", message_id=chosen["message_id"], row=0, column=0)
    *_, picked, pressed = await bot.get_updates(offset=update.update_id + 1)
    assert picked.chosen_inline_result is not None
    assert pressed.callback_query is not None
    assert pressed.callback_query.inline_message_id == picked.chosen_inline_result.inline_message_id
    await pressed.callback_query.edit_message_text("More about it")
    assert (await ann.see())["messages"][0]["text"] == "More about it"


async def test_a_chat_and_its_member_can_be_asked_for(bot: Bot, ann: Visitor) -> None:
    assert (await bot.get_chat(ann.id)).type == "private"
    assert (await bot.get_chat_member(ann.id, ann.id)).status == "member"


async def test_webhooks_are_refused_kindly_and_removed_gladly(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="getupdates only"):
        await bot.set_webhook("https://bot.example/hook")
    assert await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""


async def test_an_unknown_method_is_a_404_in_the_shape_of_the_bot_api(playground: Playground) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{playground.api_url}/bot{playground.token}/sendPigeon")
    assert answer.status_code == 404
    assert answer.json() == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_a_wrong_token_is_refused(playground: Playground) -> None:
    stranger = Bot("1:wrong", base_url=f"{playground.api_url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
    request = HTTPXRequest()
    async with request:
        code, _ = await request.do_request(f"{playground.api_url}/file/bot1:wrong/documents/file1", "GET")
    assert code == 401


async def test_json_bodies_are_read_as_forms_are(playground: Playground, ann: Visitor) -> None:
    url = f"{playground.api_url}/bot{playground.token}"
    async with httpx.AsyncClient() as client:
        sent = await client.post(f"{url}/sendmessage", json={"chat_id": ann.id, "text": "hi", "reply_markup": None})
        broken = await client.post(f"{url}/sendMessage", content=b"{", headers={"Content-Type": "application/json"})
    assert sent.json()["result"]["text"] == "hi"
    assert (broken.status_code, broken.json()["description"]) == (400, "Bad Request: can't parse JSON object")
