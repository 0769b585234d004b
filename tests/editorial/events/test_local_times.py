"""Times as clocks at the place show them: Lisbon, Brussels and Helsinki, and the nights when clocks are changed."""

from datetime import UTC, datetime

import pytest

from portal.editorial.events.local_times import (
    RepeatedTime,
    SkippedTime,
    at_place,
    end_of_day,
    start_of_day,
    to_local,
)


@pytest.mark.parametrize(
    ("zone", "summer", "winter"),
    [
        ("Europe/Lisbon", 9, 10),
        ("Europe/Brussels", 8, 9),
        ("Europe/Helsinki", 7, 8),
        ("America/New_York", 14, 15),
        ("UTC", 10, 10),
    ],
)
def test_ten_oclock_is_another_moment_in_each_zone_and_season(zone, summer, winter):
    assert at_place(datetime(2027, 7, 1, 10), zone) == datetime(2027, 7, 1, summer, tzinfo=UTC)
    assert at_place(datetime(2027, 1, 15, 10), zone) == datetime(2027, 1, 15, winter, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "skipped"),
    [("Europe/Lisbon", 1), ("Europe/Brussels", 2), ("Europe/Helsinki", 3)],
)
def test_an_hour_that_the_clock_skips_is_refused(zone, skipped):
    with pytest.raises(SkippedTime):
        at_place(datetime(2027, 3, 28, skipped, 30), zone)


@pytest.mark.parametrize(
    ("zone", "repeated"),
    [("Europe/Lisbon", 1), ("Europe/Brussels", 2), ("Europe/Helsinki", 3)],
)
def test_an_hour_that_the_clock_shows_twice_is_refused(zone, repeated):
    with pytest.raises(RepeatedTime):
        at_place(datetime(2027, 10, 31, repeated, 30), zone)


@pytest.mark.parametrize("hour", [1, 4])
def test_the_hours_around_are_taken(hour):
    assert at_place(datetime(2027, 10, 31, hour), "Europe/Brussels").hour == hour


def test_a_night_with_a_change_has_its_true_length():
    evening = at_place(datetime(2027, 10, 30, 22), "Europe/Brussels")
    morning = at_place(datetime(2027, 10, 31, 6), "Europe/Brussels")
    assert (morning.astimezone(UTC) - evening.astimezone(UTC)).total_seconds() == 9 * 3600


def test_a_day_in_the_azores_starts_although_its_midnight_is_skipped():
    start = start_of_day(datetime(2027, 3, 28, 15), "Atlantic/Azores")
    assert start.astimezone(UTC) == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert to_local(start.astimezone(UTC), "Atlantic/Azores").date().isoformat() == "2027-03-28"


def test_a_whole_day_ends_on_the_same_day():
    end = end_of_day(datetime(2027, 10, 31), "Europe/Helsinki")
    assert end.astimezone(UTC) == datetime(2027, 10, 31, 21, 59, tzinfo=UTC)
