"""An insight has looks at which its answer may change, and stands between them."""

from dataclasses import replace

import pytest

from tests.domain.felt_weeks import A_WEEK, SOME, found_in, strong, weeks_with
from tracker.bench import couples
from tracker.bench.couples import first_claim, first_sight, weeks_until
from tracker.domain.insights import (
    ENOUGH_WEEKS,
    FIRST_LOOK,
    Direction,
    Insight,
    Look,
    findings,
    insight_of,
    latest_look,
)


@pytest.mark.parametrize(
    ("week_count", "look"),
    [
        (16, Look(16, 1 / 300)),
        (23, Look(16, 1 / 300)),
        (24, Look(24, 1 / 300)),
        (103, Look(96, 1 / 300)),
        (104, Look(104, 1 / 300)),
        (155, Look(104, 1 / 300)),
        (156, Look(156, 1 / 1000)),
        (207, Look(156, 1 / 1000)),
        (208, Look(208, 1 / 1000)),
    ],
)
def test_the_answer_of_the_latest_look_stands(week_count, look):
    assert latest_look(week_count) == look


def test_all_looks_of_twelve_years_are_wrong_in_at_most_one_of_twenty():
    looks = {latest_look(week_count) for week_count in range(FIRST_LOOK, 12 * 52 + 1)}

    assert len(looks) == 22
    assert sum(look.share for look in looks) == pytest.approx(1 / 20)


def test_between_looks_the_answer_stays():
    weeks = weeks_with(SOME * 2)
    other = weeks_with("." * 16 + "x......")[16:]

    assert insight_of(weeks[:16]).found
    assert insight_of(weeks[:16] + other) == insight_of(weeks[:16])
    assert insight_of(weeks[:16] + other + weeks[23:24]) != insight_of(weeks[:24])


def test_only_the_latest_two_years_count():
    long = [replace(week, week=week.week - 104 * A_WEEK, ticks={}) for week in strong()]

    assert insight_of(long + strong()) == Insight(104, findings(strong(), 1 / 1000))
    assert insight_of(long + strong()).found


@pytest.mark.parametrize("week_count", [160, 207, 208])
def test_the_latest_weeks_are_enough(week_count):
    long = [replace(week, week=week.week - 104 * A_WEEK) for week in strong(1)]
    weeks = (long + strong())[:week_count]

    assert (
        insight_of(weeks[-ENOUGH_WEEKS:], earlier=week_count - ENOUGH_WEEKS)
        == insight_of(weeks)
        == Insight(104, insight_of(weeks).found)
    )


def test_where_too_few_weeks_are_handed_over_nothing_is_looked_at():
    assert insight_of(strong()[:10], earlier=210) == Insight(0)


def test_it_is_first_seen_at_the_first_look_that_finds_it():
    weeks = strong()
    looked = {count: found_in(weeks[:count]) for count in range(FIRST_LOOK, 105, 8)}

    first = next(count for count, found in looked.items() if (1, Direction.MORE) in found)

    assert first_sight(weeks) == first_sight(weeks[: first + 7]) == first
    assert first_claim(weeks) == next(count for count, found in looked.items() if found)
    assert (first_sight(weeks[: first - 1]), first_claim(weeks[: FIRST_LOOK - 1])) == (0, 0)


@pytest.mark.parametrize(
    ("seen", "half", "most"),
    [([16] * 9 + [24], 16, 16), ([24, 16, 0, 32], 24, 0), ([0, 0, 16], 0, 0), (list(range(1, 11)), 5, 9)],
)
def test_how_long_a_part_of_couples_takes_counts_those_who_never_see(seen, half, most):
    assert (weeks_until(seen, couples.HALF), weeks_until(seen, couples.MOST)) == (half, most)
