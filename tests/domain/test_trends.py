from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.charts import drawn
from tracker.domain.trends import (
    CLOSENESS,
    MEASURES,
    Movement,
    TrendEntry,
    by_months,
    by_weeks,
    movement,
    movement_in_words,
)

MONDAY = date(2026, 1, 5)


def slow_median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


@pytest.mark.parametrize(
    ("values", "moved"),
    [
        ("", "too-early"),
        ("1717171", "too-early"),
        ("33333333", "same"),
        ("33334444", "higher"),
        ("44443333", "lower"),
        ("33333344", "same"),  # half a step
        ("33333444", "higher"),
        ("11114777", "higher"),
        ("77771111", "lower"),
        ("1111144443333", "lower"),  # only the latest eight count
        ("3344" * 2, "same"),
    ],
)
def test_a_change_is_a_whole_step_between_the_medians_of_four_weeks(values, moved):
    assert movement([int(each) for each in values]) == Movement(moved)


@given(st.lists(st.integers(1, 7), min_size=8, max_size=30))
def test_it_agrees_with_the_slow_way(values):
    step = slow_median(values[-4:]) - slow_median(values[-8:-4])

    assert (movement(values) is Movement.HIGHER) == (step >= 1)
    assert (movement(values) is Movement.LOWER) == (step <= -1)


@given(st.lists(st.integers(1, 7), min_size=8, max_size=8), st.integers(-3, 3))
def test_where_somebody_stands_on_the_scale_changes_nothing(values, shift):
    assert movement([value + shift for value in values]) is movement(values)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_movement_has_words(measure):
    said = {
        movement_in_words(measure, values).text
        for values in ([3] * 8, [3] * 4 + [5] * 4, [5] * 4 + [3] * 4, [])
    }

    assert len(said) == 4


def test_too_early_says_how_many_weeks_there_are():
    sentence = movement_in_words(CLOSENESS, [3] * 5)

    assert sentence.text % sentence.values == "too early to tell, 5 of 8 weeks"


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
