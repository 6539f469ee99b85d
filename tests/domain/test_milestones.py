from datetime import MINYEAR, date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.domain import milestones
from tracker.domain.milestones import Milestone, MilestoneKind, looking_back, reached, sentence_of, to_tell
from tracker.domain.streaks import Streak

DAY = timedelta(days=1)
WEEK = Milestone(MilestoneKind.FIRST_WEEK, 7)


def days(number):
    return Milestone(MilestoneKind.DAYS, number)


def back(number):
    return Milestone(MilestoneKind.RETURN, number)


@pytest.mark.parametrize(
    ("streak", "found"),
    [
        (Streak(), []),
        (Streak(longest=6, kept=6), []),
        (Streak(longest=7, kept=7), [WEEK]),
        (Streak(longest=3, kept=49), []),
        (Streak(longest=3, kept=50), [days(50)]),
        (Streak(longest=9, kept=200), [WEEK, days(50), days(100), days(200)]),
        (Streak(kept=364), [days(50), days(100), days(200)]),
        (Streak(kept=365), [days(50), days(100), days(200), days(365)]),
        (Streak(kept=1100), [days(50), days(100), days(200), days(365), days(730), days(1095)]),
        (Streak(returns=2), [back(1), back(2)]),
    ],
)
def test_a_streak_has_come_to_these(streak, found):
    assert list(reached(streak)) == found


@pytest.mark.parametrize(
    ("streak", "told", "found"),
    [
        (Streak(), [], None),
        (Streak(longest=7, kept=7), [], WEEK),
        (Streak(longest=7, kept=7), [WEEK], None),
        (Streak(longest=60, kept=60), [WEEK], days(50)),
        # of several the greatest, which goes for the others too
        (Streak(longest=60, kept=210), [], days(200)),
        (Streak(longest=60, kept=210), [days(200)], None),
        (Streak(longest=60, kept=210), [days(100)], days(200)),
        (Streak(longest=60, kept=40, returns=3), [back(1), WEEK], back(3)),
        # what was told stays told, though the past is edited
        (Streak(longest=60, kept=49), [days(50), WEEK], None),
        (Streak(longest=60, kept=50), [days(50), WEEK], None),
        (Streak(longest=60, kept=60, returns=1), [back(2), days(50)], None),
    ],
)
def test_each_is_told_once(streak, told, found):
    assert to_tell(streak, told) == found


@pytest.mark.parametrize("alone", [True, False])
def test_each_has_its_words(alone):
    for milestone in (WEEK, days(50), back(1)):
        sentence = sentence_of(milestone, alone=alone)
        assert sentence.text % sentence.values
        assert ("both" in sentence.text or "together" in sentence.text) is not alone


@pytest.mark.parametrize(
    ("today", "nearest"),
    [
        (date(2026, 10, 3), [date(2025, 10, 3), date(2024, 10, 3), date(2023, 10, 3)]),
        (date(2026, 1, 1), [date(2025, 1, 1), date(2024, 1, 1)]),
        # a leap day is looked back on every year
        (date(2025, 2, 28), [date(2024, 2, 28), date(2024, 2, 29), date(2023, 2, 28)]),
        (date(2027, 2, 28), [date(2026, 2, 28), date(2025, 2, 28), date(2024, 2, 28), date(2024, 2, 29)]),
        (date(2028, 2, 28), [date(2027, 2, 28), date(2026, 2, 28), date(2025, 2, 28), date(2024, 2, 28)]),
        (date(2028, 2, 29), [date(2027, 2, 28), date(2026, 2, 28), date(2025, 2, 28), date(2024, 2, 29)]),
        (date(2025, 3, 1), [date(2024, 3, 1), date(2023, 3, 1)]),
    ],
)
def test_looking_back_finds_the_same_day_of_earlier_years(today, nearest):
    assert list(looking_back(today)[: len(nearest)]) == nearest


@settings(max_examples=30, derandomize=True, deadline=None)
@given(day=st.dates(date(1990, 1, 1), date(2090, 12, 31)), years=st.integers(1, milestones.YEARS_BACK))
@example(day=date(2024, 2, 29), years=1)
@example(day=date(2024, 2, 29), years=4)
@example(day=date(2027, 2, 28), years=1)
def test_no_day_is_ever_skipped_in_a_later_year(day, years):
    new_year = date(day.year + years, 1, 1)

    assert any(day in looking_back(new_year + n * DAY) for n in range(365))


def test_looking_back_ends_where_the_calendar_begins():
    assert looking_back(date(MINYEAR, 5, 1)) == ()
    assert looking_back(date(MINYEAR + 1, 5, 1)) == (date(MINYEAR, 5, 1),)
