"""Answers are drawn where their value is: as dots and lines, and as pairs of circles."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.charts import HIGH as PLACE_HIGH
from tracker.domain.charts import WIDE, drawn, paired
from tracker.domain.circles import APART, RADIUS, apart_for


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
