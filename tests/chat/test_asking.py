"""Asking: what a person gets for each kind of decision."""

from __future__ import annotations

import pytest

from bot.chat.provinces import settles
from bot.storage import gaps, people
from tests.support.conversation import START, Talk


async def test_an_answer_has_its_title_its_text_its_folded_detail_and_its_dated_source(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    assert ann.screen.html.startswith("<b>How much does the NAC exam cost?</b>")
    assert (
        'Plan for about <b>CAD 3,320</b> in 2025. See <a href="https://example.org/fees">the fee page</a>.'
        in ann.screen.html
    )
    assert "• a hotel &amp; a visa &lt;too&gt;" in ann.screen.html
    assert "<blockquote expandable>Earlier it was 2,830.</blockquote>" in ann.screen.html
    assert "Source: Examination fees (Medical Council of Canada), checked Nov 22, 2026." in ann.sees
    assert "we could not confirm it with the authority" in ann.sees


async def test_under_an_answer_stand_follow_ups_votes_share_and_menu(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    assert ann.screen.buttons == ["NAC exam dates", "What is the NAC?", "👍", "👎", "⭐", "⋯", "↗ Share", "☰ Menu"]
    share = ann.screen.rows[-1][0]["url"]
    assert share.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fpathway_bot%3Fstart%3De_nac-fee")


async def test_a_likely_answer_offers_what_else_it_could_be(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("likely the price")
    assert ann.screen.buttons[:2] == ["Or: NAC exam dates", "Or: What is the NAC?"]
    assert "Not what you meant?" in ann.sees


async def test_did_you_mean_offers_a_choice_and_none_of_these_reaches_the_editors(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("unsure: write me at me@example.org")
    assert ann.sees == "Did you mean one of these?"
    assert ann.screen.buttons == ["NAC fee", "NAC exam dates", "What is the NAC?", "None of these", "☰ Menu"]
    await ann.presses("None of these")
    assert "I have noted your question" in ann.sees
    async with talk.services.database.read() as connection:
        [gap] = await gaps.all_since(connection, START)
    assert (gap.reason, gap.question, gap.entries) == (
        "choice",
        "unsure: write me at [e-mail]",
        ("nac-fee", "nac-dates", "nac-what"),
    )


async def test_a_follow_up_leans_on_the_last_answer(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    await ann.says("and when?")
    assert "When is the NAC exam held?" in ann.sees


async def test_what_was_said_yesterday_is_no_longer_leaned_on(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    talk.passes(hours=13)
    await ann.says("and when?")
    assert "How does an IMG get a residency in Ontario?" in ann.sees


async def test_two_questions_get_two_answers_in_order(talk: Talk) -> None:
    ann = talk.person()
    new = await ann.says("two things")
    assert [shown.text.splitlines()[0] for shown in new] == [
        "How much does the NAC exam cost?",
        "When is the NAC exam held?",
    ]


async def test_what_lies_next_door_gets_a_kind_word_and_a_better_place_and_is_no_gap(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("I am a nurse")
    assert ann.sees.startswith("I do not know about nursing.")
    assert '<a href="https://www.nnas.ca">NNAS</a>' in ann.screen.html
    async with talk.services.database.read() as connection:
        assert await gaps.all_since(connection, START) == []


async def test_an_unknown_thing_is_admitted_and_kept_for_the_editors(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("where do storks sleep")
    assert "I do not have an answer to that, and I will not guess." in ann.sees
    async with talk.services.database.read() as connection:
        [gap] = await gaps.all_since(connection, START)
    assert (gap.reason, gap.question) == ("none", "where do storks sleep")


async def test_a_second_unknown_thing_in_a_row_leads_to_the_menu_instead_of_a_loop(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("where do storks sleep")
    await ann.says("and their eggs")
    assert "I could not find that either." in ann.sees
    assert ann.screen.buttons == ["☰ Menu"]


async def test_the_nearest_entries_are_offered_with_an_honest_no(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("near miss")
    assert ann.screen.buttons == ["What is the NAC?", "☰ Menu"]


async def test_somebody_in_distress_is_met_with_care_and_not_with_a_menu(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("it is all hopeless")
    assert "Please call 9-8-8." in ann.sees
    assert ann.screen.buttons == ["What is the NAC?"]


async def test_despair_is_heard_whatever_province_was_spoken_of_before(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("ontario please")
    await ann.says("all is lost")
    assert "Please call 9-8-8." in ann.sees


async def test_a_french_question_gets_french_words_around_an_english_answer(talk: Talk) -> None:
    ann = talk.person(language="en")
    await ann.says("combien ça coûte")
    assert "Pour l'instant, cette réponse n'existe qu'en anglais." in ann.sees
    assert "☰ Menu" in ann.screen.buttons
    assert "vérifiée le 22 nov. 2026" in ann.sees


async def test_a_french_telegram_gets_french_words_where_the_message_does_not_tell_its_language(talk: Talk) -> None:
    ann = talk.person(language="fr-CA")
    await ann.says("bof")
    assert "Je n'ai pas de réponse à cela" in ann.sees
    bob = talk.person(language="en")
    await bob.says("bof")
    assert "I do not have an answer" in bob.sees


async def test_another_language_is_told_which_languages_are_spoken(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("hola")
    assert "I answer in English or French." in ann.sees


async def test_a_province_that_is_mentioned_stays_as_a_chip_and_can_be_changed(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("ontario please")
    assert "📍 Showing Ontario · change" in ann.screen.buttons
    await ann.presses("📍")
    await ann.presses("Alberta")
    assert ann.toast is not None
    assert ann.toast["text"] == "Now showing: Alberta"
    assert "NAC fee" in ann.screen.buttons
    async with talk.services.database.read() as connection:
        assert (await people.get(connection, ann.id)).province == "ab"


async def test_a_province_asked_of_in_passing_does_not_replace_the_one_that_was_chosen(talk: Talk) -> None:
    ann = talk.person()
    async with talk.services.database.write() as connection:
        await people.change(connection, ann.id, talk.now, province="ab")
    await ann.says("ontario please")
    async with talk.services.database.read() as connection:
        assert (await people.get(connection, ann.id)).province == "ab"


@pytest.mark.parametrize(
    ("text", "moves"),
    [("we live in Ontario now", True), ("je suis installé à Sudbury", True), ("and what about Ontario?", False)],
)
def test_who_says_where_they_live_is_believed(text: str, moves: bool) -> None:
    assert settles(text, "ab") is moves
    assert settles(text, None)


async def test_an_overdue_answer_says_when_it_was_checked_and_where_to_look_first(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    await ann.presses("NAC exam dates")
    assert "We last checked this in November 2026. It may have changed: look here first: Examination fees." in ann.sees


async def test_an_edited_newest_question_has_its_answer_edited(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    new = await ann.edits("ontario please")
    assert new == []
    assert ann.sees.startswith("How does an IMG get a residency in Ontario?")


async def test_an_edit_that_changes_nothing_gets_no_second_answer(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    assert await ann.edits("what is  the fee") == []
    assert ann.sees.startswith("How much")


async def test_an_edited_older_question_is_answered_anew(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("what is the fee")
    old = ann.last_message
    await ann.says("hello")
    new = await ann.edits("ontario please", old)
    assert [shown.text.splitlines()[0] for shown in new] == ["How does an IMG get a residency in Ontario?"]


async def test_ask_takes_the_question_behind_it_and_explains_itself_without_one(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/ask what is the fee")
    assert ann.sees.startswith("How much")
    await ann.says("/ask")
    assert ann.sees.startswith("Just write your question.")


async def test_a_message_of_4096_characters_is_answered(talk: Talk) -> None:
    ann = talk.person()
    await ann.says(("a long story " * 400)[:4080] + " fee")
    assert ann.sees.startswith("How much")
