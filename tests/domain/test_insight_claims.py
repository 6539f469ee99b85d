"""Couples who never lived: without an effect hardly any are told of one, and with one most are."""

from random import Random
from statistics import correlation, fmean

import pytest

from tests.domain.felt_weeks import A_WEEK, TEA, found_in, strong, weeks_with
from tests.whole import many
from tracker.bench.couples import WITHOUT_EFFECT, couple, first_claim
from tracker.bench.followers import FOLLOWING
from tracker.domain.insights import (
    WEEKS_AROUND,
    Direction,
    clear_habits,
    comparison,
    felt_in,
    goes_with_weeks,
    habits_that_vary,
    insight_of,
    more_of,
)

# Couples who never lived. A right method stays below these bounds with near certainty: they allow for ten times its rate.
FEW = range(12)
MOST_CLAIMS = 3


def tells_too_much(weeks):
    """The naive one, a foil: all weeks shuffled, as if each were drawn anew."""
    felt = [fmean(week.closeness.values()) for week in weeks]
    habits = [[week.ticks[habit] for week in weeks] for habit in habits_that_vary(weeks)]

    def best(levels):
        return max(abs(correlation(levels, ticks)) for ticks in habits)

    chance, seen = Random(1), best(felt)
    return sum(best(chance.sample(felt, len(felt))) >= seen for _ in range(39)) < 2


@pytest.mark.parametrize("name", list(WITHOUT_EFFECT)[:: many(3, 1)])
def test_couples_without_effect_are_hardly_ever_told_of_one_in_two_years(name):
    claims = [first_claim(couple(WITHOUT_EFFECT[name], name, number)) for number in FEW]

    assert sum(each > 0 for each in claims) <= MOST_CLAIMS


def test_shuffling_all_weeks_would_tell_them():
    told = [tells_too_much(couple(WITHOUT_EFFECT["drifting"], "drifting", number)) for number in FEW]

    assert sum(told) > 2 * MOST_CLAIMS


def unguarded(weeks):
    """What is found without a look at how earlier weeks were, a foil."""
    seen = weeks[:104]
    compared = comparison(seen)
    return [(habit, compared.scores[habit] > 0) for habit in clear_habits(compared, 1 / 40)]


FOLLOWS_FOUR = "follow four weeks"


def test_who_does_more_after_close_weeks_is_not_told_that_closer_weeks_had_less_of_it():
    weeks = [couple(FOLLOWING[FOLLOWS_FOUR], FOLLOWS_FOUR, number) for number in range(many(10, 30))]
    told = [unguarded(each) for each in weeks]

    assert sum(bool(each) for each in told) >= 3
    assert not any(more for each in told for _habit, more in each)
    assert [each for each in weeks if insight_of(each).found] == []


def test_nor_who_makes_up_after_others_that_they_had_more():
    weeks = [couple(FOLLOWING["all make up"], "all make up", number) for number in range(many(10, 30))]
    told = [unguarded(each) for each in weeks]

    assert {more for each in told for _habit, more in each} == {True}
    assert [each for each in weeks if insight_of(each).found] == []


@pytest.mark.parametrize("close", [6, 2])
def test_what_earlier_weeks_say_too_stays_told(close):
    """Of a habit that comes in stretches, as closeness does."""
    weeks = weeks_with("xx..xxx...xx.xxx...xx..xxx..xx..", close=close, apart=4)

    assert found_in(weeks) == [(TEA, Direction.MORE if close == 6 else Direction.LESS)]


def slow_before(weeks, habit, lags):
    """By the correlation as the library has it."""
    more, felt = more_of(habit, weeks), felt_in(weeks)
    pairs = [
        (above, fmean(near))
        for week, above in more.items()
        if (near := [felt[week - n * A_WEEK] for n in lags if week - n * A_WEEK in felt])
    ]
    if len(pairs) < 8 or any(len(set(each)) == 1 for each in zip(*pairs, strict=True)):
        return 0
    z = correlation(*zip(*pairs, strict=True)) * len(pairs) ** 0.5
    return (z >= 2.5) - (z <= -2.5)


def test_looked_at_are_the_week_before_the_one_before_that_a_month_and_the_week_after():
    assert [[*lags] for lags in WEEKS_AROUND] == [[1], [2], [1, 2, 3, 4], [-1]]


@pytest.mark.parametrize("lags", WEEKS_AROUND)
@pytest.mark.parametrize("name", ["all follow", "one makes up", "patchy", "close weeks left out"])
def test_following_agrees_with_the_slow_way(name, lags):
    weeks = couple(WITHOUT_EFFECT[name], name, 5)[:60]

    for habit in habits_that_vary(weeks):
        assert goes_with_weeks(more_of(habit, weeks), felt_in(weeks), lags) == slow_before(weeks, habit, lags)


def test_a_strong_effect_is_seen_by_most_within_a_year_and_a_half():
    seen = [(1, Direction.MORE) in found_in(strong(number)[:72]) for number in FEW]

    assert sum(seen) >= 9
