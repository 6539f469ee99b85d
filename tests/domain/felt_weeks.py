"""Weeks in which two people felt closer or less close, with more or less of a habit, and what is found in them."""

from collections.abc import Sequence
from datetime import date, timedelta

from tracker.bench.couples import couple
from tracker.bench.lives import WITH_EFFECT
from tracker.domain.insights import Direction, Week, insight_of

ADA, BEN = 1, 2
TEA, WALK, HUG = 11, 12, 13
MONDAY = date(2026, 3, 2)
A_WEEK = timedelta(weeks=1)

# Which of sixteen weeks had tea; it looks neither like a line nor like a rhythm.
SOME = "x..xx.x..xx.x.x."


def weeks_with(marks: str, close: int = 6, apart: int = 3, habit: int = TEA) -> list[Week]:
    """Weeks of which those marked had more of a habit, and were as close as `close` rather than `apart`."""
    return [
        Week(
            MONDAY + number * A_WEEK,
            {ADA: close if mark == "x" else apart, BEN: (close if mark == "x" else apart) - 1},
            {habit: 5 if mark == "x" else 2},
        )
        for number, mark in enumerate(marks)
    ]


def strong(number: int = 0) -> list[Week]:
    """A couple with an effect that most would see, one for each number."""
    return couple(WITH_EFFECT["strong, week by week"], "strong, week by week", number)


def found_in(weeks: Sequence[Week]) -> list[tuple[int, Direction]]:
    """Which habits are found, the clearest first, and which way."""
    return [(each.habit, each.direction) for each in insight_of(weeks).found]
