from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import references
from tests.whole import many
from tracker.domain.amounts import LARGEST
from tracker.domain.folds import (
    CoupleHistory,
    History,
    beginning,
    couple_streak_today,
    founding,
    put_right,
    settle,
    settle_couple,
    streak_today,
    strength_today,
    tickers_by_day,
)
from tracker.domain.pauses import PausedDays
from tracker.domain.schedules import DAILY, OnWeekdays, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.streaks import Counting
from tracker.domain.terms import WHOLE, Terms

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)
ADA, BEN = 1, 2

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


def days_of(chances, quiet, since):
    """The days with a chance above what is quiet, out of one byte a day."""
    return frozenset(since + n * DAY for n, chance in enumerate(chances) if chance > quiet)


def amounts_of(chances, quiet, since):
    """The same days, with amounts that a byte gives as well: most are whole, some a part of twenty, some a million."""
    return {
        since + n * DAY: WHOLE if chance % 3 else LARGEST if chance % 31 == 0 else chance % 25
        for n, chance in enumerate(chances)
        if chance > quiet
    }


def domains(asked):
    """What the reference is asked, in the domain's words."""
    match asked.per:
        case "weekdays":
            schedule = OnWeekdays(asked.weekdays)
        case "week":
            schedule = TimesAWeek(asked.times)
        case "month":
            schedule = TimesAMonth(asked.times)
        case "days":
            schedule = TimesInDays(asked.times, asked.days)
    return Terms(asked.since, schedule, asked.goal, asked.summed)


@dataclass(frozen=True)
class Told:
    """A random history of a track, and when it is looked at."""

    known: History
    asked: tuple
    pauses: tuple
    today: date
    first_open_day: date

    @property
    def slow(self):
        judged = references.judged_track(
            terms=self.asked,
            starts_on=self.known.starts_on,
            ends_on=self.known.ends_on,
            ticks=self.known.ticks,
            pauses=self.pauses,
            first_weekday=self.known.first_weekday,
            today=self.today,
            first_open_day=self.first_open_day,
        )
        return references.streak_over(judged, strict=self.known.strict)

    @property
    def slow_strength(self):
        return references.strength(
            terms=self.asked,
            starts_on=self.known.starts_on,
            ends_on=self.known.ends_on,
            ticks=self.known.ticks,
            pauses=self.pauses,
            today=self.today,
            first_open_day=self.first_open_day,
        )

    def streak(self, **changes):
        return streak_today(
            beginning(self.known.starts_on), replace(self.known, **changes), self.today, self.first_open_day
        )

    def strength(self, **changes):
        return strength_today(
            beginning(self.known.starts_on), replace(self.known, **changes), self.today, self.first_open_day
        )


QUIET = st.sampled_from([30, 60, 100, 160])
OPEN_FOR = st.sampled_from([1, 1, 1, 2])
CHANCES = st.integers(1, 12).flatmap(lambda weeks: st.binary(min_size=weeks * 7 - 6, max_size=weeks * 7))
PAUSES = st.lists(st.tuples(st.integers(-5, 80), st.integers(0, 12)), max_size=3)
GOALS = st.sampled_from([0, 0, 20])
SUMS = st.sampled_from([1, 40, 90, LARGEST])


@st.composite
def asked_since(draw, since):
    per = draw(st.sampled_from(["weekdays", "weekdays", "week", "week", "month", "days"]))
    if per != "weekdays" and draw(st.booleans()):
        days = draw(st.integers(1, 12)) if per == "days" else 0
        return references.Asked(since, per, times=1, days=days, goal=draw(SUMS), summed=True)
    goal = draw(GOALS)
    match per:
        case "weekdays":
            weekdays = draw(st.just(frozenset(range(7))) | st.frozensets(st.integers(0, 6), min_size=1))
            return references.Asked(since, per, weekdays=weekdays, goal=goal)
        case "week":
            return references.Asked(since, per, times=draw(st.integers(1, 7)), goal=goal)
        case "month":
            return references.Asked(since, per, times=draw(st.integers(1, 9)), goal=goal)
        case "days":
            days = draw(st.integers(1, 12))
            return references.Asked(since, per, times=draw(st.integers(1, days)), days=days, goal=goal)


@st.composite
def told_tracks(draw):
    planted_on = date(2027, 12, 6) + draw(st.integers(0, 6)) * DAY
    starts_on = planted_on + draw(st.sampled_from([0, 0, 0, 4])) * DAY  # whoever joins later starts later
    chances = draw(CHANCES)
    today = starts_on + (len(chances) - 1) * DAY
    turns = draw(st.lists(st.integers(1, 80), max_size=2, unique=True))
    asked = tuple(draw(asked_since(planted_on + n * DAY)) for n in (0, *sorted(turns)))
    pauses = tuple((starts_on + a * DAY, starts_on + (a + length) * DAY) for a, length in draw(PAUSES))
    known = History(
        terms=tuple(domains(each) for each in asked),
        starts_on=starts_on,
        ticks=amounts_of(chances, draw(QUIET), starts_on),
        pauses=tuple(PausedDays(*days) for days in pauses),
        first_weekday=draw(st.integers(0, 6)),
        strict=draw(st.integers(0, 3)) == 3,
        ends_on=draw(st.just(date.max) | st.integers(-1, 80).map(lambda n: starts_on + n * DAY)),
    )
    return Told(known, asked, pauses, today, today - draw(OPEN_FOR) * DAY)


@settings(max_examples=many(150, 2500), derandomize=True, deadline=None)
@given(told=told_tracks())
def test_tracks_agree_with_the_slow_ones(told):
    assert references.outcome_of(told.streak()) == told.slow


@settings(max_examples=many(150, 2500), derandomize=True, deadline=None)
@given(told=told_tracks())
def test_strengths_agree_with_the_slow_ones(told):
    assert told.strength() == pytest.approx(told.slow_strength, abs=1e-12)


@settings(max_examples=many(80, 600), derandomize=True, deadline=None)
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


@settings(max_examples=many(80, 600), derandomize=True, deadline=None)
@given(told=told_tracks())
def test_a_tick_on_an_open_day_never_lowers_the_streak_of_a_track(told):
    before = told.streak()

    for day in open_days(told):
        after = told.streak(ticks={**told.known.ticks, day: WHOLE})

        assert after.length >= before.length
        assert after.graces >= before.graces
        assert after.kept >= before.kept


@settings(max_examples=many(120, 2500), derandomize=True, deadline=None)
@given(told=told_tracks(), place=st.integers(0, 90))
def test_a_tick_makes_nothing_smaller_whenever_it_is_made(told, place):
    before = told.streak()

    after = told.streak(ticks={**told.known.ticks, told.known.starts_on + place * DAY: WHOLE})

    assert after.length >= before.length
    assert after.longest >= before.longest
    assert after.kept >= before.kept


@settings(max_examples=many(80, 600), derandomize=True, deadline=None)
@given(told=told_tracks())
def test_a_tick_never_lowers_the_strength_whenever_it_is_made(told):
    before = told.strength()

    for n in range(0, 80, 7):
        ticked = {**told.known.ticks, told.known.starts_on + n * DAY: WHOLE}
        assert told.strength(ticks=ticked) >= before - 1e-12


@settings(max_examples=many(80, 600), derandomize=True, deadline=None)
@given(told=told_tracks(), shares=st.lists(st.integers(0, 100)))
def test_strength_lies_between_nothing_and_all(told, shares):
    assert 0 <= told.strength() <= 1


def open_days(told):
    return [told.first_open_day + n * DAY for n in range((told.today - told.first_open_day).days + 1)]


@settings(max_examples=many(80, 600), derandomize=True, deadline=None)
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


@settings(max_examples=many(100, 300), derandomize=True, deadline=None)
@given(told=told_tracks(), longer=st.integers(1, 20))
def test_however_long_days_stay_open_a_track_does_not_suffer(told, longer):
    assert replace(told, today=told.today + longer * DAY).streak() == told.streak()


@settings(max_examples=many(100, 300), derandomize=True, deadline=None)
@given(told=told_tracks())
def test_days_before_the_start_and_after_the_end_count_for_nothing(told):
    days = [told.known.starts_on + n * DAY for n in range(-9, 99)]
    outside = {day: WHOLE for day in days if not lived(day, told.known)}
    inside = {day: amount for day, amount in told.known.ticks.items() if day not in outside}

    assert told.streak(ticks=inside | outside) == told.streak(ticks=inside)
    assert told.strength(ticks=inside | outside) == told.strength(ticks=inside)


def lived(day, known):
    return known.starts_on <= day <= known.ends_on


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


@dataclass(frozen=True)
class ToldCouple:
    """A random history of a couple, and when it is looked at."""

    known: CoupleHistory
    founded_on: date
    ticks: dict
    together: frozenset
    pauses: tuple
    today: date
    first_open_day: date

    @property
    def slow(self):
        judged = references.judged_couple(
            starts_on=self.founded_on,
            joined_on={str(who): since for who, since in self.known.joined_on.items()},
            ticks={str(who): days for who, days in self.ticks.items()},
            together=self.together,
            pauses=self.pauses,
            today=self.today,
            first_open_day=self.first_open_day,
        )
        return references.streak_over(judged, strict=self.known.strict)

    def streak(self, **changes):
        return couple_streak_today(
            founding(self.founded_on), replace(self.known, **changes), self.today, self.first_open_day
        )


@st.composite
def told_couples(draw):
    founded_on = date(2027, 12, 6)
    chances = draw(CHANCES)
    quiet = draw(QUIET)
    today = founded_on + (len(chances) - 1) * DAY
    ticks = {
        ADA: days_of(chances, quiet, founded_on),
        BEN: days_of(draw(st.binary(min_size=len(chances), max_size=len(chances))), quiet, founded_on),
    }
    together = days_of(draw(st.binary(max_size=len(chances))), 160, founded_on)
    pauses = tuple((founded_on + a * DAY, founded_on + (a + length) * DAY) for a, length in draw(PAUSES))
    joined_on = {ADA: founded_on + draw(st.sampled_from([0, 0, 0, 3])) * DAY}
    if draw(st.integers(0, 3)):
        joined_on[BEN] = founded_on + draw(st.just(0) | st.integers(0, 40)) * DAY
    owned = [(day, who) for who in joined_on for day in ticks[who]] + [(day, None) for day in together]
    known = CoupleHistory(
        joined_on=joined_on,
        tickers=tickers_by_day(owned, list(joined_on)),
        pauses=tuple(PausedDays(*days) for days in pauses),
        strict=draw(st.integers(0, 3)) == 3,
    )
    return ToldCouple(known, founded_on, ticks, together, pauses, today, today - draw(OPEN_FOR) * DAY)


@settings(max_examples=many(150, 2500), derandomize=True, deadline=None)
@given(told=told_couples())
def test_couples_agree_with_the_slow_ones(told):
    assert references.outcome_of(told.streak()) == told.slow


@settings(max_examples=many(80, 400), derandomize=True, deadline=None)
@given(told=told_couples())
def test_swapping_the_partners_changes_nothing(told):
    other = {ADA: BEN, BEN: ADA}

    swapped = told.streak(
        joined_on={other[who]: since for who, since in reversed(told.known.joined_on.items())},
        tickers={day: {other[who] for who in tickers} for day, tickers in told.known.tickers.items()},
    )

    assert swapped == told.streak()


@settings(max_examples=many(80, 400), derandomize=True, deadline=None)
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


@settings(max_examples=many(150, 2500), derandomize=True, deadline=None)
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


@settings(max_examples=many(80, 400), derandomize=True, deadline=None)
@given(told=told_couples(), who=st.sampled_from([ADA, BEN, None]))
def test_a_tick_on_an_open_day_never_lowers_the_streak_of_a_couple(told, who):
    before = told.streak()

    for day in open_days(told):
        ticked = set(told.known.tickers.get(day, ())) | ({ADA, BEN} if who is None else {who})
        after = told.streak(tickers={**told.known.tickers, day: ticked})

        assert after.length >= before.length
        assert after.graces >= before.graces
        assert after.kept >= before.kept


@settings(max_examples=many(80, 400), derandomize=True, deadline=None)
@given(told=told_couples())
def test_an_open_day_is_never_counted_against_a_couple(told):
    closed = {day: tickers for day, tickers in told.known.tickers.items() if day < told.first_open_day}

    settled = settle_couple(founding(told.founded_on), told.known, told.first_open_day)

    assert told.streak(tickers=closed) == settled.streak
