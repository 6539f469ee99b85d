from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.whole import many
from tracker.domain.remembered import Yearly, falls_on, is_yearly, next_on, years_on

LEAP = Yearly(2, 29)


def real(month, day, year):
    try:
        return date(year, month, day)
    except ValueError:
        return None


@pytest.mark.parametrize("month", range(-1, 15))
def test_a_day_of_the_year_is_one_that_some_year_has(month):
    for day in range(-1, 34):
        assert is_yearly(month, day) is (real(month, day, 2024) is not None)
        for year in (2023, 2024, 1900, 2000, 2100):
            assert is_yearly(month, day, year) is (real(month, day, year) is not None)
        assert not any(is_yearly(month, day, year) for year in (-1, 1, 1899, 2101, 9999))


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, date(2024, 2, 29)),
        (2025, date(2025, 2, 28)),
        (2026, date(2026, 2, 28)),
        (2028, date(2028, 2, 29)),
        (2000, date(2000, 2, 29)),
        (2100, date(2100, 2, 28)),
    ],
)
def test_the_29th_of_february_is_kept_every_year(year, day):
    assert falls_on(LEAP, year) == day


@pytest.mark.parametrize(
    ("yearly", "today", "next", "years"),
    [
        (LEAP, date(2026, 2, 28), date(2026, 2, 28), 0),
        (LEAP, date(2026, 3, 1), date(2027, 2, 28), 0),
        (Yearly(2, 29, 2016), date(2028, 2, 28), date(2028, 2, 29), 12),
        (Yearly(2, 29, 2016), date(2027, 3, 1), date(2028, 2, 29), 12),
        (Yearly(12, 31, 2020), date(2026, 12, 31), date(2026, 12, 31), 6),
        (Yearly(1, 1, 2020), date(2026, 12, 31), date(2027, 1, 1), 7),
        (Yearly(6, 12, 2030), date(2026, 3, 1), date(2030, 6, 12), 0),  # a wedding to come
    ],
)
def test_it_comes_next_and_counts_its_years(yearly, today, next, years):
    assert next_on(yearly, today) == next
    assert years_on(yearly, next) == years


DAYS = st.dates(date(1970, 1, 1), date(2080, 12, 31))


def slow_next(yearly, today):
    """Walks on, day by day, until it is there."""
    day = max(today, date(yearly.year or 1, 1, 1))
    while True:
        tomorrow = day + timedelta(days=1)
        last_of_february = day.month == 2 and tomorrow.month == 3
        leap = (yearly.month, yearly.day) == (2, 29)
        if (leap and last_of_february) or (not leap and (day.month, day.day) == (yearly.month, yearly.day)):
            return day
        day = tomorrow


@settings(max_examples=many(40, 300), derandomize=True, deadline=None)
@given(first=DAYS | st.just(date(2024, 2, 29)), today=DAYS, known=st.booleans())
def test_it_comes_next_when_a_patient_walker_says(first, today, known):
    yearly = Yearly(first.month, first.day, first.year if known else 0)

    assert next_on(yearly, today) == slow_next(yearly, today)
