"""Covers: once a week one partner can stand in for the other on a day that is still open. It is never asked for."""

from collections.abc import Collection
from datetime import date

from tracker.domain.days import Weeks, first_open_day, week_of

LINE_LENGTH = 200


def coverable(day: date, *, partners_today: date, own_today: date) -> bool:
    """Whether a day is one of the partner's open ones, and has come for oneself too.

    >>> coverable(date(2026, 3, 10), partners_today=date(2026, 3, 11), own_today=date(2026, 3, 11))
    True
    >>> coverable(date(2026, 3, 9), partners_today=date(2026, 3, 11), own_today=date(2026, 3, 11))
    False
    """
    return first_open_day(partners_today) <= day <= min(partners_today, own_today)


def offered(day: date, *, own_today: date, late: bool, both_since: date) -> bool:
    """Whether to offer that a day be covered: an open yesterday, or today once it is late; no day before two had a whole one.

    >>> [offered(date(2026, 3, 11), own_today=date(2026, 3, 11), late=late, both_since=date(2026, 3, 1)) for late in (False, True)]
    [False, True]
    """
    return day > both_since and (late or day < own_today)


def covered_in_week(day: date, given: Collection[date], first_weekday: int | Weeks) -> bool:
    """Whether one of the days one has covered lies in the week of this day.

    >>> covered_in_week(date(2026, 3, 11), [date(2026, 3, 8)], first_weekday=0)
    False
    """
    return week_of(day, first_weekday) in {week_of(each, first_weekday) for each in given}
