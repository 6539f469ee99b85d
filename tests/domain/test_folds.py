"""What comes of histories that somebody thought of, day by day."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.told import ADA, BEN, DAY, MONDAY
from tracker.domain.amounts import LARGEST
from tracker.domain.folds import (
    CoupleHistory,
    History,
    beginning,
    couple_streak_today,
    founding,
    settle,
    streak_today,
    tickers_by_day,
)
from tracker.domain.pauses import PausedDays
from tracker.domain.schedules import DAILY, OnWeekdays, TimesAMonth, TimesAWeek
from tracker.domain.terms import WHOLE, Terms

MON_WED_FRI = OnWeekdays(frozenset({0, 2, 4}))


def march(*days):
    return [date(2026, 3, 1) + (day - 1) * DAY for day in days]


def history(schedule, ticks, *, pauses=(), starts_on=MONDAY, ends_on=date.max, strict=False):
    return History(
        terms=(Terms(starts_on, schedule),),
        starts_on=starts_on,
        ticks=dict.fromkeys(march(*ticks), WHOLE),
        pauses=tuple(PausedDays(*march(*days)) for days in pauses),
        first_weekday=0,
        strict=strict,
        ends_on=ends_on,
    )


def streak_on(day, history):
    """The streak on a day of March 2026, with the day before still open."""
    (today,) = march(day)
    return streak_today(beginning(history.starts_on), history, today, today - DAY)


def settled_streak_on(day, history):
    """The same, with all that is closed settled before."""
    (today,) = march(day)
    settled = settle(beginning(history.starts_on), history, today - DAY)
    return streak_today(settled, history, today, today - DAY)


@pytest.mark.parametrize(
    ("known", "day", "found"),
    [
        # daily: yesterday and today are open, the day before is not
        (history(DAILY, []), 2, (0, 0, 0)),
        (history(DAILY, [2]), 4, (1, 2, 1)),
        (history(DAILY, [2]), 5, (1, 1, 1)),
        (history(DAILY, [2]), 6, (1, 0, 1)),
        (history(DAILY, [2]), 7, (1, -1, 1)),
        (history(DAILY, [2]), 9, (1, -3, 1)),
        (history(DAILY, [2]), 10, (0, 0, 1)),
        (history(DAILY, [2, 3, 5, 6]), 6, (4, 3, 4)),
        (history(DAILY, [2], strict=True), 4, (1, 0, 1)),
        (history(DAILY, [2], strict=True), 5, (0, 0, 1)),
        # a pause excuses, and ticks made in it count
        (history(DAILY, [2], pauses=[(3, 9)]), 11, (1, 2, 1)),
        (history(DAILY, [2, 5], pauses=[(3, 9)]), 11, (2, 3, 2)),
        (history(DAILY, [2], pauses=[(3, 9)]), 12, (1, 1, 1)),
        # chosen weekdays: the others are excused, ticked or not
        (history(MON_WED_FRI, [2, 4, 6]), 9, (3, 3, 3)),
        (history(MON_WED_FRI, [2, 3, 4, 5, 6, 7, 8]), 9, (3, 3, 3)),
        (history(MON_WED_FRI, [3, 5, 7]), 9, (0, 0, 0)),
        # a number of times a week: kept as soon as it is met, open until the day after its last
        (history(TimesAWeek(3), [2, 3]), 8, (0, 0, 0)),
        (history(TimesAWeek(3), [2, 3, 4]), 4, (1, 2, 1)),
        (history(TimesAWeek(3), [2, 3, 4, 9, 10]), 16, (1, 2, 1)),
        (history(TimesAWeek(3), [2, 3, 4, 9, 10]), 17, (1, 1, 1)),
        (history(TimesAWeek(3), [2, 3, 4, 5, 6, 7, 8]), 10, (1, 2, 1)),
        (history(TimesAWeek(3), [2, 3, 4, 9], pauses=[(11, 13)]), 17, (1, 1, 1)),
        (history(TimesAWeek(3), [2, 3, 4, 9], pauses=[(11, 14)]), 17, (1, 2, 1)),
        (history(TimesAWeek(3), [2, 3, 4, 9], pauses=[(11, 15)]), 17, (1, 2, 1)),
        (history(TimesAWeek(3), [2, 3, 5], pauses=[(1, 9)]), 10, (1, 2, 1)),
        # a month holds one grace, and owes no more
        (history(TimesAMonth(1), [2]), 30, (1, 1, 1)),
        (history(TimesAMonth(1), [2]), 63, (1, 0, 1)),
        (history(TimesAMonth(1), [2]), 94, (1, -1, 1)),
        (history(TimesAMonth(1), [2], pauses=[(32, 46)]), 63, (1, 0, 1)),
        (history(TimesAMonth(1), [2], pauses=[(32, 47)]), 63, (1, 1, 1)),
        (history(TimesAMonth(1), [2]), 124, (0, 0, 1)),
        # the first week is clipped to the start, and excused where too few days are left
        (history(TimesAWeek(2), [7, 8], starts_on=date(2026, 3, 7)), 10, (1, 2, 1)),
        (history(TimesAWeek(2), [3, 4, 7], starts_on=date(2026, 3, 7)), 10, (0, 0, 0)),
        # what is archived is asked for no more
        (history(DAILY, [2, 3], ends_on=date(2026, 3, 3)), 31, (2, 3, 2)),
        (history(DAILY, [2, 3, 9], ends_on=date(2026, 3, 3)), 31, (2, 3, 2)),
        (history(TimesAWeek(2), [2, 3], ends_on=date(2026, 3, 3)), 31, (1, 2, 1)),
        (history(TimesAWeek(2), [2], ends_on=date(2026, 3, 4)), 31, (0, 0, 0)),
        (history(DAILY, [], ends_on=date(2026, 3, 1)), 31, (0, 0, 0)),
        # what has not begun has no streak
        (history(DAILY, [], starts_on=date(2026, 3, 20)), 10, (0, 0, 0)),
    ],
)
def test_a_track_comes_to_what_is_shown_its_graces_and_its_longest(known, day, found):
    streak = streak_on(day, known)

    assert (streak.length, streak.graces - streak.to_wake, streak.longest) == found
    assert settled_streak_on(day, known) == streak


@pytest.mark.parametrize("day", [11, 12, 13])
def test_daily_made_weekly_is_forgiven_from_the_day_of_the_change(day):
    """Nine days after one was kept its run would be over; once made weekly on the seventh, it goes on."""
    daily = history(DAILY, [2])
    weekly = replace(daily, terms=(*daily.terms, Terms(date(2026, 3, 7), TimesAWeek(2))))

    assert streak_on(day, daily).length == 0
    assert (streak_on(day, weekly).length, streak_on(day, weekly).resting) == (1, False)


def test_only_whole_closed_periods_are_settled():
    known = history(TimesAWeek(1), [2, 9])
    (tuesday, first, second) = march(17, 8, 15)

    through = [settle(beginning(MONDAY), known, tuesday - n * DAY).through for n in range(9)]

    assert through == [second, second] + [first] * 7


TEN_KM = Terms(MONDAY, TimesAWeek(1), goal=10_000, summed=True)


def a_week_of(amounts, *, pauses=(), starts_on=MONDAY, terms=(TEN_KM,)):
    """Ten kilometres a week, with the amount of each day of March 2026."""
    ticks = {march(day)[0]: amount for day, amount in amounts.items()}
    return replace(history(DAILY, [], pauses=pauses, starts_on=starts_on), terms=terms, ticks=ticks)


@pytest.mark.parametrize(
    ("known", "day", "found"),
    [
        # the sum is what counts, on however many days it came together; it is kept as soon as it is reached
        (a_week_of({2: 10_000}), 2, (1, 2, 1)),
        (a_week_of({2: 4_000, 3: 3_000, 8: 3_000}), 8, (1, 2, 1)),
        (a_week_of({2: 4_000, 3: 3_000, 8: 2_999}), 9, (0, 0, 0)),
        (a_week_of({2: 4_000, 8: 5_999, 9: 1}), 12, (0, 0, 0)),
        (a_week_of({2: 0, 3: 0}), 12, (0, 0, 0)),
        (a_week_of({2: LARGEST, 3: LARGEST}), 8, (1, 2, 1)),
        # what is done in a pause counts, and a tick without an amount is all of it
        (a_week_of({2: 4_000, 5: 6_000}, pauses=[(4, 8)]), 12, (1, 2, 1)),
        (a_week_of({2: WHOLE}), 2, (1, 2, 1)),
        # a week counts while half of its days are outside any pause and since the start: four of seven
        (a_week_of({2: 10_000, 9: 9_999}, pauses=[(13, 15)]), 17, (1, 1, 1)),
        (a_week_of({2: 10_000, 9: 9_999}, pauses=[(12, 15)]), 17, (1, 2, 1)),
        (a_week_of({9: 10_000}, starts_on=date(2026, 3, 5)), 9, (1, 2, 1)),
        # until its last day is over nothing is counted against anybody
        (a_week_of({2: 10_000}), 16, (1, 2, 1)),
        (a_week_of({2: 10_000}), 17, (1, 1, 1)),
    ],
)
def test_an_amount_a_week_is_counted_over_the_week(known, day, found):
    streak = streak_on(day, known)

    assert (streak.length, streak.graces - streak.to_wake, streak.longest) == found


def test_an_amount_a_day_made_one_a_week_lets_the_days_before_stay_what_they_were():
    by_day = Terms(MONDAY, DAILY, goal=2_000)
    by_week = Terms(date(2026, 3, 9), TimesAWeek(1), goal=10_000, summed=True)
    known = a_week_of({2: 2_000, 3: 1_000, 4: 2_500, 9: 4_000, 12: 6_000}, terms=(by_day, by_week))

    assert streak_on(8, known).kept == 2
    assert streak_on(12, known).kept == 3


def couple_streak_on(day, *, ada=(), ben=(), together=(), pauses=(), ben_joined=1, strict=False, open_for=1):
    """The couple's streak on a day of March 2026, with the first of March as Ada's first."""
    ticks = [(each, ADA) for each in march(*ada)] + [(each, BEN) for each in march(*ben)]
    known = CoupleHistory(
        joined_on={ADA: march(1)[0]} | ({BEN: march(ben_joined)[0]} if ben_joined else {}),
        tickers=tickers_by_day(ticks + [(each, None) for each in march(*together)], [ADA, BEN]),
        pauses=[PausedDays(*march(*days)) for days in pauses],
        strict=strict,
    )
    (today,) = march(day)
    return couple_streak_today(founding(march(1)[0]), known, today, today - open_for * DAY)


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({"day": 1}, (0, 0, 0)),
        ({"day": 1, "ada": [1]}, (0, 0, 0)),
        ({"day": 1, "ada": [1], "ben": [1]}, (1, 2, 1)),
        ({"day": 1, "together": [1]}, (1, 2, 1)),
        ({"day": 1, "together": [1], "ada": [1]}, (1, 2, 1)),
        # one tick of one partner is not the couple's day
        ({"day": 3, "ada": [1, 2, 3]}, (0, 0, 0)),
        ({"day": 3, "ben": [1, 2, 3]}, (0, 0, 0)),
        ({"day": 4, "ada": [1, 2], "ben": [1, 2]}, (2, 3, 2)),
        ({"day": 5, "ada": [1, 2], "ben": [1, 2]}, (2, 2, 2)),
        ({"day": 8, "ada": [1, 2], "ben": [1, 2]}, (2, -1, 2)),
        ({"day": 7, "ada": [1, 2, 5, 6, 7], "ben": [1, 2, 5, 6], "together": [7]}, (5, 3, 5)),
        ({"day": 3, "ada": [1], "ben": [1], "strict": True}, (1, 0, 1)),
        ({"day": 4, "ada": [1], "ben": [1], "strict": True}, (0, 0, 1)),
        # open for either is open for both
        ({"day": 5, "ada": [1, 2], "ben": [1, 2], "open_for": 2}, (2, 3, 2)),
        # a pause of either excuses, and what both do in it counts
        ({"day": 9, "together": [1, 2], "pauses": [(3, 7)]}, (2, 3, 2)),
        ({"day": 9, "together": [1, 2, 5], "pauses": [(3, 7)]}, (3, 3, 3)),
        ({"day": 9, "together": [1, 2], "ada": [5], "pauses": [(3, 7)]}, (2, 3, 2)),
        # alone it is over one's own days; of two it begins on the day both are in
        ({"day": 4, "ada": [1, 2, 3, 4], "ben_joined": 0}, (4, 3, 4)),
        ({"day": 4, "ada": [1, 2, 3, 4], "ben_joined": 4}, (0, 0, 0)),
        ({"day": 4, "ada": [1, 2, 3, 4], "ben": [4], "ben_joined": 4}, (1, 2, 1)),
        ({"day": 4, "ada": [1, 2, 3, 4], "ben": [2, 3, 4], "ben_joined": 4}, (1, 2, 1)),
        ({"day": 4, "together": [1, 2, 3, 4], "ben_joined": 3}, (2, 3, 2)),
        # who has never ticked has no days with anybody
        ({"day": 12, "ada": range(1, 12), "ben_joined": 10}, (0, 0, 0)),
        ({"day": 30, "ada": range(1, 30), "ben_joined": 10}, (0, 0, 0)),
    ],
)
def test_a_couple_comes_to_what_is_shown_its_graces_and_its_longest(known, found):
    streak = couple_streak_on(**known)

    assert (streak.length, streak.graces - streak.to_wake, streak.longest) == found


def test_a_shared_tick_is_everyones_and_each_other_its_owners():
    first, second, third = march(1, 2, 3)

    tickers = tickers_by_day(
        [(first, None), (second, ADA), (second, BEN), (second, ADA), (third, BEN)], [ADA, BEN]
    )

    assert tickers == {first: {ADA, BEN}, second: {ADA, BEN}, third: {BEN}}
