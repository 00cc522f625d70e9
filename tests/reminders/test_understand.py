"""The rules of `remind --json`, one by one."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders.understand import understand, understand_json
from bot.reminders.zones import at_wall, load, names, to_utc

TORONTO = "America/Toronto"


def ask(text: str, now: str, zone: str = TORONTO, language: str | None = None) -> dict[str, Any]:
    return understand_json({"text": text, "now": now, "zone": zone, "language": language})


def once(text: str, now: str, zone: str = TORONTO) -> str | None:
    found = ask(text, now, zone)
    assert found["kind"] == "once", found
    assert found["next"] == [found["at"]]
    at = found["at"]
    assert isinstance(at, str)
    return at


def test_the_answer_has_exactly_the_documented_fields() -> None:
    assert ask("every monday at 7pm do 40 questions", "2027-06-16T10:20:00-04:00") == {
        "kind": "series",
        "what": "do 40 questions",
        "at": "2027-06-21T19:00",
        "next": ["2027-06-21T19:00", "2027-06-28T19:00", "2027-07-05T19:00", "2027-07-12T19:00", "2027-07-19T19:00"],
        "rule": "FREQ=WEEKLY;BYDAY=MO",
        "choices": [],
    }


def test_an_ambiguous_answer_has_choices_and_nothing_settled() -> None:
    found = ask("tomorrow at 7 call", "2027-06-16T10:20:00-04:00")
    assert (found["kind"], found["at"], found["next"], found["rule"]) == ("ambiguous", None, [], None)
    assert found["choices"] == ["2027-06-17T07:00", "2027-06-17T19:00"]


def test_each_choice_comes_with_what_it_would_mean() -> None:
    meaning = understand("every monday at 7 revise", datetime.fromisoformat("2027-06-16T10:20:00-04:00"), TORONTO)
    assert [option.at for option in meaning.options] == list(meaning.choices)
    assert all(option.rule is not None and option.what == "revise" for option in meaning.options)


def test_no_hour_means_the_usual_one_of_the_person() -> None:
    now = datetime.fromisoformat("2027-06-16T10:20:00-04:00")
    meaning = understand("tomorrow call", now, TORONTO, default_hour=time(7, 30))
    assert meaning.as_json()["at"] == "2027-06-17T07:30"
    assert meaning.default_hour


def test_an_hour_that_was_said_is_not_the_usual_one() -> None:
    meaning = understand("tomorrow at 9am call", datetime.fromisoformat("2027-06-16T10:20:00-04:00"), TORONTO)
    assert not meaning.default_hour


@pytest.mark.parametrize(
    ("now", "text", "at"),
    [
        ("2027-03-13T12:00:00-05:00", "in 3 days call", "2027-03-16T12:00"),
        ("2027-03-14T01:30:00-05:00", "in 2 hours call", "2027-03-14T04:30"),
        ("2027-11-07T00:30:00-04:00", "in 3 hours call", "2027-11-07T02:30"),
        ("2027-11-07T01:50:00-04:00", "in 20 minutes call", "2027-11-07T01:10"),
        ("2027-03-12T02:30:00-05:00", "in 2 days call", "2027-03-14T03:30"),
        ("2027-01-31T10:00:00-05:00", "in a month call", "2027-02-28T10:00"),
        ("2027-12-31T23:30:00-05:00", "in 45 minutes call", "2028-01-01T00:15"),
        ("2028-02-29T10:00:00-05:00", "in a year call", "2029-02-28T10:00"),
    ],
)
def test_minutes_pass_and_days_keep_the_hour_of_the_clock(now: str, text: str, at: str) -> None:
    assert once(text, now) == at


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        ("2027-06-14", "next friday call", ["2027-06-18T09:00", "2027-06-25T09:00"]),
        ("2027-06-18", "next friday call", "2027-06-25T09:00"),
        ("2027-06-19", "next friday call", "2027-06-25T09:00"),
        ("2027-06-20", "next friday call", "2027-06-25T09:00"),
        ("2027-06-18", "friday call", "2027-06-25T09:00"),
        ("2027-06-18", "friday at 11pm call", "2027-06-25T23:00"),
        ("2027-06-18", "this friday call", "2027-06-25T09:00"),
        ("2027-06-14", "lundi prochain appeler", "2027-06-21T09:00"),
        ("2027-06-14", "vendredi prochain appeler", "2027-06-18T09:00"),
    ],
)
def test_a_weekday_is_read_from_today_on(today: str, text: str, expected: str | list[str]) -> None:
    found = ask(text, f"{today}T08:00:00-04:00")
    assert (found["choices"] or found["at"]) == expected


@pytest.mark.parametrize("hour", ["0:00", "13:00", "23:15", "7:30", "19h", "13h45"])
def test_an_hour_that_can_be_only_one_is_not_asked(hour: str) -> None:
    assert ask(f"tomorrow at {hour} call", "2027-06-16T10:20:00-04:00")["kind"] == "once"


@pytest.mark.parametrize("hour", range(1, 13))
def test_a_bare_hour_is_asked(hour: int) -> None:
    found = ask(f"tomorrow at {hour} call", "2027-06-16T10:20:00-04:00")
    assert found["choices"] == [f"2027-06-17T{hour % 12:02}:00", f"2027-06-17T{hour % 12 + 12}:00"]


@pytest.mark.parametrize("hour", range(13, 24))
def test_a_bare_hour_of_the_24_hour_clock_is_not(hour: int) -> None:
    assert once(f"tomorrow at {hour} call", "2027-06-16T10:20:00-04:00") == f"2027-06-17T{hour}:00"


@given(day=st.integers(1, 31), month=st.integers(1, 12), language=st.sampled_from(["en", "fr"]))
def test_a_date_in_figures_is_asked_where_day_and_month_can_be_swapped(day: int, month: int, language: str) -> None:
    found = ask(f"{day:02}/{month:02}/2028 call", "2027-06-16T10:20:00-04:00", language=language)
    if (month == 2 and day > 29) or (day == 31 and month in {4, 6, 9, 11}):
        assert found["kind"] == "none"
    elif day <= 12 and day != month:
        assert found["choices"] == sorted([f"2028-{month:02}-{day:02}T09:00", f"2028-{day:02}-{month:02}T09:00"])
    else:
        assert found["at"] == f"2028-{month:02}-{day:02}T09:00"


@pytest.mark.parametrize(
    ("now", "text", "at"),
    [
        ("2027-06-16T08:00:00-04:00", "june 16 call", "2027-06-16T09:00"),
        ("2027-06-16T10:00:00-04:00", "june 16 at 9am call", "2028-06-16T09:00"),
        ("2027-06-16T10:00:00-04:00", "on the 16th at 9am call", "2027-07-16T09:00"),
        ("2027-06-16T08:00:00-04:00", "at 9am call", "2027-06-16T09:00"),
        ("2027-06-16T09:00:00-04:00", "at 9am call", "2027-06-17T09:00"),
        ("2027-02-01T09:00:00-05:00", "on the 30th call", "2027-03-30T09:00"),
    ],
)
def test_what_has_passed_moves_on_to_the_next(now: str, text: str, at: str) -> None:
    assert once(text, now) == at


@pytest.mark.parametrize(
    ("now", "first"),
    [("2027-06-17T10:00:00-04:00", "2027-06-17T18:00"), ("2027-06-17T18:00:00-04:00", "2027-06-24T18:00")],
)
def test_a_series_may_start_today_if_its_hour_is_still_to_come(now: str, first: str) -> None:
    assert ask("every thursday at 6pm revise", now)["at"] == first


def test_the_31st_is_the_last_day_of_shorter_months() -> None:
    found = ask("every month on the 31st at noon pay", "2028-01-01T10:00:00-05:00")
    assert found["next"][:4] == ["2028-01-31T12:00", "2028-02-29T12:00", "2028-03-31T12:00", "2028-04-30T12:00"]


def test_a_series_that_is_over_before_it_begins_is_none() -> None:
    assert ask("every monday at 6pm until 1 june 2027 revise", "2027-06-16T10:00:00-04:00")["kind"] == "none"


def test_a_short_series_shows_only_what_it_has() -> None:
    assert ask("every day at 6pm for 2 days revise", "2027-06-16T10:00:00-04:00")["next"] == [
        "2027-06-16T18:00",
        "2027-06-17T18:00",
    ]


def test_counting_back_over_a_month_uses_the_calendar() -> None:
    assert once("a month before march 31, 2028 pack", "2027-06-16T10:00:00-04:00") == "2028-02-29T09:00"


@pytest.mark.parametrize(
    ("zone", "now", "second"),
    [
        ("Europe/London", "2027-03-26T12:00:00+00:00", "2027-03-28T02:15"),
        ("Asia/Kathmandu", "2027-03-26T12:00:00+05:45", "2027-03-28T01:15"),
    ],
)
def test_a_series_keeps_its_wall_time_across_changes_of_clocks(zone: str, now: str, second: str) -> None:
    assert ask("every day at 1:15am look", now, zone)["next"][:3] == ["2027-03-27T01:15", second, "2027-03-29T01:15"]


def test_an_hour_of_another_zone_is_shown_in_the_zone_of_the_person() -> None:
    assert once("tomorrow at 3pm EST join", "2027-01-11T09:00:00+01:00", "Africa/Lagos") == "2027-01-12T21:00"


def test_now_may_be_given_in_any_offset() -> None:
    assert once("tomorrow at 9am call", "2027-06-17T02:00:00+00:00") == "2027-06-17T09:00"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ({"now": "2027-06-16T10:20:00-04:00", "zone": TORONTO}, "text is missing"),
        ({"text": 5, "now": "2027-06-16T10:20:00-04:00", "zone": TORONTO}, "text is missing"),
        ({"text": "tomorrow", "zone": TORONTO}, "now is missing"),
        ({"text": "tomorrow", "now": "yesterday", "zone": TORONTO}, "not an ISO 8601 time"),
        ({"text": "tomorrow", "now": "2027-06-16T10:20:00", "zone": TORONTO}, "must carry an offset"),
        ({"text": "tomorrow", "now": "0001-06-16T10:20:00+00:00", "zone": TORONTO}, "between the years"),
        ({"text": "tomorrow", "now": "2027-06-16T10:20:00-04:00"}, "zone is missing"),
        ({"text": "tomorrow", "now": "2027-06-16T10:20:00-04:00", "zone": "Toronto"}, "unknown time zone"),
        (
            {"text": "tomorrow", "now": "2027-06-16T10:20:00-04:00", "zone": TORONTO, "language": "de"},
            "language must be",
        ),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_a_sentence(line: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        understand_json(line)


HOSTILE = [
    "", " ", "\0" * 4000, "-" * 4000 + "x", "tomorrow " + "," * 4000 + " x", "9" * 4000, "1/" * 2000, "1:" * 2000, "1.2." * 1000,
    "every " * 660, "le " * 1300, "1 " * 2000, "(" * 4000, "😀" * 2000, "remind me tomorrow at 9am " * 160, "until " * 600,
    "in 99999999 years call", "in 99999 years call", "in 100000 weeks call", "every 399 years call", "in 0 minutes call", "31/31/9999 call",
    "9999-12-31 23:59 call", "0000-00-00 call", "at 24:00 call", "every day until 9999-12-31 call", "every day for 90000 weeks call",
    "100000 months before 2027-08-08 call", "\ud800 tomorrow", "demain à ٧ heures", "every 0 days call", "tomorrow at 99999999999999 call",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_gets_an_answer(text: str) -> None:
    for language in ("en", "fr", None):
        found = ask(text, "2027-06-16T10:20:00-04:00", language=language)
        assert found["kind"] in {"once", "series", "ambiguous", "none"}


VOCABULARY = (
    "every|each|1|2|7|15|31|monday|lundi|tomorrow|demain|at|à|in|dans|7pm|19h|:|/|-|,|and|et|until|jusqu'au|for|pendant|days"
    "|jours|week|month|mois|the|le|of|de|before|avant|june|juin|2027|29|february|last|first|half|past|noon|midi|next|prochain"
    "|weekend|starting|remind|me|rappelle-moi|call|twice|a|day|chaque|tous|les|sur|deux|un"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split("|")), max_size=14).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(text=WORDS, zone=st.sampled_from(sorted(names())), at=st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1)))
def test_any_order_of_words_gives_times_after_now_in_order(text: str, zone: str, at: datetime) -> None:
    now = at.replace(tzinfo=load("Etc/UTC"))
    meaning = understand(text, now, zone)
    times = [to_utc(moment) for moment in (*meaning.next, *meaning.choices)]
    assert times == sorted(set(times))
    assert all(moment > now for moment in times)
    assert {
        "once": len(meaning.next) == 1,
        "series": meaning.rule is not None,
        "ambiguous": len(meaning.choices) >= 2,
    }.get(meaning.kind, not times)


@settings(max_examples=200, deadline=None)
@given(
    zone=st.sampled_from(sorted(names())),
    at=st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1)),
    days=st.integers(1, 400),
)
def test_so_many_days_from_now_is_the_same_hour_of_the_clock_in_any_zone(zone: str, at: datetime, days: int) -> None:
    now = at.replace(second=0, microsecond=0, tzinfo=load("Etc/UTC"))
    meaning = understand(f"in {days} days call", now, zone)
    shown = now.astimezone(load(zone)).replace(tzinfo=None) + timedelta(days=days)
    assert meaning.at == at_wall(shown, zone)
