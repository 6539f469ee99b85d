from datetime import date, timedelta

import pytest

from tracker.domain.folds import History, beginning, course, settle, strength_today
from tracker.domain.pauses import PausedDays
from tracker.domain.schedules import DAILY, OnWeekdays, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.strength import Growing, Strength
from tracker.domain.terms import WHOLE, Terms

DAY = timedelta(days=1)
START = date(2026, 3, 2)  # a Monday
WEEKS = range(10)


def strength(schedule, ticked, day_count, *, goal=0, summed=False, amount=WHOLE, pauses=(), terms=()):
    """The strength once so many days from the start are closed; days are counted from 0."""
    history = History(
        terms=(Terms(START, schedule, goal, summed), *terms),
        starts_on=START,
        ticks={START + n * DAY: amount for n in ticked},
        pauses=tuple(PausedDays(START + a * DAY, START + b * DAY) for a, b in pauses),
        first_weekday=0,
    )
    end = START + day_count * DAY
    return strength_today(beginning(START), history, end - DAY, end)


@pytest.mark.parametrize(
    ("schedule", "ticked", "day_count", "value"),
    [
        # the design's
        (DAILY, range(1), 1, 0.0519),
        (DAILY, range(7), 7, 0.3115),
        (DAILY, range(13), 13, 0.5000),
        (DAILY, range(66), 66, 0.9704),
        (DAILY, range(66), 67, 0.9200),
        (TimesAWeek(1), [7 * n for n in WEEKS], 70, 0.7375),
        (TimesAWeek(3), [7 * n + k for n in WEEKS for k in (0, 2, 4)], 70, 0.8938),
        # chosen weekdays count as that many a week
        (OnWeekdays(frozenset({0, 2, 4})), [7 * n + k for n in WEEKS for k in (0, 2, 4)], 70, 0.8938),
        (OnWeekdays(frozenset({0})), [7 * n for n in WEEKS], 70, 0.7375),
        # so do so many in every seven days, and whatever comes to every day is daily
        (TimesInDays(3, 7), [7 * n + k for n in WEEKS for k in (0, 2, 4)], 70, 0.8938),
        (TimesInDays(5, 5), range(66), 67, 0.9200),
        (TimesAWeek(7), range(13), 13, 0.5000),
        # a month counts as thirty days, looked at over sixty
        (TimesAMonth(1), [0, 30, 60], 90, 0.5130),
        (DAILY, [], 30, 0),
    ],
)
def test_strength_comes_to_these_figures(schedule, ticked, day_count, value):
    assert round(strength(schedule, ticked, day_count), 4) == value


@pytest.mark.parametrize(("amount", "value"), [(20_000, 0.5), (40_000, 0.5), (10_000, 0.25), (5_000, 0.125)])
def test_strength_grows_with_the_amount_up_to_the_goal(amount, value):
    found = strength(DAILY, range(13), 13, goal=20_000, amount=amount)

    assert found == pytest.approx(value)


ONE_IN_TWO_DAYS = TimesInDays(1, 2)


@pytest.mark.parametrize(
    ("schedule", "ticked", "day_count", "amount", "value"),
    [
        # Loop's own: the whole amount on the first of two days, and the same in two halves
        (ONE_IN_TWO_DAYS, [0], 2, 10_000, 0.072631),
        (ONE_IN_TWO_DAYS, [0], 1, 10_000, 0.037000),
        (ONE_IN_TWO_DAYS, [0, 1], 2, 5_000, 0.054816),
        # the period itself is looked at, not twice of it, however far the goal is passed
        (TimesAWeek(1), [7 * n for n in range(10)], 70, 10_000, 0.756025),
        (TimesAWeek(1), [7 * n for n in range(10)], 70, 1_000_000_000, 0.756025),
        (TimesAMonth(1), [0, 30, 60], 90, 10_000, 0.583605),
    ],
)
def test_strength_looks_at_an_amount_over_the_period_alone(schedule, ticked, day_count, amount, value):
    found = strength(schedule, ticked, day_count, goal=10_000, summed=True, amount=amount)

    assert found == pytest.approx(value, abs=1e-6)


def test_a_paused_day_changes_nothing():
    before = strength(DAILY, range(13), 13)

    assert strength(DAILY, range(13), 20, pauses=[(13, 19)]) == before


def test_after_a_pause_the_weeks_before_it_are_the_last_ones_there_were():
    """Who did it weekly, and has been away for three weeks, has not been idle for three weeks."""
    weekly, away = [7 * n for n in WEEKS], [(70, 90)]

    without = strength(TimesAWeek(1), [*weekly, 70], 72)

    assert strength(TimesAWeek(1), [*weekly, 91], 93, pauses=away) == without


def test_what_is_done_in_a_pause_is_not_for_nothing():
    weekly = [7 * n for n in WEEKS]

    idle = strength(TimesAWeek(1), weekly, 94, pauses=[(70, 76)])
    done = strength(TimesAWeek(1), [*weekly, 75], 94, pauses=[(70, 76)])

    assert done > idle


def test_a_change_of_schedule_goes_on_from_what_was_there():
    """Whoever ticked daily has met three a week from the first day of it."""
    then = Terms(START + 66 * DAY, TimesAWeek(3))
    before = strength(DAILY, range(66), 66)

    after = strength(DAILY, range(66), 67, terms=(then,))

    assert after > before
    assert strength(DAILY, range(66), 66, terms=(then,)) == before


def test_an_open_day_lifts_and_never_lowers():
    history = History((Terms(START, DAILY),), START, dict.fromkeys([START], WHOLE), (), 0)
    yesterday, today = START + DAY, START + 2 * DAY
    before = strength_today(beginning(START), history, START, START + DAY)

    assert strength_today(beginning(START), history, today, yesterday) == before
    ticked = History((Terms(START, DAILY),), START, dict.fromkeys([START, today], WHOLE), (), 0)
    assert strength_today(beginning(START), ticked, today, yesterday) > before
    assert strength_today(beginning(START), history, today + DAY, today) < before


def test_a_fold_says_where_it_stood_at_the_turn_of_each_year():
    weekly = Terms(date(2023, 12, 25), TimesAWeek(1))
    history = History((weekly,), weekly.since, {date(2023, 12, 27): WHOLE}, (), 0)

    found = course(beginning(weekly.since), history, date(2026, 1, 20))

    assert list(found.years) == [2023 + 1, 2025, 2026]
    assert found.years[2024].through == date(2023, 12, 31)
    assert found.years[2025].through == date(2024, 12, 29)  # that week ends in the new year
    for year, state in found.years.items():
        assert state == settle(beginning(weekly.since), history, state.through + DAY), year


@pytest.mark.parametrize(
    ("schedule", "kept"), [(TimesAWeek(1), ((1, 1.0), (4, 0.5))), (DAILY, ())], ids=["weekly", "daily"]
)
def test_of_the_days_only_those_are_kept_on_which_something_was_done_and_that_are_looked_back_at(
    schedule, kept
):
    terms = Terms(START, schedule)
    growing = Growing(Strength(), [terms])

    for share in (1.0, 0.0, 0.0, 0.5, 0.0):
        growing.live(share, terms)
        assert schedule != DAILY or not growing.days

    assert growing.strength().recent == kept
