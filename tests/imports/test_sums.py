"""Amounts a week or a month from Loop: they come in as such, and the preview says what counts in another way here."""

from dataclasses import replace
from datetime import date

import pytest

from tests.imports.bringing import A_DAY, PREVIEW, bring, imported, sent, shown
from tests.imports.loop_backups import backup
from tests.imports.loop_files import COFFEE, WATER, csv_export
from tests.settled import assert_settled, assert_shown
from tests.world import NOW, TODAY, person
from tracker.domain.schedules import DAILY, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.terms import Terms
from tracker.extensions import db
from tracker.imports.arrivals import arrival
from tracker.imports.differences import GRACES, SKIPS, SUMS, WEEKS, differences
from tracker.imports.loop_history import LoopHabit, LoopMark, MarkKind

RUN = LoopHabit(1, "Run", times=1, days=7, measurable=True, unit="km", goal=10_000)
THIRTY_WEEKS_AGO = date(2025, 8, 11)  # a Monday


def run_on(*days, amount=4_000):
    return tuple(LoopMark(THIRTY_WEEKS_AGO + n * A_DAY, MarkKind.DONE, amount) for n in days)


def ticked(*days, skipped=(), habit=RUN):
    """A habit from Loop with days that were done, counted from a Monday, and days that were skipped."""
    kinds = dict.fromkeys(days, MarkKind.DONE) | dict.fromkeys(skipped, MarkKind.SKIPPED)
    marks = [
        LoopMark(THIRTY_WEEKS_AGO + n * A_DAY, kinds[n], 4_000 if habit.measurable else 0)
        for n in sorted(kinds)
    ]
    return replace(habit, marks=tuple(marks))


@pytest.mark.parametrize("make", [csv_export, backup])
def test_thirty_full_weeks_of_ten_km_are_kept_thirty_times(inside, make):
    full = tuple(mark for week in range(30) for mark in run_on(7 * week, 7 * week + 2, 7 * week + 6))
    bring([replace(RUN, marks=full)], make=make)

    habit, _track = imported()["Run"]
    streak, strength = shown("ada", NOW)["Run"]
    assert habit.terms == (Terms(THIRTY_WEEKS_AGO, TimesAWeek(1), goal=10_000, summed=True),)
    assert (streak.kept, streak.length) == (30, 30)
    assert strength > 0.97
    assert_settled("ada", NOW)
    assert_shown("ada", NOW)


@pytest.mark.parametrize(
    ("changes", "schedule", "goal", "summed"),
    [
        ({"days": 1}, DAILY, 10_000, False),
        ({}, TimesAWeek(1), 10_000, True),
        ({"days": 30}, TimesAMonth(1), 10_000, True),
        ({"times": 2, "days": 31}, TimesAMonth(1), 10_000, True),
        ({"days": 2}, TimesInDays(1, 2), 10_000, True),
        # a goal for longer than a year is one for the part of it that a year is
        ({"days": 730}, TimesInDays(1, 365), 5_000, True),
        ({"days": 9999, "goal": 1}, TimesInDays(1, 365), 1, True),
        # what has no goal, or a most, is no sum
        ({"goal": 0, "times": 3}, TimesAWeek(3), 0, False),
        ({"at_most": True, "times": 3}, TimesAWeek(3), 0, False),
    ],
)
def test_a_goal_that_is_not_daily_is_for_all_of_the_period(changes, schedule, goal, summed):
    terms = arrival(replace(RUN, **changes), TODAY).terms

    assert (terms.schedule, terms.goal, terms.summed) == (schedule, goal, summed)


THREE_A_WEEK = LoopHabit(1, "Read", times=3, days=7)
DAILY_READING = LoopHabit(1, "Read")


@pytest.mark.parametrize(
    ("habit", "said"),
    [
        (ticked(0, 1, 2, habit=DAILY_READING), []),
        (ticked(0, 1, 4, habit=DAILY_READING), [GRACES]),
        (ticked(0, 1, 4, skipped=(2, 3), habit=DAILY_READING), []),
        (ticked(0, 2, 4, habit=THREE_A_WEEK), [WEEKS]),
        (ticked(0, 2, skipped=(4,), habit=THREE_A_WEEK), [WEEKS, SKIPS]),
        (ticked(0, 2, 12, habit=THREE_A_WEEK), [WEEKS, GRACES]),
        (ticked(0, 2, 6), [SUMS]),
        (ticked(0, 2, 14, skipped=(6,)), [SUMS, SKIPS, GRACES]),
    ],
)
def test_only_what_counts_in_another_way_for_a_file_is_said(habit, said):
    assert list(differences([arrival(habit, TODAY)], strict=False)) == said
    assert list(differences([arrival(habit, TODAY)], strict=True)) == [
        each for each in said if each != GRACES
    ]


@pytest.mark.parametrize("habits", [[ticked(0, 14, skipped=(3,)), COFFEE], [WATER]], ids=["all", "none"])
def test_the_preview_says_a_line_each(app, ada, habits):
    sent(ada, csv_export(habits))
    text = ada.page(PREVIEW).text

    lines = ["10 km a week", SUMS.text, SKIPS.text, GRACES.text, "at most 2 cups"]
    assert [line in text for line in lines] == [len(habits) > 1] * len(lines)
    assert WEEKS.text not in text


def test_where_own_habits_count_strictly_no_graces_are_promised(app, cleo, world):
    with app.app_context():
        person("cleo").space.strict = True
        db.session.commit()
    sent(cleo, csv_export([ticked(0, 14)]))

    text = cleo.page(PREVIEW).text
    assert SUMS.text in text and GRACES.text not in text
