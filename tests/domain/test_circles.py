"""How the two circles are drawn: one geometry for all drawings, and what each answer says is what one sees."""

import re
from itertools import pairwise
from math import acos, isclose, pi, sqrt
from xml.etree import ElementTree as ET

import pytest

from tests.house.sources import STATIC
from tracker.domain.checkins import CLOSENESS, CLOSENESS_NAMES
from tracker.domain.circles import APART, BEFORE_ANY, RADIUS, SEVEN, UNSAID, two_circles

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def shared(apart):
    """How much of a circle the other covers, from 0 to 1."""
    half = min(1.0, apart / 2 / RADIUS)
    return 2 * (acos(half) - half * sqrt(1 - half**2)) / pi


def test_there_is_a_drawing_for_each_answer():
    assert len(SEVEN) == len(APART) == len(CLOSENESS) == len(CLOSENESS_NAMES)


def test_circles_that_are_apart_have_a_gap_and_those_that_just_touch_do_just_that():
    gaps = [apart - 2 * RADIUS for apart in APART]

    assert gaps[0] > gaps[1] > RADIUS / 3
    assert gaps[2] == 0
    assert all(gap < 0 for gap in gaps[3:])


def test_they_come_closer_and_share_more_from_answer_to_answer():
    assert all(before > after for before, after in pairwise((UNSAID, *APART)))
    shares = [shared(apart) for apart in APART]
    assert shares[:3] == [0, 0, 0]
    assert all(before < after for before, after in pairwise(shares[2:]))
    assert all(after - before > 0.1 for before, after in pairwise(shares[2:]))


def test_half_of_the_width_is_shared_where_the_words_say_so():
    assert APART[4] == RADIUS


@pytest.mark.parametrize("drawn", [BEFORE_ANY, *SEVEN])
def test_both_move_alike_and_the_lens_stands_where_they_overlap(drawn):
    assert drawn.start == -drawn.end
    assert bool(drawn.lens) is (drawn.end < RADIUS)
    if drawn.lens:
        x, tip = map(float, NUMBER.findall(drawn.lens)[:2])
        assert isclose(sqrt((drawn.end - x) ** 2 + tip**2), RADIUS, abs_tol=0.01)


def test_a_lens_has_no_width_at_the_point_where_they_touch():
    assert two_circles(2 * RADIUS).lens == ""
    assert two_circles(2 * RADIUS - 0.1).lens != ""


def test_the_small_drawings_keep_to_the_same():
    drawings = ET.parse(STATIC / "sprite.svg").iter(f"{SVG}symbol")
    symbols = [each for each in drawings if re.fullmatch(r"c\d", each.get("id", ""))]

    assert [each.get("id") for each in symbols] == [f"c{number}" for number in CLOSENESS]
    for symbol, drawn in zip(symbols, SEVEN, strict=True):
        line = float(symbol.get("stroke-width", ""))
        rings = [
            (float(each.get("cx", "")), float(each.get("r", ""))) for each in symbol.iter(f"{SVG}circle")
        ]
        assert rings == [(drawn.start, RADIUS - line / 2), (drawn.end, RADIUS - line / 2)]
        assert [each.get("d") for each in symbol.iter(f"{SVG}path")] == ([drawn.lens] if drawn.lens else [])
        left, top, width, height = map(float, symbol.get("viewBox", "").split())
        assert left <= drawn.start - RADIUS and drawn.end + RADIUS <= left + width
        assert top <= -RADIUS and top + height >= RADIUS
