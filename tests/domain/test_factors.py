"""Codes: what one turns out to be, against a reference that looks at every step by itself."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.factors import LOOKED_AT, STEP, Judged, judged, plain_digits, step_at

NOW_STEP = 1000


def code_at(step):
    return f"{step % 7:06}"  # codes come again soon, so that several steps can share one


def reference(typed, now_step, used_step):
    """By the rules as one would say them, in their order, the earliest step first."""
    fitting = [
        step for step in range(now_step - LOOKED_AT, now_step + LOOKED_AT + 1) if code_at(step) == typed
    ]
    right = [step for step in fitting if step in (now_step - 1, now_step, now_step + 1) and step > used_step]
    if right:
        return Judged.RIGHT, right[0]
    used = [step for step in fitting if step <= used_step]
    if used:
        return Judged.USED, used[0]
    if fitting:
        return (Judged.LATE if fitting[0] < now_step else Judged.AHEAD), fitting[0]
    return Judged.WRONG, 0


@given(st.integers(0, 9), st.integers(NOW_STEP - 30, NOW_STEP + 3))
def test_a_code_is_what_the_reference_says(digit, used_step):
    typed = f"{digit:06}"

    found = judged(typed, code_at, now_step=NOW_STEP, used_step=used_step)

    assert found == reference(typed, NOW_STEP, used_step)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-3, 3)), max_size=40))
def test_no_step_counts_twice_and_none_before_one_that_has_counted(tries):
    """Time goes on, somebody types codes of steps around now, in any order: those that open something only rise."""
    now_step, used_step, opened = NOW_STEP, 0, []
    for passed, of in tries:
        now_step += passed
        found, step = judged(
            str(now_step + of), lambda each: str(each), now_step=now_step, used_step=used_step
        )
        if found is Judged.RIGHT:
            opened.append(step)
            used_step = step

    assert opened == sorted(set(opened))


@pytest.mark.parametrize(
    ("step", "found"),
    [
        (NOW_STEP - 1, Judged.RIGHT),
        (NOW_STEP + 1, Judged.RIGHT),
        (NOW_STEP - 2, Judged.LATE),
        (NOW_STEP + 2, Judged.AHEAD),
        (NOW_STEP - LOOKED_AT, Judged.LATE),
        (NOW_STEP + LOOKED_AT, Judged.AHEAD),
        (NOW_STEP - LOOKED_AT - 1, Judged.WRONG),
        (NOW_STEP + LOOKED_AT + 1, Judged.WRONG),
    ],
)
def test_a_code_of_so_many_half_minutes_away(step, found):
    assert judged(str(step), str, now_step=NOW_STEP, used_step=0)[0] is found


def test_two_minutes_off_is_looked_at():
    assert LOOKED_AT * STEP >= 120


@pytest.mark.parametrize("typed", ["", "é", "１２３４５６", "0" * 100, "١٢٣٤٥٦"])
def test_what_is_no_code_is_wrong(typed):
    assert judged(plain_digits(typed), code_at, now_step=NOW_STEP, used_step=0) == (Judged.WRONG, 0)


def test_steps_are_counted_from_1970_on():
    assert step_at(datetime(2005, 3, 18, 1, 58, 29, tzinfo=UTC)) == 37037036  # of RFC 6238, appendix B
    assert step_at(datetime(1970, 1, 1, tzinfo=UTC)) == 0
