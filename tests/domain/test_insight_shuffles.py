"""What chance alone would do: all orders one by one agree with it, and what should make no difference makes none."""

from dataclasses import replace
from fractions import Fraction
from itertools import islice, permutations, product
from random import Random
from statistics import fmean

import pytest

from tests.domain.felt_weeks import A_WEEK, ADA, BEN, MONDAY, SOME, TEA, WALK, strong, weeks_with
from tracker.bench.couples import WITHOUT_EFFECT, couple
from tracker.bench.lives import WITH_EFFECT, Chance
from tracker.domain.insights import (
    SHUFFLES,
    Direction,
    Finding,
    Week,
    blocks_of,
    comparison,
    findings,
    habits_that_vary,
    insight_of,
    shuffled_bests,
)


def test_two_runs_come_to_the_same():
    assert insight_of(strong()) == insight_of(strong())
    assert couple(WITHOUT_EFFECT["silent"], "a", 1) == couple(WITHOUT_EFFECT["silent"], "a", 1)


def bests(weeks):
    return list(islice(shuffled_bests(comparison(weeks)), 20))


def test_swapping_the_partners_changes_nothing():
    for name in ("strong, week by week", "silent"):
        weeks = couple({**WITH_EFFECT, **WITHOUT_EFFECT}[name], name, 1)
        swapped = [
            replace(
                week, closeness={ADA + BEN - who: close for who, close in reversed(week.closeness.items())}
            )
            for week in weeks
        ]

        assert insight_of(swapped) == insight_of(weeks)
        assert bests(swapped) == bests(weeks)


def test_who_always_feels_a_little_closer_changes_no_finding():
    def shifted(by):
        weeks = WITHOUT_EFFECT["silent"](Chance(2))
        return [
            replace(week, closeness={who: close + by * (who == BEN) for who, close in week.closeness.items()})
            for week in weeks
        ]

    assert comparison(shifted(2)) == comparison(shifted(0))
    assert bests(shifted(2)) == bests(shifted(0))
    raised = [
        replace(week, closeness={**week.closeness, BEN: week.closeness[BEN] + 2}) for week in weeks_with(SOME)
    ]
    assert insight_of(raised).found == (Finding(TEA, Direction.MORE, 8, 8, 6.5, 3.5),)


def test_the_order_of_habits_changes_nothing():
    turned = [replace(week, ticks=dict(reversed(week.ticks.items()))) for week in strong()]

    assert insight_of(turned) == insight_of(strong())
    assert bests(turned) == bests(strong())


def test_habits_that_never_vary_or_were_hardly_there_change_nothing():
    more = [
        replace(week, ticks={**week.ticks, 0: 7, 98: 0} | ({99: number % 3} if number < 7 else {}))
        for number, week in enumerate(strong())
    ]

    assert habits_that_vary(more) == [1, 2, 3, 4, 5, 6]
    assert insight_of(more) == insight_of(strong())
    assert bests(more) == bests(strong())


# The slow, obvious one: all orders within the blocks, one by one, in fractions.


def residuals(values, positions):
    """What is left of values after their best straight line."""
    n, sum_t, sum_tt = len(values), sum(positions), sum(each * each for each in positions)
    sum_v, sum_tv = sum(values), sum(t * v for t, v in zip(positions, values, strict=True))
    slope = Fraction(n * sum_tv - sum_t * sum_v, n * sum_tt - sum_t**2)
    level = Fraction(sum_v, n) - slope * Fraction(sum_t, n)
    return [v - level - slope * t for t, v in zip(positions, values, strict=True)]


def exact_bests(blocks, habits):
    """The best score of any habit in each order, the order that was lived first."""
    table = []
    for habit in habits:
        mean = Fraction(sum(week.ticks[habit] for block in blocks for week in block), sum(map(len, blocks)))
        left = [
            residuals(
                [int(week.ticks[habit] > mean) for week in block],
                [(week.week - MONDAY) // A_WEEK for week in block],
            )
            for block in blocks
        ]
        orders = product(*(permutations([week.closeness[ADA] for week in block]) for block in blocks))
        sums = [
            sum(x * y for own, felt in zip(left, order, strict=True) for x, y in zip(own, felt, strict=True))
            for order in orders
        ]
        deviation = float(fmean(each * each for each in sums)) ** 0.5
        table.append([abs(float(each)) / deviation for each in sums])
    return [max(column) for column in zip(*table, strict=True)]


@pytest.mark.parametrize("seed", range(4))
def test_the_shuffles_agree_with_all_orders_one_by_one(seed):
    chance = Random(seed)
    blocks = [
        [
            Week(
                MONDAY + number * A_WEEK,
                {ADA: chance.choice((2, 4, 5, 7))},
                {TEA: chance.randint(0, 7), WALK: chance.randint(0, 3)},
            )
            for number in numbers
        ]
        for numbers in ((0, 1, 2, 4), (10, 11, 12, 13))
    ]
    weeks = blocks[0] + blocks[1]
    compared = comparison(weeks)
    highest = max(abs(each) for each in compared.scores.values())
    exact = exact_bests(blocks, [TEA, WALK])

    drawn = list(islice(shuffled_bests(compared), 4000))

    assert blocks_of(weeks) == blocks
    assert highest == pytest.approx(exact[0])
    for least in (highest, *sorted(exact)[:: len(exact) // 5]):
        exactly = fmean(each > least - 1e-9 for each in exact)
        assert fmean(each > least - 1e-9 for each in drawn) == pytest.approx(exactly, abs=0.03)


def test_a_habit_is_clear_only_when_the_best_of_all_seldom_reaches_it():
    weeks = strong(3)[:32]
    compared = comparison(weeks)
    score = max(compared.scores.values())
    reached = sum(each > score - 1e-9 for each in islice(shuffled_bests(compared), SHUFFLES))
    chance = (reached + 1) / (SHUFFLES + 1)

    assert 0 < reached < SHUFFLES / 2
    assert [each.habit for each in findings(weeks, chance)] == [1]
    assert findings(weeks, chance - 1 / (SHUFFLES + 1)) == ()
