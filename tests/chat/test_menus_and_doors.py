"""The doors of /start, the menu, help, settings, privacy."""

from __future__ import annotations

import json

from bot.chat.buttons import parse
from bot.storage import people
from bot.storage import talk as stored_talk
from bot.storage.account import personal_tables
from tests.support.conversation import Talk


async def test_start_welcomes_says_the_disclaimer_once_and_shows_three_doors(talk: Talk) -> None:
    ann = talk.person("Ann")
    await ann.says("/start")
    assert ann.sees.startswith("Hello Ann! I am Pathway.")
    assert "information, not advice" in ann.sees
    assert ann.screen.buttons == ["💬 Ask a question", "📚 Look around in the menu", "🧭 My pathway"]
    await ann.says("/start")
    assert "information, not advice" not in ann.sees


async def test_a_name_cannot_break_the_markup(talk: Talk) -> None:
    eve = talk.person("<b>Eve & <i>")
    await eve.says("/start")
    assert "Hello &lt;b&gt;Eve &amp; &lt;i&gt;!" in eve.screen.html


async def test_a_deep_link_opens_its_answer(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/start e_nac-fee")
    assert ann.sees.startswith("How much does the NAC exam cost?")


async def test_a_deep_link_to_nothing_says_so_and_shows_the_menu(talk: Talk) -> None:
    ann = talk.person()
    new = await ann.says("/start e_gone")
    assert "no longer here" in new[0].text
    assert new[1].text.startswith("Menu")


async def test_the_door_ask_shows_examples_that_can_be_pressed(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/start")
    await ann.presses("💬")
    assert "Just write your question." in ann.sees
    await ann.presses("How much does the NAC")
    assert "3,320" in ann.sees


async def test_the_menu_is_one_message_that_is_edited_in_place(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/menu")
    assert "4 answers" in ann.sees
    await ann.presses("📝 Exams")
    assert "Menu › Exams" in ann.sees
    assert "Answers here: 3" in ann.sees
    await ann.presses("🩺 NAC")
    assert "Menu › Exams › NAC" in ann.sees
    await ann.presses("NAC fee")
    assert "3,320" in ann.sees
    await ann.presses("‹ Back")
    assert "Menu › Exams › NAC" in ann.sees
    await ann.presses("‹ Back")
    await ann.presses("‹ Back")
    assert "4 answers" in ann.sees
    assert len(ann.messages) == 1


async def test_every_entry_can_be_reached_by_the_menu_alone_and_no_screen_is_too_long(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/menu")
    seen: set[str] = set()
    waiting = [button["callback_data"] for row in ann.screen.rows for button in row]
    opened: set[str] = set()
    while waiting:
        data = waiting.pop()
        found = parse(data)
        assert found is not None
        if data in seen or found.verb not in ("m", "e"):
            continue
        seen.add(data)
        if found.verb == "e":
            opened.add(found.arg(0))
        await ann.presses_data(data, on=ann.messages[0])
        assert len(ann.messages[0].rows) <= 8
        waiting += [b["callback_data"] for row in ann.messages[0].rows for b in row if "callback_data" in b]
    assert opened == set(talk.services.knowledge.entries)


async def test_opening_a_province_in_the_menu_makes_it_the_province_of_the_answers(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/menu")
    await ann.presses("🏙 Ontario")
    async with talk.services.database.read() as connection:
        assert (await people.get(connection, ann.id)).province == "on"


async def test_help_lists_every_command_that_is_meant_for_people(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/help")
    for name in ("menu", "ask", "pathway", "remind", "reminders", "saved", "settings", "privacy", "export", "forget"):
        assert f"/{name} - " in ann.sees
    assert "/stats" not in ann.sees


async def test_the_language_can_be_chosen_and_holds(talk: Talk) -> None:
    ann = talk.person(language="en")
    await ann.says("/settings")
    await ann.presses("🌐")
    await ann.presses("Français")
    assert "Réglages" in ann.sees
    await ann.says("what is the fee")
    assert "Sources" not in ann.sees
    assert "vérifiée" in ann.sees


async def test_a_french_telegram_is_greeted_in_french(talk: Talk) -> None:
    ann = talk.person(language="fr-CA")
    await ann.says("/start")
    assert ann.sees.startswith("Bonjour Ann !")


async def test_the_province_can_be_set_and_unset(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/settings")
    await ann.presses("📍")
    await ann.presses("Quebec")
    assert "Province: Quebec" in ann.sees
    await ann.presses("📍")
    await ann.presses("Any province")
    assert "Province: Any province" in ann.sees


async def test_export_holds_what_is_kept_and_forget_erases_all_of_it(talk: Talk) -> None:
    ann, bob = talk.person("Ann"), talk.person("Bob")
    for person in (ann, bob):
        await person.says("ontario please, I am the only one from Ulm")
        await person.presses("⭐")
        await person.presses("👎")
        await person.says("where do storks sleep")
    await ann.says("/export")
    assert ann.screen.file_name == "pathway-data.json"
    assert ann.screen.file is not None
    held = json.loads(ann.screen.file)
    assert held["people"][0]["province"] == "on"
    assert {"saved", "votes", "gaps", "shown", "contexts", "exchanges", "wizards"} <= set(held)
    await ann.says("/forget")
    await ann.presses("🗑 Yes, erase my data")
    assert "I hold nothing about you any more" in ann.sees
    async with talk.services.database.read() as connection:
        for table in personal_tables():
            rows = (await connection.execute(table.select())).all()
            assert ann.id not in {row.person_id for row in rows}, table.name
            if rows:
                assert {row.person_id for row in rows} == {bob.id}
        assert (await people.get(connection, ann.id)).province is None
        assert (await people.get(connection, bob.id)).province == "on"


async def test_privacy_says_in_plain_words_what_is_kept_and_leads_to_export_and_forget(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/privacy")
    assert "What I keep about you, and why" in ann.sees
    await ann.presses("🗑 Erase my data")
    assert "Erase everything?" in ann.sees
    await ann.presses("‹ Back")
    assert "answers, in sections" in ann.sees


async def test_stats_are_for_admins_and_for_everybody_else_the_command_does_not_exist(talk: Talk) -> None:
    admin, other = talk.person("Admin"), talk.person("Other")
    await admin.says("/stats")
    assert "Last seven days" in admin.sees
    await other.says("/stats")
    assert other.sees == "I do not know that command. /help lists what I can do."


async def test_context_is_kept_apart_for_each_person(talk: Talk) -> None:
    ann, bob = talk.person("Ann"), talk.person("Bob")
    await ann.says("what is the fee")
    async with talk.services.database.read() as connection:
        assert await stored_talk.after(connection, ann.id, ann.id, talk.now) == "nac-fee"
        assert await stored_talk.after(connection, bob.id, bob.id, talk.now) is None
