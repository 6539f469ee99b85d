"""Anniversaries and other days to remember, each year again.

One that is on the 29th of February is on the 28th in years that have no 29th.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date

NAME_LENGTH = 120
SOON = 60  # days
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Yearly:
    """A day of the year, and the year in which it was for the first time, 0 if that is not known."""

    month: int
    day: int
    year: int = 0


def is_yearly(month: int, day: int, year: int = 0) -> bool:
    """Whether there is such a day, in that year if one is given.

    >>> is_yearly(2, 29), is_yearly(2, 29, 2024), is_yearly(2, 29, 2025), is_yearly(2, 30)
    (True, True, False, False)
    """
    if not (1 <= month <= 12 and 1 <= day <= LONGEST_MONTHS[month - 1]):
        return False
    if not year:
        return True
    return EARLIEST_YEAR <= year <= LATEST_YEAR and (isleap(year) or (month, day) != (2, 29))


def falls_on(yearly: Yearly, year: int) -> date:
    """The date of a yearly day in a year.

    >>> falls_on(Yearly(2, 29), 2028), falls_on(Yearly(2, 29), 2026)
    (datetime.date(2028, 2, 29), datetime.date(2026, 2, 28))
    """
    if (yearly.month, yearly.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return date(year, yearly.month, yearly.day)


def begun(yearly: Yearly, *, today: date) -> bool:
    """Whether a day has been for the first time; of one whose year is not known that is taken for granted.

    >>> begun(Yearly(6, 12, 2014), today=date(2026, 3, 1)), begun(Yearly(6, 12, 2026), today=date(2026, 3, 1))
    (True, False)
    >>> begun(Yearly(6, 12, 2026), today=date(2026, 6, 12)), begun(Yearly(6, 12), today=date(2026, 3, 1))
    (True, True)
    """
    return not yearly.year or falls_on(yearly, yearly.year) <= today


def next_on(yearly: Yearly, today: date) -> date:
    """The next date of a yearly day, which may be today; never before its first.

    >>> next_on(Yearly(2, 29), date(2026, 2, 28)), next_on(Yearly(3, 1), date(2026, 3, 2))
    (datetime.date(2026, 2, 28), datetime.date(2027, 3, 1))
    """
    year = max(today.year, yearly.year)
    this_year = falls_on(yearly, year)
    return this_year if this_year >= today else falls_on(yearly, year + 1)


def years_on(yearly: Yearly, day: date) -> int:
    """How many years it is on one of its dates, 0 if that is not known or it is the first.

    >>> years_on(Yearly(6, 12, 2014), date(2026, 6, 12)), years_on(Yearly(6, 12), date(2026, 6, 12))
    (12, 0)
    """
    return day.year - yearly.year if yearly.year else 0
