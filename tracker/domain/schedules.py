"""What a habit asks for: on chosen weekdays, or so many times in a week, a month, or every k days.

A schedule divides time into periods, each with a target. Weekdays are numbered as in
``date.weekday()``: Monday is 0, Sunday is 6.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, NamedTuple

from tracker.domain.days import DAYS_A_WEEK, Weeks, week_end, week_of

EVERY_WEEKDAY = frozenset(range(DAYS_A_WEEK))
MOST_TIMES_A_MONTH = 28
LONGEST_BLOCK = 365
DAYS_A_MONTH = 30  # as long as a month counts where strength asks how often a day is


class Per(StrEnum):
    """What a schedule counts by."""

    WEEKDAYS = "weekdays"
    WEEK = "week"
    MONTH = "month"
    DAYS = "days"


# Made of millions where years are counted: as a tuple it is made in a third of the time, and a habit's page in 5 % less.
class Period(NamedTuple):
    """Some days in a row, and what is asked for in them: a number of ticks, or an amount over all of them.

    ``least`` is how many of its days there must be outside any pause for it to be asked at all; 0 where as many as the
    target.
    """

    first: date
    last: date
    target: int
    least: int = 0

    @property
    def day_count(self) -> int:
        """How many days it holds.

        >>> Period(date(2026, 3, 2), date(2026, 3, 8), target=3).day_count
        7
        """
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Pace:
    """How dense a schedule is: so many times in so many days."""

    times: int
    days: int


@dataclass(frozen=True, slots=True)
class OnWeekdays:
    """On chosen weekdays; all seven is daily. Each day is a period of its own."""

    per: ClassVar[Per] = Per.WEEKDAYS

    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= EVERY_WEEKDAY:
            raise ValueError("a schedule needs one to seven weekdays, numbered 0 to 6")

    def period_of(self, day: date, first_weekday: int | Weeks, since: date) -> Period:
        """The period that holds the day.

        >>> OnWeekdays(frozenset({0})).period_of(date(2026, 3, 3), 0, since=date(2026, 3, 1)).target
        0
        """
        return Period(day, day, int(day.weekday() in self.weekdays))

    @property
    def pace(self) -> Pace:
        """Chosen weekdays are as dense as that many times a week."""
        return Pace(len(self.weekdays), DAYS_A_WEEK)


@dataclass(frozen=True, slots=True)
class TimesAWeek:
    """A number of times a week, on whichever days suit. Each week is a period."""

    per: ClassVar[Per] = Per.WEEK

    times: int

    def __post_init__(self) -> None:
        if not 1 <= self.times <= DAYS_A_WEEK:
            raise ValueError("a schedule asks for one to seven times a week")

    def period_of(self, day: date, first_weekday: int | Weeks, since: date) -> Period:
        """The period that holds the day.

        >>> TimesAWeek(3).period_of(date(2026, 3, 4), first_weekday=0, since=date(2026, 3, 1))
        Period(first=datetime.date(2026, 3, 2), last=datetime.date(2026, 3, 8), target=3, least=0)
        """
        first = week_of(day, first_weekday)
        return Period(first, week_end(first, first_weekday), self.times)

    @property
    def pace(self) -> Pace:
        """So many times in seven days."""
        return Pace(self.times, DAYS_A_WEEK)


@dataclass(frozen=True, slots=True)
class TimesAMonth:
    """A number of times a month, on whichever days suit. Each month of the calendar is a period."""

    per: ClassVar[Per] = Per.MONTH

    times: int

    def __post_init__(self) -> None:
        if not 1 <= self.times <= MOST_TIMES_A_MONTH:
            raise ValueError("a schedule asks for one to 28 times a month")

    def period_of(self, day: date, first_weekday: int | Weeks, since: date) -> Period:
        """The period that holds the day.

        >>> TimesAMonth(2).period_of(date(2028, 2, 4), first_weekday=0, since=date(2028, 1, 1)).last
        datetime.date(2028, 2, 29)
        """
        last = monthrange(day.year, day.month)[1]
        return Period(day.replace(day=1), day.replace(day=last), self.times)

    @property
    def pace(self) -> Pace:
        """So many times in thirty days."""
        return Pace(self.times, DAYS_A_MONTH)


@dataclass(frozen=True, slots=True)
class TimesInDays:
    """A number of times in every k days, counted from the day the schedule began. Each block is a period."""

    per: ClassVar[Per] = Per.DAYS

    times: int
    days: int

    def __post_init__(self) -> None:
        if not 1 <= self.days <= LONGEST_BLOCK or not 1 <= self.times <= self.days:
            raise ValueError("a schedule asks for one or more times in as many days at least, 365 at most")

    def period_of(self, day: date, first_weekday: int | Weeks, since: date) -> Period:
        """The period that holds the day.

        >>> TimesInDays(1, 10).period_of(date(2026, 3, 12), first_weekday=0, since=date(2026, 3, 1)).first
        datetime.date(2026, 3, 11)
        """
        first = day - timedelta(days=(day - since).days % self.days)
        return Period(first, first + timedelta(days=self.days - 1), self.times)

    @property
    def pace(self) -> Pace:
        """So many times in so many days."""
        return Pace(self.times, self.days)


Schedule = OnWeekdays | TimesAWeek | TimesAMonth | TimesInDays

DAILY = OnWeekdays(EVERY_WEEKDAY)


def is_daily(schedule: Schedule) -> bool:
    """Whether it asks for every single day.

    >>> is_daily(DAILY), is_daily(TimesInDays(3, 3)), is_daily(TimesAWeek(6))
    (True, True, False)
    """
    return schedule.pace.times >= schedule.pace.days


def asks_on(schedule: Schedule, day: date) -> bool:
    """Whether it asks for that very day. What is to be done so many times leaves the day open.

    >>> monday = date(2026, 3, 2)
    >>> asks_on(OnWeekdays(frozenset({0})), monday), asks_on(TimesAWeek(3), monday), asks_on(TimesAWeek(7), monday)
    (True, False, True)
    """
    return is_daily(schedule) or (isinstance(schedule, OnWeekdays) and day.weekday() in schedule.weekdays)
