"""Messages that are no question, groups, and inline mode."""

from __future__ import annotations

from typing import Any

import pytest

from bot.storage import groups, people
from tests.support.conversation import Talk

PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
FILE = {"file_id": "a", "file_unique_id": "b"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"sticker": {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}},
            "I read text only",
        ),
        ({"photo": PHOTO}, "I cannot see pictures"),
        ({"voice": {**FILE, "duration": 3}}, "I read text only for now"),
        ({"video_note": {**FILE, "length": 1, "duration": 3}}, "I read text only for now"),
        ({"video": {**FILE, "width": 1, "height": 1, "duration": 3}}, "I cannot watch videos"),
        ({"document": FILE}, "I cannot open files"),
        ({"contact": {"phone_number": "1", "first_name": "B"}}, "have not kept it"),
        ({"location": {"latitude": 43.6, "longitude": -79.4}}, "have not kept that place"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "left to dice"),
        (
            {
                "poll": {
                    "id": "1",
                    "question": "q",
                    "options": [],
                    "total_voter_count": 0,
                    "is_closed": False,
                    "is_anonymous": True,
                    "type": "regular",
                    "allows_multiple_answers": False,
                    "allows_revoting": False,
                    "members_only": False,
                }
            },
            "voting",
        ),
    ],
)
async def test_every_kind_of_message_gets_a_fitting_word(talk: Talk, fields: dict[str, Any], words: str) -> None:
    ann = talk.person()
    await ann.sends(**fields)
    assert words in ann.sees


async def test_a_caption_is_a_question(talk: Talk) -> None:
    ann = talk.person()
    await ann.sends(photo=PHOTO, caption="is this the fee?")
    assert ann.sees.startswith("How much")


async def test_a_forwarded_text_is_answered_as_a_question(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee", forward_origin={"type": "hidden_user", "date": 0, "sender_user_name": "x"})
    assert ann.sees.startswith("How much")


async def test_a_live_location_that_moves_is_ignored(talk: Talk) -> None:
    ann = talk.person()
    place = {"latitude": 43.6, "longitude": -79.4, "live_period": 600}
    await ann.sends(location=place)
    said = len(ann.messages)
    body = {"message_id": 3, "date": 1, "edit_date": 2, "chat": ann.chat, "from": ann.user, "location": place}
    assert await talk.update("edited_message", body, ann.id, ann.id) == []
    assert len(ann.messages) == said


async def test_a_mistyped_command_is_guessed(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/meny")
    assert "Did you mean /menu?" in ann.sees
    await ann.presses("/menu")
    assert "answers, in sections" in ann.sees


async def test_an_unknown_command_is_taken_as_a_question(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/nac_fee please")
    assert ann.sees.startswith("How much")


async def test_several_messages_in_a_row_are_answered_in_order(talk: Talk) -> None:
    ann = talk.person()
    for text in ("what is the fee", "hello", "ontario please"):
        await ann.says(text)
    assert [shown.text.splitlines()[0] for shown in ann.messages] == [
        "How much does the NAC exam cost?",
        "Hello! Ask me anything.",
        "How does an IMG get a residency in Ontario?",
    ]


async def test_who_blocks_the_bot_is_noted_and_who_comes_back_too(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("hello")
    await ann.blocks()
    async with talk.services.database.read() as connection:
        assert (await people.get(connection, ann.id)).blocked_at is not None
    await ann.blocks(False)
    async with talk.services.database.read() as connection:
        assert (await people.get(connection, ann.id)).blocked_at is None


async def test_in_a_group_the_bot_speaks_only_when_spoken_to(talk: Talk) -> None:
    ann = talk.person().in_group()
    assert await ann.says("what is the fee") == []
    await ann.says("@pathway_bot what is the fee")
    assert ann.sees.startswith("How much")
    assert ann.screen.reply_to == ann.last_message["message_id"] if ann.last_message else False
    await ann.says("ontario please", reply_to=ann.screen)
    assert ann.sees.startswith("How does an IMG")
    assert await ann.says("@pathway_bot2 what is the fee") == []
    assert await ann.says("/unknowncommand") == []


async def test_in_a_group_nothing_personal_is_shown_or_kept(talk: Talk) -> None:
    ann = talk.person().in_group()
    await ann.says("/settings@pathway_bot")
    assert "private chat" in ann.sees
    assert ann.screen.rows[0][0]["url"] == "https://t.me/pathway_bot?start=settings"
    await ann.says("@pathway_bot ontario please")
    assert not any("📍" in label for label in ann.screen.buttons)
    async with talk.services.database.read() as connection:
        assert (await people.get(connection, ann.id)).province is None


async def test_a_personal_button_forged_in_a_group_opens_the_private_chat_instead(talk: Talk) -> None:
    ann = talk.person().in_group()
    await ann.says("@pathway_bot hello")
    assert await ann.presses_data("1:xy") == []
    assert ann.toast is not None
    assert ann.toast["url"] == "https://t.me/pathway_bot?start=forget"


async def test_menu_buttons_in_a_group_work_for_anyone(talk: Talk) -> None:
    ann = talk.person("Ann").in_group()
    bob = talk.person("Bob").in_group()
    await ann.says("/menu")
    await bob.presses("📝 Exams")
    assert "Menu › Exams" in ann.sees


async def test_the_deep_link_of_a_personal_command_runs_it_in_private(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/start settings")
    assert "Settings" in ann.sees


async def test_a_group_that_becomes_a_supergroup_takes_its_settings_along(talk: Talk) -> None:
    ann = talk.person().in_group(-5)
    async with talk.services.database.write() as connection:
        await groups.met(connection, -5, "Old", talk.now)
    await ann.sends(migrate_to_chat_id=-1005)
    async with talk.services.database.read() as connection:
        rows = (await connection.execute(groups.groups.select())).all()
    assert [(row.id, row.title) for row in rows] == [(-1005, "Old")]


async def test_inline_mode_quotes_an_answer_with_a_way_into_the_bot(talk: Talk) -> None:
    ann = talk.person()
    answer = await ann.asks_inline("fee")
    [result] = answer["results"]
    assert result["title"] == "How much does the NAC exam cost?"
    assert "CAD 3,320" in result["input_message_content"]["message_text"]
    assert result["reply_markup"]["inline_keyboard"][0][0]["url"] == "https://t.me/pathway_bot?start=e_nac-fee"


async def test_inline_mode_that_finds_nothing_leads_to_the_bot(talk: Talk) -> None:
    ann = talk.person()
    answer = await ann.asks_inline("where do storks sleep")
    assert answer["results"] == []
    assert answer["button"]["start_parameter"] == "ask"


async def test_an_update_that_the_library_cannot_read_whole_is_still_answered(talk: Talk) -> None:
    ann = talk.person()
    await ann.sends(poll={"id": "1", "of": "a kind that nobody knows yet"})
    assert ann.sees == "I can read text only. What would you like to know?"
    await ann.says("what is the fee", dice={"unknown": 1})
    assert ann.sees.startswith("How much")


async def test_an_update_of_nobody_is_ended_without_a_word(talk: Talk) -> None:
    assert await talk.update("message", {"nonsense": True}, 5, None) == []
    assert await talk.update("callback_query", {"id": 7}, 5, None) == []


async def test_cancel_ends_what_waited_for_words(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/cancel")
    assert ann.sees.startswith("There is nothing to cancel.")
    await ann.says("what is the fee")
    await ann.presses("⋯")
    await ann.presses("⚠️ Report a mistake")
    asked = ann.screen
    await ann.says("/cancel")
    assert ann.sees == "Cancelled."
    await ann.says("the fee", reply_to=asked)
    assert ann.sees.startswith("How much")
