"""A line over time as a drawing: where its dots stand in a box of 100 by 100, the highest value at the top.

Dots that stand next to each other are joined; where a value is missing the line stops, for nothing is known there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

BOX = 100
NEXT_TO_NOTHING = ".01"  # a dot is a line of that length: on paper one of no length at all is not there


@dataclass(frozen=True, slots=True)
class Drawing:
    """The outlines of an SVG path for the line and for its dots."""

    line: str
    dots: str


def drawn(values: Sequence[float], most: int) -> Drawing:
    """A line through values from 1 to ``most``, each in the middle of its place; 0 leaves a place empty.

    >>> drawn([1, 2, 0, 3], most=3)
    Drawing(line='M12.5,100L37.5,50', dots='M12.5,100h.01M37.5,50h.01M87.5,0h.01')
    """
    points = [
        (BOX * (place + 0.5) / len(values), BOX * (most - value) / (most - 1)) if value else ()
        for place, value in enumerate(values)
    ]
    return Drawing(
        line="".join(f"M{'L'.join(run)}" for run in runs(points) if len(run) > 1),
        dots="".join(f"M{point}h{NEXT_TO_NOTHING}" for run in runs(points) for point in run),
    )


def runs(points: Sequence[tuple[float, ...]]) -> Iterator[list[str]]:
    """The points that stand next to each other, as an outline names them."""
    for there, some in groupby(points, key=bool):
        if there:
            yield [",".join(f"{round(each, 2):g}" for each in point) for point in some]
