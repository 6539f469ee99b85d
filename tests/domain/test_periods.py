from datetime import date, timedelta

import pytest

from tests import references
from tracker.domain.periods import Verdict, verdict
from tracker.domain.schedules import Period

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)

KEPT, EXCUSED, OPEN, MISSED = Verdict.KEPT, Verdict.EXCUSED, Verdict.OPEN, Verdict.MISSED


@pytest.mark.parametrize(
    ("days", "target", "ticks", "paused", "open", "found"),
    [
        # kept: the ticks meet the target, in the midst of a pause too
        (1, 1, 1, 0, False, KEPT),
        (1, 1, 1, 0, True, KEPT),
        (1, 1, 1, 1, False, KEPT),
        (1, 1, 1, 1, True, KEPT),
        (7, 3, 3, 0, False, KEPT),
        (7, 3, 7, 0, True, KEPT),
        (7, 3, 3, 7, False, KEPT),
        (7, 7, 7, 0, False, KEPT),
        # excused: fewer days outside any pause than asked for
        (1, 1, 0, 1, False, EXCUSED),
        (1, 1, 0, 1, True, EXCUSED),
        (7, 3, 2, 5, False, EXCUSED),
        (7, 3, 2, 5, True, EXCUSED),
        (7, 7, 6, 1, False, EXCUSED),
        (2, 3, 2, 0, False, EXCUSED),
        # excused: nothing is asked, whatever was done
        (1, 0, 0, 0, False, EXCUSED),
        (1, 0, 0, 0, True, EXCUSED),
        (1, 0, 1, 0, False, EXCUSED),
        (1, 0, 1, 1, True, EXCUSED),
        # one of its days is still open
        (1, 1, 0, 0, True, OPEN),
        (7, 3, 2, 0, True, OPEN),
        (7, 3, 0, 4, True, OPEN),
        # otherwise it was missed
        (1, 1, 0, 0, False, MISSED),
        (7, 3, 2, 0, False, MISSED),
        (7, 3, 2, 4, False, MISSED),
        (7, 7, 6, 0, False, MISSED),
        (3, 3, 2, 0, False, MISSED),
    ],
)
def test_a_period_comes_to_what_the_design_says_in_its_order(days, target, ticks, paused, open, found):
    period = Period(MONDAY, MONDAY + (days - 1) * DAY, target)

    assert verdict(period, done=ticks, paused_count=paused, open=open) is found


@pytest.mark.parametrize(
    ("done", "paused", "found"),
    [(10_000, 7, KEPT), (9_999, 3, MISSED), (9_999, 4, EXCUSED), (0, 0, MISSED), (1_000_000_000, 0, KEPT)],
)
def test_an_amount_over_a_period_is_asked_for_while_half_of_its_days_are_there(done, paused, found):
    week = Period(MONDAY, MONDAY + 6 * DAY, target=10_000, least=4)

    assert verdict(week, done=done, paused_count=paused, open=False) is found


@pytest.mark.parametrize("open", [False, True])
@pytest.mark.parametrize("days", [1, 2, 7])
def test_every_verdict_agrees_with_the_slow_one(days, open):
    lived = [MONDAY + n * DAY for n in range(days)]
    first_open_day = lived[-1] if open else lived[-1] + DAY

    for target in range(days + 2):
        for ticks in range(days + 1):
            for paused in range(days + 1):
                found = verdict(
                    Period(lived[0], lived[-1], target), done=ticks, paused_count=paused, open=open
                )

                pauses = [(day, day) for day in lived[:paused]]
                assert found == references.judge(lived, target, lived[:ticks], pauses, first_open_day)
