"""Streaks that forgive.

A streak counts kept periods. Up to two graces carry it over a missed one: one is there at the
start, five kept periods earn another. Without a grace the streak rests, and three kept periods
in a row mend it. A strict space has no graces and no mending.

A streak is a fold: an immutable state, and `extend`, which takes it over the next period.
"""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

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

    Lengths count kept periods. A streak that has not begun lasts from `NO_DAY` to `NO_DAY`.
    While one rests, ``resting_length`` waits to be given back; ``mending`` of the three kept
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

    @property
    def resting(self) -> bool:
        """Whether an earlier length waits to be mended."""
        return self.resting_length > 0

    @property
    def to_mend(self) -> int:
        """How many kept periods in a row give the resting length back."""
        return KEPT_TO_MEND - self.mending if self.resting else 0


def extend(streak: Streak, period: Period, verdict: Verdict, *, strict: bool = False) -> Streak:
    """The streak once one more period is known. Excused and open periods change nothing."""
    match verdict:
        case Verdict.KEPT:
            return with_longest(lengthened(streak, period, strict=strict))
        case Verdict.MISSED if strict:
            return replace(streak, length=0, first_on=NO_DAY, last_on=NO_DAY)
        case Verdict.MISSED if streak.graces:
            return replace(streak, graces=streak.graces - 1, bent=True, mending=0)
        case Verdict.MISSED:
            return at_rest(streak)
        case _:
            return streak


def lengthened(streak: Streak, period: Period, *, strict: bool) -> Streak:
    """The streak with one more kept period, and the grace or the mending that it brings."""
    graces, toward_grace = (streak.graces, streak.toward_grace) if strict else nearer_grace(streak)
    longer = replace(
        streak,
        length=streak.length + 1,
        first_on=streak.first_on if streak.length else period.first,
        last_on=period.last,
        graces=graces,
        toward_grace=toward_grace,
        bent=False,
        kept=streak.kept + 1,
    )
    return longer if strict else mended(longer)


def nearer_grace(streak: Streak) -> tuple[int, int]:
    """The graces, and the steps toward the next, one kept period later. With two in hand nothing is saved up."""
    if streak.graces == MOST_GRACES:
        return streak.graces, streak.toward_grace
    toward = streak.toward_grace + 1
    if toward < KEPT_FOR_A_GRACE:
        return streak.graces, toward
    return streak.graces + 1, 0


def mended(streak: Streak) -> Streak:
    """The streak one kept period nearer to its mending, or with its old length given back."""
    if not streak.resting:
        return streak
    if streak.mending + 1 < KEPT_TO_MEND:
        return replace(streak, mending=streak.mending + 1)
    return replace(
        streak,
        length=streak.length + streak.resting_length,
        first_on=streak.resting_first_on,
        resting_length=0,
        resting_first_on=NO_DAY,
        mending=0,
    )


def at_rest(streak: Streak) -> Streak:
    """The streak laid down. Laid down again before it mended, the longer length goes on waiting."""
    rested = replace(streak, length=0, first_on=NO_DAY, last_on=NO_DAY, bent=False, mending=0)
    if streak.length <= streak.resting_length:
        return rested
    return replace(rested, resting_length=streak.length, resting_first_on=streak.first_on)


def with_longest(streak: Streak) -> Streak:
    """The streak, remembered as the longest if it is."""
    if streak.length <= streak.longest:
        return streak
    return replace(
        streak, longest=streak.length, longest_first_on=streak.first_on, longest_last_on=streak.last_on
    )


FRESH = Streak()
DATES = frozenset(each.name for each in fields(Streak) if each.type is date)


def stored(streak: Streak) -> dict[str, Any]:
    """The streak as plain values, for keeping: only what differs from a fresh one.

    >>> stored(Streak(length=2, first_on=date(2026, 3, 1)))
    {'length': 2, 'first_on': '2026-03-01'}
    """
    fresh = asdict(FRESH)
    return {
        name: value.isoformat() if name in DATES else value
        for name, value in asdict(streak).items()
        if value != fresh[name]
    }


def restored(values: dict[str, Any]) -> Streak:
    """The streak that was stored.

    >>> restored({'length': 2, 'first_on': '2026-03-01'})
    ... # doctest: +ELLIPSIS
    Streak(length=2, first_on=datetime.date(2026, 3, 1), ...)
    """
    read: dict[str, Any] = {
        name: date.fromisoformat(value) if name in DATES else value for name, value in values.items()
    }
    return Streak(**read)
