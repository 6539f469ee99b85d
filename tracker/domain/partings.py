"""The time after one of two has left: who that was is said that day, and for a month nothing reminds of closeness."""

from datetime import datetime, timedelta

from tracker.domain.days import Rhythm, today

QUIET_FOR = timedelta(days=30)


def is_quiet(parted_at: datetime | None, now: datetime) -> bool:
    """Whether two have parted so short a time ago that nothing is to remind of being close.

    >>> from datetime import UTC
    >>> left = datetime(2026, 3, 1, 20, tzinfo=UTC)
    >>> [is_quiet(left, left + timedelta(days=days)) for days in (0, 29, 30)]
    [True, True, False]
    >>> is_quiet(None, left)
    False
    """
    return parted_at is not None and now - parted_at < QUIET_FOR


def is_that_day(parted_at: datetime | None, now: datetime, *, rhythm: Rhythm) -> bool:
    """Whether somebody still lives the day on which they parted: after it, nobody is named.

    >>> from datetime import UTC
    >>> left, berlin = datetime(2026, 3, 1, 20, tzinfo=UTC), Rhythm("Europe/Berlin", 3)
    >>> [is_that_day(left, left + timedelta(hours=hours), rhythm=berlin) for hours in (5, 6)]
    [True, False]
    """
    return parted_at is not None and today(rhythm, parted_at) == today(rhythm, now)
