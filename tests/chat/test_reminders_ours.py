"""What the bot plans itself: countdowns, official dates, and the settings that they need."""

from __future__ import annotations

import asyncio
import json
from datetime import date

from icalendar import Calendar

from bot.chat.follow import follow_dates
from bot.chat.reminder_letters import Letters
from bot.serving.following import Following
from bot.storage import people
from tests.chat.test_reminders import comes, in_toronto, saved
from tests.support.conversation import Person, Talk


async def counts_down(planner: Talk, ann: Person, date_words: str = "March 6, 2027") -> None:
    await ann.says("/remind")
    await ann.presses("🎓")
    await ann.presses("NAC")
    await ann.says(date_words)
    await ann.presses("18:00")
    await ann.presses("🚶")


async def test_a_countdown_is_previewed_saved_and_comes(planner: Talk) -> None:
    ann = await in_toronto(planner)
    await counts_down(planner, ann)
    assert "NAC, Mar 6, 2027" in ann.sees
    assert "90, 60, 30, 14, 7, 1" in ann.sees
    await ann.presses("✅")
    assert "Saved: countdown to NAC" in ann.sees
    await ann.says("/reminders")
    assert "Countdown: NAC" in ann.sees
    planner.now = planner.now.replace(year=2027, month=2, day=4, hour=23, minute=30)
    await comes(planner)
    planner.now = planner.now.replace(day=4, hour=23, minute=59)
    seen = "\n".join(message.text for message in ann.messages)
    assert "NAC" in seen
    assert "days (Mar 6, 2027)" in seen


async def test_a_session_of_several_days_leads_to_a_month_of_buttons(planner: Talk) -> None:
    ann = await in_toronto(planner)
    await ann.says("/remind")
    await ann.presses("🎓")
    await ann.presses("MCCQE")
    session = ann.screen.buttons[0]
    await ann.presses(session)
    assert len(ann.screen.rows) <= 8
    await ann.presses("›")
    assert len(ann.screen.rows) <= 8
    await ann.presses("15")
    assert "At what hour" in ann.sees


async def test_a_past_date_is_met_kindly(planner: Talk) -> None:
    ann = await in_toronto(planner)
    await ann.says("/remind")
    await ann.presses("🎓")
    await ann.presses("Another exam")
    await ann.says("ICFE")
    await ann.says("March 3, 2020")
    assert "ICFE: that day has passed" in ann.sees


async def test_changing_the_date_moves_the_plan(planner: Talk) -> None:
    ann = await in_toronto(planner)
    await counts_down(planner, ann)
    await ann.presses("✅")
    await ann.says("/reminders")
    await ann.presses("1. 🎓")
    await ann.presses("📅")
    await ann.says("June 5, 2027")
    assert "NAC, Jun 5, 2027" in ann.sees
    await ann.presses("✅")
    await ann.says("/reminders")
    assert "(1)" in ann.sees
    planner.now = planner.now.replace(year=2027, month=6, day=4, hour=23, minute=0)
    await comes(planner)
    await comes(planner)
    assert "tomorrow" in "\n".join(message.text for message in ann.messages)


async def test_the_eve_has_milestone_and_checklist_also_where_both_come_at_one_hour(planner: Talk) -> None:
    ann = await in_toronto(planner)
    async with planner.services.database.write() as connection:
        await people.change(connection, ann.id, planner.now, hour="19:00")
    await ann.says("/remind")
    await ann.presses("🎓")
    await ann.presses("NAC")
    await ann.says("November 26, 2026")
    await ann.presses("19:00")
    await ann.presses("🌱")
    await ann.presses("✅")
    planner.passes(days=1, hours=10)
    await comes(planner)
    assert "NAC: tomorrow (Nov 26, 2026)" in ann.sees
    assert "For tonight" in ann.sees


async def test_an_official_date_is_followed_and_a_second_tap_says_so(planner: Talk) -> None:
    ann = await in_toronto(planner)
    await ann.says("/remind")
    await ann.presses("📌")
    label = ann.screen.buttons[3]
    await ann.presses(label)
    assert "I remind you 30, 7 and 1 days before" in ann.sees
    await ann.presses("✅")
    assert "I follow:" in ann.sees
    await ann.says("/reminders")
    assert "📌" in ann.sees
    await ann.says("/remind")
    await ann.presses("📌")
    await ann.presses(label)
    assert "You follow this date already." in ann.sees


async def test_followers_are_told_once_when_an_editor_moves_a_date(planner: Talk) -> None:
    ann = await in_toronto(planner)
    await ann.presses_data("1:rd:carms-r1-2027-match-day", on=ann.screen)
    rules = planner.services.rules
    assert rules is not None
    event = next(item for item in rules.calendar.values() if item.start > date(2027, 1, 20))
    await ann.presses_data(f"1:rd:{event.id}", on=ann.screen)
    await ann.presses("✅")
    moved = event.model_copy(update={"start": date(2027, 2, 1), "end": None, "kind": "official"})
    services = planner.services
    following = Following(
        services.database,
        Letters(services.texts, services.knowledge),
        {event.id: moved},
        spoken=asyncio.Event(),
        clock=lambda: planner.now,
    )
    assert await following.look() == 1
    assert await following.look() == 0
    await planner.due()
    assert "The date has changed" in ann.sees
    assert "Feb 1, 2027 (officially announced)" in ann.sees
    await ann.says("/reminders")
    assert "Saturday, January 2, 2027 at 09:00" in ann.sees


async def test_a_date_of_the_plan_is_followed_with_one_tap_and_not_twice(planner: Talk) -> None:
    ann = await in_toronto(planner)
    items = [("Apply for the NAC", date(2027, 2, 1), "nac-fee"), ("Too near", date(2026, 11, 24), "nac-fee")]
    seen: list[str] = []

    async def pressed(update, context, address) -> None:  # type: ignore[no-untyped-def]
        await follow_dates(context, items)
        seen.append("x")

    from bot.chat import router

    door = router.VERBS["rk"]
    router.VERBS["rk"] = router.Door(pressed)
    try:
        await ann.presses_data("1:rk:0", on=ann.screen)
        assert "1 reminders" in ann.sees
        await ann.presses_data("1:rk:0", on=ann.screen)
        assert "You already have reminders" in ann.sees
    finally:
        router.VERBS["rk"] = door


async def test_quiet_hours_hold_ours_back_but_not_a_persons_own(planner: Talk) -> None:
    ann = await in_toronto(planner)
    await counts_down(planner, ann, "December 2, 2026")
    await ann.presses("✅")
    await saved(planner, ann, "remind me tomorrow at 18:00 to call mom")
    async with planner.services.database.write() as connection:
        await people.change(connection, ann.id, planner.now, quiet_from="17:00", quiet_to="21:00")
    planner.now = planner.now.replace(day=25, hour=23, minute=1)  # 18:01 in Toronto, a week before the exam
    await comes(planner)
    assert ann.sees.startswith("⏰ call mom")
    count = len(ann.messages)
    planner.passes(hours=3)
    await comes(planner)
    assert len(ann.messages) == count + 1
    assert "NAC" in ann.sees


async def test_settings_show_and_change_what_reminders_need(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await ann.says("/settings")
    assert "Time zone: Toronto" in ann.sees
    assert len(ann.screen.rows) <= 8
    await ann.presses("🕐")
    await ann.presses("07:00")
    assert "Usual hour of reminders: 07:00" in ann.sees
    await ann.presses("🌙")
    await ann.presses("22:00 – 07:00")
    assert "Quiet hours: 22:00 – 07:00" in ann.sees
    await ann.presses("📖")
    await ann.presses("🏃")
    assert "Intense" in ann.sees
    await ann.says("remind me tomorrow to sleep")
    assert "at 07:00 (Toronto time)" in ann.sees


async def test_a_change_of_zone_asks_what_the_series_keep(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await saved(talk, ann, "remind me every day at 19:00 to study")
    for label, expected in (("🌐", "19:00 (Toronto time)"), ("🕐", "19:00 (Vancouver time)")):
        await ann.says("/settings")
        await ann.presses("🌍")
        await ann.says("Vancouver" if label == "🌐" else "Edmonton")
        if ann.sees == "Which one?":
            await ann.presses("Vancouver, BC" if label == "🌐" else "Edmonton, AB")
        assert "You have moved!" in ann.sees
        await ann.presses(label)
        if label == "🌐":
            assert "Time zone: Vancouver" in ann.sees
            await ann.says("/reminders")
            assert expected in ann.sees
        else:
            await ann.says("/reminders")
            assert "19:00 (Edmonton time)" in ann.sees


async def test_the_export_holds_everything_and_the_calendar_file(talk: Talk) -> None:
    ann = await in_toronto(talk)
    await saved(talk, ann, "remind me every Monday at 19:00 to study, until June 1, 2027")
    await saved(talk, ann, "remind me on May 8, 2027 at 9:00 to breathe")
    new = await ann.says("/export")
    assert [message.file_name for message in new] == ["pathway-data.json", "reminders.ics"]
    assert new[0].file is not None
    assert new[1].file is not None
    assert len(json.loads(new[0].file)["reminders"]) == 2
    events = Calendar.from_ical(new[1].file).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["study", "breathe"]
    assert events[0]["RRULE"]["FREQ"] == ["WEEKLY"]
    assert str(events[1]["DTSTART"].dt) == "2027-05-08 09:00:00-04:00"


async def test_an_answer_with_a_date_offers_to_remind(planner: Talk) -> None:
    ann = await in_toronto(planner)
    await ann.says("/start e_nac-session-dates")
    assert "⏰ Remind me" in ann.screen.buttons
    await ann.presses("⏰ Remind me")
    assert "I remind you 30, 7 and 1 days before" in ann.sees
