from datetime import date, timedelta

import pytest

from tests import references
from tracker.catalogue.strategies import STRATEGIES
from tracker.domain.checkins import (
    CLOSENESS,
    CLOSENESS_NAMES,
    MOST_APPRECIATED,
    STATEMENTS,
    STEP_NAMES,
    STEPS,
    CheckInState,
    Window,
    may_be_private,
    may_hand_over,
    may_reopen,
    may_write,
    state_once_sealed,
    week_to_check_in,
    window,
)
from tracker.domain.days import weekly

DAY = timedelta(days=1)
WEEKDAYS = range(7)
DRAFT, SEALED, OPENED, KEPT = CheckInState.DRAFT, CheckInState.SEALED, CheckInState.OPENED, CheckInState.KEPT


def test_it_asks_what_the_design_says():
    assert MOST_APPRECIATED == 5
    assert (list(CLOSENESS), len(CLOSENESS_NAMES)) == ([1, 2, 3, 4, 5, 6, 7], 7)
    assert (list(STEPS), len(STEP_NAMES)) == ([1, 2, 3, 4, 5], 5)
    assert len(set(STATEMENTS)) == len(STRATEGIES)


@pytest.mark.parametrize(
    ("week", "check_in_weekday", "opens_on", "closes_on"),
    [
        # weeks from Monday
        (date(2026, 3, 2), 0, date(2026, 3, 2), date(2026, 3, 15)),
        (date(2026, 3, 2), 4, date(2026, 3, 6), date(2026, 3, 15)),
        (date(2026, 3, 2), 6, date(2026, 3, 8), date(2026, 3, 15)),
        # weeks from Sunday: the check-in day is the first one of the week
        (date(2026, 3, 1), 6, date(2026, 3, 1), date(2026, 3, 14)),
        (date(2026, 3, 1), 5, date(2026, 3, 7), date(2026, 3, 14)),
        # across New Year and the end of February
        (date(2026, 12, 28), 6, date(2027, 1, 3), date(2027, 1, 10)),
        (date(2028, 2, 21), 6, date(2028, 2, 27), date(2028, 3, 5)),
    ],
)
def test_a_window_goes_from_the_check_in_day_to_the_end_of_the_week_that_follows(
    week, check_in_weekday, opens_on, closes_on
):
    assert window(week, weekly(week.weekday(), check_in_weekday)) == Window(opens_on, closes_on)


@pytest.mark.parametrize(
    ("day", "open"), [(7, False), (8, True), (9, True), (14, True), (15, True), (16, False)]
)
def test_a_window_is_open_on_both_its_ends(day, open):
    assert window(date(2026, 3, 2), weekly(0, 6)).open_on(date(2026, 3, day)) is open


@pytest.mark.parametrize("first_weekday", WEEKDAYS)
@pytest.mark.parametrize("check_in_weekday", WEEKDAYS)
def test_a_window_opens_on_the_weeks_check_in_day(first_weekday, check_in_weekday):
    for n in range(0, 70, 7):
        week = references.week_of(date(2027, 12, 1) + n * DAY, first_weekday)
        days = [week + n * DAY for n in range(14)]

        (opens_on,) = [day for day in days[:7] if day.weekday() == check_in_weekday]
        assert window(week, weekly(week.weekday(), check_in_weekday)) == Window(opens_on, days[-1])


@pytest.mark.parametrize("first_weekday", WEEKDAYS)
@pytest.mark.parametrize("check_in_weekday", WEEKDAYS)
def test_the_week_to_check_in_is_the_latest_that_is_open_today(first_weekday, check_in_weekday):
    lie = weekly(first_weekday, check_in_weekday)
    for today in (date(2027, 12, 20) + n * DAY for n in range(80)):
        this_week = references.week_of(today, first_weekday)
        weeks = [this_week - n * 7 * DAY for n in range(-2, 4)]

        week = week_to_check_in(today, lie)

        assert window(week, lie).open_on(today)
        assert week == max(each for each in weeks if window(each, lie).opens_on <= today)


@pytest.mark.parametrize(
    ("state", "write", "reopen", "keep", "hand_over"),
    [
        (DRAFT, True, False, True, False),
        (SEALED, False, True, True, True),
        (OPENED, False, False, False, False),
        (KEPT, False, True, False, False),
    ],
)
def test_each_state_allows_its_author_what_it_should(state, write, reopen, keep, hand_over):
    allowed = (may_write(state), may_reopen(state), may_be_private(state), may_hand_over(state))

    assert allowed == (write, reopen, keep, hand_over)


@pytest.mark.parametrize(
    ("alone", "partners", "state"),
    [
        (True, None, KEPT),
        (False, None, SEALED),
        (False, DRAFT, SEALED),
        (False, KEPT, SEALED),
        (False, SEALED, OPENED),
        (False, OPENED, OPENED),
    ],
)
def test_sealing_waits_for_the_partners_and_opens_with_it(alone, partners, state):
    assert state_once_sealed(alone=alone, partners=partners) is state
