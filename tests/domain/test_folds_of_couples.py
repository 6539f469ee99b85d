"""Whatever becomes of a couple, its fold agrees with the slow one, and no tick ever makes anything smaller."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import references
from tests.domain.told import ADA, BEN, DAY, open_days, told_couples
from tests.whole import many
from tracker.domain.folds import (
    CoupleHistory,
    couple_streak_today,
    founding,
    put_right,
    settle_couple,
)


@settings(max_examples=many(60, 2500), derandomize=True, deadline=None)
@given(told=told_couples())
def test_couples_agree_with_the_slow_ones(told):
    assert references.outcome_of(told.streak()) == told.slow


@settings(max_examples=many(30, 400), derandomize=True, deadline=None)
@given(told=told_couples())
def test_swapping_the_partners_changes_nothing(told):
    other = {ADA: BEN, BEN: ADA}

    swapped = told.streak(
        joined_on={other[who]: since for who, since in reversed(told.known.joined_on.items())},
        tickers={day: {other[who] for who in tickers} for day, tickers in told.known.tickers.items()},
    )

    assert swapped == told.streak()


@settings(max_examples=many(30, 400), derandomize=True, deadline=None)
@given(told=told_couples(), steps=st.lists(st.integers(-2, 90), max_size=5))
def test_settling_a_couple_in_steps_is_settling_it_at_once(told, steps):
    settled = founding(told.founded_on)

    for step in sorted(steps):
        first_open_day = min(told.founded_on + step * DAY, told.first_open_day)
        settled = settle_couple(settled, only_after_for_couple(settled.through, told.known), first_open_day)

    left = only_after_for_couple(settled.through, told.known)
    assert couple_streak_today(settled, left, told.today, told.first_open_day) == told.streak()
    assert settle_couple(settled, left, told.first_open_day) == settle_couple(
        founding(told.founded_on), told.known, told.first_open_day
    )


def only_after_for_couple(day, known):
    return replace(
        known,
        tickers={each: tickers for each, tickers in known.tickers.items() if each > day},
        pauses=tuple(pause for pause in known.pauses if pause.ends_on > day),
    )


@settings(max_examples=many(60, 2500), derandomize=True, deadline=None)
@given(told=told_couples(), edits=st.lists(st.tuples(st.integers(0, 80), st.booleans(), st.booleans())))
def test_putting_days_right_one_by_one_is_folding_it_all_again(told, edits):
    settled = settle_couple(founding(told.founded_on), told.known, told.first_open_day)
    tickers = dict(told.known.tickers)

    for place, ada, ben in edits:
        day = told.founded_on + place * DAY
        if day < told.first_open_day:
            tickers[day] = {who for who, ticked in ((ADA, ada), (BEN, ben)) if ticked}
            only_that_day = replace(told.known, tickers={day: tickers[day]})
            settled = put_right(settled, only_that_day, day)

    edited = replace(told.known, tickers=tickers)
    assert settled == settle_couple(founding(told.founded_on), edited, told.first_open_day)


def test_the_first_day_of_all_can_be_put_right():
    first = date(2026, 3, 2)
    nobody = CoupleHistory(joined_on={ADA: first, BEN: first}, tickers={}, pauses=(), strict=False)
    both = replace(nobody, tickers={first: {ADA, BEN}})
    before, after = (settle_couple(founding(first), each, first + 3 * DAY) for each in (nobody, both))

    assert before != after
    assert put_right(before, both, first) == after


@settings(max_examples=many(30, 400), derandomize=True, deadline=None)
@given(told=told_couples(), who=st.sampled_from([ADA, BEN, None]))
def test_a_tick_on_an_open_day_never_lowers_the_streak_of_a_couple(told, who):
    before = told.streak()

    for day in open_days(told):
        ticked = set(told.known.tickers.get(day, ())) | ({ADA, BEN} if who is None else {who})
        after = told.streak(tickers={**told.known.tickers, day: ticked})

        assert after.length >= before.length
        assert after.graces >= before.graces
        assert after.kept >= before.kept


@settings(max_examples=many(30, 400), derandomize=True, deadline=None)
@given(told=told_couples())
def test_an_open_day_is_never_counted_against_a_couple(told):
    closed = {day: tickers for day, tickers in told.known.tickers.items() if day < told.first_open_day}

    settled = settle_couple(founding(told.founded_on), told.known, told.first_open_day)

    assert told.streak(tickers=closed) == settled.streak
