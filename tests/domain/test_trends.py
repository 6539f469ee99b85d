import re
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.whole import many
from tracker.bench import steady
from tracker.bench.steady import A_WEEK, BEGIN, RISING, UNCHANGED, Manner
from tracker.domain.charts import HIGH as PLACE_HIGH
from tracker.domain.charts import WIDE, drawn, paired
from tracker.domain.circles import APART, RADIUS, apart_for
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
    movement_told,
)

MONDAY = date(2026, 1, 5)


def slow_median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


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
        movement_told(
            [entry for entry in entries if entry.week <= LOOK + n * A_WEEK], measure, LOOK + n * A_WEEK
        ).value
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

    assert [movement_told(entries, CLOSENESS, LOOK + n * A_WEEK).value for n in (52, 55, 59, 60)] == [
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
        assert movement_told(enough, CLOSENESS, week) is movement_told(there, CLOSENESS, week)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_movement_but_none_has_words(measure):
    words = [movement_in_words(measure, moved) for moved in Movement]

    assert words[0] == ""
    assert len(set(words)) == 3


# Couples who never lived. The rule tells one in fifty of them, and a foil that calls a step of medians a change nearly all.
FEW = [f"few {number}" for number in range(many(20, 200))]


def naive(values):
    return len(values) >= 8 and abs(slow_median(values[-4:]) - slow_median(values[-8:-4])) >= 1


@pytest.mark.parametrize("name", ["scatter 1.1, memory 0.4", "near five, scatter 1.1", "gaps, scatter 0.8"])
def test_couples_for_whom_nothing_changes_are_hardly_ever_told_it_did(name):
    years = [year for number in FEW for year in steady.years_told(UNCHANGED[name], number)]

    assert sum(years) <= len(years) / 10


@pytest.mark.parametrize("number", FEW[:6])
def test_the_bench_tells_what_the_page_does(number):
    entries = steady.lived(Manner(0.6, 0.2, levels=(2, 3)), Random(number), 104, rise=2, after=50)
    looks = list(steady.told_at(entries, 104))

    assert looks == [
        (
            count,
            movement_told(
                [entry for entry in entries if entry.week < BEGIN + count * A_WEEK],
                CLOSENESS,
                BEGIN + (count - 1) * A_WEEK,
            ),
        )
        for count in range(1, 105, 4)
    ]
    assert [moved for _count, moved in looks if moved is not Movement.NONE] == [Movement.HIGHER]


def test_a_step_between_medians_would_tell_most_of_them():
    lines = [
        [entry.closeness for entry in steady.lived(UNCHANGED["scatter 0.7, memory 0.2"], Random(number), 52)]
        for number in FEW
    ]

    assert sum(any(naive(line[:n]) for n in range(52)) for line in lines) > 0.8 * len(FEW)


def test_a_rise_of_one_and_a_half_steps_is_seen_by_nearly_all_whose_weeks_are_alike():
    seen = [steady.seen_after(Manner(0.5, 0.2, levels=RISING), number, 1.5, 60) for number in FEW]

    assert sum(0 < each <= 16 for each in seen) >= 0.9 * len(FEW)


def test_a_page_calls_a_line_changed_less_often_than_one_in_twenty():
    pages = [steady.pages_told(UNCHANGED["five steps, scatter 1.1"], number) for number in FEW[:6]]

    assert sum(some for some, _all in pages) <= sum(every for _some, every in pages) / 20


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


@given(st.lists(st.integers(0, 7), min_size=1, max_size=30))
def test_a_dot_stands_where_its_value_is_and_lines_join_only_neighbours(values):
    drawing = drawn(values, most=7)

    dots = [part.removesuffix("h.01").split(",") for part in drawing.dots.split("M")[1:]]
    assert [round(7 - float(y) * 6 / 100) for _x, y in dots] == [value for value in values if value]
    places = [float(x) * len(values) / 100 - 0.5 for x, _y in dots]
    assert [round(place) for place in places] == [n for n, value in enumerate(values) if value]
    joined = sum(len(run.split("L")) - 1 for run in drawing.line.split("M")[1:])
    assert joined == sum(bool(one and other) for one, other in pairwise(values))


CIRCLE = re.compile(r"M(-?[\d.]+) (\d+)a")


@given(st.lists(st.integers(0, 7), min_size=1, max_size=30), st.integers(1, 9))
def test_circles_are_as_far_apart_as_it_felt_and_stay_in_their_place(values, columns):
    pairs = paired(values, columns)

    first, second = (
        [(float(x) + RADIUS, int(y)) for x, y in CIRCLE.findall(each)] for each in (pairs.first, pairs.second)
    )
    places = [n for n, value in enumerate(values) if value]
    apart = [after - before for (before, _y), (after, _same) in zip(first, second, strict=True)]
    assert apart == [APART[value - 1] for value in values if value]
    for n, (before, down), (after, _same) in zip(places, first, second, strict=True):
        assert WIDE * (n % columns) < before - RADIUS < after + RADIUS < WIDE * (n % columns + 1)
        assert down == PLACE_HIGH * (n // columns) + PLACE_HIGH // 2 <= pairs.height
    assert pairs.unknown.count("M") == values.count(0)


def test_circles_that_are_said_to_touch_do_and_those_further_apart_do_not():
    gaps = []
    for value in range(1, 8):
        pairs = paired([value], 1)
        (before,), (after,) = (CIRCLE.findall(each) for each in (pairs.first, pairs.second))
        gaps.append(float(after[0]) - float(before[0]) - 2 * RADIUS)

    assert [gap > 0 for gap in gaps] == [True, True, False, False, False, False, False]
    assert gaps[2] == 0 and gaps == sorted(gaps, reverse=True) and gaps[6] > -2 * RADIUS


def test_between_two_answers_circles_lie_between_those_two():
    for nearer in range(2, 8):
        farther = apart_for(nearer - 1)
        assert farther > apart_for(nearer - 0.75) > apart_for(nearer - 0.5) > apart_for(nearer)
        assert apart_for(nearer - 0.5) == (farther + apart_for(nearer)) / 2
