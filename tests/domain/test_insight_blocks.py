"""Weeks are compared within blocks of those that followed one another."""

from dataclasses import replace

import pytest

from tests.domain.felt_weeks import A_WEEK, ADA, BEN, MONDAY, SOME, TEA, weeks_with
from tracker.domain.insights import (
    Insight,
    Week,
    blocks_of,
    comparison,
    felt_in,
    habits_that_vary,
    insight_of,
    levels_of,
)


def test_a_habit_counts_from_eight_weeks_on():
    weeks = [replace(week, ticks={TEA: number % 3}) for number, week in enumerate(weeks_with("." * 8))]

    assert habits_that_vary(weeks) == [TEA]
    assert habits_that_vary(weeks[1:]) == []


def at(*numbers, answering=(ADA, BEN)):
    return [Week(MONDAY + number * A_WEEK, dict.fromkeys(answering, 4), {}) for number in numbers]


@pytest.mark.parametrize(
    ("weeks", "sizes"),
    [
        (at(), []),
        (at(*range(8)), [8]),
        (at(*range(19)), [8, 8, 3]),
        # over one unanswered week a block goes on, over two it does not
        (at(0, 1, 3, 5, 6), [5]),
        (at(0, 1, 4, 5, 6), [2, 3]),
        (at(*range(0, 40, 2)), [8, 8, 4]),
        # as long as one person answered all of it
        (at(0, 1) + at(2, answering=[ADA]) + at(3), [4]),
        (at(0, 1) + at(2, answering=[ADA]) + at(3, answering=[BEN]) + at(4), [3, 2]),
    ],
)
def test_a_block_holds_weeks_that_followed_one_another(weeks, sizes):
    assert [len(block) for block in blocks_of(weeks)] == sizes
    assert [week for block in blocks_of(weeks) for week in block] == weeks


def test_from_three_weeks_on_a_block_is_compared():
    sizes = [
        [len(block) for block in comparison(weeks_with((SOME * 2)[:count])).blocks] for count in (18, 19)
    ]

    assert sizes == [[8, 8], [8, 8, 3]]


def test_in_a_block_those_count_who_answered_all_of_it():
    both = [{ADA: 4, BEN: 2}, {ADA: 6, BEN: 3}, {ADA: 3, BEN: 7}]
    one = [{ADA: 4, BEN: 2}, {ADA: 6}, {ADA: 3, BEN: 7}]

    assert levels_of([Week(MONDAY, each, {}) for each in both]) == (0, 1.5, 2)
    assert levels_of([Week(MONDAY, each, {}) for each in one]) == (0, 2, -1)


def test_a_week_that_one_person_answered_does_not_shift_the_mean():
    weeks = [{ADA: 6, BEN: 2}, {ADA: 6}, {BEN: 2}, {ADA: 6, BEN: 2}]

    felt = felt_in([Week(MONDAY + number * A_WEEK, each, {}) for number, each in enumerate(weeks)])

    assert list(felt.values()) == [4, 4, 4, 4]


def test_weeks_in_which_a_habit_was_not_there_count_for_nothing_in_it():
    weeks = weeks_with(SOME * 2)
    paused = [replace(week, ticks={}) if number in (4, 5, 20) else week for number, week in enumerate(weeks)]
    contrast = comparison(paused).contrasts[TEA]

    assert [number for number, each in enumerate(contrast) if each == 0] == [4, 5, 20]
    assert [(each.weeks_with_more, each.weeks_with_less) for each in insight_of(paused).found] == [(14, 15)]


@pytest.mark.parametrize(
    ("marks", "closeness"),
    [
        # what is only steady within its block is left out
        ("........xxxxxxxx", range(16)),
        ("xx..............", [4] * 16),
    ],
)
def test_there_is_nothing_to_compare_where_nothing_turns(marks, closeness):
    weeks = [
        replace(week, closeness={ADA: close})
        for week, close in zip(weeks_with(marks), closeness, strict=True)
    ]

    assert comparison(weeks).scores == {}
    assert insight_of(weeks) == Insight(16)
