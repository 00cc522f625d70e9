"""When a reminder comes next, in every zone; quiet hours; wishes; the calendar file; cities."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bot.knowledge.calendar import Event
from bot.knowledge.model import Entry
from bot.reminders import cities
from bot.reminders.dated import dated_event
from bot.reminders.ics import calendar_file
from bot.reminders.schedule import Schedule, coming, missed, next_of, quiet_until
from bot.reminders.wish import is_wish, needs_no_zone
from bot.reminders.zones import names, to_utc, to_zone

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
ZONES = st.sampled_from(sorted(names()))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)
CLOCKS = st.sampled_from([None, "00:00", "02:30", "07:00", "12:00", "21:45", "23:59"])


@given(ZONES, MOMENTS, st.integers(0, 23), st.integers(0, 59))
@settings(max_examples=150, deadline=None)
def test_a_daily_series_comes_once_a_day_in_every_zone_over_changes_of_clocks(
    zone: str, moment: datetime, hour: int, minute: int
) -> None:
    wall = to_zone(moment, zone).replace(tzinfo=None, hour=hour, minute=minute, second=0, microsecond=0)
    schedule = Schedule("own", wall, zone, "FREQ=DAILY")
    times = [one.at for one in islice(coming(schedule, moment), 20)]
    gaps = [to_utc(later) - to_utc(earlier) for earlier, later in pairwise(times)]
    # The widest change of clocks is that of a zone which moves over the date line.
    assert all(timedelta(0) < gap <= timedelta(hours=48) for gap in gaps)
    assert to_utc(times[0]) > moment


@given(ZONES, MOMENTS, st.integers(1, 900))
@settings(max_examples=100, deadline=None)
def test_what_was_missed_and_what_is_next_leave_no_gap_and_no_double(zone: str, moment: datetime, hours: int) -> None:
    schedule = Schedule("own", to_zone(moment, zone).replace(tzinfo=None), zone, "FREQ=DAILY;INTERVAL=2")
    now = moment + timedelta(hours=hours)
    passed = [to_utc(one.at) for one in missed(schedule, moment, now)]
    following = next_of(schedule, now)
    assert following is not None
    assert [*passed, to_utc(following.at)] == [
        to_utc(one.at) for one in islice(coming(schedule, moment), len(passed) + 1)
    ]


@given(ZONES, MOMENTS, CLOCKS, CLOCKS)
@settings(max_examples=150, deadline=None)
def test_quiet_hours_end_within_a_day_and_outside_of_them(
    zone: str, moment: datetime, start: str | None, end: str | None
) -> None:
    until = quiet_until(moment, zone, start, end)
    if until is not None:
        assert timedelta(0) < to_utc(until) - moment <= timedelta(hours=26)
        assert quiet_until(to_utc(until), zone, start, end) is None or to_utc(until) > moment


def test_quiet_hours_over_midnight() -> None:
    late = datetime(2026, 11, 24, 23, tzinfo=UTC)
    for moment in (late, late + timedelta(hours=4)):
        assert quiet_until(moment, "UTC", "22:00", "07:00") == datetime(2026, 11, 25, 7, tzinfo=UTC)
    assert quiet_until(late - timedelta(hours=2), "UTC", "22:00", "07:00") is None
    assert quiet_until(late, "UTC", None, None) is None


def test_a_deadline_comes_30_7_and_1_days_before_its_start_and_7_and_1_before_its_end() -> None:
    detail = {"start": "2027-02-01", "last": "2027-03-15", "hour": "09:00"}
    schedule = Schedule("deadline", datetime(2026, 11, 24), "America/Toronto", None, detail)
    found = [(one.at.date().isoformat(), one.parts[0]["kind"]) for one in coming(schedule, NOW)]
    assert found == [
        ("2027-01-02", "start"),
        ("2027-01-25", "start"),
        ("2027-01-31", "start"),
        ("2027-03-08", "last"),
        ("2027-03-14", "last"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "remind me every Monday at 7pm to do 40 questions",
        "rappelle-moi demain à 18h d'appeler",
        "Hey, can you remind me in 20 min to eat",
        "pls remindme friday to pay",
        "set a reminder for May 8",
        "Peux-tu me rappeler demain de payer ?",
    ],
)
def test_a_sentence_that_asks_for_a_reminder_is_known(text: str) -> None:
    assert is_wish(text)


@pytest.mark.parametrize(
    "text",
    [
        "remind me what the NAC fee is",
        "can you remind me when applications close?",
        "how do reminders work",
        "do I get a reminder from CaRMS?",
        "rappelle-moi combien coûte l'examen",
        "does the college remind me to renew",
    ],
)
def test_a_question_is_no_wish_for_a_reminder(text: str) -> None:
    assert not is_wish(text)


def test_only_a_moment_that_is_the_same_everywhere_needs_no_zone() -> None:
    assert needs_no_zone("remind me in 40 minutes to call", NOW)
    assert needs_no_zone("rappelle-moi dans 2 heures de manger", NOW)
    assert not needs_no_zone("remind me tomorrow to call", NOW)
    assert not needs_no_zone("remind me at 18:00 to call", NOW)


def event(name: str, start: date, *about: str) -> Event:
    return Event(
        id=name, title="An event", start=start, kind="official", sources=("x",), checked=date(2026, 11, 1), about=about
    )


def test_an_answer_has_the_date_of_the_next_event_that_it_is_wholly_about() -> None:
    events = [
        event("late", date(2027, 5, 1), "nac", "date"),
        event("next", date(2027, 2, 1), "nac", "date"),
        event("past", date(2026, 2, 1), "nac", "date"),
        event("other", date(2027, 1, 1), "mccqe", "date"),
        event("one-province", date(2026, 12, 1), "provinces", "deadline"),
    ]
    entry = Entry(id="a", question="When?", answer="Then.", about=("nac", "date", "place"))
    found = dated_event(entry, events, NOW.date())
    assert found is not None
    assert found.id == "next"
    assert dated_event(entry.model_copy(update={"about": ("nac", "cost")}), events, NOW.date()) is None
    assert dated_event(entry.model_copy(update={"about": ("provinces", "deadline")}), events, NOW.date()) is None


def test_a_calendar_file_moves_its_events_when_it_is_made_again() -> None:
    series = Schedule("own", datetime(2026, 12, 7, 19), "America/Toronto", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270601T235959")
    moment = Schedule("own", datetime(2026, 12, 1, 9), "UTC", None)
    read = [
        {str(found["UID"]): found for found in Calendar.from_ical(calendar_file(made, NOW)).walk("VEVENT")}
        for made in ([(1, "study", series), (2, "call", moment)], [(1, "study", series)])
    ]
    assert read[0].keys() == {"reminder-1@pathway.invalid", "reminder-2@pathway.invalid"}
    assert read[1].keys() <= read[0].keys()
    first = read[0]["reminder-1@pathway.invalid"]
    assert first["RRULE"]["UNTIL"] == [datetime(2027, 6, 2, 3, 59, 59, tzinfo=UTC)]
    assert str(first["DTSTART"].dt) == "2026-12-07 19:00:00-05:00"


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("toronto", "America/Toronto"),
        ("Torronto", "America/Toronto"),
        ("MONTREAL", "America/Toronto"),
        ("st john's", "America/St_Johns"),
        ("London, ON", "America/Toronto"),
        ("London", "Europe/London"),
        ("bombay", "Asia/Kolkata"),
        ("Karatchi", "Asia/Karachi"),
        ("Лагос", "Africa/Lagos"),
        ("كراتشي", "Asia/Karachi"),
        ("Iqaluit", "America/Iqaluit"),
    ],
)
def test_a_city_is_found_in_any_spelling(typed: str, zone: str) -> None:
    assert cities.find(typed)[0].zone == zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("lagos", "Africa/Lagos"),
        ("Paris", "Europe/Paris"),
        ("Karachi", "Asia/Karachi"),
        ("London, ON", "America/Toronto"),
        ("hyderabad, PK", "Asia/Karachi"),
    ],
)
def test_a_large_city_is_taken_at_once_although_a_small_one_bears_its_name(typed: str, zone: str) -> None:
    city = cities.meant(typed, cities.find(typed))
    assert city is not None
    assert city.zone == zone


@pytest.mark.parametrize("typed", ["London", "Hyderabad", "Kingston", "Torronto", "xqzzt"])
def test_where_two_cities_may_be_meant_or_the_name_is_misspelt_the_person_is_asked(typed: str) -> None:
    assert cities.meant(typed, cities.find(typed)) is None


def test_a_word_that_is_no_city_finds_none() -> None:
    assert cities.find("xqzzt") == []
    assert cities.find("?") == []


def test_a_place_has_the_zone_of_its_nearest_city_and_the_ocean_has_none() -> None:
    near = cities.nearest(27.7, 85.3)
    assert near is not None
    assert near.zone == "Asia/Kathmandu"
    assert cities.nearest(0, -30) is None
