"""How long a log-in on a device lasts: a year at most, and thirty days in which nobody uses it. And when it locks."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

LASTS = timedelta(days=365)
UNUSED_FOR = timedelta(days=30)
OTHERWISE_FOR = timedelta(hours=12)  # where somebody does not stay
LOCKS_AFTER = timedelta(minutes=5)  # in which nobody touches it
TOUCHED_AGAIN_AFTER = timedelta(seconds=20)  # so that not each page of many is written down
MOST_UNSENT = 20_000  # letters of what was sent to a locked log-in
MOST_WITH_UNSENT = 5  # log-ins of one person, those touched last
RENEWED_FOR = timedelta(seconds=2)  # so long whoever comes with the token of before is sent once more


class Used(NamedTuple):
    """What is known of a log-in where somebody asks by it: since when it is, until when, the day of its last use;
    when it was touched last, and whether it was locked, where it locks.
    """

    since: datetime
    until: datetime
    last: date | None
    touched_at: datetime | None = None
    locked: bool = False

    def is_locked(self, now: datetime) -> bool:
        """Whether it shows nothing now, if it locks. One that was not touched since that was chosen is locked.

        >>> begun = datetime(2026, 3, 1)
        >>> Used(begun, begun + UNUSED_FOR, None, touched_at=begun).is_locked(begun + timedelta(minutes=4))
        False
        >>> Used(begun, begun + UNUSED_FOR, None, touched_at=begun).is_locked(begun + timedelta(minutes=5))
        True
        """
        return self.locked or self.touched_at is None or now - self.touched_at >= LOCKS_AFTER

    def is_stale(self, now: datetime) -> bool:
        """Whether a touch now is worth writing down.

        >>> begun = datetime(2026, 3, 1)
        >>> used = Used(begun, begun + UNUSED_FOR, None, touched_at=begun)
        >>> used.is_stale(begun + timedelta(seconds=19)), used.is_stale(begun + timedelta(seconds=20))
        (False, True)
        """
        return self.touched_at is None or now - self.touched_at >= TOUCHED_AGAIN_AFTER


def first_end(now: datetime, *, stays: bool) -> datetime:
    """When a log-in that begins now ends, if it is not used.

    >>> first_end(datetime(2026, 3, 1), stays=True)
    datetime.datetime(2026, 3, 31, 0, 0)
    """
    return now + (UNUSED_FOR if stays else OTHERWISE_FOR)


def end_after_use(used: Used, now: datetime) -> datetime:
    """When a log-in that is used now ends: thirty days on, but not later than its year; the end of a short one stays.

    >>> since = datetime(2026, 3, 1)
    >>> end_after_use(Used(since, datetime(2026, 3, 31), None), datetime(2026, 3, 5))
    datetime.datetime(2026, 4, 4, 0, 0)
    >>> end_after_use(Used(since, datetime(2027, 2, 28), None), datetime(2027, 2, 20))
    datetime.datetime(2027, 3, 1, 0, 0)
    >>> end_after_use(Used(since, datetime(2026, 3, 1, 12), None), datetime(2026, 3, 1, 6))
    datetime.datetime(2026, 3, 1, 12, 0)
    """
    if used.until - used.since <= OTHERWISE_FOR:
        return used.until
    return min(used.since + LASTS, now + UNUSED_FOR)
