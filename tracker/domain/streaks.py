"""Streaks that forgive.

A streak counts kept periods. Up to two graces carry it over a missed one: one is there at the
start, five kept periods earn another. Without a grace the streak rests, and three kept periods
in a row mend it. A strict space has no graces and no mending.

A streak is a fold: an immutable state, and `Counting`, which takes it over the next periods.
"""

from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter

from tracker.domain.periods import Verdict
from tracker.domain.schedules import Period

GRACES_AT_THE_START = 1
MOST_GRACES = 2
KEPT_FOR_A_GRACE = 5
KEPT_TO_MEND = 3

NO_DAY = date.min


@dataclass(frozen=True, slots=True)
class Streak:
    """A streak, with what its past says about its future.

    Lengths count kept periods, ``mended`` how often a resting streak was given back. A streak that
    has not begun lasts from `NO_DAY` to `NO_DAY`. While one rests, ``resting_length`` waits to be given back; ``mending`` of the three kept
    periods that this takes are there.
    """

    length: int = 0
    first_on: date = NO_DAY
    last_on: date = NO_DAY
    graces: int = GRACES_AT_THE_START
    toward_grace: int = 0
    bent: bool = False
    resting_length: int = 0
    resting_first_on: date = NO_DAY
    mending: int = 0
    longest: int = 0
    longest_first_on: date = NO_DAY
    longest_last_on: date = NO_DAY
    kept: int = 0
    mended: int = 0

    @property
    def resting(self) -> bool:
        """Whether an earlier length waits to be mended."""
        return self.resting_length > 0

    @property
    def to_mend(self) -> int:
        """How many kept periods in a row give the resting length back."""
        return KEPT_TO_MEND - self.mending if self.resting else 0


NAMES = tuple(each.name for each in fields(Streak))
figures_of = attrgetter(*NAMES)


class Counting:
    """A streak on its way through some periods; the same figures, changed in place, so that years are quick."""

    __slots__ = (*NAMES, "strict")

    def __init__(self, streak: Streak, *, strict: bool = False) -> None:
        (
            self.length,
            self.first_on,
            self.last_on,
            self.graces,
            self.toward_grace,
            self.bent,
            self.resting_length,
            self.resting_first_on,
            self.mending,
            self.longest,
            self.longest_first_on,
            self.longest_last_on,
            self.kept,
            self.mended,
        ) = figures_of(streak)
        self.strict = strict

    def take(self, period: Period, verdict: Verdict) -> None:
        """Go on over one more period. Excused and open ones change nothing."""
        if verdict is Verdict.KEPT:
            self.lengthen(period)
        elif verdict is Verdict.MISSED:
            self.bend_or_rest()

    def lengthen(self, period: Period) -> None:
        if not self.length:
            self.first_on = period.first
        self.length += 1
        self.last_on = period.last
        self.kept += 1
        self.bent = False
        if not self.strict:
            self.come_nearer_a_grace()
            self.mend()
        if self.length > self.longest:
            self.longest, self.longest_first_on, self.longest_last_on = (
                self.length,
                self.first_on,
                self.last_on,
            )

    def come_nearer_a_grace(self) -> None:
        """With two graces in hand nothing is saved up."""
        if self.graces == MOST_GRACES:
            return
        self.toward_grace += 1
        if self.toward_grace == KEPT_FOR_A_GRACE:
            self.graces, self.toward_grace = self.graces + 1, 0

    def mend(self) -> None:
        """Come one kept period nearer to the mending, or get the old length back."""
        if not self.resting_length:
            return
        self.mending += 1
        if self.mending == KEPT_TO_MEND:
            self.length += self.resting_length
            self.mended += 1
            self.first_on = self.resting_first_on
            self.resting_length, self.resting_first_on, self.mending = 0, NO_DAY, 0

    def bend_or_rest(self) -> None:
        """Laid down again before it mended, the longer length goes on waiting."""
        self.mending = 0
        if not self.strict and self.graces:
            self.graces, self.bent = self.graces - 1, True
            return
        if not self.strict and self.length > self.resting_length:
            self.resting_length, self.resting_first_on = self.length, self.first_on
        self.length, self.first_on, self.last_on, self.bent = 0, NO_DAY, NO_DAY, False

    def streak(self) -> Streak:
        """The streak as it is now."""
        return Streak(*figures_of(self))
