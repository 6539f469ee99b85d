from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import references
from tests.whole import many
from tracker.domain.checkins import CheckInState
from tracker.domain.days import weekly
from tracker.domain.habits import TOUCH
from tracker.domain.pauses import PausedDays
from tracker.domain.reminders import (
    LATE_AFTER,
    MOST_TIMES_A_DAY,
    AskedHabit,
    QuietHours,
    ReminderKey,
    check_in_waits,
    come_due,
    is_late,
    key_in,
    next_due,
    waits_on,
)
from tracker.domain.schedules import DAILY, OnWeekdays, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.terms import WHOLE, Terms

# Ten zones, with a day on which spring skips some time and one on which autumn repeats some: what is skipped, and repeated.
CHANGES = (
    ("Europe/Berlin", date(2026, 3, 29), time(2, 30), date(2026, 10, 25), time(2, 30)),
    ("Europe/Lisbon", date(2026, 3, 29), time(1, 30), date(2026, 10, 25), time(1, 30)),
    ("America/New_York", date(2026, 3, 8), time(2, 30), date(2026, 11, 1), time(1, 30)),
    ("America/Havana", date(2026, 3, 8), time(0, 30), date(2026, 11, 1), time(0, 30)),
    ("America/Santiago", date(2026, 9, 6), time(0, 30), date(2026, 4, 4), time(23, 30)),
    ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), date(2026, 4, 5), time(1, 45)),
    ("Australia/Sydney", date(2026, 10, 4), time(2, 30), date(2026, 4, 5), time(2, 30)),
    ("Pacific/Auckland", date(2026, 9, 27), time(2, 30), date(2026, 4, 5), time(2, 30)),
    ("Asia/Beirut", date(2026, 3, 29), time(0, 30), date(2026, 10, 24), time(23, 30)),
    ("Atlantic/Azores", date(2026, 3, 29), time(0, 30), date(2026, 10, 25), time(0, 30)),
)
SKIPPED = [(zone, day, at) for zone, day, at, _day, _at in CHANGES]
REPEATED = [(zone, day, at) for zone, _day, _at, day, at in CHANGES]
HOUR = timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)
START = date(2026, 3, 2)  # a Monday
DAY = timedelta(days=1)
WEEKS = weekly(0, 6)

clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def looked_at(at, zone, since, until, step=A_MINUTE):
    """What comes of looking again and again, as whoever plans reminders does."""
    found = []
    while since < until:
        now = min(since + step, until)
        found += come_due(at, zone, since, now)
        since = now
    return found


@pytest.mark.parametrize(("zone", "day", "at"), SKIPPED)
def test_what_spring_skips_comes_once(zone, day, at):
    walls = [
        (datetime.combine(day, at, UTC) + hours * HOUR / 4).astimezone(ZoneInfo(zone))
        for hours in range(-96, 97)
    ]
    assert not [each for each in walls if (each.date(), each.time()) == (day, at)]

    noon = datetime.combine(day, time(12), ZoneInfo(zone)).astimezone(UTC)
    found = looked_at([at], zone, noon - 24 * HOUR, noon + 6 * HOUR)

    assert [each.day for each in found] == [day]
    assert [each.instant for each in found] == references.reminded_at(day, at.hour, at.minute, zone)


@pytest.mark.parametrize(("zone", "day", "at"), REPEATED)
def test_what_autumn_repeats_comes_once(zone, day, at):
    first, second = (datetime.combine(day, at, ZoneInfo(zone)).replace(fold=fold) for fold in (0, 1))
    assert first.astimezone(UTC) < second.astimezone(UTC)

    begins = first.astimezone(UTC)
    found = looked_at([at], zone, begins - 12 * HOUR, begins + 12 * HOUR)

    assert [(each.day, each.instant) for each in found] == [(day, begins)]


@settings(max_examples=many(40, whole=1000))
@given(
    st.sampled_from([each[0] for each in CHANGES]),
    st.sampled_from(sorted({each[1] for each in CHANGES} | {each[3] for each in CHANGES})),
    clocks,
)
def test_each_time_comes_when_the_clock_shows_it_first(zone, day, at):
    noon = datetime.combine(day, time(12), UTC)

    found = [
        each
        for hours in range(-40, 40)
        for each in come_due([at], zone, noon + hours * HOUR, noon + (hours + 1) * HOUR)
        if each.day == day
    ]

    assert [each.instant for each in found] == references.reminded_at(day, at.hour, at.minute, zone)


@settings(max_examples=many(30, whole=1000))
@given(
    st.sampled_from([each[0] for each in CHANGES]),
    st.lists(clocks, min_size=1, max_size=MOST_TIMES_A_DAY),
    st.lists(st.integers(1, 119), min_size=1, max_size=30),
    st.sampled_from([each[1] for each in CHANGES]),
)
def test_however_often_one_looks_each_comes_once(zone, times, steps, day):
    since = datetime.combine(day - DAY, time(13), UTC)
    until = since + sum(steps) * A_MINUTE
    found = []
    for step in steps:
        found += come_due(times, zone, since, since + step * A_MINUTE)
        since += step * A_MINUTE

    assert found == looked_at(times, zone, until - sum(steps) * A_MINUTE, until, step=7 * A_MINUTE)
    assert len(found) == len(set(found))


@settings(max_examples=many(30, whole=1000))
@given(
    st.sampled_from([each[0] for each in CHANGES]),
    st.lists(clocks, min_size=1, max_size=3),
    st.integers(0, 60 * 24 * 300),
)
def test_the_next_is_the_first_that_comes_afterwards(zone, times, minutes):
    after = datetime(2026, 2, 1, tzinfo=UTC) + minutes * A_MINUTE

    following = next_due(times, zone, after)

    assert after < following <= after + 26 * HOUR
    assert looked_at(times, zone, after, following - A_MINUTE, step=HOUR) == []
    assert following in [each.instant for each in looked_at(times, zone, after, following)]


def test_a_reminder_more_than_two_hours_late_is_dropped():
    eight = datetime(2026, 3, 1, 8, tzinfo=UTC)

    assert len(come_due([time(8)], "UTC", eight - DAY, eight + LATE_AFTER - A_MINUTE)) == 1
    assert come_due([time(8)], "UTC", eight - DAY, eight + LATE_AFTER) == ()
    assert is_late(eight, eight + LATE_AFTER + A_MINUTE)


@pytest.mark.parametrize("jump", [HOUR, 365 * DAY, 40 * 365 * DAY])
def test_a_clock_that_jumps_brings_no_flood_and_goes_on(jump):
    now = datetime(2026, 3, 1, 8, tzinfo=UTC)
    each_hour = [time(hour, 30) for hour in range(24)]

    forward = come_due(each_hour, "UTC", now, now + jump)

    assert len(forward) == (1 if jump == HOUR else 2)
    assert come_due(each_hour, "UTC", now + jump, now) == ()  # and back
    assert [each.at for each in come_due(each_hour, "UTC", now, now + HOUR)] == [time(8, 30)]


def test_a_time_that_is_given_twice_comes_once():
    now = datetime(2026, 3, 1, 8, tzinfo=UTC)

    assert len(come_due([time(8), time(8)], "UTC", now - HOUR, now)) == 1


@pytest.mark.parametrize(
    ("begins", "ends", "quiet"),
    [
        (22, 7, {22, 23, 0, 1, 2, 3, 4, 5, 6}),
        (9, 17, set(range(9, 17))),
        (0, 0, set()),
        (8, 8, set()),
        (0, 23, set(range(23))),
    ],
)
def test_quiet_hours_hold_their_beginning_and_not_their_end(begins, ends, quiet):
    hours = QuietHours(time(begins), time(ends))

    assert {hour for hour in range(24) if hours.holds(time(hour))} == quiet


def test_what_is_planned_is_known_by_its_key():
    planned = ReminderKey("check-in", 7, date(2026, 3, 1), time(0, 5))

    assert key_in(str(planned)) == planned


def habit(schedule=DAILY, ticks=(), *, goal=0, summed=False, **more):
    given_ticks = {START + number * DAY: amount for number, amount in dict(ticks).items()}
    terms = [Terms(START, schedule, goal, summed)]
    told = {"strategy": 3, "starts_on": START, "ends_on": date.max, "pauses": [], **more}
    return AskedHabit(terms=terms, weeks=WEEKS, ticks=given_ticks, **told)


def done(*numbers):
    return dict.fromkeys(numbers, WHOLE)


@pytest.mark.parametrize(
    ("seen", "number", "waits"),
    [
        (habit(), 0, True),
        (habit(), -1, False),  # not begun
        (habit(ticks=done(0)), 0, False),
        (habit(ticks=done(0)), 1, True),
        (habit(ends_on=START), 1, False),  # in the archive
        (habit(strategy=TOUCH), 0, False),
        (habit(pauses=[PausedDays(START, START)]), 0, False),
        (habit(pauses=[PausedDays(START, START)]), 1, True),
        (habit(OnWeekdays(frozenset({0}))), 0, True),
        (habit(OnWeekdays(frozenset({0}))), 1, False),  # a day on which nothing is asked
        (habit(TimesAWeek(2)), 6, True),
        (habit(TimesAWeek(2), done(0)), 1, True),
        (habit(TimesAWeek(2), done(0, 1)), 2, False),  # all of the week is there
        (habit(TimesAWeek(2), done(0, 1)), 7, True),
        (habit(TimesAMonth(1), done(3)), 9, False),
        (habit(TimesInDays(1, 10), done(3)), 9, False),
        (habit(TimesInDays(1, 10), done(3)), 10, True),
        (habit(goal=20_000, ticks={0: 5_000}), 0, True),  # in part
        (habit(goal=20_000, ticks={0: 20_000}), 0, False),
        (habit(TimesAWeek(1), {0: 5_000}, goal=20_000, summed=True), 0, True),
        (habit(TimesAWeek(1), {0: 5_000, 1: 15_000}, goal=20_000, summed=True), 2, False),
    ],
)
def test_only_what_is_asked_for_and_not_done_is_reminded_of(seen, number, waits):
    assert waits_on(START + number * DAY, seen) is waits


@pytest.mark.parametrize(
    ("state", "waits"),
    [
        (None, True),
        (CheckInState.DRAFT, True),
        (CheckInState.SEALED, False),
        (CheckInState.OPENED, False),
        (CheckInState.KEPT, False),
    ],
)
def test_a_check_in_is_reminded_of_on_its_day_while_it_is_not_sealed(state, waits):
    sunday = START + 6 * DAY

    assert check_in_waits(sunday, START, WEEKS, state) is waits
    assert check_in_waits(sunday + DAY, START, WEEKS, state) is False
