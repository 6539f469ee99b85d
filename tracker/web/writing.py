"""How what is said in a language is written: dates, times, numbers and amounts."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    get_day_names,
    get_month_names,
    match_skeleton,
)
from babel.numbers import format_decimal, format_percent
from flask_login import current_user

from tracker.domain.days import week_end
from tracker.domain.terms import UNIT
from tracker.web.language import locale_name


def amount(value: int) -> str:
    """An amount, kept in thousandths: 2.5."""
    return written_amount(value, locale_name())


def clock(value: time | datetime) -> str:
    """A time on the wall clock: 7:30 PM."""
    return written_clock(value, locale_name())


def full_day(value: date) -> str:
    """A date with its year: Mar 3, 2026."""
    return written_with_year(value, locale_name())


def month(number: int) -> str:
    """The name of a month, 1 for January."""
    return names_of_months("wide", locale_name())[number]


def weekday(number: int) -> str:
    """The name of a weekday, 0 for Monday."""
    return names_of_weekdays("wide", locale_name())[number]


def timer(seconds: int) -> str:
    """A short time as a kitchen timer shows it: 2:05."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02}"


def written_amount(value: int, locale: str) -> str:
    return written_number(value / UNIT, locale)


def written_clock(value: time | datetime, locale: str) -> str:
    return written_time(value.time() if isinstance(value, datetime) else value, locale)


# Anew each time, Today takes 5 % longer while a date is near.
@lru_cache(maxsize=2000)
def written_time(value: time, locale: str) -> str:
    return format_time(value, "short", locale=locale)


def written_week(week: date, locale: str) -> str:
    """A week from its first date to its last, as weeks lie for the one who reads: Mar 2 – Mar 8, 2026."""
    last = week_end(week, current_user.space.weeks)
    return f"{written(week, 'MMMd', locale)} – {written_with_year(last, locale)}"


# Looked up anew each time, Today and the wall take 36 to 39 % longer: which pattern is nearest is no quick question.
@lru_cache(maxsize=4000)
def written_out(value: date, locale: str) -> str:
    """Weekday and month in full, in the order of the locale; Babel's nearest pattern may have them short."""
    patterns = Locale.parse(locale).datetime_skeletons
    pattern = patterns[match_skeleton("MMMMEEEEd", patterns)].pattern
    return format_date(value, re.sub("MMM+", "MMMM", re.sub("E+", "EEEE", pattern)), locale=locale)


# Anew each time, a habit's page takes 20 % longer.
@lru_cache(maxsize=4000)
def written(value: date, skeleton: str, locale: str) -> str:
    return format_skeleton(skeleton, value, locale=locale)


# Anew each time, trends take 20 % longer.
@lru_cache(maxsize=4000)
def written_with_year(value: date, locale: str) -> str:
    return format_date(value, locale=locale)


# Anew each time, trends take 35 % longer.
@lru_cache(maxsize=2000)
def written_number(value: float, locale: str) -> str:
    return format_decimal(value, locale=locale)


def written_numbers(values: Iterable[tuple[str, float]], locale: str) -> str:
    """What some numbers are of, each with its number. One by one in a template, trends take 17 % longer."""
    return "; ".join(f"{name}: {written_number(value, locale)}" for name, value in values)


# Anew each time, a habit's page takes 3 % longer.
@lru_cache(maxsize=500)
def written_share(value: float, locale: str) -> str:
    return format_percent(value, locale=locale)


# Anew each time, a habit's page takes 3 to 4 % longer.
@lru_cache(maxsize=20)
def names_of_months(width: str, locale: str) -> Mapping[int, str]:
    return dict(get_month_names(width, "stand-alone", locale=locale))  # type: ignore[arg-type]


# Anew each time, a habit's page takes 15 % longer.
@lru_cache(maxsize=20)
def names_of_weekdays(width: str, locale: str) -> Mapping[int, str]:
    return dict(get_day_names(width, "stand-alone", locale=locale))  # type: ignore[arg-type]


# How templates write what is said in a language, each in the one that it is made ready for. Asked for with each value, trends
# take 6 % longer.
WRITERS: Mapping[str, Callable[[Any, str], str]] = {
    "amount": written_amount,
    "clock": written_clock,
    "day": written_out,
    "full_day": written_with_year,
    "month": lambda number, locale: names_of_months("wide", locale)[number],
    "month_letter": lambda number, locale: names_of_months("narrow", locale)[number],
    "number": written_number,
    "numbers": written_numbers,
    "percent": written_share,
    "short_day": lambda value, locale: written(value, "MMMd", locale),
    "short_month": lambda number, locale: names_of_months("abbreviated", locale)[number],
    "week_span": written_week,
    "weekday": lambda number, locale: names_of_weekdays("wide", locale)[number],
    "weekday_letter": lambda number, locale: names_of_weekdays("narrow", locale)[number],
}
