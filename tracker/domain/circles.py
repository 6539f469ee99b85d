"""The two circles that say how close two people feel: how far apart they lie for each of the seven answers, and what they share.

Every drawing of them keeps to this: the large ones that one moves, those in which two answers open, and the small ones
in `static/sprite.svg`.
"""

from dataclasses import dataclass
from math import sqrt

RADIUS = 10.0  # up to the outer edge of the ring
APART = (34.0, 25.0, 20.0, 15.0, 10.0, 6.0, 2.5)  # from centre to centre, from far apart to almost one
UNSAID = 42.0  # farther than any answer, so that each of them needs a first move


@dataclass(frozen=True, slots=True)
class TwoCircles:
    """Two circles side by side: where the centre of each lies from the middle, and the outline of what they share."""

    start: float
    end: float
    lens: str


def two_circles(apart: float) -> TwoCircles:
    """Two circles whose centres lie so far apart, both as far from the middle.

    >>> two_circles(25.0)
    TwoCircles(start=-12.5, end=12.5, lens='')
    >>> two_circles(12.0).lens
    'M0-8A10 10 0 0 1 0 8A10 10 0 0 1 0-8Z'
    """
    half = apart / 2
    if half >= RADIUS:
        return TwoCircles(-half, half, "")
    tip = round(sqrt(RADIUS**2 - half**2), 2)
    arc = f"A{RADIUS:g} {RADIUS:g} 0 0 1 0"
    return TwoCircles(-half, half, f"M0{-tip:g}{arc} {tip:g}{arc}{-tip:g}Z")


def apart_for(value: float) -> float:
    """How far two circles lie apart for an answer, and for what lies between two of them.

    >>> apart_for(3), apart_for(6.5), apart_for(7)
    (20.0, 4.25, 2.5)
    """
    answer = int(value)
    here, next_to_it = APART[answer - 1], APART[min(answer, len(APART) - 1)]
    return here + (next_to_it - here) * (value - answer)


SEVEN = tuple(map(two_circles, APART))
BEFORE_ANY = two_circles(UNSAID)
