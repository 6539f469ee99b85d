"""Days as people live them: labels, never instants.

A person's day ends at an hour of their choice, three at night unless they say otherwise, so
that a tick at half past midnight belongs to the evening. A day stays open until the end of
the day after it: yesterday can still be filled in, and nothing is counted before then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS_A_WEEK = 7
SUNDAY = 6
DAY_ENDS_AT = 3
LATEST_DAY_END = 11

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a person counts days: their IANA time zone and the hour at which their day ends."""

    zone: str
    day_ends_at: int = DAY_ENDS_AT


def today(rhythm: Rhythm, now: datetime) -> date:
    """The date someone is living at an instant (``now``, with a time zone of its own).

    The hour is taken off the wall clock, so changes of daylight time shift nothing.

    >>> from datetime import UTC
    >>> today(Rhythm("Europe/Berlin", 3), datetime(2026, 3, 1, 1, 30, tzinfo=UTC))
    datetime.date(2026, 2, 28)
    """
    wall_clock = now.astimezone(ZoneInfo(rhythm.zone)).replace(tzinfo=None)
    return (wall_clock - timedelta(hours=rhythm.day_ends_at)).date()


def bounds(rhythm: Rhythm, day: date) -> tuple[datetime, datetime]:
    """The instants between which somebody lives a day: its first, and the first of the day after.

    >>> from datetime import UTC
    >>> [each.astimezone(UTC).hour for each in bounds(Rhythm("Europe/Berlin", 3), date(2026, 7, 1))]
    [1, 1]
    """
    zone, ends_at = ZoneInfo(rhythm.zone), time(rhythm.day_ends_at)
    begins, ends = (datetime.combine(each, ends_at, zone) for each in (day, day + ONE_DAY))
    return begins, ends


def first_open_day(today: date) -> date:
    """The earliest day that is still open for someone whose today this is: yesterday.

    >>> first_open_day(date(2026, 3, 1))
    datetime.date(2026, 2, 28)
    """
    return today - ONE_DAY


def first_open_day_of_any(todays: Iterable[date]) -> date:
    """The earliest day still open for one of several people: a day is open for a couple while it is for either."""
    return first_open_day(min(todays))


def week_of(day: date, first_weekday: int) -> date:
    """The first date of the week that holds the day: a week is named by it.

    >>> week_of(date(2026, 3, 1), first_weekday=0)
    datetime.date(2026, 2, 23)
    >>> week_of(date(2026, 3, 1), first_weekday=6)
    datetime.date(2026, 3, 1)
    """
    return day - timedelta(days=(day.weekday() - first_weekday) % DAYS_A_WEEK)


def week_days(week: date) -> list[date]:
    """The seven days of the week that begins on this date."""
    return [week + timedelta(days=n) for n in range(DAYS_A_WEEK)]
