from datetime import date, timedelta

import pytest

from tracker.domain.kindness import hard_days, may_be_softer
from tracker.domain.pauses import PausedDays
from tracker.domain.schedules import DAILY, OnWeekdays, TimesAWeek, TimesInDays
from tracker.domain.terms import Terms
from tracker.domain.years import DayKind

DAY = timedelta(days=1)
TODAY = date(2026, 3, 20)


def offered(marks, *, answered=99):
    """How many days are offered, after days that were kept, paused or quiet; the last mark is yesterday's."""
    days = dict(zip((TODAY - n * DAY for n in range(len(marks), 0, -1)), marks, strict=True))
    found = hard_days(
        [day for day, mark in days.items() if mark == "k"],
        [day for day, mark in days.items() if mark == "p"],
        today=TODAY,
        answered_on=TODAY - answered * DAY,
    )
    assert all(each.ends_on == TODAY - DAY for each in found)
    return sum((each.ends_on - each.starts_on).days + 1 for each in found)


@pytest.mark.parametrize(
    ("marks", "count"),
    [
        ("", 0),
        ("k", 0),
        ("kqq", 0),
        ("kqqq", 3),
        ("pqqq", 3),
        ("kqpqq", 0),
        ("kqkqqq", 3),
        ("kqqqqqqq", 7),
        # more than a week is another thing, and of what was before nothing is known
        ("kqqqqqqqq", 0),
        ("qqq", 0),
    ],
)
def test_three_quiet_days_may_have_been_hard_ones(marks, count):
    assert offered(marks) == count


@pytest.mark.parametrize(("answered", "count"), [(5, 4), (4, 0), (1, 0), (0, 0)])
def test_who_has_answered_is_not_asked_again_about_the_same_days(answered, count):
    assert offered("kqqqq", answered=answered) == count


def test_the_days_are_told_from_the_first_to_yesterday():
    (found,) = hard_days([date(2026, 3, 16)], [], today=TODAY, answered_on=date.min)

    assert found == PausedDays(date(2026, 3, 17), date(2026, 3, 19))


def softer(done, *, days=30, schedule=DAILY, since=date(2026, 1, 1)):
    kinds = {TODAY - n * DAY: DayKind.DONE if n <= done else DayKind.QUIET for n in range(1, days + 1)}
    kinds |= {TODAY - n * DAY: DayKind.PAUSED for n in range(days + 1, 31)}
    kinds |= {TODAY - n * DAY: DayKind.DONE for n in range(31, 60)} | {TODAY: DayKind.OPEN}
    return may_be_softer(Terms(since, schedule), kinds, TODAY)


@pytest.mark.parametrize(
    ("done", "days", "found"),
    [(11, 30, False), (12, 30, True), (22, 30, True), (23, 30, False), (10, 21, True), (10, 20, False)],
)
def test_between_two_fifths_and_three_quarters_of_a_month_a_habit_may_be_softer(done, days, found):
    assert softer(done, days=days) is found


@pytest.mark.parametrize("schedule", [TimesAWeek(5), OnWeekdays(frozenset(range(6))), TimesInDays(1, 2)])
def test_only_what_is_daily_is_asked_for_less(schedule):
    assert not softer(15, schedule=schedule)


def test_what_has_changed_within_the_month_is_left_alone():
    assert softer(15, since=TODAY - 30 * DAY)
    assert not softer(15, since=TODAY - 29 * DAY)
