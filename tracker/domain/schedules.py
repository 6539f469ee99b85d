"""What a habit asks for: on chosen weekdays, or a number of times a week.

A schedule divides time into periods, each with a target. Weekdays are numbered as in
``date.weekday()``: Monday is 0, Sunday is 6.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.days import DAYS_A_WEEK, week_of

EVERY_WEEKDAY = frozenset(range(DAYS_A_WEEK))


@dataclass(frozen=True, slots=True)
class Period:
    """Some days in a row, and the number of ticks a schedule asks for in them."""

    first: date
    last: date
    target: int

    @property
    def day_count(self) -> int:
        """How many days it holds.

        >>> Period(date(2026, 3, 2), date(2026, 3, 8), target=3).day_count
        7
        """
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class OnWeekdays:
    """On chosen weekdays; all seven is daily. Each day is a period of its own."""

    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= EVERY_WEEKDAY:
            raise ValueError("a schedule needs one to seven weekdays, numbered 0 to 6")

    def period_of(self, day: date, first_weekday: int) -> Period:
        """The period that holds the day.

        >>> OnWeekdays(frozenset({0})).period_of(date(2026, 3, 3), first_weekday=0).target
        0
        """
        return Period(day, day, int(day.weekday() in self.weekdays))

    @property
    def times_a_week(self) -> int:
        """How many times a week it asks for."""
        return len(self.weekdays)


@dataclass(frozen=True, slots=True)
class TimesAWeek:
    """A number of times a week, on whichever days suit. Each week is a period."""

    times: int

    def __post_init__(self) -> None:
        if not 1 <= self.times <= DAYS_A_WEEK:
            raise ValueError("a schedule asks for one to seven times a week")

    def period_of(self, day: date, first_weekday: int) -> Period:
        """The period that holds the day.

        >>> TimesAWeek(3).period_of(date(2026, 3, 4), first_weekday=0)
        Period(first=datetime.date(2026, 3, 2), last=datetime.date(2026, 3, 8), target=3)
        """
        first = week_of(day, first_weekday)
        return Period(first, first + timedelta(days=DAYS_A_WEEK - 1), self.times)

    @property
    def times_a_week(self) -> int:
        """How many times a week it asks for."""
        return self.times


Schedule = OnWeekdays | TimesAWeek

DAILY = OnWeekdays(EVERY_WEEKDAY)


def periods(schedule: Schedule, since: date, until: date, first_weekday: int) -> Iterator[Period]:
    """The periods that hold the days from ``since`` to ``until``, both included, in order.

    The first may begin before ``since`` and the last may end after ``until``.

    >>> [p.target for p in periods(DAILY, date(2026, 3, 1), date(2026, 3, 3), first_weekday=0)]
    [1, 1, 1]
    """
    day = since
    while day <= until:
        period = schedule.period_of(day, first_weekday)
        yield period
        day = period.last + timedelta(days=1)
