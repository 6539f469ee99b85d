from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import references
from tests.domain.told import told_tracks
from tests.whole import many
from tracker.domain.days import weeks_of
from tracker.domain.folds import History, beginning, course, streak_today, strength_today
from tracker.domain.pauses import PausedDays
from tracker.domain.schedules import DAILY, OnWeekdays, TimesAWeek
from tracker.domain.tallies import Tally, by_month, by_weekday
from tracker.domain.terms import WHOLE, Terms
from tracker.domain.years import DayKind, Run, ends_of_weeks, opening, year_of

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)

LETTERS = {
    DayKind.DONE: "k",
    DayKind.PART: "a",
    DayKind.PAUSED: "p",
    DayKind.UNASKED: "-",
    DayKind.QUIET: "q",
    DayKind.OPEN: "o",
    DayKind.BEFORE: "<",
    DayKind.TO_COME: ">",
    DayKind.ARCHIVED: "x",
}


def history(schedule, marks, *, starts_on=MONDAY, goal=0, **more):
    """A history with a letter a day from its start: k for a tick, a for half of the goal."""
    amounts = {"k": WHOLE, "a": goal // 2}
    ticks = {starts_on + n * DAY: amounts[mark] for n, mark in enumerate(marks) if mark in amounts}
    usual = {"pauses": (), "first_weekday": 0}
    return History(
        terms=(Terms(starts_on, schedule, goal),), starts_on=starts_on, ticks=ticks, **usual | more
    )


def year_alone(known, year, today, first_open_day=None):
    """A year, worked out from what is kept for it and from its own ticks alone."""
    first_open_day = first_open_day or today - DAY
    folded = course(beginning(known.starts_on), known, first_open_day)
    before = opening(folded.years.get(year), folded.state, known.starts_on, year)
    own = {day: amount for day, amount in known.ticks.items() if before.through < day <= date(year, 12, 31)}
    return year_of(before, replace(known, ticks=own), year, today, first_open_day)


def runs(marks, **more):
    """Length and place of each streak of some days from Monday on, looked at two days later, when all are closed."""
    known = history(DAILY, marks, **more)
    found = year_alone(known, 2026, MONDAY + (len(marks) + 1) * DAY).runs
    return [
        (run.length, (run.first_on - MONDAY).days, (run.last_on - MONDAY).days, run.going) for run in found
    ]


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ("", []),
        ("kkk", [(3, 0, 2, True)]),
        ("kkmk", [(3, 0, 3, True)]),
        ("kkmm", [(2, 0, 1, True)]),
        ("kkmmk", [(3, 0, 4, True)]),
        ("kk" + "m" * 6, [(2, 0, 1, True)]),
        ("kk" + "m" * 7, [(2, 0, 1, False)]),
        ("kk" + "m" * 7 + "k", [(2, 0, 1, False), (1, 9, 9, True)]),
        # one that began while another rested goes on when that is over
        ("kkk" + "m" * 6 + "kmm", [(4, 0, 9, False), (1, 9, 9, True)]),
        ("kkk" + "m" * 6 + "k" + "m" * 9, [(4, 0, 9, False), (1, 9, 9, False)]),
        # what was over before it could be shown is not listed
        ("kkkmkkkmkkk" + "m" * 7, [(9, 0, 10, False)]),
    ],
)
def test_a_year_has_the_streaks_that_were_in_it(marks, found):
    assert runs(marks) == found


def test_a_strict_year_forgives_nothing():
    assert runs("kkmkkk", strict=True) == [(2, 0, 1, False), (3, 3, 5, True)]


def test_a_streak_goes_over_the_turn_of_the_year():
    known = history(DAILY, "k" * 40, starts_on=date(2025, 12, 1))

    old, new = (year_alone(known, year, date(2026, 1, 9)) for year in (2025, 2026))

    assert old.runs == (Run(31, date(2025, 12, 1), date(2025, 12, 31), going=True),)
    assert new.runs == (Run(40, date(2025, 12, 1), date(2026, 1, 9), going=True),)
    assert (old.kept_count, new.kept_count) == (31, 9)


def test_a_week_belongs_to_the_year_in_which_it_ends():
    known = history(TimesAWeek(1), "k" + "q" * 6 + "k", starts_on=date(2025, 12, 22))

    old, new = (year_alone(known, year, date(2026, 1, 20)) for year in (2025, 2026))

    assert (old.kept_count, new.kept_count) == (1, 1)
    assert old.kinds[date(2025, 12, 29)] is DayKind.DONE
    assert old.strengths[date(2025, 12, 31)] < new.strengths[date(2026, 1, 1)]


@pytest.mark.parametrize(
    ("known", "found"),
    [
        (history(DAILY, "kqak", goal=20), "<kqakoo>"),
        (history(DAILY, "kqqk", pauses=[PausedDays(MONDAY + DAY, MONDAY + 2 * DAY)]), "<kppkoo>"),
        (history(OnWeekdays(frozenset({0, 2})), "kk"), "<kkq--->"),
        (history(DAILY, "kk", ends_on=MONDAY + 2 * DAY), "<kkqxxxx"),
        (history(TimesAWeek(3), "k"), "<kqqqoo>"),
    ],
)
def test_each_day_was_something(known, found):
    kinds = year_alone(known, 2026, MONDAY + 5 * DAY).kinds

    assert "".join(LETTERS[kinds[MONDAY + n * DAY]] for n in range(-1, 7)) == found


@pytest.mark.parametrize("year", [2026, 2028])
def test_every_day_of_a_year_was_something_and_no_other(year):
    kinds = year_alone(history(DAILY, "k"), year, date(2028, 5, 1)).kinds

    assert sorted(kinds) == [
        date(year, 1, 1) + n * DAY for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]


def test_a_day_in_part_is_told_from_one_in_full():
    kinds = year_alone(history(DAILY, "ka", goal=20), 2026, MONDAY + 9 * DAY).kinds

    assert (kinds[MONDAY], kinds[MONDAY + DAY]) == (DayKind.DONE, DayKind.PART)


def test_days_are_counted_by_weekday_and_by_month():
    kinds = year_alone(
        history(OnWeekdays(frozenset({0, 1})), "kq---kqkk", starts_on=date(2026, 3, 30)),
        2026,
        date(2026, 5, 1),
    ).kinds

    nothing = dict.fromkeys(range(7), Tally())
    assert by_weekday(kinds) == nothing | {0: Tally(2, 5), 1: Tally(1, 5), 5: Tally(1, 1)}
    assert [by_month(kinds)[number] for number in (3, 4, 5)] == [Tally(1, 2), Tally(3, 9), Tally()]


def test_a_month_is_rows_of_weeks():
    weeks = weeks_of(2026, 2, first_weekday=0)

    assert next([day.day if day else 0 for day in week] for week in weeks) == [0, 0, 0, 0, 0, 0, 1]
    assert [len(week) for week in weeks] == [7] * 5


def test_the_line_of_a_year_has_a_point_a_week():
    year = year_alone(history(DAILY, "k" * 365, starts_on=date(2026, 1, 1)), 2026, date(2027, 3, 1))

    assert len(ends_of_weeks(year.strengths, first_weekday=0)) == 53


@settings(max_examples=many(50, 2500), derandomize=True, deadline=None)
@given(told=told_tracks(), which=st.integers(0, 1), picked=st.integers(0, 200))
def test_the_figures_of_a_year_are_those_of_all_of_history(told, which, picked):
    year = told.known.starts_on.year + which
    found = year_alone(told.known, year, told.today, told.first_open_day)

    slow = references.streak_over(judged_until(told, year), strict=told.known.strict)
    ended = [(*run, False) for run in slow.ended if run[2].year >= year]
    going = [(slow.length, slow.first_on, slow.last_on, True)] if slow.length else []
    assert [(run.length, run.first_on, run.last_on, run.going) for run in found.runs] == ended + going
    for day in sorted(found.strengths)[picked % 30 :: 30]:
        assert found.strengths[day] == pytest.approx(replace(told, today=day).slow_strength, abs=1e-12)


@settings(max_examples=many(30, 600), derandomize=True, deadline=None)
@given(told=told_tracks())
def test_the_year_at_hand_comes_to_what_is_so_now(told):
    found = year_alone(told.known, told.today.year, told.today, told.first_open_day)
    start = beginning(told.known.starts_on)
    streak = streak_today(start, told.known, told.today, told.first_open_day)

    going = [(run.length, run.first_on, run.last_on) for run in found.runs if run.going]
    assert going == ([(streak.length, streak.first_on, streak.last_on)] if streak.length else [])
    if told.today in found.strengths:
        assert found.strengths[told.today] == strength_today(
            start, told.known, told.today, told.first_open_day
        )


def judged_until(told, year):
    """The periods that ended in a year or before; in the one at hand, all there are."""
    judged = references.judged_track(
        terms=told.asked,
        starts_on=told.known.starts_on,
        ends_on=told.known.ends_on,
        ticks=told.known.ticks,
        pauses=told.pauses,
        first_weekday=told.known.first_weekday,
        today=told.today,
        first_open_day=told.first_open_day,
    )
    return [(days, *how) for days, *how in judged if days[-1].year <= year or told.today.year == year]
