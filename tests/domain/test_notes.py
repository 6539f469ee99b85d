from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.catalogue.beginnings import FOR_A_NOTE, beginnings_for
from tracker.domain.notes import YEARS_BACK, same_days_before

DAYS = st.dates(date(2020, 1, 1), date(2100, 1, 1))


@given(DAYS)
def test_this_day_in_other_years_has_the_same_month_and_day(day):
    before = same_days_before(day)

    assert all((each.month, each.day) == (day.month, day.day) and each < day for each in before)
    assert list(before) == sorted(set(before), reverse=True)
    leap = (day.month, day.day) == (2, 29)
    assert len(before) in ((1, 2, 3) if leap else (YEARS_BACK,))


@given(DAYS)
def test_all_beginnings_have_come_within_a_few_days(day):
    shown = {each for n in range(len(FOR_A_NOTE)) for each in beginnings_for(day + timedelta(days=n))}

    assert shown == set(FOR_A_NOTE)
