"""Streaks that forgive.

A streak is a run of periods, and as long as how many of them were kept. It forgives by graces, one
for one: a run begins with one, each kept period gives one, a missed one takes one. While a run owes
graces it rests, and kept periods wake it; owing more than it may, it is over. What is shown is the
longest run that is not over, wherever it began: so one more tick never makes anything smaller. A
strict space has no graces, and one missed period ends a run.

A streak is a fold: an immutable state, and `Counting`, which takes it over the next periods.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tracker.domain.days import DAYS_A_WEEK
from tracker.domain.periods import Verdict
from tracker.domain.schedules import Period

GRACES_AT_THE_START = 1
MOST_GRACES = {"day": 3, "week": 2, "month": 1}
MOST_GRACES_OF_BLOCKS = 3

NO_DAY = date.min


class GoingRun(NamedTuple):
    """A run that is not over: how many kept periods, its first day, and the graces it holds or, below 0, owes."""

    length: int
    first_on: date
    graces: int


@dataclass(frozen=True, slots=True)
class Streak:
    """A streak, with what its past says about its future.

    Lengths count kept periods, ``kept`` all there ever were. ``runs`` are those that are not over and can still come to
    be shown, the longest first; all of them have come as far as ``kept_on``, the last day of the latest kept period.
    ``returns`` counts how often one that had rested held all its graces again, ``rested`` says that the one shown has
    rested since it last did. ``unit`` is what its latest periods are counted in. What has not been lasts from `NO_DAY` to
    `NO_DAY`.
    """

    runs: tuple[GoingRun, ...] = ()
    kept_on: date = NO_DAY
    longest: int = 0
    longest_first_on: date = NO_DAY
    longest_last_on: date = NO_DAY
    kept: int = 0
    rested: bool = False
    returns: int = 0
    unit: str = field(default="", compare=False)

    @property
    def length(self) -> int:
        """How many kept periods are shown: those of the longest run that is not over."""
        return self.runs[0].length if self.runs else 0

    @property
    def first_on(self) -> date:
        """The first day of what is shown."""
        return self.runs[0].first_on if self.runs else NO_DAY

    @property
    def last_on(self) -> date:
        """The last day of what is shown."""
        return self.kept_on if self.runs else NO_DAY

    @property
    def graces(self) -> int:
        """How many graces what is shown has in hand."""
        return max(0, self.runs[0].graces) if self.runs else 0

    @property
    def to_wake(self) -> int:
        """How many kept periods wake what is shown; 0 where it does not rest."""
        return max(0, -self.runs[0].graces) if self.runs else 0

    @property
    def resting(self) -> bool:
        """Whether what is shown owes graces."""
        return self.to_wake > 0

    @property
    def asleep(self) -> bool:
        """Whether something was kept, and nothing of it goes on awake: it rests, or is over and nothing has begun since."""
        return self.resting or (self.kept > 0 and not self.runs)


class SaidStreak(NamedTuple):
    """What a page says of a streak: how often it was kept, and how many more wake it; 0 for nothing to say."""

    kept: int
    to_wake: int = 0


def said_of(streak: Streak, *, since: date, today: date) -> SaidStreak:
    """What is said of a streak: in the first week only how often something was kept.

    >>> said_of(Streak((GoingRun(3, NO_DAY, -2),), kept=4), since=date(2026, 3, 1), today=date(2026, 3, 7))
    SaidStreak(kept=4, to_wake=0)
    """
    if in_first_week(since, today):
        return SaidStreak(streak.kept)
    return SaidStreak(streak.length, streak.to_wake)


def in_first_week(since: date, today: date) -> bool:
    """Whether something has begun less than seven days ago.

    >>> in_first_week(date(2026, 3, 1), date(2026, 3, 7)), in_first_week(date(2026, 3, 1), date(2026, 3, 8))
    (True, False)
    """
    return (today - since).days < DAYS_A_WEEK


class Counting:
    """A streak on its way through some periods; the same figures, changed in place, so that years are quick."""

    __slots__ = (
        "kept",
        "kept_on",
        "longest",
        "longest_first_on",
        "longest_last_on",
        "most",
        "rested",
        "returns",
        "runs",
        "strict",
        "unit",
    )

    def __init__(self, streak: Streak, *, strict: bool = False) -> None:
        self.kept_on, self.kept = streak.kept_on, streak.kept
        self.runs = [CountingRun(self.kept - length, day, graces) for length, day, graces in streak.runs]
        self.longest = streak.longest
        self.longest_first_on, self.longest_last_on = streak.longest_first_on, streak.longest_last_on
        self.rested, self.returns = streak.rested, streak.returns
        self.strict, self.unit = strict, streak.unit
        self.most = graces_of(self.unit, strict=strict)

    def turn(self, unit: str) -> None:
        """Count in a unit from here on. Where it is another than before, what is owed is forgiven."""
        if unit == self.unit:
            return
        before, self.unit = self.unit, unit
        self.most = graces_of(unit, strict=self.strict)
        if before:
            self.forgive()

    def take(self, period: Period, verdict: Verdict) -> None:
        """Go on over one more period. Excused and open ones change nothing."""
        if verdict is Verdict.KEPT:
            self.keep(period)
        elif verdict is Verdict.MISSED:
            self.let_rest()

    def keep(self, period: Period) -> None:
        """Go on over a period that was kept: all runs grow, and one begins where it may outlast them."""
        self.kept, self.kept_on = self.kept + 1, period.last
        runs, most = self.runs, self.most
        for run in runs:
            if run.graces < most:
                run.graces += 1
        self.drop_equals()
        graces = min(most, GRACES_AT_THE_START + 1)
        if not runs or graces > runs[-1].graces:
            runs.append(CountingRun(self.kept - 1, period.first, graces))
        shown = runs[0]
        if self.rested and shown.graces == most:
            self.rested, self.returns = False, self.returns + 1
        if self.kept - shown.kept_before > self.longest:
            self.longest = self.kept - shown.kept_before
            self.longest_first_on, self.longest_last_on = shown.first_on, period.last

    def let_rest(self) -> None:
        """Go on over a period that was not kept: a grace goes from each run, and whichever would owe too many is over."""
        shown = self.runs[:1]
        for run in self.runs:
            run.graces -= 1
        while self.runs and self.runs[0].graces < -self.most:
            del self.runs[0]
        owes = bool(self.runs) and self.runs[0].graces < 0
        self.rested = owes or (self.rested and self.runs[:1] == shown)

    def forgive(self) -> None:
        """Let each run hold a grace at least, where there are any to hold, and no more than it now can."""
        least = min(self.most, GRACES_AT_THE_START)
        for run in self.runs:
            run.graces = max(least, min(self.most, run.graces))
        self.drop_equals()

    def drop_equals(self) -> None:
        """Let go of each run that has no more graces than the one before it: that one is longer, and lasts as long."""
        runs = self.runs
        for place in range(len(runs) - 1, 0, -1):
            if runs[place].graces <= runs[place - 1].graces:
                del runs[place]

    def streak(self) -> Streak:
        """The streak as it is now."""
        return Streak(
            tuple(GoingRun(self.kept - run.kept_before, run.first_on, run.graces) for run in self.runs),
            self.kept_on,
            self.longest,
            self.longest_first_on,
            self.longest_last_on,
            self.kept,
            self.rested,
            self.returns,
            self.unit,
        )


@dataclass(slots=True, eq=False)
class CountingRun:
    """A run on its way: how much was kept before it began, its first day, and the graces it holds or owes."""

    kept_before: int
    first_on: date
    graces: int


def graces_of(unit: str, *, strict: bool = False) -> int:
    """How many graces a run can hold, and owe, where periods are days, weeks, months or blocks of days.

    >>> graces_of("week"), graces_of("10 days"), graces_of("day", strict=True)
    (2, 3, 0)
    """
    return 0 if strict else MOST_GRACES.get(unit, MOST_GRACES_OF_BLOCKS)
