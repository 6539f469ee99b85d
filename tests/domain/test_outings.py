from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.whole import many
from tracker.domain.outings import (
    LENGTH_NAMES,
    PARTS,
    REPEAT_NAMES,
    OutingPlan,
    Preparer,
    Wall,
    begins,
    comes,
    days_until,
    ends,
    may_be_done,
    may_plan,
    wall_clock,
)
from tracker.domain.stamps import stamp, unlike

ZONES = [
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",  # by half an hour
    "Asia/Kathmandu",
    "Pacific/Apia",  # once skipped a whole day
    "Africa/Casablanca",
]
MINUTE = timedelta(minutes=1)


@cache
def observed(day, zone):
    """Every minute around a day, and what the clock on the wall shows then."""
    place = ZoneInfo(zone)
    first = datetime.combine(day, time(), UTC) - timedelta(hours=16)
    minutes = [first + n * MINUTE for n in range(60 * 56)]
    return minutes, [each.astimezone(place).replace(tzinfo=None) for each in minutes]


def slow_begins(day, starts_at, zone):
    """Every minute around the day, looked at one by one."""
    asked = datetime.combine(day, starts_at)
    minutes, walls = observed(day, zone)
    if asked in walls:
        return minutes[walls.index(asked)]
    after = next(n for n, wall in enumerate(walls) if wall > asked)
    return minutes[after - 1] + (asked - walls[after - 1])


def slow_count(day, starts_at, zone):
    _minutes, walls = observed(day, zone)
    return walls.count(datetime.combine(day, starts_at))


CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Sao_Paulo", date(2018, 11, 4)),  # midnight itself was skipped
    ("Pacific/Apia", date(2011, 12, 30)),  # the day itself was skipped
    ("Africa/Casablanca", date(2026, 2, 15)),
]


@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_where_clocks_change_a_time_begins_when_a_patient_observer_says(zone, day):
    for minute in range(0, 24 * 60, 15):
        starts_at = time(minute // 60, minute % 60)
        assert begins(day, starts_at, zone) == slow_begins(day, starts_at, zone)
        assert (
            list(Wall).index(comes(day, starts_at, zone))
            == {0: 1, 1: 0, 2: 2}[slow_count(day, starts_at, zone)]
        )


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(2010, 1, 1), date(2037, 12, 31)),
    minute=st.integers(0, 24 * 60 - 1),
)
def test_on_any_day_a_time_begins_when_a_patient_observer_says(zone, day, minute):
    starts_at = time(minute // 60, minute % 60)

    assert begins(day, starts_at, zone) == slow_begins(day, starts_at, zone)


@pytest.mark.parametrize(
    ("day", "starts_at", "wall", "shows"),
    [
        (date(2026, 3, 29), time(1, 59), Wall.ONCE, "01:59"),
        (date(2026, 3, 29), time(2, 0), Wall.NEVER, "03:00"),
        (date(2026, 3, 29), time(2, 30), Wall.NEVER, "03:30"),
        (date(2026, 3, 29), time(3, 0), Wall.ONCE, "03:00"),
        (date(2026, 10, 25), time(2, 0), Wall.TWICE, "02:00"),
        (date(2026, 10, 25), time(2, 59), Wall.TWICE, "02:59"),
        (date(2026, 10, 25), time(3, 0), Wall.ONCE, "03:00"),
        (date(2026, 7, 1), time(2, 30), Wall.ONCE, "02:30"),
    ],
)
def test_in_berlin_spring_moves_on_an_hour_and_autumn_means_the_first(day, starts_at, wall, shows):
    begin = begins(day, starts_at, "Europe/Berlin")

    assert comes(day, starts_at, "Europe/Berlin") is wall
    assert wall_clock(begin, "Europe/Berlin") == datetime.combine(day, time.fromisoformat(shows))


def test_a_zone_that_nobody_knows_is_taken_for_utc():
    assert begins(date(2026, 3, 1), time(20), "Middle/Earth") == datetime(2026, 3, 1, 20, tzinfo=UTC)


def test_a_date_across_the_change_lasts_as_long_as_it_says():
    begin = begins(date(2026, 3, 29), time(1), "Europe/Berlin")

    assert wall_clock(ends(begin, 120), "Europe/Berlin") == datetime(2026, 3, 29, 4)
    assert ends(begin, 0) - begin == timedelta(hours=2)


@pytest.mark.parametrize(
    ("day", "plan", "done"),
    [
        (date(2025, 3, 10), False, True),
        (date(2025, 3, 11), True, True),
        (date(2026, 3, 12), True, True),
        (date(2026, 3, 13), True, False),
        (date(2031, 3, 16), True, False),
        (date(2031, 3, 17), False, False),
    ],
)
def test_a_date_is_near_enough_and_has_been_once_its_day_has_come(day, plan, done):
    today = date(2026, 3, 12)

    assert (may_plan(day, today=today), may_be_done(day, today=today)) == (plan, done)


@pytest.mark.parametrize(("day", "wait"), [(11, -1), (12, 0), (13, 1)])
def test_waiting_is_counted_in_days(day, wait):
    assert days_until(date(2026, 3, day), today=date(2026, 3, 12)) == wait


PLANS = st.builds(
    OutingPlan,
    title=st.sampled_from(["Tea", "Tea-", "", "None"]),
    day=st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    starts_at=st.sampled_from([None, time(0), time(20)]),
    minutes=st.sampled_from(list(LENGTH_NAMES)),
    place=st.sampled_from(["", "None", "a-b"]),
    prepared_by=st.sampled_from(Preparer),
    note=st.text(max_size=3),
)


@settings(max_examples=many(30, 300), derandomize=True, deadline=None)
@given(opened=PLANS, now=PLANS)
def test_a_stamp_tells_exactly_what_has_changed(opened, now):
    changed = {part for part in PARTS if getattr(opened, part) != getattr(now, part)}

    assert unlike(stamp(asdict(opened)), asdict(now)) == changed


@pytest.mark.parametrize("seen", ["", "-", "x" * 5000, "a-b-c-d-e-f", "\0"])
def test_with_a_stamp_that_is_none_everything_has_changed(seen):
    assert unlike(seen, asdict(OutingPlan("Tea", date(2026, 3, 1)))) == set(PARTS)


def test_a_date_is_as_long_as_its_length_is_called():
    hours = {"Half an hour": 0.5, "An hour": 1, "An hour and a half": 1.5, "Two hours": 2, "Three hours": 3}

    named = {name: minutes / 60 for minutes, name in LENGTH_NAMES.items() if name in hours}

    assert named == hours


def test_what_repeats_comes_after_as_many_weeks_as_its_name_says():
    weeks = {"Just this once": 0, "Every week": 1, "Every two weeks": 2, "Every four weeks": 4}

    assert {name: count for count, name in REPEAT_NAMES.items()} == weeks
