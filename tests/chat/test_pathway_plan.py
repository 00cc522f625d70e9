"""The plan: seen, ticked, sharpened, changed, looked at again later, and taken along."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar
from PIL import Image

from bot.chat import pathway, router
from bot.chat.pathway_show import can_follow
from bot.chat.pathway_totals import work
from bot.knowledge.pathway_file import Rules
from bot.pathway.planner import plan
from bot.pathway.profile import read_profile
from bot.storage import account, plans
from bot.storage.database import Database
from tests.chat.pathway_people import ANSWERS, knows_nothing
from tests.chat.pathway_people import plans as goes_through
from tests.support.conversation import Person, Shown, Talk


def labelled(shown: Shown, words: str) -> str:
    return next(label for label in shown.buttons if label.startswith(words))


async def test_warnings_come_before_at_most_three_things_to_do_now(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    text = ann.sees
    assert text.index("First of all") < text.index("👉 Now")
    assert [place for place in ("1. ", "2. ", "3. ", "4. ") if f"\n{place}" in text] == ["1. ", "2. ", "3. "]
    assert [button["text"] for button in ann.screen.rows[0]] == ["1", "2", "3"]


async def test_each_thing_to_do_says_why_how_long_what_it_costs_and_how_sure_its_date_is(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    assert text_between(ann.sees, "\n2. ", "\n3. ").count("·") == 2
    assert "CAD 320 (c. 2024)" in ann.sees
    await ann.presses("⏭ Next")
    assert "(estimated)" in ann.sees


def text_between(text: str, start: str, end: str) -> str:
    return text.split(start, 1)[1].split(end, 1)[0]


async def test_costs_and_time_are_ranges_and_information_not_advice_is_said_once(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    assert "Known fees still ahead: about CAD" in ann.sees
    assert "July 2028 is about 19 months away" in ann.sees
    assert ann.sees.count("not advice") == 1


async def test_a_year_out_of_reach_is_said_kindly_with_the_reason(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann, *ANSWERS[:-1], "2027")
    assert "My pathway to July 2028" in ann.sees
    assert "You asked for July 2027" in ann.sees
    assert "not your fault" in ann.sees
    assert "July 2027 is out of reach because" in ann.sees


async def test_a_doctor_with_training_and_recent_practice_is_shown_plan_b_before_residency(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann, *ANSWERS[:6], "3 years", "10 or more", *ANSWERS[8:])
    assert "Look at Plan B first" in ann.sees
    await ann.presses("🔀 Plan B")
    assert "1. Look here before residency:" in ann.sees


async def test_every_part_of_the_plan_opens_and_leads_back(planner: Talk) -> None:
    ann = planner.person()
    await knows_nothing(ann)
    for door in ("👉 Now", "⏭ Next", "🗓 Later", "⚠️ Warnings", "🔀 Plan B"):
        screen = ann.screen
        await ann.presses(door)
        for label in [label for label in screen.buttons if label.isdigit()]:
            await ann.presses(label)
            assert screen.buttons[-2:] == ["‹ Back", "☰ Menu"]
            assert labelled(screen, "📖")
            await ann.presses("‹ Back")
            if "As of" in screen.text:
                await ann.presses(door)
        await ann.presses("‹ Back")
        assert "As of" in screen.text
    assert len(ann.messages) == 1


async def test_an_exam_opened_says_from_when_to_when_to_apply(planner: Talk) -> None:
    ann = planner.person()
    await knows_nothing(ann)
    await ann.presses("⏭ Next")
    number = next(row for row in ann.sees.splitlines() if row.endswith("Pass the NAC exam")).partition(".")[0]
    await ann.presses(number)
    assert "Applications for the" in ann.sees
    assert "Who misses this misses the exam." in ann.sees


async def test_a_step_opens_its_answers_as_new_messages(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    await ann.presses("1")
    label = labelled(ann.screen, "📖")
    await ann.presses(label)
    assert len(ann.messages) == 2
    assert "Source" in ann.sees


async def test_a_tick_makes_the_plan_anew_and_can_be_taken_back(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    before = ann.sees
    assert "Check that your school is accepted" in before
    await ann.presses("1")
    await ann.presses("✅ This is done")
    assert "Check that your school is accepted" not in ann.sees
    assert labelled(ann.screen, "✅ Done (2)")
    await ann.presses("✅ Done")
    await ann.presses("1")
    await ann.presses("↩ Not done yet")
    assert "Check that your school is accepted" in ann.sees


async def test_a_tick_pressed_twice_stays_a_tick(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    for _ in range(2):
        await ann.presses_data("1:wk:school:1")
    async with planner.services.database.read() as connection:
        row = await plans.get(connection, ann.id)
    assert row is not None
    assert row.ticks == ("school",)


async def test_ticking_the_last_step_counts_what_comes_before_it_as_done(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    await ann.presses_data("1:wk:account:1")
    assert labelled(ann.screen, "✅ Done (3)")
    await ann.presses_data("1:wo:school")
    assert "a later step that you ticked" in ann.sees


async def test_an_answer_is_changed_alone_and_the_plan_says_what_that_changed(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    await ann.presses("✏️ Change an answer")
    assert "Status in Canada: Permanent resident" in ann.sees
    await ann.presses("✏️ Status")
    await ann.presses("Work permit")
    assert "What your answer changed" in ann.sees
    assert "Permanent residence or citizenship" in ann.sees
    assert "(if PR is in hand by then)" in ann.sees
    await ann.presses("✏️ Change an answer")
    assert "School's country: Nigeria" in ann.sees


async def test_a_change_that_opens_new_questions_asks_only_those(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann, "I am a medical student", "Nigeria", "2026", *ANSWERS[3:6], *ANSWERS[10:])
    await ann.presses("✏️ Change an answer")
    await ann.presses("✏️ Stage")
    await ann.presses("I have my degree")
    assert "5 of 8" in ann.sees
    for _ in range(3):
        await ann.presses("I don't know")
    assert "As of" in ann.sees


async def test_back_from_a_single_answer_changes_nothing(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    plan_text = ann.sees
    await ann.presses("✏️ Change an answer")
    await ann.presses("✏️ Status")
    await ann.presses("‹ Back")
    assert ann.sees == plan_text


async def test_an_answer_to_a_question_no_longer_asked_does_not_steer_the_plan(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann, *ANSWERS[:6], "3 years", "10 or more", *ANSWERS[8:])
    await ann.presses("🔀 Plan B")
    assert "practice-ready" in ann.sees
    await ann.presses("‹ Back")
    await ann.presses("✏️ Change an answer")
    await ann.presses("✏️ Stage")
    await ann.presses("I am a medical student")
    await ann.presses("🔀 Plan B")
    assert "Look here before residency" not in ann.sees


async def test_opened_later_the_plan_dates_itself_anew_and_says_what_moved_and_why(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    planner.passes(days=240)
    await planner.restart()
    await ann.says("/pathway")
    assert "As of Jul 22, 2027" in ann.sees
    assert "What moved since Nov 24, 2026" in ann.sees
    assert "The plan is now for July 2029; July 2028 cannot be reached because" in ann.sees
    await ann.says("/pathway")
    assert "What moved" not in ann.sees


async def test_a_day_on_which_nothing_moved_is_not_talked_about(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    planner.passes(days=1)
    await ann.says("/pathway")
    assert "What moved" not in ann.sees


async def test_a_date_that_an_authority_announced_is_told_with_the_one_before(planner: Talk, rules: Rules) -> None:
    ann = planner.person()
    await goes_through(ann)
    event = rules.calendar["fmproc-2027-registration"]
    announced = event.model_copy(
        update={
            "id": "fmproc-2028-registration",
            "start": date(2027, 9, 6),
            "end": date(2027, 10, 24),
            "kind": "official",
        }
    )
    changed = replace(rules, calendar={**rules.calendar, announced.id: announced})
    planner.services = replace(planner.services, rules=changed)
    await planner.start()
    await ann.says("/pathway")
    assert "Oct 24, 2027 (official) was announced; before, it was Oct 30, 2027." in ann.sees


async def test_up_to_four_further_questions_make_the_plan_sharper(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    await ann.presses("🔍 Make it sharper")
    asked = 0
    while "make it sharper" in ann.sees:
        asked += 1
        assert "Your answer could change:" in ann.sees
        await ann.presses("I don't know")
    assert 1 <= asked <= 4
    assert "As of" in ann.sees


async def test_back_from_a_further_question_leads_to_the_plan(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    await ann.presses("🔍 Make it sharper")
    await ann.presses("‹ Back")
    assert "As of" in ann.sees


async def test_nothing_to_ask_offers_no_question(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    for _ in range(4):
        if "🔍 Make it sharper" not in ann.screen.buttons:
            break
        await ann.presses("🔍 Make it sharper")
        while "make it sharper" in ann.sees:
            await ann.presses("I don't know")
    assert "🔍 Make it sharper" not in ann.screen.buttons
    await ann.presses_data("1:wz")
    assert "As of" in ann.sees


async def test_the_picture_is_a_photo_that_telegram_takes(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    await ann.presses("🖼 Picture")
    assert ann.screen.file is not None
    with Image.open(io.BytesIO(ann.screen.file)) as picture:
        # Bot API, sendPhoto: width and height at most 10,000 together, the ratio at most 20.
        assert sum(picture.size) <= 10_000
        assert max(picture.size) <= 20 * min(picture.size)
    await ann.presses("‹ Back")
    assert "As of" in ann.sees


async def test_the_calendar_file_holds_the_dates_of_the_plan(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    await ann.presses("📅 Calendar")
    assert ann.screen.file_name == "pathway-2028.ics"
    assert ann.screen.file is not None
    events = Calendar.from_ical(ann.screen.file.decode()).walk("VEVENT")
    assert any("Apply to programs" in str(event["SUMMARY"]) for event in events)


async def test_the_text_to_forward_is_short_and_has_no_buttons(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    await ann.presses("📤 As text")
    assert ann.screen.rows == []
    assert "My pathway to July 2028" in ann.sees
    assert "not advice" in ann.sees


async def test_files_and_text_come_from_any_earlier_message_after_a_restart(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    old = ann.screen
    await ann.says("/menu")
    await planner.restart()
    await ann.presses("📤 As text", on=old)
    assert "My pathway to July 2028" in ann.sees


async def test_dates_can_be_followed_only_where_something_follows_them(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    assert ("⏰ Follow the dates" in ann.screen.buttons) == can_follow() == ("wr" in router.VERBS)
    assert ("wr" in pathway.presses()) == can_follow()


async def test_what_the_plan_no_longer_holds_gets_the_plan_as_it_is(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    for data in ("1:wo:tdm", "1:wx:qc", "1:wq:sk", "1:wk:gone:1", "1:ws:never:999999", "1:ww:", "1:wp:-3", "1:wh:x"):
        await ann.presses_data(data)
        assert ann.toast is not None
        assert ann.screen.buttons[-1] == "☰ Menu"


async def test_no_screen_promises_or_speaks_of_odds(planner: Talk) -> None:
    ann = planner.person()
    await knows_nothing(ann)
    for words in ("you are eligible", "guarantee", "chance", "odds", "probability"):
        assert words not in ann.sees.lower()


async def test_the_plan_is_exported_and_erased_with_everything_else(planner: Talk) -> None:
    ann = planner.person()
    await goes_through(ann)
    assert await held(planner.services.database, ann)
    await ann.says("/forget")
    await ann.presses("🗑 Yes")
    assert not await held(planner.services.database, ann)
    await ann.says("/pathway")
    assert "1 of 8" in ann.sees


async def held(database: Database, person: Person) -> bool:
    async with database.read() as connection:
        return "plans" in await account.export(connection, person.id)


@pytest.mark.parametrize(("exams", "months"), [({}, (8, 8)), ({"nac": "passed", "mccqe": "passed"}, (3, 3))])
def test_work_that_runs_beside_other_work_is_not_counted_twice(
    rules: Rules, exams: dict[str, str], months: tuple[float, float]
) -> None:
    profile = read_profile({"status": "pr", "exams": exams})
    assert work(plan(profile, date(2026, 11, 24), rules), rules) == months
