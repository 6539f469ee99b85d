"""How strong a habit has become, from 0 to 1: it grows with each day done, and falls slowly.

The exponential smoothing that Loop Habit Tracker made known: on each day outside a pause
``s ← s·m + c·(1−m)`` with ``m = 0.5 ** (sqrt(f) / 13)``, where f is how often a day the schedule
asks, and c the share of the target that was met in the days up to then, at most 1: that day
alone for a daily habit, otherwise twice the period against twice the target, and for an amount
over a period the period itself.

A paused day changes nothing, and the days up to then are counted without it: after three weeks
of holiday the weeks before are the last ones there were.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from tracker.domain.schedules import Pace, is_daily
from tracker.domain.terms import Terms

HALVING = 13  # a daily habit without a tick has half its strength after so many days


@dataclass(frozen=True, slots=True)
class Strength:
    """The strength after some days, with what the days to come must know of them.

    ``day_count`` is how many days outside any pause there were, ``recent`` holds the latest of
    them on which something was done, and how much of what was asked, from 0 to 1.
    """

    value: float = 0.0
    day_count: int = 0
    recent: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Smoothing:
    """What a schedule means for strength: what a day leaves of it, and the days that are looked at with their target."""

    left: float
    window: int
    target: int


def smoothing(terms: Terms) -> Smoothing:
    """How strength goes under some terms.

    >>> from datetime import date
    >>> from tracker.domain.schedules import TimesAWeek
    >>> smoothing(Terms(date(2026, 3, 1), TimesAWeek(3))).window
    14
    """
    pace, periods = terms.schedule.pace, 1 if terms.summed else 2
    if is_daily(terms.schedule):
        return Smoothing(left_by(Pace(1, 1)), 1, 1)
    return Smoothing(left_by(pace), periods * pace.days, periods * pace.times)


def left_by(pace: Pace) -> float:
    """The share of strength that a day leaves, ``m`` above."""
    return float(0.5 ** (sqrt(pace.times / pace.days) / HALVING))


class Growing:
    """A strength on its way through some days; the same figures, changed in place, so that years are quick."""

    __slots__ = ("day_count", "days", "longest", "shares", "terms", "value", "ways")

    def __init__(self, strength: Strength, terms: Sequence[Terms]) -> None:
        self.value = strength.value
        self.day_count = strength.day_count
        # What was done lately stands apart from the day on which it was: added up alone, the page of a habit takes 36 % fewer calls.
        self.days = deque(day for day, _share in strength.recent)
        self.shares = deque(share for _day, share in strength.recent)
        self.longest = max(smoothing(each).window for each in terms)
        self.terms, self.ways = terms[0], smoothing(terms[0])

    def live(self, share: float, terms: Terms) -> None:
        """Take one more day outside any pause, and how much of what was asked was done on it."""
        if terms is not self.terms:
            self.terms, self.ways = terms, smoothing(terms)
        ways = self.ways
        self.day_count += 1
        self.note(share)
        done = share if ways.window == 1 else self.done_in(ways.window)
        self.value = self.value * ways.left + min(1.0, done / ways.target) * (1.0 - ways.left)

    def rest(self, share: float) -> None:
        """Take a paused day: what was done on it is not for nothing."""
        self.note(share)

    def note(self, share: float) -> None:
        """Note how much was done on the day that is being lived, for as long as it is looked back at."""
        if share and self.longest > 1:
            self.days.append(self.day_count)
            self.shares.append(share)

    def done_in(self, window: int) -> float:
        """How much was done in the last days, so many of them."""
        while self.days and self.days[0] <= self.day_count - self.longest:
            self.days.popleft()
            self.shares.popleft()
        if window == self.longest:
            return sum(self.shares)
        since = self.day_count - window
        return sum(share for day, share in zip(self.days, self.shares, strict=True) if day > since)

    def strength(self) -> Strength:
        """The strength as it is now."""
        since = self.day_count - self.longest + 1  # of the days to come, the next looks back least far
        recent = zip(self.days, self.shares, strict=True)
        return Strength(self.value, self.day_count, tuple(each for each in recent if each[0] > since))
