from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.folds import History, Settled, TrackState, beginning, settle
from tracker.domain.pauses import PausedDays
from tracker.domain.schedules import DAILY, TimesAWeek
from tracker.domain.states import Basis, basis_of, restored, restored_couple, stored, stored_couple, sum_of
from tracker.domain.streaks import NO_DAY, GoingRun, Streak
from tracker.domain.strength import Strength
from tracker.domain.terms import WHOLE, Terms

DAY = timedelta(days=1)
START = date(2026, 3, 2)
THROUGH = date(2026, 3, 20)

NUMBERS = st.integers(0, 5000)
DATES = st.dates() | st.just(NO_DAY)
STREAKS = st.builds(
    Streak,
    runs=st.lists(st.builds(GoingRun, NUMBERS, DATES, st.integers(-3, 3)), max_size=4).map(tuple),
    kept_on=DATES,
    longest=NUMBERS,
    longest_first_on=DATES,
    longest_last_on=DATES,
    kept=NUMBERS,
    rested=st.booleans(),
    returns=NUMBERS,
    unit=st.sampled_from(["", "day", "week", "10 days"]),
)
SHARES = st.tuples(NUMBERS, st.floats(0, 1))
STRENGTHS = st.builds(Strength, st.floats(0, 1), NUMBERS, st.lists(SHARES, max_size=9).map(tuple))
BASES = st.builds(Basis, NUMBERS, st.integers(0, 2**61), st.text(max_size=16))


@given(streak=STREAKS, strength=STRENGTHS, basis=BASES, through=st.dates())
def test_a_stored_state_comes_back_whole(streak, strength, basis, through):
    state = TrackState(streak, strength, through)

    found = restored(stored(state, basis), through)

    assert found == (state, basis)
    assert found[0].streak.unit == streak.unit


@given(streak=STREAKS, through=st.dates(), days=st.text("kxm"))
def test_a_couples_stored_streak_comes_back_whole(streak, through, days):
    settled = Settled(streak, through, days)

    assert restored_couple(stored_couple(settled), through, days) == settled


def test_what_other_rules_have_kept_is_read_as_far_as_it_means_the_same():
    text = '{"streak":{"length":4,"first_on":"2026-03-01","graces":2,"toward_grace":1,"longest":4,"kept":9}}'

    assert restored_couple(text, THROUGH, "kkkk") == Settled(Streak(longest=4, kept=9), THROUGH, "kkkk")


def test_where_nothing_is_stored_nothing_is_settled():
    assert restored("", THROUGH) == (TrackState(Streak(), Strength(), THROUGH), Basis())
    assert restored_couple("", THROUGH, "") == Settled(Streak(), THROUGH)


def history(**changes):
    known = {
        "terms": (Terms(START, DAILY),),
        "starts_on": START,
        "ticks": {START + n * DAY: WHOLE for n in range(12)},
        "pauses": (PausedDays(START + 2 * DAY, START + 4 * DAY),),
        "first_weekday": 0,
    }
    return History(**known | changes)


def basis(known):
    return basis_of(known, settle(beginning(known.starts_on), known, THROUGH + DAY))


@pytest.mark.parametrize(
    "changes",
    [
        {"ticks": {START + n * DAY: WHOLE for n in range(1, 12)}},
        {"ticks": {START + n * DAY: WHOLE for n in range(1, 13)}},
        {"ticks": {START + n * DAY: 5 for n in range(12)}},
        {"pauses": ()},
        {"pauses": (PausedDays(START + 2 * DAY, START + 5 * DAY),)},
        {"first_weekday": 6},
        {"strict": True},
        {"ends_on": START + 6 * DAY},
        {"starts_on": START + DAY},
        {"terms": (Terms(START, DAILY, goal=1),)},
        {"terms": (Terms(START, DAILY), Terms(START + 3 * DAY, TimesAWeek(1)))},
        # what is to come is looked at as far back as it will need
        {"terms": (Terms(START, DAILY), Terms(THROUGH + 3 * DAY, TimesAWeek(1)))},
    ],
)
def test_what_a_state_follows_from_tells_another_history(changes):
    assert basis(history(**changes)) != basis(history())


@pytest.mark.parametrize(
    "changes",
    [
        {"ticks": {START + n * DAY: WHOLE for n in reversed(range(12))} | {THROUGH + DAY: WHOLE}},
        {
            "pauses": (
                PausedDays(START + 2 * DAY, START + 4 * DAY),
                PausedDays(THROUGH + DAY, THROUGH + 9 * DAY),
            )
        },
        {"ends_on": THROUGH + DAY},
        {"terms": (Terms(START, DAILY), Terms(THROUGH + DAY, DAILY, goal=3))},
    ],
)
def test_what_comes_after_a_state_is_not_what_it_follows_from(changes):
    assert basis(history(**changes)) == basis(history())


@pytest.mark.parametrize("step", range(0, 19, 3))
def test_gone_on_with_a_state_follows_from_the_same_as_at_once(step):
    first = settle(beginning(START), history(), START + step * DAY)
    followed = basis_of(history(), first)

    whole = settle(first, history(), THROUGH + DAY)

    assert basis_of(history(), whole, followed, since=first.through) == basis(history())


@pytest.mark.parametrize("amount", [WHOLE, *range(9)])
def test_what_a_state_follows_from_tells_on_which_days_there_was_so_much(amount):
    days = [START, START + DAY]

    assert len({sum_of({day: amount}) for day in days} | {sum_of({})}) == 3


def test_what_a_state_follows_from_is_short_however_much_there_was():
    life = {START + n * DAY: 10**9 for n in range(10_000)}

    assert 0 < sum_of(life) < 2**61


def test_pauses_count_from_the_day_they_begin():
    beginning_then = {"pauses": (PausedDays(THROUGH, THROUGH + DAY),)}

    assert basis(history(**beginning_then)) != basis(history(pauses=()))
