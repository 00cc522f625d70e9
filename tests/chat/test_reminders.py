"""Reminders in the chat: made from words, listed, changed, delivered."""

from __future__ import annotations

import asyncio

from bot.chat.reminder_letters import Letters
from bot.chat.reminder_times import study_prompts
from bot.serving.delivery import Delivery
from bot.storage import people, reminders
from tests.support.conversation import Person, Talk


def delivery(talk: Talk) -> Delivery:
    services = talk.services
    return Delivery(
        services.database,
        Letters(services.texts, services.knowledge),
        spoken=asyncio.Event(),
        prompts=study_prompts(services.knowledge),
        clock=lambda: talk.now,
    )


async def comes(talk: Talk) -> None:
    """What is due is delivered."""
    while await delivery(talk).tick():
        pass
    await talk.due()


async def in_toronto(talk: Talk) -> Person:
    ann = talk.person("Ann")
    await ann.says("/start")
    async with talk.services.database.write() as connection:
        await people.change(connection, ann.id, talk.now, zone="America/Toronto")
    return ann


async def saved(talk: Talk, ann: Person, words: str) -> None:
    await ann.says(words)
    await ann.presses("✅")
    assert ann.sees.startswith("✅ Saved.")


async def test_a_reminder_is_repeated_with_weekday_date_hour_and_zone_before_it_is_saved(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await ann.says("/remind tomorrow at 18:00 call the college")
    assert "call the college" in ann.sees
    assert "Wednesday, November 25, 2026 at 18:00 (Toronto time)" in ann.sees
    assert ann.screen.buttons[0] == "✅ Save"
    await ann.says("/reminders")
    assert "Nothing here yet" in ann.sees


async def test_a_saved_reminder_comes_at_its_time_with_done_first(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await saved(talk, ann, "remind me tomorrow at 18:00 to call the college")
    talk.passes(days=1, hours=7)
    await comes(talk)
    assert "Saved" in ann.sees
    talk.passes(hours=1)
    await comes(talk)
    assert ann.sees.startswith("⏰ call the college")
    assert ann.screen.buttons[0] == "✅ Done"
    await ann.presses("✅")
    assert ann.sees.startswith("✅ ⏰ call the college")
    count = len(ann.messages)
    talk.passes(days=3)
    await comes(talk)
    assert len(ann.messages) == count


async def test_the_zone_is_asked_once_by_button_and_the_words_are_not_lost(talk: Talk) -> None:
    ann = talk.person("Ann")
    await ann.says("remind me tomorrow at 18:00 to call the college")
    assert "Where are you?" in ann.sees
    await ann.presses("Vancouver")
    assert "(Vancouver time)" in ann.sees
    await ann.presses("✅")
    await ann.says("remind me on Friday to pay the fee")
    assert "(Vancouver time)" in ann.sees


async def test_a_city_is_typed_in_any_spelling(talk: Talk) -> None:
    ann = talk.person("Ann")
    await ann.says("/remind tomorrow at 18:00 call the college")
    await ann.says("Karatchi")
    assert any("Karachi" in label for label in ann.screen.buttons) or "(Karachi time)" in ann.sees


async def test_what_is_no_city_but_makes_sense_is_answered_while_the_zone_is_asked(talk: Talk) -> None:
    ann = talk.person("Ann")
    await ann.says("remind me tomorrow at 18:00 to call the college")
    assert "Where are you?" in ann.sees
    await ann.says("I feel hopeless")
    assert "9-8-8" in ann.sees
    await ann.says("qqzzxv")
    assert "do not know that place" in ann.sees
    await ann.says("Vancouver")
    assert "(Vancouver time)" in ann.sees


async def test_a_shared_place_tells_the_zone_and_is_not_kept(talk: Talk) -> None:
    ann = talk.person("Ann")
    await ann.says("/remind tomorrow at 18:00 call the college")
    await ann.sends(location={"latitude": 27.7, "longitude": 85.3})
    assert "(Kathmandu time)" in ann.sees
    await ann.sends(location={"latitude": 27.7, "longitude": 85.3})
    assert "I have not kept that place" in ann.sees


async def test_a_moment_within_the_day_needs_no_zone(talk: Talk) -> None:
    ann = talk.person("Ann")
    await ann.says("remind me in 40 minutes to call mom")
    assert "call mom\nin 40 min" in ann.sees
    await ann.presses("✅")
    talk.passes(minutes=40)
    await comes(talk)
    assert ann.sees.startswith("⏰ call mom")


async def test_words_that_mean_two_times_are_asked_about_and_never_guessed(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await ann.says("remind me tomorrow at 7 to study")
    assert "Which time do you mean?" in ann.sees
    assert ann.screen.buttons[:2] == [
        "Wednesday, November 25, 2026 at 07:00",
        "Wednesday, November 25, 2026 at 19:00",
    ]
    await ann.presses("Wednesday, November 25, 2026 at 19:00")
    assert "at 19:00 (Toronto time)" in ann.sees
    await ann.presses("✅")
    await ann.says("/reminders")
    assert "study\nWednesday, November 25, 2026 at 19:00" in ann.sees


async def test_a_series_shows_its_next_times_and_goes_on_after_each(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await saved(talk, ann, "remind me every Monday at 7pm to do 40 questions")
    for _ in range(2):
        talk.passes(days=7)
        count = len(ann.messages)
        await comes(talk)
        assert len(ann.messages) == count + 1
        assert "every Monday at 19:00" in ann.sees
    await ann.says("/reminders")
    assert "Monday, December 14, 2026 at 19:00" in ann.sees


async def test_snoozing_never_moves_the_series(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await saved(talk, ann, "remind me every day at 19:00 to study")
    talk.passes(hours=10)
    await comes(talk)
    await ann.presses("💤 1 h")
    assert "Once more:" in ann.sees
    talk.passes(hours=1, minutes=1)
    await comes(talk)
    assert ann.sees.startswith("⏰ study")
    await ann.says("/reminders")
    assert "Wednesday, November 25, 2026 at 19:00" in ann.sees


async def test_a_question_about_reminders_of_the_exam_stays_a_question(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await ann.says("remind me what the fee is")
    assert "3,320" in ann.sees


async def test_pause_resume_delete_and_undo(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await saved(talk, ann, "remind me every day at 19:00 to study")
    await ann.says("/reminders")
    await ann.presses("1. study")
    await ann.presses("⏸")
    assert "Paused" in ann.sees
    count = len(ann.messages)
    talk.passes(days=2)
    await comes(talk)
    assert len(ann.messages) == count
    await ann.presses("▶️")
    assert "Next: Thursday, November 26, 2026 at 19:00" in ann.sees
    await ann.presses("🗑")
    assert "Deleted" in ann.sees
    await ann.presses("↩️")
    assert "Next: Thursday, November 26, 2026 at 19:00" in ann.sees


async def test_text_and_time_of_a_stored_reminder_are_changed(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await saved(talk, ann, "remind me every day at 19:00 to study")
    await ann.says("/reminders")
    await ann.presses("1. study")
    await ann.presses("✏️ Text")
    await ann.says("study cardiology")
    assert ann.sees.startswith("study cardiology")
    await ann.presses("🕐")
    await ann.says("every monday at 8:00")
    assert "every Monday at 08:00" in ann.sees
    await ann.presses("✅")
    await ann.says("/reminders")
    assert "study cardiology\nMonday, November 30, 2026 at 08:00" in ann.sees
    assert "(1)" in ann.sees


async def test_a_person_has_at_most_a_hundred(talk: Talk) -> None:
    ann = await in_toronto(talk)
    async with talk.services.database.write() as connection:
        for number in range(100):
            one = reminders.Reminder(ann.id, "own", f"no {number}", "2027-05-08T09:00", "America/Toronto")
            await reminders.add(connection, one, reminders.Coming(talk.now.replace(year=2027)), talk.now)
    await ann.says("remind me tomorrow to sleep")
    await ann.presses("✅")
    assert "100 reminders, as many as I can keep" in ann.sees


async def test_after_days_of_silence_one_digest_comes_oldest_first(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await saved(talk, ann, "remind me tomorrow at 18:00 to call the college")
    await saved(talk, ann, "remind me tomorrow at 9:00 to pay the fee")
    await saved(talk, ann, "remind me every day at 19:00 to study")
    count = len(ann.messages)
    talk.passes(days=3)
    await comes(talk)
    assert len(ann.messages) == count + 1
    assert ann.sees.startswith("While I was away")
    assert ann.sees.index("study") < ann.sees.index("pay the fee") < ann.sees.index("call the college")
    await comes(talk)
    assert len(ann.messages) == count + 1


async def test_who_had_blocked_the_bot_gets_one_digest_on_return(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await saved(talk, ann, "remind me every day at 19:00 to study")
    await ann.blocks()
    count = len(ann.messages)
    talk.passes(days=3)
    await comes(talk)
    assert len(ann.messages) == count
    await ann.blocks(gone=False)
    await comes(talk)
    assert len(ann.messages) == count + 1
    assert ann.sees.startswith("While I was away")
    await comes(talk)
    assert len(ann.messages) == count + 1


async def test_buttons_of_a_deleted_reminder_answer_kindly(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await saved(talk, ann, "remind me tomorrow at 18:00 to call the college")
    talk.passes(days=1, hours=9)
    await comes(talk)
    message = ann.screen
    await ann.says("/forget")
    await ann.presses("🗑")
    for label in ("💤 1 h", "✏️", "⏹", "✅"):
        await ann.presses(label, on=message)
        assert ann.toast is not None
