"""Zones come from the tzdata package."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from bot.reminders.zones import UnknownZone, at_wall, load, names, to_utc, to_zone

CHANGED_LATELY = ["America/Vancouver", "America/Edmonton", "America/Winnipeg", "Africa/Casablanca"]


@pytest.mark.parametrize("name", CHANGED_LATELY)
def test_a_zone_has_the_rules_of_the_package_for_every_hour_of_two_years(name: str) -> None:
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        package = ZoneInfo.from_file(data)
    hours = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=count) for count in range(2 * 366 * 24))
    assert all(hour.astimezone(load(name)).utcoffset() == hour.astimezone(package).utcoffset() for hour in hours)


def test_the_directories_of_the_machine_are_not_read(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} was looked up on the machine")

    monkeypatch.setattr("zoneinfo._common.load_tzdata", refuse)
    load.cache_clear()
    assert load("Asia/Kathmandu").utcoffset(datetime(2027, 1, 1)) == timedelta(hours=5, minutes=45)


def test_every_name_of_the_package_can_be_loaded() -> None:
    assert len(names()) > 500
    assert all(load(name).key == name for name in names())


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", "../../etc/passwd", "/etc/localtime", "america/toronto", "EST5EDT/../UTC"]
)
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(UnknownZone):
        load(name)


def test_a_time_that_does_not_exist_moves_forward_by_the_gap() -> None:
    assert at_wall(datetime(2027, 3, 14, 2, 45), "America/Toronto").replace(tzinfo=None) == datetime(2027, 3, 14, 3, 45)


def test_a_time_that_comes_twice_is_the_first() -> None:
    assert to_utc(at_wall(datetime(2027, 11, 7, 1, 30), "America/Toronto")) == datetime(2027, 11, 7, 5, 30, tzinfo=UTC)


def test_a_naive_time_cannot_be_placed() -> None:
    with pytest.raises(ValueError, match="without an offset"):
        to_utc(datetime(2027, 1, 1))


def test_a_moment_is_shown_on_the_clocks_of_a_zone() -> None:
    shown = to_zone(datetime(2027, 7, 1, 12, tzinfo=UTC), "America/St_Johns")
    assert (shown.hour, shown.minute) == (9, 30)
