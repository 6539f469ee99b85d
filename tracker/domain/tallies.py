"""How often something was done, of the days that there were for it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.days import DAYS_A_WEEK
from tracker.domain.years import DayKind

MONTHS_A_YEAR = 12
HAD = frozenset({DayKind.DONE, DayKind.PART, DayKind.QUIET})


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was done, of the days there were for it."""

    done: int = 0
    days: int = 0


def by_weekday(kinds: Mapping[date, DayKind]) -> dict[int, Tally]:
    """How often it was done on each weekday, 0 for Monday, of the days there were for it.

    >>> by_weekday({date(2026, 3, 2): DayKind.DONE, date(2026, 3, 9): DayKind.QUIET})[0]
    Tally(done=1, days=2)
    """
    return tallies(range(DAYS_A_WEEK), ((day.weekday(), kind) for day, kind in kinds.items()))


def by_month(kinds: Mapping[date, DayKind]) -> dict[int, Tally]:
    """How often it was done in each month, 1 for January, of the days there were for it.

    >>> by_month({date(2026, 3, 2): DayKind.DONE, date(2026, 3, 9): DayKind.QUIET})[3]
    Tally(done=1, days=2)
    """
    return tallies(range(1, MONTHS_A_YEAR + 1), ((day.month, kind) for day, kind in kinds.items()))


def tallies(places: Iterable[int], kinds: Iterable[tuple[int, DayKind]]) -> dict[int, Tally]:
    """A tally for each place, in one pass through days that say in which place they are counted.

    There was a day for it when it was done, in full or in part, or when it was asked for and is over.
    """
    had = Counter(found for found in kinds if found[1] in HAD)
    return {place: Tally(had[place, DayKind.DONE], sum(had[place, kind] for kind in HAD)) for place in places}


def tally(kinds: Iterable[DayKind]) -> Tally:
    """The tally of all of some days."""
    return tallies((0,), ((0, kind) for kind in kinds))[0]
