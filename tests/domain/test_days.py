from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import references
from tests.whole import many
from tracker.domain.days import (
    DAY_ENDS_AT,
    LATEST_DAY_END,
    Rhythm,
    bounds,
    first_open_day,
    first_open_day_of_any,
    today,
    week_days,
    week_of,
)
from tracker.domain.zones import SOMEWHERE, known_zone, zones

BERLIN = "Europe/Berlin"
NEW_YORK = "America/New_York"
LORD_HOWE = "Australia/Lord_Howe"
PAGO_PAGO = "Pacific/Pago_Pago"
KIRITIMATI = "Pacific/Kiritimati"

END_HOURS = range(LATEST_DAY_END + 1)
WEEKDAYS = range(7)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)


def at(zone, *wall_clock, fold=0):
    return datetime(*wall_clock, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def walk(rhythm, since, until, step=QUARTER):
    now = since
    while now <= until:
        yield now, today(rhythm, now)
        now += step


def beginnings(walked):
    """The instants at which a new date is there, with what the date has moved by."""
    walked = list(walked)
    return [(now, day - before) for (_, before), (now, day) in pairwise(walked) if day != before]


def test_a_day_ends_at_three_unless_said_otherwise():
    assert (DAY_ENDS_AT, Rhythm(BERLIN)) == (3, Rhythm(BERLIN, 3))


@pytest.mark.parametrize(
    ("zone", "ends_at", "wall_clock", "day"),
    [
        (BERLIN, 3, (2026, 3, 2, 0, 30), date(2026, 3, 1)),
        (BERLIN, 3, (2026, 3, 2, 2, 59), date(2026, 3, 1)),
        (BERLIN, 3, (2026, 3, 2, 3, 0), date(2026, 3, 2)),
        (BERLIN, 0, (2026, 3, 2, 0, 0), date(2026, 3, 2)),
        (BERLIN, 11, (2026, 3, 2, 10, 59), date(2026, 3, 1)),
        (BERLIN, 11, (2026, 3, 2, 11, 0), date(2026, 3, 2)),
        # 29 February in leap and common years
        (BERLIN, 3, (2028, 2, 29, 2, 59), date(2028, 2, 28)),
        (BERLIN, 3, (2028, 2, 29, 3, 0), date(2028, 2, 29)),
        (BERLIN, 3, (2028, 3, 1, 2, 59), date(2028, 2, 29)),
        (BERLIN, 3, (2026, 3, 1, 2, 59), date(2026, 2, 28)),
        (BERLIN, 3, (2000, 3, 1, 2, 59), date(2000, 2, 29)),
        (BERLIN, 3, (2100, 3, 1, 2, 59), date(2100, 2, 28)),
        # New Year
        (BERLIN, 3, (2027, 1, 1, 0, 0), date(2026, 12, 31)),
        (NEW_YORK, 3, (2027, 1, 1, 2, 59), date(2026, 12, 31)),
        (KIRITIMATI, 3, (2027, 1, 1, 3, 0), date(2027, 1, 1)),
        (PAGO_PAGO, 0, (2027, 1, 1, 0, 0), date(2027, 1, 1)),
        # the hour that is missing, and the one that comes twice
        (BERLIN, 3, (2026, 3, 29, 1, 59), date(2026, 3, 28)),
        (BERLIN, 3, (2026, 3, 29, 3, 0), date(2026, 3, 29)),
        (NEW_YORK, 2, (2026, 3, 8, 1, 59), date(2026, 3, 7)),
        (NEW_YORK, 2, (2026, 3, 8, 3, 0), date(2026, 3, 8)),
    ],
)
def test_a_new_day_begins_at_its_hour_on_the_wall_clock(zone, ends_at, wall_clock, day):
    assert today(Rhythm(zone, ends_at), at(zone, *wall_clock)) == day


@pytest.mark.parametrize(
    ("zone", "ends_at", "wall_clock", "days"),
    [
        (BERLIN, 3, (2026, 10, 25, 2, 30), (date(2026, 10, 24), date(2026, 10, 24))),
        (BERLIN, 2, (2026, 10, 25, 2, 30), (date(2026, 10, 25), date(2026, 10, 25))),
        (NEW_YORK, 2, (2026, 11, 1, 1, 30), (date(2026, 10, 31), date(2026, 10, 31))),
        (NEW_YORK, 1, (2026, 11, 1, 1, 30), (date(2026, 11, 1), date(2026, 11, 1))),
        (LORD_HOWE, 2, (2026, 4, 5, 1, 45), (date(2026, 4, 4), date(2026, 4, 4))),
    ],
)
def test_an_hour_that_comes_twice_belongs_to_the_same_day_both_times(zone, ends_at, wall_clock, days):
    rhythm = Rhythm(zone, ends_at)

    assert tuple(today(rhythm, at(zone, *wall_clock, fold=fold)) for fold in (0, 1)) == days


@pytest.mark.parametrize("ends_at", END_HOURS)
@pytest.mark.parametrize(
    ("zone", "changes_on", "shift"),
    [
        (BERLIN, datetime(2026, 3, 29, tzinfo=UTC), -HOUR),
        (BERLIN, datetime(2026, 10, 25, tzinfo=UTC), HOUR),
        (NEW_YORK, datetime(2026, 3, 8, tzinfo=UTC), -HOUR),
        (NEW_YORK, datetime(2026, 11, 1, tzinfo=UTC), HOUR),
        (LORD_HOWE, datetime(2026, 10, 4, tzinfo=UTC), -HOUR / 2),
        (LORD_HOWE, datetime(2026, 4, 5, tzinfo=UTC), HOUR / 2),
    ],
)
def test_a_change_of_daylight_time_makes_one_day_shorter_or_longer_and_no_more(
    zone, changes_on, shift, ends_at
):
    walked = walk(Rhythm(zone, ends_at), changes_on - 3 * DAY, changes_on + 3 * DAY)

    begun = beginnings(walked)

    instants = [now for now, _ in begun]
    lasted = sorted(later - earlier for earlier, later in pairwise(instants))
    assert {moved for _, moved in begun} == {DAY}
    assert lasted == sorted([DAY + shift] + [DAY] * (len(lasted) - 1))


@pytest.mark.parametrize("ends_at", END_HOURS)
@pytest.mark.parametrize("zone", [PAGO_PAGO, KIRITIMATI, "UTC", "Asia/Kolkata", "Asia/Kathmandu"])
@pytest.mark.parametrize(
    "around",
    [datetime(2026, 3, 1, tzinfo=UTC), datetime(2028, 2, 29, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)],
)
def test_elsewhere_each_day_follows_the_one_before_after_24_hours_at_its_hour(zone, ends_at, around):
    walked = walk(Rhythm(zone, ends_at), around - 2 * DAY, around + 2 * DAY)

    begun = beginnings(walked)

    assert [moved for _, moved in begun] == [DAY] * 4
    assert {now.astimezone(ZoneInfo(zone)).time().isoformat() for now, _ in begun} == {f"{ends_at:02}:00:00"}


@pytest.mark.parametrize(
    ("now", "ends_at", "westmost", "eastmost"),
    [
        (datetime(2026, 3, 1, 10, 30, tzinfo=UTC), 0, date(2026, 2, 28), date(2026, 3, 2)),
        (datetime(2026, 3, 1, 10, 30, tzinfo=UTC), 3, date(2026, 2, 28), date(2026, 3, 1)),
        (datetime(2026, 3, 1, 13, 30, tzinfo=UTC), 3, date(2026, 2, 28), date(2026, 3, 2)),
        (datetime(2026, 12, 31, 13, 30, tzinfo=UTC), 3, date(2026, 12, 30), date(2027, 1, 1)),
        (datetime(2028, 2, 29, 21, 30, tzinfo=UTC), 11, date(2028, 2, 28), date(2028, 3, 1)),
    ],
)
def test_the_two_ends_of_the_world_can_be_two_dates_apart(now, ends_at, westmost, eastmost):
    assert [today(Rhythm(zone, ends_at), now) for zone in (PAGO_PAGO, KIRITIMATI)] == [westmost, eastmost]


def test_where_the_date_line_moved_a_date_was_skipped():
    walked = walk(
        Rhythm("Pacific/Apia", 0), datetime(2011, 12, 29, tzinfo=UTC), datetime(2012, 1, 1, tzinfo=UTC)
    )

    assert [moved for _, moved in beginnings(walked)] == [DAY, 2 * DAY, DAY]


def test_where_clocks_went_back_over_midnight_the_date_of_those_who_end_it_there_did_too():
    since, until = datetime(2010, 11, 6, 12, tzinfo=UTC), datetime(2010, 11, 8, tzinfo=UTC)

    at_midnight, at_three = (
        [moved for _, moved in beginnings(walk(Rhythm("America/St_Johns", ends_at), since, until, HOUR / 60))]
        for ends_at in (0, 3)
    )

    assert (at_midnight, at_three) == ([DAY, -DAY, DAY], [DAY])


def test_today_is_there_in_every_zone_at_every_hour():
    instants = [
        datetime(year, month, 1, 2, 30, tzinfo=UTC) for year in (1970, 2000, 2026, 2100) for month in (1, 7)
    ]

    for zone in zones():
        for ends_at in END_HOURS:
            for now in instants:
                assert today(Rhythm(zone, ends_at), now) == references.today(zone, ends_at, now)


@settings(max_examples=many(40, 1000), derandomize=True, deadline=None)
@given(
    zone=st.sampled_from(zones()),
    ends_at=st.sampled_from(END_HOURS),
    now=st.datetimes(datetime(1975, 1, 1), datetime(2120, 1, 1), timezones=st.just(UTC)),
)
def test_today_agrees_with_the_slow_one(zone, ends_at, now):
    assert today(Rhythm(zone, ends_at), now) == references.today(zone, ends_at, now)


@settings(max_examples=many(40, 300), derandomize=True, deadline=None)
@given(
    zone=st.sampled_from(zones()),
    ends_at=st.sampled_from(END_HOURS),
    now=st.datetimes(datetime(2024, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),
)
def test_in_every_24_hours_the_date_moves_on_by_one_or_at_a_change_of_clocks_by_none_or_two(
    zone, ends_at, now
):
    rhythm = Rhythm(zone, ends_at)
    wall = ZoneInfo(zone)
    shifted = (now + DAY).astimezone(wall).utcoffset() - now.astimezone(wall).utcoffset()

    moved = today(rhythm, now + DAY) - today(rhythm, now)

    assert moved == DAY or (shifted and moved in (0 * DAY, 2 * DAY))


@pytest.mark.parametrize("offset", [-11, -3, 5, 14])
def test_an_instant_may_come_in_any_zone(offset):
    now = datetime(2026, 3, 1, 1, 30, tzinfo=UTC)

    assert today(Rhythm(BERLIN), now.astimezone(timezone(offset * HOUR))) == today(Rhythm(BERLIN), now)


@pytest.mark.parametrize(
    ("day", "first_open"),
    [
        (date(2026, 3, 1), date(2026, 2, 28)),
        (date(2028, 3, 1), date(2028, 2, 29)),
        (date(2027, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_day_is_open_until_the_end_of_the_day_after_it(day, first_open):
    assert first_open_day(day) == first_open


@pytest.mark.parametrize(
    ("todays", "first_open"),
    [
        ([date(2026, 3, 2)], date(2026, 3, 1)),
        ([date(2026, 3, 2), date(2026, 3, 2)], date(2026, 3, 1)),
        ([date(2026, 3, 2), date(2026, 3, 1)], date(2026, 2, 28)),
        ([date(2026, 2, 28), date(2026, 3, 2)], date(2026, 2, 27)),
    ],
)
def test_a_day_is_open_for_a_couple_while_it_is_for_either(todays, first_open):
    assert first_open_day_of_any(iter(todays)) == first_open


@pytest.mark.parametrize(
    ("first_weekday", "weeks"),
    [
        (0, [date(2026, 12, 28)] * 5 + [date(2027, 1, 4)]),
        (1, [date(2026, 12, 29)] * 6),
        (2, [date(2026, 12, 30)] * 6),
        (3, [date(2026, 12, 24)] + [date(2026, 12, 31)] * 5),
        (4, [date(2026, 12, 25)] * 2 + [date(2027, 1, 1)] * 4),
        (5, [date(2026, 12, 26)] * 3 + [date(2027, 1, 2)] * 3),
        (6, [date(2026, 12, 27)] * 4 + [date(2027, 1, 3)] * 2),
    ],
)
def test_a_week_is_named_by_its_first_date_across_new_year(first_weekday, weeks):
    days = [date(2026, 12, 30) + n * DAY for n in range(6)]

    assert [week_of(day, first_weekday) for day in days] == weeks


@pytest.mark.parametrize("first_weekday", WEEKDAYS)
def test_every_day_lies_in_one_week_of_seven_days(first_weekday):
    for day in (date(2027, 12, 1) + n * DAY for n in range(120)):
        week = week_of(day, first_weekday)

        assert week == references.week_of(day, first_weekday)
        assert week_days(week) == [week + n * DAY for n in range(7)]
        assert week_days(week).count(day) == 1


def test_utc_is_offered_first_and_stands_in_for_what_is_no_zone():
    offered = zones()

    assert offered[0] == SOMEWHERE
    assert list(offered[1:]) == sorted(set(offered) - {SOMEWHERE})
    assert {BERLIN, NEW_YORK, LORD_HOWE, PAGO_PAGO, KIRITIMATI} <= set(offered)
    assert [known_zone(name) for name in (KIRITIMATI, "", "../etc/passwd", "europe/berlin", "\0")] == [
        KIRITIMATI,
        *[SOMEWHERE] * 4,
    ]


@settings(max_examples=many(40, 300), derandomize=True, deadline=None)
@given(
    zone=st.sampled_from(zones()),
    ends_at=st.sampled_from(END_HOURS),
    now=st.datetimes(datetime(2024, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),
)
def test_an_instant_lies_between_the_bounds_of_the_day_that_is_lived_then(zone, ends_at, now):
    begins, ends = bounds(Rhythm(zone, ends_at), today(Rhythm(zone, ends_at), now))

    assert begins.astimezone(UTC) <= now < ends.astimezone(UTC)
