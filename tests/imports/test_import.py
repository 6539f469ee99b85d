"""From a file of Loop's to habits on Today: what comes in, and the streaks and strengths that follow."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.imports.bringing import (
    A_DAY,
    bring,
    expected,
    imported,
    lives,
    shown,
)
from tests.imports.loop_backups import backup
from tests.imports.loop_files import COFFEE, HABITS, READING, WATER, csv_export
from tests.settled import assert_settled, assert_shown
from tests.whole import many
from tests.world import NOW, TODAY, person
from tracker.domain.habits import HABITS_A_SPACE
from tracker.domain.schedules import DAILY, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.terms import WHOLE
from tracker.extensions import db
from tracker.habits.tracks import ticks_on
from tracker.imports.arrivals import arrival, schedule_of
from tracker.imports.choices import CameIn
from tracker.imports.loop_history import LoopHabit, LoopMark, MarkKind
from tracker.models import (
    Pause,
    Remark,
)

pytestmark = pytest.mark.on_either(
    "each brings a file in by the same statements as the one beside it", one_in=10
)


@pytest.mark.parametrize("make", [csv_export, backup])
def test_everything_in_a_file_comes_in_as_private_habits_of_ones_own(inside, make):
    came = bring(HABITS, make=make).choices.came

    assert came == CameIn(habits=3, ticks=6, skips=1, notes=4)
    found = imported()
    reading, track = found[READING.name]
    assert (reading.mode, reading.shared, reading.owner_id) == ("one", False, person("ada").id)
    assert (reading.strategy, reading.starts_on, reading.archived_on) == (6, date(2026, 2, 26), None)
    assert reading.terms[0].schedule == TimesAWeek(3)
    assert ticks_on(track.id) == {date(2026, 2, 27): WHOLE, date(2026, 3, 1): WHOLE}
    water, track = found["Water"]
    assert (water.unit, water.terms[0].schedule, water.terms[0].goal) == ("litres", DAILY, 2500)
    assert ticks_on(track.id) == {date(2026, 2, 28): 750, date(2026, 3, 1): 3000}
    coffee, track = found["Coffee"]
    assert (coffee.unit, coffee.terms[0].goal, coffee.archived_on) == ("", 0, date(2026, 3, 2))
    assert ticks_on(track.id) == {date(2026, 2, 28): WHOLE, date(2026, 3, 1): WHOLE}
    assert_settled("ada", NOW)
    assert_shown("ada", NOW)


def test_skips_are_pauses_of_the_habit_and_notes_are_for_oneself(inside):
    days = [date(2026, 3, 1) + n * A_DAY for n in range(6)]
    marks = [LoopMark(day, MarkKind.SKIPPED if 1 <= n != 4 else MarkKind.DONE) for n, day in enumerate(days)]
    bring([replace(READING, marks=tuple(marks)), WATER])

    reading, _track = imported()[READING.name]
    pauses = db.session.execute(
        select(Pause.starts_on, Pause.ends_on, Pause.person_id).where(Pause.habit_id == reading.id)
    )
    assert sorted(map(tuple, pauses)) == [(days[1], days[3], None), (days[5], days[5], None)]
    _water, track = imported()["Water"]
    remark = db.session.scalars(select(Remark).where(Remark.track_id == track.id)).one()
    assert (remark.body, remark.private, remark.author_id) == ("Hot", True, person("ada").id)


def test_days_that_have_not_come_for_oneself_stay_behind(inside):
    marks = tuple(LoopMark(TODAY + n * A_DAY, MarkKind.DONE) for n in (-1, 0, 1, 2))
    bring([replace(READING, marks=marks)])

    _habit, track = imported()[READING.name]
    assert sorted(ticks_on(track.id)) == [TODAY - A_DAY, TODAY]
    assert arrival(replace(READING, marks=marks), TODAY).changes[-1].values == {"count": 2}


def test_a_habit_without_days_begins_today(inside):
    bring([LoopHabit(1, "New"), LoopHabit(2, "Put away", archived=True)])

    found = imported()
    assert (found["New"][0].starts_on, found["New"][0].archived_on) == (TODAY, None)
    assert (found["Put away"][0].starts_on, found["Put away"][0].archived_on) == (TODAY, TODAY)
    assert_settled("ada", NOW)


@pytest.mark.parametrize(
    ("times", "days", "schedule"),
    [
        (1, 1, DAILY),
        (7, 7, DAILY),
        (1, 7, TimesAWeek(1)),
        (4, 30, TimesAMonth(4)),
        (28, 31, TimesAMonth(28)),
        (30, 31, TimesAMonth(28)),
        (2, 14, TimesInDays(2, 14)),
        (1, 365, TimesInDays(1, 365)),
        (1, 9999, TimesInDays(1, 365)),
        (9998, 9999, TimesInDays(365, 365)),
    ],
)
def test_how_often_is_the_same_or_the_nearest(times, days, schedule):
    assert schedule_of(times, days) == schedule


def test_what_does_not_fit_is_cut_and_said():
    long = LoopHabit(
        1, "x" * 121, measurable=True, unit="y" * 25, goal=2**31 - 1, times=29, days=400, marks=WATER.marks
    )

    coming = arrival(long, TODAY)

    assert (len(coming.name), len(coming.unit), coming.terms.goal) == (120, 24, 10**9)
    assert [each.values for each in coming.changes] == [
        {"times": 29, "days": 400},
        {"most": 120},
        {"most": 24},
        {"most": "1000000"},
    ]


def test_a_day_above_a_most_is_no_tick():
    marks = (LoopMark(date(2026, 3, 1), MarkKind.DONE, 2000), LoopMark(date(2026, 3, 2), MarkKind.DONE, 2001))

    coming = arrival(replace(COFFEE, marks=marks), TODAY)

    assert coming.ticks == {date(2026, 3, 1): WHOLE}
    assert coming.changes[0].values == {"most": "2 cups"}
    assert coming.archived_on == date(2026, 3, 3)


def test_habits_beyond_the_room_there_is_are_left_out(inside, monkeypatch):
    room = many(10, whole=HABITS_A_SPACE)
    monkeypatch.setattr("tracker.imports.queries.HABITS_A_SPACE", room)
    habits = [LoopHabit(n, f"Habit {n}", archived=n % 2 == 0) for n in range(1, 2 * room + 30)]

    came = bring(habits, by="cleo").choices.came

    assert (came.habits, came.left_out) == (2 * room - 1, 30)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("by", "make"), [("dan", csv_export), ("cleo", backup)])
@pytest.mark.crossed("a history, a kind of file, who brings it, and the database")
def test_streaks_and_strengths_are_those_of_the_reference(inside, by, make, seed):
    habits = lives(seed)
    bring(habits, by=by, make=make)

    found = shown(by, NOW)

    for habit in habits:
        streak, strength = expected(habit, today=TODAY)
        assert (habit.name, found[habit.name][0]) == (habit.name, streak)
        assert found[habit.name][1] == pytest.approx(strength)
    assert_settled(by, NOW)
    assert_shown(by, NOW)
