"""Days as people live them: labels, never instants.

A person's day ends at an hour of their choice, three at night unless they say otherwise, so
that a tick at half past midnight belongs to the evening. A day stays open until the end of
the day after it: yesterday can still be filled in, and nothing is counted before then.
"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS_A_WEEK = 7
SUNDAY = 6
DAY_ENDS_AT = 3
LATEST_DAY_END = 11

ONE_DAY = timedelta(days=1)


A_WEEK = timedelta(days=DAYS_A_WEEK)
SHORTEST_WEEK = 4


@dataclass(frozen=True, slots=True)
class Ways:
    """On which weekday weeks begin, and the check-in opens, for weeks that begin on a day or after it."""

    since: date
    first_weekday: int
    check_in_weekday: int

    @property
    def first_full_week(self) -> date:
        """The first week that has seven days and begins on the weekday."""
        return self.since + timedelta(days=(self.first_weekday - self.since.weekday()) % DAYS_A_WEEK)

    @property
    def first_end(self) -> date:
        """The last day of the week in which they begin: one by itself from four days on, else longer by up to three."""
        gap = (self.first_full_week - self.since).days
        return self.first_full_week + (timedelta() if gap >= SHORTEST_WEEK else A_WEEK) - ONE_DAY


@dataclass(frozen=True, slots=True)
class Weeks:
    """How weeks lie over time, in the order of the days from which they do; what was under way keeps its days.

    >>> weeks = Weeks((Ways(date.min, 0, 6), Ways(date(2026, 3, 16), 6, 6)))
    >>> [weeks.week_of(date(2026, 3, day)).day for day in (15, 16, 21, 22)]
    [9, 16, 16, 22]
    """

    ways: tuple[Ways, ...]

    def on(self, day: date) -> Ways:
        """How weeks lie on a day."""
        if len(self.ways) == 1:
            return self.ways[0]
        return next((each for each in reversed(self.ways) if each.since <= day), self.ways[0])

    def week_of(self, day: date) -> date:
        """The first date of the week that holds the day."""
        ways = self.on(day)
        if ways.since != date.min and day <= ways.first_end:
            return ways.since
        return week_of(day, ways.first_weekday)

    def last_day_of(self, week: date) -> date:
        """The last day of the week that begins on a date."""
        ways = self.on(week)
        return ways.first_end if week == ways.since else week + A_WEEK - ONE_DAY

    def coming(self, today: date) -> Ways | None:
        """How weeks will lie from a day on that has not come, if they will lie otherwise."""
        return self.ways[-1] if self.ways[-1].since > today else None

    def until(self, day: date) -> int | Weeks:
        """How they lie up to a day, whatever comes later: the same as ever before anything has changed."""
        held = self.ways
        if len(held) > 1:
            held = tuple(each for each in held if each.since <= day) or held[:1]
        return Weeks(held) if len(held) > 1 else held[0].first_weekday

    def changed(self, first_weekday: int, check_in_weekday: int, *, today: date) -> Weeks:
        """As they lie once the week that is under way has ended, in place of what was to come."""
        held = tuple(each for each in self.ways if each.since <= today)
        if (held[-1].first_weekday, held[-1].check_in_weekday) == (first_weekday, check_in_weekday):
            return Weeks(held)
        under_way = Weeks(held)
        since = under_way.last_day_of(under_way.week_of(today)) + ONE_DAY
        return Weeks((*held, Ways(since, first_weekday, check_in_weekday)))


def weekly(first_weekday: int, check_in_weekday: int) -> Weeks:
    """Weeks that have always been like this."""
    return Weeks((Ways(date.min, first_weekday, check_in_weekday),))


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
    return lived_at(now.astimezone(ZoneInfo(rhythm.zone)), rhythm)


def lived_at(wall_clock: datetime, rhythm: Rhythm) -> date:
    """The date someone is living while a clock on their wall shows this."""
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


def week_of(day: date, weeks: int | Weeks) -> date:
    """The first date of the week that holds the day: a week is named by it. ``weeks`` begin on a weekday, or as they say.

    >>> week_of(date(2026, 3, 1), 0)
    datetime.date(2026, 2, 23)
    >>> week_of(date(2026, 3, 1), 6)
    datetime.date(2026, 3, 1)
    """
    if isinstance(weeks, int):
        return day - timedelta(days=(day.weekday() - weeks) % DAYS_A_WEEK)
    return weeks.week_of(day)


def is_week(day: date, weeks: int | Weeks) -> bool:
    """Whether a week begins on a day."""
    return week_of(day, weeks) == day


def week_end(week: date, weeks: int | Weeks) -> date:
    """The last day of the week that begins on a date."""
    return week + A_WEEK - ONE_DAY if isinstance(weeks, int) else weeks.last_day_of(week)


def week_before(week: date, weeks: int | Weeks) -> date:
    """The week before one."""
    return week_of(week - ONE_DAY, weeks)


def week_days(week: date, weeks: int | Weeks = 0) -> list[date]:
    """The days of the week that begins on this date: seven, or as many as one has in which weeks begin to lie otherwise."""
    return [week + timedelta(days=n) for n in range((week_end(week, weeks) - week).days + 1)]


def weeks_of(year: int, month: int, first_weekday: int) -> tuple[tuple[date | None, ...], ...]:
    """The weeks of a month, as rows of seven days; none where a day belongs to another month.

    >>> weeks_of(2026, 2, first_weekday=6)[0][0]
    datetime.date(2026, 2, 1)
    """
    weeks: Sequence[Sequence[date]] = Calendar(first_weekday).monthdatescalendar(year, month)
    return tuple(tuple(day if day.month == month else None for day in week) for week in weeks)
