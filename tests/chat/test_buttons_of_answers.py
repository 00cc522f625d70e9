"""The buttons under an answer."""

from __future__ import annotations

import pytest

from bot.chat.answer import entry_rows
from bot.chat.buttons import keyboard
from bot.chat.texts import load_texts
from bot.knowledge.model import Knowledge
from bot.storage import gaps
from tests.support.conversation import START, Talk


async def test_a_follow_up_comes_as_a_new_message_so_the_first_can_still_be_read(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    await ann.presses("NAC exam dates")
    assert [shown.text.splitlines()[0] for shown in ann.messages] == [
        "How much does the NAC exam cost?",
        "When is the NAC exam held?",
    ]


async def test_a_double_tap_answers_once(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    first = ann.screen
    await ann.presses("NAC exam dates", on=first)
    talk.passes(seconds=-4)
    assert await ann.presses("NAC exam dates", on=first) == []
    assert ann.toast is not None
    assert ann.toast["text"] == "It stands right here."


async def test_a_thumb_down_reaches_the_editors_with_the_question_that_led_here(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    await ann.presses("👎")
    async with talk.services.database.read() as connection:
        [gap] = await gaps.all_since(connection, START)
    assert (gap.reason, gap.question, gap.entries) == ("down", "what is the fee", ("nac-fee",))


async def test_a_thumb_up_is_thanked_for(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    await ann.presses("👍")
    assert ann.toast is not None
    assert ann.toast["text"].startswith("Thank you")


async def test_a_star_keeps_an_answer_and_a_second_one_lets_it_go(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    answer = ann.screen
    await ann.presses("⭐", on=answer)
    await ann.says("/saved")
    assert ann.screen.buttons[0] == "⭐ NAC fee"
    await ann.presses("⭐", on=answer)
    await ann.says("/saved")
    assert "You have saved nothing yet" in ann.sees


async def test_the_last_five_answers_come_back(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    await ann.says("ontario please")
    await ann.says("/saved")
    assert ann.screen.buttons[:2] == ["Ontario route", "NAC fee"]


async def test_a_mistake_can_be_reported_with_words(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    await ann.presses("⋯")
    await ann.presses("⚠️ Report a mistake")
    asked = ann.screen
    assert asked.markup is not None
    assert asked.markup["force_reply"] is True
    await ann.says("it is 3,500 now, see https://x.example/a", reply_to=asked)
    assert "noted" in ann.sees
    async with talk.services.database.read() as connection:
        found = await gaps.all_since(connection, START)
    assert [(gap.reason, gap.question) for gap in found] == [
        ("report", "How much does the NAC exam cost?"),
        ("words", "it is 3,500 now, see [link]"),
    ]


async def test_more_leads_to_all_sources_and_back_to_the_usual_buttons(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    answer = ann.screen
    usual = list(answer.buttons)
    await ann.presses("⋯")
    assert "More in 🩺 NAC" in answer.buttons
    await ann.presses("🔎 All sources", on=answer)
    assert "Examination fees" in ann.sees
    await ann.presses("‹ Back", on=answer)
    assert answer.buttons == usual


async def test_a_button_with_an_id_of_earlier_finds_the_entry_of_today(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("hello")
    await ann.presses_data("1:a:nac-cost")
    assert ann.sees.startswith("How much does the NAC exam cost?")


async def test_a_button_of_an_entry_that_is_gone_gets_a_fresh_menu(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("hello")
    await ann.presses_data("1:a:mccee-fee")
    assert ann.toast is not None
    assert "older version" in ann.toast["text"]
    assert ann.sees.startswith("Menu")


async def test_forged_and_ancient_button_data_get_a_fresh_menu(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("hello")
    for data in (
        "",
        "x",
        "0:a:nac-fee",
        "1:zz",
        "1:",
        "1:v:x",
        "1:m:nowhere:99999999999999999999",
        "é" * 30,
        "1:n:-5",
        "1:pc:",
    ):
        await ann.presses_data(data)
        assert ann.toast is not None, data
    assert ann.sees.startswith(("Menu", "Sorry"))


async def test_a_button_of_a_message_that_telegram_no_longer_shows_still_works(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/menu")
    new = await ann.presses_data("1:m:exams:0", gone=True)
    assert len(new) == 1
    assert "Exams" in ann.sees


async def test_every_button_works_after_a_restart(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    answer = ann.screen
    await talk.restart()
    await ann.presses("What is the NAC?", on=answer)
    assert ann.sees.startswith("What is the NAC exam?")


@pytest.mark.parametrize("offered", [0, 1, 2, 3])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_answer_with_every_row_it_may_have_fits_a_phone(
    whole_knowledge: Knowledge, language: str, offered: int
) -> None:
    texts = load_texts()
    others = list(whole_knowledge.entries)
    for entry in whole_knowledge.entries.values():
        rows = entry_rows(
            whole_knowledge,
            texts,
            entry,
            language,
            "a_bot",
            offers=[name for name in others if name != entry.id][:offered],
            province="on",
            dated="nac-2027-may",
        )
        assert len(keyboard(rows)["inline_keyboard"]) == len(rows)
        assert rows[-1][0].url is not None
