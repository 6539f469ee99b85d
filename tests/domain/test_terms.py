from datetime import date, timedelta

import pytest

from tracker.domain.schedules import DAILY, OnWeekdays, Period, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.terms import WHOLE, Terms, changed, periods, terms_on, unit_of

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)


def terms(schedule=DAILY, since=MONDAY, goal=0):
    return Terms(since, schedule, goal)


def spans(found):
    return [(period.first.day, period.last.day, period.target) for period, _terms in found]


def test_periods_are_those_that_hold_the_days_whole_ones():
    first, second = Period(MONDAY, MONDAY + 6 * DAY, 3, 4), Period(MONDAY + 7 * DAY, MONDAY + 13 * DAY, 3, 4)
    held = terms(TimesAWeek(3))

    found = list(periods([held], MONDAY + 6 * DAY, MONDAY + 7 * DAY, first_weekday=0))

    assert found == [(first, held), (second, held)]


@pytest.mark.parametrize("schedule", [DAILY, TimesAWeek(2), TimesAMonth(1), TimesInDays(1, 5)])
def test_there_are_no_periods_in_no_days(schedule):
    assert list(periods([terms(schedule)], MONDAY, MONDAY - DAY, first_weekday=0)) == []


def test_a_change_cuts_the_period_it_comes_in():
    weekly, then_daily = terms(TimesAWeek(2)), terms(since=date(2026, 3, 11))

    found = list(periods([weekly, then_daily], MONDAY, date(2026, 3, 12), first_weekday=0))

    assert spans(found) == [(2, 8, 2), (9, 10, 2), (11, 11, 1), (12, 12, 1)]


def test_new_weeks_begin_on_the_day_of_the_change_and_blocks_are_counted_from_it():
    held = [terms(), terms(TimesAWeek(3), date(2026, 3, 4)), terms(TimesInDays(1, 5), date(2026, 3, 7))]

    found = list(periods(held, MONDAY, date(2026, 3, 16), first_weekday=0))

    assert spans(found) == [(2, 2, 1), (3, 3, 1), (4, 6, 3), (7, 11, 1), (12, 16, 1)]


def test_asked_for_days_within_a_period_the_whole_of_it_is_given():
    held = [terms(), terms(TimesAWeek(3), date(2026, 3, 4))]

    found = list(periods(held, date(2026, 3, 6), date(2026, 3, 6), first_weekday=0))

    assert spans(found) == [(4, 8, 3)]


@pytest.mark.parametrize(("day", "index"), [(1, 0), (2, 0), (8, 0), (9, 1), (30, 1)])
def test_terms_hold_until_the_next(day, index):
    held = [terms(), terms(TimesAWeek(1), date(2026, 3, 9))]

    assert terms_on(held, date(2026, 3, day)) == held[index]


@pytest.mark.parametrize(
    ("held", "new", "after"),
    [
        (
            [terms()],
            terms(TimesAWeek(1), date(2026, 3, 9)),
            [terms(), terms(TimesAWeek(1), date(2026, 3, 9))],
        ),
        ([terms()], terms(TimesAWeek(1)), [terms(TimesAWeek(1))]),
        ([terms()], terms(since=date(2026, 3, 9)), [terms()]),
        ([terms()], terms(since=date(2026, 3, 9), goal=5), [terms(), terms(since=date(2026, 3, 9), goal=5)]),
        ([terms(), terms(TimesAWeek(1), date(2026, 3, 9))], terms(since=date(2026, 3, 5)), [terms()]),
        ([terms(), terms(TimesAWeek(1), date(2026, 3, 9))], terms(since=date(2026, 3, 9)), [terms()]),
    ],
)
def test_new_terms_hold_from_their_day_and_what_came_before_stays(held, new, after):
    assert changed(held, new) == tuple(after)


@pytest.mark.parametrize(
    ("goal", "amount", "share", "reached"),
    [
        (0, WHOLE, 1, True),
        (0, 1, 1, True),
        (20_000, WHOLE, 1, True),
        (20_000, 20_000, 1, True),
        (20_000, 40_000, 1, True),
        (20_000, 5_000, 0.25, False),
        (20_000, 0, 0, False),
    ],
)
def test_an_amount_grows_up_to_the_goal(goal, amount, share, reached):
    held = terms(goal=goal)

    assert (held.share(amount), held.reached(amount)) == (share, reached)


@pytest.mark.parametrize(
    ("schedule", "unit"),
    [
        (DAILY, "day"),
        (OnWeekdays(frozenset({0})), "day"),
        (TimesAWeek(2), "week"),
        (TimesAMonth(2), "month"),
        (TimesInDays(1, 3), "3 days"),
    ],
)
def test_kept_periods_are_counted_in_what_they_are(schedule, unit):
    assert unit_of(schedule) == unit
