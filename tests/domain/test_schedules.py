from datetime import date, timedelta

import pytest

from tests import references
from tracker.domain.schedules import DAILY, OnWeekdays, Pace, Period, TimesAMonth, TimesAWeek, TimesInDays

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


@pytest.mark.parametrize("times", [-1, 0, 29])
def test_a_month_asks_for_no_more_times_than_each_has_days(times):
    with pytest.raises(ValueError, match="times"):
        TimesAMonth(times)


@pytest.mark.parametrize(("times", "days"), [(0, 3), (4, 3), (1, 0), (1, 366), (-1, -1)])
def test_so_many_days_ask_for_no_more_times_than_they_are(times, days):
    with pytest.raises(ValueError, match="times"):
        TimesInDays(times, days)


@pytest.mark.parametrize(
    ("schedule", "pace"),
    [
        (DAILY, Pace(7, 7)),
        (OnWeekdays(frozenset({0, 2, 4})), Pace(3, 7)),
        *[(TimesAWeek(n), Pace(n, 7)) for n in range(1, 8)],
        (TimesAMonth(2), Pace(2, 30)),
        (TimesInDays(2, 9), Pace(2, 9)),
    ],
)
def test_a_schedule_says_how_dense_it_is(schedule, pace):
    assert schedule.pace == pace


@pytest.mark.parametrize("first_weekday", range(7))
def test_each_weekday_is_a_period_that_asks_once_or_not_at_all(first_weekday):
    schedule = OnWeekdays(frozenset({0, 3}))

    found = [schedule.period_of(MONDAY + n * DAY, first_weekday, MONDAY) for n in range(7)]

    targets = [1, 0, 0, 1, 0, 0, 0]
    assert found == [Period(MONDAY + n * DAY, MONDAY + n * DAY, targets[n]) for n in range(7)]


@pytest.mark.parametrize("first_weekday", range(7))
@pytest.mark.parametrize("times", range(1, 8))
def test_each_week_is_a_period_that_begins_on_the_first_weekday(times, first_weekday):
    schedule = TimesAWeek(times)

    for day in (date(2026, 12, 20) + n * DAY for n in range(21)):
        first = references.week_of(day, first_weekday)
        assert schedule.period_of(day, first_weekday, MONDAY) == Period(first, first + 6 * DAY, times)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 2, 28), date(2026, 2, 1), date(2026, 2, 28)),
        (date(2028, 2, 28), date(2028, 2, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_each_month_is_a_period_from_its_first_day_to_its_last(day, first, last):
    assert TimesAMonth(4).period_of(day, 0, MONDAY) == Period(first, last, 4)


@pytest.mark.parametrize("days", [1, 2, 10, 365])
def test_blocks_of_days_are_counted_from_the_first(days):
    schedule = TimesInDays(1, days)

    found = {schedule.period_of(MONDAY + n * DAY, 3, MONDAY) for n in range(3 * days)}

    blocks = {Period(MONDAY + n * days * DAY, MONDAY + ((n + 1) * days - 1) * DAY, 1) for n in range(3)}
    assert found == blocks


@pytest.mark.parametrize(("last", "count"), [(MONDAY, 1), (MONDAY + DAY, 2), (MONDAY + 6 * DAY, 7)])
def test_a_period_counts_both_its_ends(last, count):
    assert Period(MONDAY, last, target=1).day_count == count
