"""Pauses: days on which nothing is asked, for a holiday, an illness, a hard time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Pause:
    """From one day to another, both included."""

    starts_on: date
    ends_on: date


def paused_count(pauses: Iterable[Pause], first: date, last: date) -> int:
    """How many of the days from first to last lie in a pause; a day in two counts once.

    >>> paused_count([Pause(date(2026, 3, 1), date(2026, 3, 3)), Pause(date(2026, 3, 2), date(2026, 3, 4))],
    ...              date(2026, 3, 2), date(2026, 3, 8))
    3
    """
    days: set[int] = set()
    for pause in pauses:
        if pause.ends_on < first or last < pause.starts_on:
            continue
        begin = max(pause.starts_on, first).toordinal()
        end = min(pause.ends_on, last).toordinal()
        days.update(range(begin, end + 1))
    return len(days)


def paused(pauses: Iterable[Pause], day: date) -> bool:
    """Whether the day lies in a pause."""
    return any(pause.starts_on <= day <= pause.ends_on for pause in pauses)
