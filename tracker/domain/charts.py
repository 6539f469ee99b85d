"""A line over time as a drawing: where its dots stand in a box of 100 by 100, the highest value at the top.

Dots that stand next to each other are joined; where a value is missing the line stops, for nothing is known there.
Closeness is drawn as what was chosen: two circles, as far apart as it felt.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from tracker.domain.circles import RADIUS, apart_for

BOX = 100
NEXT_TO_NOTHING = "h.01"  # a dot is a line of that length: on paper one of no length at all is not there


WIDE, HIGH = 64, 26  # of the place that two circles have


@dataclass(frozen=True, slots=True)
class Drawing:
    """The outlines of an SVG path for a line, with a dot where a value stands alone, and for all of its dots."""

    line: str
    dots: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two circles for each place, the first and the second of all as an outline each, and dots where nothing is known."""

    width: int
    height: int
    first: str
    second: str
    unknown: str


def drawn(values: Sequence[float], most: int) -> Drawing:
    """A line through values from 1 to ``most``, each in the middle of its place; 0 leaves a place empty.

    >>> drawn([1, 2, 0, 3], most=3)
    Drawing(line='M12.5,100L37.5,50M87.5,0h.01', dots='M12.5,100h.01M37.5,50h.01M87.5,0h.01')
    """
    down = {value: as_drawn(BOX * (most - value) / (most - 1)) for value in set(values) if value}
    points = [
        f"{across},{down[value]}" if value else ""
        for across, value in zip(places(len(values)), values, strict=True)
    ]
    return Drawing(
        line="".join(f"M{'L'.join(run)}{NEXT_TO_NOTHING * (len(run) == 1)}" for run in runs(points)),
        dots="".join(f"M{point}{NEXT_TO_NOTHING}" for run in runs(points) for point in run),
    )


# Worked out for each line anew, a page of trends takes 6 % longer.
@lru_cache(maxsize=64)
def places(count: int) -> tuple[str, ...]:
    """Where the middles of so many places lie across the box, as an outline names them."""
    return tuple(as_drawn(BOX * (place + 0.5) / count) for place in range(count))


def as_drawn(number: float) -> str:
    """A number as an outline names it."""
    return f"{round(number, 2):g}"


def paired(values: Sequence[float], columns: int) -> Pairs:
    """Two circles for each value from 1 to 7, in rows of so many places: they touch at 3, and are almost one at 7.

    >>> paired([3, 0], columns=2)
    Pairs(width=128, height=26, first='M12 13a10 10 0 1 0 20 0a10 10 0 1 0-20 0', second='M32 13a10 10 0 1 0 20 0a10 10 0 1 0-20 0', unknown='M96 13h.01')
    """
    places = [
        (WIDE * (place % columns) + WIDE // 2, HIGH * (place // columns) + HIGH // 2, value)
        for place, value in enumerate(values)
    ]
    apart = [(across, down, apart_for(value) / 2) for across, down, value in places if value]
    return Pairs(
        width=WIDE * columns,
        height=HIGH * -(-len(values) // columns),
        first="".join(circle(across - half, down) for across, down, half in apart),
        second="".join(circle(across + half, down) for across, down, half in apart),
        unknown="".join(f"M{across} {down}{NEXT_TO_NOTHING}" for across, down, value in places if not value),
    )


def circle(across: float, down: int) -> str:
    """The outline of a circle around a point."""
    around = f"a{RADIUS:g} {RADIUS:g} 0 1 0"
    return f"M{across - RADIUS:g} {down}{around} {2 * RADIUS:g} 0{around}-{2 * RADIUS:g} 0"


def runs(points: Sequence[str]) -> Iterator[list[str]]:
    """The points that stand next to each other; an empty one is none."""
    for there, some in groupby(points, key=bool):
        if there:
            yield list(some)
