"""Proposals: the ways of a space are both people's. Softer needs one, harder needs two."""

from datetime import datetime, timedelta
from enum import StrEnum

OPEN_FOR = timedelta(days=14)
WAITS_FOR = timedelta(days=30)


class Way(StrEnum):
    """What one of two can change for both, or propose to."""

    STRICT = "strict"
    FIRST_WEEKDAY = "first_weekday"
    CHECK_IN_WEEKDAY = "check_in_weekday"
    GENTLE = "gentle"


ASKING = frozenset({Way.STRICT, Way.FIRST_WEEKDAY})


def lapsed_before(now: datetime) -> datetime:
    """Whatever was proposed up to this instant has lapsed, without a word.

    >>> from datetime import UTC
    >>> lapsed_before(datetime(2026, 3, 15, tzinfo=UTC)).day
    1
    """
    return now - OPEN_FOR


def forgotten_before(now: datetime) -> datetime:
    """Whatever was proposed up to this instant is forgotten, so that the same can be proposed again.

    >>> from datetime import UTC
    >>> forgotten_before(datetime(2026, 3, 31, tzinfo=UTC)).day
    1
    """
    return now - WAITS_FOR
