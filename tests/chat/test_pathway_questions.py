"""The planner's questions, as somebody on a phone meets them."""

from __future__ import annotations

import re

import pytest

from bot.storage import people, plans
from bot.storage.plans import StoredPlan
from tests.chat.pathway_people import ANSWERS, knows_nothing, skips_to
from tests.chat.pathway_people import plans as goes_through
from tests.support.conversation import Person, Talk


async def stored(talk: Talk, person: Person) -> StoredPlan:
    async with talk.services.database.read() as connection:
        found = await plans.get(connection, person.id)
    assert found is not None
    return found


async def test_the_first_screen_says_what_comes_and_asks_the_first_of_eight(planner: Talk) -> None:
    ann = planner.person()
    await ann.says("/pathway")
    assert "eight short screens" in ann.sees
    assert "1 of 8" in ann.sees


async def test_every_screen_takes_i_dont_know_shows_progress_and_ends_with_back_and_menu(planner: Talk) -> None:
    ann = planner.person()
    await ann.says("/pathway")
    seen = []
    while "As of" not in ann.sees:
        found = re.search(r"(\d) of 8", ann.sees)
        assert found is not None, ann.sees
        seen.append(int(found[1]))
        assert "I don't know" in ann.screen.buttons
        assert [button["text"] for button in ann.screen.rows[-1]] == ["‹ Back", "☰ Menu"]
        await ann.presses("I don't know")
    assert sorted(set(seen)) == list(range(1, 9))
    assert seen == sorted(seen)
    assert len(ann.messages) == 1, "the screens are one message, edited in place"


async def test_all_answers_are_kept_as_the_planner_reads_them(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    assert (await stored(planner, ann)).profile == {
        "stage": "graduate",
        "school_country": "NG",
        "graduation": "2019-06",
        "status": "pr",
        "living_in": "ON",
        "postgraduate_years": 0.0,
        "practice_years": 0.5,
        "last_practice": "2026-03",
        "exams": {"mccqe": "none", "nac": "none"},
        "languages": ["en"],
        "provinces": ["ON"],
        "discipline": "family",
        "match_year": 2028,
    }


async def test_a_student_is_not_asked_about_training_and_practice(planner: Talk) -> None:
    ann = planner.person()
    await ann.says("/pathway")
    await ann.presses("I am a medical student")
    while "Exams so far" not in ann.sees:
        assert "Training and practice" not in ann.sees
        await ann.presses("I don't know")
    assert "5 of 7" in ann.sees


async def test_back_leads_to_the_question_before_with_its_answer_marked(planner: Talk) -> None:
    ann = planner.person()
    await ann.says("/pathway")
    await ann.presses("I work as a doctor")
    await ann.presses("‹ Back")
    assert "1 of 8" in ann.sees
    assert "✓ I work as a doctor" in ann.screen.buttons
    await ann.presses("I have my degree")
    assert "2 of 8" in ann.sees
    assert (await stored(planner, ann)).profile == {"stage": "graduate"}


async def test_back_on_the_first_screen_leads_to_the_menu(planner: Talk) -> None:
    ann = planner.person()
    await ann.says("/pathway")
    await ann.presses("‹ Back")
    assert ann.sees.startswith("Menu")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Nigeria", "NG"),
        ("phillipines", "PH"),
        ("pakisthan", "PK"),
        ("Royaume-Uni", "GB"),
        ("cote divoire", "CI"),
        ("I studied in Egypt", "EG"),
        ("saint kitts", "KN"),
        ("UK", "GB"),
    ],
)
async def test_a_country_can_be_typed_in_any_spelling(planner: Talk, typed: str, code: str) -> None:
    ann = planner.person()
    await skips_to(ann, "In which country")
    await ann.says(typed)
    assert "Noted:" in ann.sees
    assert (await stored(planner, ann)).profile["school_country"] == code


async def test_a_name_that_may_be_two_countries_is_asked_about_and_not_guessed(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "In which country")
    await ann.says("nigera")
    assert ann.screen.buttons[:2] == ["Nigeria", "Niger"]
    await ann.presses("Niger", on=ann.screen)
    assert (await stored(planner, ann)).profile["school_country"] == "NG"


async def test_a_question_stays_a_question_while_a_country_is_asked_for(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "In which country")
    await ann.says("what is the nac fee")
    assert ann.sees.startswith("How much does the NAC")
    assert "school_country" not in (await stored(planner, ann)).profile
    await ann.says("/pathway")
    assert "In which country" in ann.sees


async def test_words_are_a_question_again_once_another_answer_was_shown(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "In which country")
    await ann.says("what is the nac fee")
    await ann.says("Ireland")
    assert "school_country" not in (await stored(planner, ann)).profile


async def test_words_typed_a_day_later_are_a_question(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "In which country")
    planner.passes(days=1)
    await ann.says("Ireland")
    assert "school_country" not in (await stored(planner, ann)).profile


async def test_a_country_typed_while_a_choice_is_open_is_a_question(planner: Talk) -> None:
    ann = planner.person()
    await ann.says("/pathway")
    await ann.says("Ireland")
    assert (await stored(planner, ann)).profile == {}


@pytest.mark.parametrize("typed", ["06/2019", "2019-06", "June 2019", "juin 2019"])
async def test_a_month_can_be_typed(planner: Talk, typed: str) -> None:
    ann = planner.person()
    await skips_to(ann, "When did you graduate")
    await ann.says(typed)
    assert (await stored(planner, ann)).profile["graduation"] == "2019-06"


async def test_a_typed_year_asks_for_its_month(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "When did you graduate")
    await ann.says("1998")
    await ann.presses("Sep")
    assert (await stored(planner, ann)).profile["graduation"] == "1998-09"


async def test_a_month_that_cannot_be_is_asked_for_again(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "When did you graduate")
    await ann.says("06/2090")
    assert "too far away" in ann.sees
    assert "graduation" not in (await stored(planner, ann)).profile


async def test_earlier_years_are_a_tap_away(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "When did you graduate")
    await ann.presses("‹ 2004")
    await ann.presses("‹ 1992")
    assert "1994" in ann.screen.buttons
    await ann.presses("1994")
    await ann.presses("I only know the year")
    assert (await stored(planner, ann)).profile["graduation"] == "1994-06"


async def test_the_last_practice_cannot_lie_in_the_future(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "When did you last see patients")
    assert "2027" not in ann.screen.buttons
    await ann.presses("2026")
    assert "Nov" in ann.screen.buttons
    assert "Dec" not in ann.screen.buttons
    await ann.presses_data("1:wa:last_practice:2027-05")
    assert "last_practice" not in (await stored(planner, ann)).profile


async def test_a_booked_exam_is_asked_for_its_month(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "The MCCQE?")
    await ann.presses("Booked")
    assert "Which month?" in ann.sees
    await ann.presses("May 2027")
    assert (await stored(planner, ann)).profile["exams"] == {"mccqe": "booked:2027-05"}
    await ann.presses("‹ Back")
    assert "Booked, May 2027" in ann.sees


async def test_several_choices_toggle_and_next_stands_above_the_last_row(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "Which provinces")
    assert [button["text"] for button in ann.screen.rows[-2]] == ["Next"]
    await ann.presses("Alberta")
    await ann.presses("Ontario")
    assert {"✅ Alberta", "✅ Ontario"} <= set(ann.screen.buttons)
    await ann.presses("✅ Alberta")
    assert "Alberta" in ann.screen.buttons
    assert "provinces" not in (await stored(planner, ann)).profile, "nothing counts before Next"
    await ann.presses("Next")
    assert (await stored(planner, ann)).profile["provinces"] == ["ON"]


async def test_no_province_marked_means_any(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "Which provinces")
    await ann.presses("Next")
    assert (await stored(planner, ann)).profile["provinces"] == []


async def test_a_country_with_the_code_of_a_province_is_not_taken_for_it(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "Where do you live")
    await ann.says("Netherlands")
    assert "Noted: Netherlands" in ann.sees
    assert (await stored(planner, ann)).profile["living_in"] not in ("NL", "ON")


async def test_somebody_abroad_chooses_a_country(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "Where do you live")
    await ann.presses("🌍 Outside Canada")
    await ann.presses("More countries")
    await ann.presses("Philippines")
    assert (await stored(planner, ann)).profile["living_in"] == "PH"


async def test_one_stops_anywhere_and_goes_on_days_later_with_another_process(planner: Talk) -> None:
    ann = planner.person()
    await ann.says("/pathway")
    for label in ANSWERS[:5]:
        await ann.presses(label)
    planner.passes(days=9)
    await planner.restart()
    await ann.says("/pathway")
    assert "Welcome back" in ann.sees
    assert "4 of 8" in ann.sees
    for label in ANSWERS[5:]:
        await ann.presses(label)
    assert "My pathway to July 2028" in ann.sees


async def test_every_button_works_after_a_restart(planner: Talk) -> None:
    ann = planner.person()
    await ann.says("/pathway")
    for label in ANSWERS:
        await planner.restart()
        await ann.presses(label)
    assert "My pathway to July 2028" in ann.sees


async def test_a_button_of_an_earlier_screen_gets_the_screen_of_now(planner: Talk) -> None:
    ann = planner.person()
    await ann.says("/pathway")
    await ann.presses("I have my degree")
    await ann.presses_data("1:wa:stage:student")
    assert ann.toast is not None
    assert "earlier screen" in ann.toast["text"]
    assert "2 of 8" in ann.sees
    assert (await stored(planner, ann)).profile == {"stage": "graduate"}


async def test_a_double_tap_answers_once(planner: Talk) -> None:
    ann = planner.person()
    await ann.says("/pathway")
    first = ann.screen.rows[0][1]["callback_data"]
    await ann.presses_data(first)
    await ann.presses_data(first)
    assert "2 of 8" in ann.sees
    assert (await stored(planner, ann)).answered == ("stage",)


async def test_an_answer_that_no_longer_exists_asks_the_question_as_it_is_now(planner: Talk) -> None:
    ann = planner.person()
    await skips_to(ann, "What is your status")
    for data in ("1:wa:status:visitor", "1:wa:status:", "1:wt:status:pr", "1:wy:status:abroad", "1:wm:status:2019"):
        await ann.presses_data(data)
        assert ann.toast is not None
        assert "What is your status" in ann.sees
    assert "status" not in (await stored(planner, ann)).profile


async def test_buttons_of_somebody_without_a_plan_lead_to_its_beginning_or_the_menu(planner: Talk) -> None:
    ann = planner.person()
    await ann.says("hello")
    for data in ("1:wa:stage:student", "1:wh:0", "1:wc:stage"):
        await ann.presses_data(data)
        assert ann.sees.startswith("Menu")
    for data in ("1:wl", "1:ws:now:0", "1:wk:school:1", "1:wi", "1:we", "1:wf", "1:wz"):
        await ann.presses_data(data)
        assert "1 of 8" in ann.sees


async def test_starting_over_is_asked_once_more_and_the_first_button_says_yes(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    await ann.presses("✏️ Change an answer")
    await ann.presses("🗑 Start over")
    assert ann.screen.buttons[0] == "Yes, start over"
    assert ann.screen.buttons[-2:] == ["‹ Back", "☰ Menu"]
    await ann.presses("Yes, start over")
    assert "1 of 8" in ann.sees
    assert (await stored(planner, ann)).profile == {}


async def test_exactly_one_wanted_province_steers_answers_from_then_on(planner: Talk) -> None:
    ann, bob = planner.person(), planner.person("Bob")
    await goes_through(ann)
    await skips_to(bob, "Which provinces")
    for label in ("Ontario", "Alberta", "Next"):
        await bob.presses(label)
    async with planner.services.database.read() as connection:
        assert (await people.get(connection, ann.id)).province == "on"
        assert (await people.get(connection, bob.id)).province is None


async def test_in_a_group_the_planner_leads_to_the_private_chat(planner: Talk) -> None:
    ann = planner.person().in_group()
    await ann.says("/pathway")
    assert "personal" in ann.sees
    assert ann.screen.rows[0][0]["url"].endswith("?start=pathway")
    await ann.presses_data("1:w")
    assert ann.toast is not None
    assert ann.toast["url"].endswith("?start=pathway")


async def test_the_doors_of_the_welcome_and_the_menu_lead_to_the_planner(planner: Talk) -> None:
    ann = planner.person()
    await ann.says("/start")
    await ann.presses("🧭 My pathway")
    assert "1 of 8" in ann.sees
    await ann.says("/start pathway")
    assert "1 of 8" in ann.sees


async def test_without_rules_the_planner_says_so_and_asking_still_works(talk: Talk) -> None:
    ann = talk.person()
    await ann.says("/pathway")
    assert "not available" in ann.sees
    await ann.says("what is the fee")
    assert "3,320" in ann.sees


async def test_the_planner_speaks_french_where_the_person_does(planner: Talk) -> None:
    ann = planner.person("Anne", "fr")
    await ann.says("/pathway")
    assert "1 sur 8" in ann.sees
    assert ann.screen.buttons[-2:] == ["‹ Retour", "☰ Menu"]


async def test_knowing_nothing_still_gives_a_plan(planner: Talk) -> None:
    ann = planner.person()
    await knows_nothing(ann)
    assert "Not known yet" in ann.sees
    assert "could change" in ann.sees
