"""Whatever becomes of a track, its fold agrees with the slow one, and no tick ever makes anything smaller."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import references
from tests.domain.told import DAY, lived, open_days, told_tracks
from tests.whole import many
from tracker.domain.folds import (
    beginning,
    settle,
    streak_today,
    strength_today,
)
from tracker.domain.streaks import Counting
from tracker.domain.terms import WHOLE


@settings(max_examples=many(60, 2500), derandomize=True, deadline=None)
@given(told=told_tracks())
def test_tracks_agree_with_the_slow_ones(told):
    assert references.outcome_of(told.streak()) == told.slow


@settings(max_examples=many(60, 2500), derandomize=True, deadline=None)
@given(told=told_tracks())
def test_strengths_agree_with_the_slow_ones(told):
    assert told.strength() == pytest.approx(told.slow_strength, abs=1e-12)


@settings(max_examples=many(30, 600), derandomize=True, deadline=None)
@given(told=told_tracks(), steps=st.lists(st.integers(0, 90), max_size=5))
def test_settling_a_track_in_steps_is_settling_it_at_once(told, steps):
    settled = beginning(told.known.starts_on)

    for step in sorted(steps):
        first_open_day = min(told.known.starts_on + step * DAY, told.first_open_day)
        settled = settle(settled, only_after(settled.through, told.known), first_open_day)

    left = only_after(settled.through, told.known)
    assert streak_today(settled, left, told.today, told.first_open_day) == told.streak()
    assert strength_today(settled, left, told.today, told.first_open_day) == told.strength()
    assert settle(settled, left, told.first_open_day) == settle(
        beginning(told.known.starts_on), told.known, told.first_open_day
    )


def only_after(day, known):
    """The history without the ticks and pauses that lie behind what is settled."""
    return replace(
        known,
        ticks={tick: amount for tick, amount in known.ticks.items() if tick > day},
        pauses=tuple(pause for pause in known.pauses if pause.ends_on > day),
    )


@settings(max_examples=many(30, 600), derandomize=True, deadline=None)
@given(told=told_tracks())
def test_a_tick_on_an_open_day_never_lowers_the_streak_of_a_track(told):
    before = told.streak()

    for day in open_days(told):
        after = told.streak(ticks={**told.known.ticks, day: WHOLE})

        assert after.length >= before.length
        assert after.graces >= before.graces
        assert after.kept >= before.kept


@settings(max_examples=many(50, 2500), derandomize=True, deadline=None)
@given(told=told_tracks(), place=st.integers(0, 90))
def test_a_tick_makes_nothing_smaller_whenever_it_is_made(told, place):
    before = told.streak()

    after = told.streak(ticks={**told.known.ticks, told.known.starts_on + place * DAY: WHOLE})

    assert after.length >= before.length
    assert after.longest >= before.longest
    assert after.kept >= before.kept


@settings(max_examples=many(30, 600), derandomize=True, deadline=None)
@given(told=told_tracks())
def test_a_tick_never_lowers_the_strength_whenever_it_is_made(told):
    before = told.strength()

    for n in range(0, 80, 7):
        ticked = {**told.known.ticks, told.known.starts_on + n * DAY: WHOLE}
        assert told.strength(ticks=ticked) >= before - 1e-12


@settings(max_examples=many(30, 600), derandomize=True, deadline=None)
@given(told=told_tracks(), shares=st.lists(st.integers(0, 100)))
def test_strength_lies_between_nothing_and_all(told, shares):
    assert 0 <= told.strength() <= 1


@settings(max_examples=many(30, 600), derandomize=True, deadline=None)
@given(told=told_tracks())
def test_an_open_day_is_never_counted_against_a_track(told):
    ticks = {day: amount for day, amount in told.known.ticks.items() if day < told.first_open_day}
    streak = told.streak(ticks=ticks)

    settled = settle(beginning(told.known.starts_on), told.known, told.first_open_day).streak
    settled = turned(settled, streak.unit, strict=told.known.strict)
    assert streak.length >= settled.length
    assert streak.graces >= settled.graces
    assert streak.to_wake <= settled.to_wake


def turned(settled, unit, *, strict):
    """What is settled, counted in what periods are counted in by now: of weeks fewer graces are held than of days."""
    counting = Counting(settled, strict=strict)
    counting.turn(unit)
    return counting.streak()


@settings(max_examples=many(40, 300), derandomize=True, deadline=None)
@given(told=told_tracks(), longer=st.integers(1, 20))
def test_however_long_days_stay_open_a_track_does_not_suffer(told, longer):
    later = replace(told, today=told.today + longer * DAY).streak()

    assert later == turned(told.streak(), later.unit, strict=told.known.strict)


@settings(max_examples=many(40, 300), derandomize=True, deadline=None)
@given(told=told_tracks())
def test_days_before_the_start_and_after_the_end_count_for_nothing(told):
    days = [told.known.starts_on + n * DAY for n in range(-9, 99)]
    outside = {day: WHOLE for day in days if not lived(day, told.known)}
    inside = {day: amount for day, amount in told.known.ticks.items() if day not in outside}

    assert told.streak(ticks=inside | outside) == told.streak(ticks=inside)
    assert told.strength(ticks=inside | outside) == told.strength(ticks=inside)
