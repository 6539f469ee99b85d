"""Pauses: days on which nothing is asked, for a holiday, an illness, a hard time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class PausedDays:
    """From one day to another, both included."""

    starts_on: date
    ends_on: date


def paused_days(pauses: Iterable[PausedDays], first: date, last: date) -> frozenset[date]:
    """The days from first to last that lie in a pause.

    >>> sorted(paused_days([PausedDays(date(2026, 3, 1), date(2026, 3, 3))], date(2026, 3, 2), date(2026, 3, 8)))
    [datetime.date(2026, 3, 2), datetime.date(2026, 3, 3)]
    """
    return frozenset(
        date.fromordinal(number)
        for pause in pauses
        for number in range(max(pause.starts_on, first).toordinal(), min(pause.ends_on, last).toordinal() + 1)
    )


def paused(pauses: Iterable[PausedDays], day: date) -> bool:
    """Whether the day lies in a pause."""
    return any(pause.starts_on <= day <= pause.ends_on for pause in pauses)


def meets(pause: PausedDays, first: date, last: date) -> bool:
    """Whether any of some days in a row lies in a pause.

    >>> meets(PausedDays(date(2026, 3, 1), date(2026, 3, 3)), date(2026, 3, 3), date(2026, 3, 8))
    True
    """
    return pause.starts_on <= last and first <= pause.ends_on
