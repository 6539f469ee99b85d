"""What is said of the latest answers of somebody against those before, and their lines by weeks and months."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.references import slow_median
from tracker.bench.steady import A_WEEK
from tracker.domain.trends import (
    CLOSENESS,
    MEASURES,
    TAKEN_IN,
    Movement,
    TrendEntry,
    by_months,
    by_weeks,
    look_before,
    movement,
    movement_in_words,
    movements_told,
)

MONDAY = date(2026, 1, 5)
LOW, HIGH = [3, 4, 3, 2, 3, 4], [5, 6, 5, 4, 5, 6]


@pytest.mark.parametrize(
    ("values", "moved"),
    [
        ([], "none"),
        ([3] * 60, "none"),
        (LOW * 10, "none"),
        (LOW * 2 + HIGH * 2, "higher"),
        (HIGH * 2 + LOW * 2, "lower"),
        ((LOW * 2 + HIGH * 2)[1:], "none"),  # twelve before it at least
        (LOW * 8 + HIGH, "none"),  # and twelve since
        (LOW * 8 + HIGH * 2, "higher"),
        (LOW * 2 + HIGH * 12, "none"),  # what was more than 52 before the latest is no longer looked at
        ([1, 7] * 12 + [3, 7] * 6, "none"),  # a step, where weeks differ by more
        ([1, 7] * 26 + [4, 7] * 12, "none"),
        ([3] * 24 + [4] * 12, "none"),  # who answers alike for weeks is told of a whole step after ten months
        ([3] * 30 + [4] * 12, "higher"),
        ([3] * 40 + [3, 4] * 6, "none"),  # nor of half a step
        ([3] * 52 + [3, 4] * 12, "none"),
        ([3] * 52 + [3, 4, 4] * 8, "higher"),  # though of two thirds after twenty-four
    ],
)
def test_a_change_is_a_step_that_chance_would_hardly_make(values, moved):
    assert movement(values) == Movement(moved)


def slow_movement(values):
    """The rule as one would write it down, in fractions."""
    for count in (12, 24):
        if len(values) < 2 * count:
            return Movement.NONE
        latest, before = values[-count:], values[max(0, len(values) - count - 52) : -count]
        parts = [
            [Fraction(each) - Fraction(sum(part), len(part)) for each in part] for part in (latest, before)
        ]
        step = Fraction(sum(latest), len(latest)) - Fraction(sum(before), len(before))
        total = len(latest) + len(before)
        scatter = max(Fraction(36, 100), sum(each**2 for part in parts for each in part) / (total - 2))
        followed = sum(one * two for part in parts for one, two in pairwise(part))
        memory = float(followed / scatter / (total - 2)) + 2 / total + 0.75 / total**0.5
        memory = min(0.3, max(0, memory))
        usual = float(scatter * (Fraction(1, len(latest)) + Fraction(1, len(before)))) ** 0.5
        usual *= ((1 + memory) / (1 - memory)) ** 0.5
        if abs(step) >= 0.5 and abs(step) >= 4 * usual:
            return Movement.HIGHER if step > 0 else Movement.LOWER
    return Movement.NONE


@given(st.lists(st.integers(1, 7), max_size=40), st.lists(st.integers(3, 7), max_size=30))
def test_it_agrees_with_the_slow_way(before, latest):
    assert movement(before + latest) is slow_movement(before + latest)


@given(st.lists(st.integers(1, 4), min_size=8, max_size=30), st.lists(st.integers(3, 7), max_size=30))
def test_where_somebody_stands_on_the_scale_and_which_way_changes_nothing(before, latest):
    turned = {Movement.NONE: Movement.NONE, Movement.HIGHER: Movement.LOWER, Movement.LOWER: Movement.HIGHER}
    values = before + latest

    assert movement([value + 3 for value in values]) is movement(values)
    assert movement([8 - value for value in values]) is turned[movement(values)]


LOOK = look_before(date(2026, 6, 1))


def lived(values, *, first=LOOK):
    return [TrendEntry(first + n * A_WEEK, value, {9: 6 - value}) for n, value in enumerate(values) if value]


def told(entries, weeks, measure=CLOSENESS):
    """What is told in each of some weeks after the first look, to somebody who answers each before they look."""
    return [
        movements_told([entry for entry in entries if entry.week <= LOOK + n * A_WEEK], LOOK + n * A_WEEK)[
            measure
        ].value
        for n in weeks
    ]


@pytest.mark.parametrize("measure", [CLOSENESS, 9])
@pytest.mark.parametrize(
    ("values", "as_closeness"), [([3, 4] * 20 + [5, 5] * 30, "higher"), ([5] * 40 + [3] * 60, "lower")]
)
def test_a_change_is_told_once_from_the_look_that_finds_it_to_the_next(values, as_closeness, measure):
    weeks = told(lived(values), range(100), measure)
    turned = {"higher": "lower", "lower": "higher"}
    there = [n for n, each in enumerate(weeks) if each != "none"]

    assert {weeks[n] for n in there} == {as_closeness if measure == CLOSENESS else turned[as_closeness]}
    assert there == list(range(there[0], there[0] + 4))
    assert there[0] % 4 == 0 and 44 <= there[0] <= 52


def test_whoever_stops_answering_is_told_no_longer():
    entries = lived([3] * 45 + [5] * 8)

    assert [movements_told(entries, LOOK + n * A_WEEK)[CLOSENESS].value for n in (52, 55, 59, 60)] == [
        *("higher", "higher", "higher", "none")
    ]


def test_what_comes_after_half_a_year_can_be_told_again():
    weeks = told(lived([3] * 40 + [5] * 60 + [3] * 60), range(0, 160, 4))

    assert [each for each in weeks if each != "none"] == ["higher", "lower"]


def test_weeks_without_an_answer_are_none_of_the_twelve():
    gaps = [0 if n % 3 == 1 else value for n, value in enumerate([3] * 36 + [5] * 36)]

    assert [each for each, _weeks in groupby(told(lived(gaps), range(72)))] == ["none", "higher", "none"]
    assert set(told(lived([0] * 40), range(40))) == {"none"}


@pytest.mark.parametrize("seed", [4, 14, 17])
def test_the_latest_two_and_a_half_years_are_enough(seed):
    chance = Random(seed)
    entries = lived([round(chance.gauss(4 + n / 60, 0.8)) for n in range(230)])

    for week in (LOOK + n * A_WEEK for n in range(0, 230, 4)):
        there = [entry for entry in entries if entry.week <= week]
        enough = [entry for entry in there if entry.week > week - TAKEN_IN]
        assert movements_told(enough, week)[CLOSENESS] is movements_told(there, week)[CLOSENESS]


@pytest.mark.parametrize("measure", MEASURES)
def test_every_movement_but_none_has_words(measure):
    words = [movement_in_words(measure, moved) for moved in Movement]

    assert words[0] == ""
    assert len(set(words)) == 3


def entries(*values):
    return [
        TrendEntry(MONDAY + timedelta(weeks=n), value, {9: value} if value < 6 else {})
        for n, value in enumerate(values)
        if value
    ]


def test_a_week_without_an_answer_stays_empty():
    weeks = [MONDAY + timedelta(weeks=n) for n in range(4)]

    assert by_weeks(entries(3, 0, 6), CLOSENESS, weeks) == (3, 0, 6, 0)
    assert by_weeks(entries(3, 0, 6), 9, weeks) == (3, 0, 0, 0)


@given(st.lists(st.integers(0, 7), max_size=60))
def test_a_month_is_the_median_of_the_weeks_that_begin_in_it(values):
    given_in = {month: [] for month in range(1, 13)}
    for entry in entries(*values):
        if entry.week.year == 2026:
            given_in[entry.week.month].append(entry.closeness)

    assert by_months(entries(*values), CLOSENESS, 2026) == tuple(
        slow_median(each) if each else 0 for each in given_in.values()
    )
