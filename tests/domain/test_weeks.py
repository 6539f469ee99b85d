"""Weeks that come to lie otherwise: from the end of the one under way on, and never before."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.whole import many
from tracker.domain.checkins import Window, week_to_check_in, window
from tracker.domain.days import (
    SHORTEST_WEEK,
    Ways,
    is_week,
    week_before,
    week_days,
    week_of,
    weekly,
)
from tracker.domain.folds import History, beginning, course, settle
from tracker.domain.schedules import DAILY, TimesAWeek
from tracker.domain.states import asked_until
from tracker.domain.terms import WHOLE, Terms, periods

DAY = timedelta(days=1)
BEGIN = date(2026, 1, 5)
END = date(2026, 6, 30)
WEEKDAYS = range(7)
ALL = [BEGIN + n * DAY for n in range((END - BEGIN).days)]


@dataclass
class Plain:
    """A week as somebody would write it into a calendar by hand, day for day."""

    days: list[date]
    opens_on: date
    closes_on: date


def plain_week(days, check_in_weekday):
    there = [day for day in days if day.weekday() == check_in_weekday]
    return Plain(days, there[0] if there else days[-1], days[-1] + 7 * DAY)


def plain_weeks(day, first_weekday, check_in_weekday):
    """Weeks from a day on, written down one after the other."""
    while day < END + 30 * DAY:
        days = [day]
        while len(days) < SHORTEST_WEEK or (days[-1] + DAY).weekday() != first_weekday:
            days.append(days[-1] + DAY)
        yield plain_week(days, check_in_weekday)
        day = days[-1] + DAY


def written(first, changes):
    """The calendar of somebody who writes all weeks anew, from the next one on, whenever anything is changed."""
    day = BEGIN - 30 * DAY
    while day.weekday() != first[0]:
        day += DAY
    calendar = list(plain_weeks(day, *first))
    for changed_on, new in changes:
        held = [week for week in calendar if week.days[0] <= changed_on]
        calendar = held + list(plain_weeks(held[-1].days[-1] + DAY, *new))
    return calendar


def lie(first, changes):
    weeks = weekly(*first)
    for changed_on, new in changes:
        weeks = weeks.changed(*new, today=changed_on)
    return weeks


WAYS = st.tuples(st.sampled_from(WEEKDAYS), st.sampled_from(WEEKDAYS))
CHANGES = st.lists(st.tuples(st.sampled_from(ALL[:150]), WAYS), max_size=5).map(
    lambda changes: sorted(changes, key=lambda each: each[0])
)


@settings(max_examples=many(30, 300), deadline=None)
@given(WAYS, CHANGES)
def test_weeks_lie_as_somebody_would_write_them_down(first, changes):
    weeks, calendar = lie(first, changes), written(first, changes)

    for week in calendar:
        if BEGIN <= week.days[0] < END:
            assert {weeks.week_of(day) for day in week.days} == {week.days[0]}
            assert week_days(week.days[0], weeks) == week.days
            assert window(week.days[0], weeks) == Window(week.opens_on, week.closes_on)
    for day in ALL:
        asked = [week.days[0] for week in calendar if week.opens_on <= day]
        assert week_to_check_in(day, weeks) == asked[-1]
        assert window(asked[-1], weeks).open_on(day)


@pytest.mark.parametrize("old", [(first, opens) for first in WEEKDAYS for opens in WEEKDAYS])
def test_every_week_that_has_begun_keeps_its_days_and_can_be_answered_until_the_day_it_said(old):
    before = weekly(*old)
    for new in [(first, opens) for first in WEEKDAYS for opens in (old[1], (old[1] + 3) % 7)]:
        for changed_on in ALL[40:47]:
            after = before.changed(*new, today=changed_on)
            for week in {before.week_of(changed_on - n * DAY) for n in range(30)}:
                assert is_week(week, after)
                assert week_days(week, after) == week_days(week, before)
                assert window(week, after) == window(week, before)


@settings(max_examples=many(30, 300), deadline=None)
@given(WAYS, CHANGES)
def test_no_day_is_in_two_weeks_and_none_is_very_short_or_long(first, changes):
    weeks = lie(first, changes)
    named = sorted({weeks.week_of(day) for day in ALL})

    for week, following in pairwise(named):
        assert weeks.last_day_of(week) + DAY == following
        assert week_before(following, weeks) == week
        assert SHORTEST_WEEK <= len(week_days(week, weeks)) <= 10


def test_what_was_to_come_is_taken_back_by_choosing_what_is():
    before = weekly(0, 6)
    coming = before.changed(6, 2, today=date(2026, 3, 11))

    assert coming.coming(date(2026, 3, 11)) == Ways(date(2026, 3, 16), 6, 2)
    assert coming.coming(date(2026, 3, 16)) is None
    assert coming.changed(0, 6, today=date(2026, 3, 15)) == before
    assert coming.changed(0, 6, today=date(2026, 3, 16)).ways[-1] == Ways(date(2026, 3, 22), 0, 6)


@settings(max_examples=many(30, 100), deadline=None)
@given(WAYS, CHANGES, st.sets(st.sampled_from(ALL)), st.sampled_from([1, 3, 7]))
def test_every_day_counts_once_for_a_habit_by_the_week_and_what_was_settled_stays(
    first, changes, done, times
):
    terms = [Terms(BEGIN, TimesAWeek(times))]
    weeks = lie(first, changes)
    found = [period for period, _terms in periods(terms, BEGIN, END, weeks)]

    assert [period.first for period in found[1:]] == [period.last + DAY for period in found[:-1]]
    assert all(week_of(period.last, weeks) == week_of(period.first, weeks) for period in found)
    for n, (changed_on, _new) in enumerate(changes):
        until = lie(first, changes[:n])
        ticks = dict.fromkeys(done, WHOLE)
        settled = [
            course(beginning(BEGIN), History(terms, BEGIN, ticks, [], each), changed_on)
            for each in (until, until.changed(*changes[n][1], today=changed_on))
        ]
        assert settled[0] == settled[1]


def test_what_is_to_come_does_not_make_anything_be_folded_again():
    daily = [Terms(BEGIN, DAILY)]
    weeks = weekly(0, 6).changed(6, 6, today=date(2026, 3, 11))
    before, after = (History(daily, BEGIN, {}, [], each) for each in (0, weeks))
    through = settle(beginning(BEGIN), before, date(2026, 3, 10)).through

    assert asked_until(through, before) == asked_until(through, after)
