from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import references
from tests.whole import many
from tracker.domain.pauses import PausedDays, paused, paused_days

DAY = timedelta(days=1)
START = date(2026, 3, 2)


def pause(first, last):
    return PausedDays(START + first * DAY, START + last * DAY)


@pytest.mark.parametrize(
    ("pauses", "count"),
    [
        ([], 0),
        ([pause(0, 6)], 7),
        ([pause(-9, 20)], 7),
        ([pause(-9, -1)], 0),
        ([pause(7, 20)], 0),
        ([pause(-9, 0)], 1),
        ([pause(6, 20)], 1),
        ([pause(3, 3)], 1),
        ([pause(0, 2), pause(5, 6)], 5),
        ([pause(0, 4), pause(2, 6)], 7),
        ([pause(1, 3), pause(1, 3)], 3),
        ([pause(0, 6), pause(2, 3)], 7),
        ([pause(4, 2)], 0),
    ],
)
def test_a_paused_day_counts_once_and_only_within_the_days_asked_about(pauses, count):
    assert len(paused_days(iter(pauses), START, START + 6 * DAY)) == count


@pytest.mark.parametrize(("day", "holds"), [(-1, False), (0, True), (1, True), (2, True), (3, False)])
def test_a_pause_holds_both_its_ends(day, holds):
    assert paused([pause(-9, -5), pause(0, 2)], START + day * DAY) is holds


def test_without_a_pause_no_day_is_paused():
    assert not paused([], START)


@settings(max_examples=many(40, 300), derandomize=True, deadline=None)
@given(
    pauses=st.lists(st.tuples(st.integers(-5, 25), st.integers(-5, 25)), max_size=4),
    first=st.integers(0, 20),
    day_count=st.integers(1, 8),
)
def test_pauses_agree_with_the_slow_ones(pauses, first, day_count):
    ranges = [(START + a * DAY, START + b * DAY) for a, b in pauses]
    days = [START + (first + n) * DAY for n in range(day_count)]

    found = [paused([pause(a, b) for a, b in pauses], day) for day in days]

    assert found == [references.is_paused(day, ranges) for day in days]
    held = [day for day, is_paused in zip(days, found, strict=True) if is_paused]
    assert paused_days([pause(a, b) for a, b in pauses], days[0], days[-1]) == set(held)
