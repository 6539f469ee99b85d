from datetime import date, timedelta

import pytest

from tests import references
from tracker.domain.schedules import DAILY, OnWeekdays, Period, TimesAWeek, periods

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize("weekdays", [set(), {7}, {-1}, {0, 7}])
def test_a_schedule_on_weekdays_has_one_to_seven_of_them(weekdays):
    with pytest.raises(ValueError, match="weekdays"):
        OnWeekdays(frozenset(weekdays))


@pytest.mark.parametrize("times", [-1, 0, 8])
def test_a_week_asks_for_one_to_seven_times(times):
    with pytest.raises(ValueError, match="times"):
        TimesAWeek(times)


@pytest.mark.parametrize(
    ("schedule", "times"),
    [
        (DAILY, 7),
        (OnWeekdays(frozenset({0, 2, 4})), 3),
        *[(TimesAWeek(n), n) for n in range(1, 8)],
    ],
)
def test_a_schedule_says_how_often_a_week_it_asks(schedule, times):
    assert schedule.times_a_week == times


@pytest.mark.parametrize("first_weekday", range(7))
def test_each_weekday_is_a_period_that_asks_once_or_not_at_all(first_weekday):
    schedule = OnWeekdays(frozenset({0, 3}))

    found = list(periods(schedule, MONDAY, MONDAY + 6 * DAY, first_weekday))

    targets = [1, 0, 0, 1, 0, 0, 0]
    assert found == [Period(MONDAY + n * DAY, MONDAY + n * DAY, targets[n]) for n in range(7)]


@pytest.mark.parametrize("first_weekday", range(7))
@pytest.mark.parametrize("times", range(1, 8))
def test_each_week_is_a_period_that_begins_on_the_first_weekday(times, first_weekday):
    schedule = TimesAWeek(times)

    for day in (date(2026, 12, 20) + n * DAY for n in range(21)):
        first = references.week_of(day, first_weekday)
        assert schedule.period_of(day, first_weekday) == Period(first, first + 6 * DAY, times)


def test_periods_are_those_that_hold_the_days_whole_ones():
    first, second = Period(MONDAY, MONDAY + 6 * DAY, 3), Period(MONDAY + 7 * DAY, MONDAY + 13 * DAY, 3)

    found = list(periods(TimesAWeek(3), MONDAY + 6 * DAY, MONDAY + 7 * DAY, first_weekday=0))

    assert found == [first, second]


@pytest.mark.parametrize("schedule", [DAILY, TimesAWeek(2)])
def test_there_are_no_periods_in_no_days(schedule):
    assert list(periods(schedule, MONDAY, MONDAY - DAY, first_weekday=0)) == []


@pytest.mark.parametrize(("last", "count"), [(MONDAY, 1), (MONDAY + DAY, 2), (MONDAY + 6 * DAY, 7)])
def test_a_period_counts_both_its_ends(last, count):
    assert Period(MONDAY, last, target=1).day_count == count
