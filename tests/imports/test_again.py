"""A file of Loop's that comes once more, or later, adds what is new and changes nothing that is here."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from tests.house.doors import everything
from tests.imports.bringing import (
    A_DAY,
    bring,
    expected,
    imported,
    lives,
    shown,
)
from tests.imports.loop_backups import backup
from tests.imports.loop_files import HABITS, READING, WATER, csv_export
from tests.settled import assert_settled, assert_shown
from tests.whole import many
from tests.world import NOW, TODAY, person, planted
from tracker.extensions import db
from tracker.habits import actions as keeping
from tracker.habits.tracks import ticks_on
from tracker.imports.choices import CameIn
from tracker.imports.loop_history import LoopHabit, LoopMark, MarkKind
from tracker.models import (
    Habit,
    Tick,
)

pytestmark = pytest.mark.on_either(
    "each brings files in again by the same statements as the one beside it", one_in=10
)


@pytest.mark.parametrize("by", ["ada", "dan"])
def test_the_same_file_twice_changes_nothing(inside, by):
    habits = [*lives(7), *HABITS]
    bring(habits, by=by)
    db.session.commit()
    before = everything()

    later = bring(habits, by=by, now=NOW + timedelta(minutes=5), strategy=2)

    assert later.choices.came == CameIn()
    db.session.commit()
    assert everything() == before


def test_a_backup_after_a_csv_of_the_same_changes_nothing(inside):
    bring(HABITS)
    db.session.commit()
    before = everything()

    bring(HABITS, make=backup)

    db.session.commit()
    assert everything() == before


@pytest.mark.parametrize("by", ["dan", "cleo"])
def test_a_later_file_adds_the_new_days_and_takes_nothing_away(inside, by):
    habits = lives(3)
    earlier = [replace(each, marks=each.marks[: len(each.marks) // 2]) for each in habits]
    bring(earlier, by=by)
    db.session.execute(delete(Tick).where(Tick.day == TODAY))
    here = {name: ticks_on(track.id) for name, (_habit, track) in imported(by).items()}

    came = bring(habits, by=by).choices.came

    assert came.habits == 0
    for name, (_habit, track) in imported(by).items():
        assert here[name].items() <= ticks_on(track.id).items()
    found = shown(by, NOW)
    for habit in habits:
        assert found[habit.name][0] == expected(habit, today=TODAY)[0], habit.name
    assert_settled(by, NOW)


@pytest.mark.parametrize("name", ["ada", "dan"])
def test_the_couples_streak_knows_of_what_came(inside, name):
    """Of what is shared by now, and of everything while one is alone."""
    days = [TODAY - n * A_DAY for n in range(60, -1, -1)]
    habit = LoopHabit(1, "Walk", marks=tuple(LoopMark(day, MarkKind.DONE) for day in days))
    bring([replace(habit, marks=habit.marks[:20])], by=name)
    if name == "ada":
        keeping.share([imported(name)["Walk"][0]], by=person(name), now=NOW)

    bring([habit], by=name)

    assert_settled(name, NOW)
    assert_shown(name, NOW)


def test_what_was_put_away_here_keeps_the_days_that_come_after(inside):
    days = [TODAY - n * A_DAY for n in range(30, -1, -1)]
    habit = LoopHabit(1, "Walk", marks=tuple(LoopMark(day, MarkKind.DONE) for day in days))
    bring([replace(habit, marks=habit.marks[:10])])
    keeping.archive(imported()["Walk"][0], by=person("ada"), now=NOW - 5 * A_DAY)

    bring([habit])

    assert imported()["Walk"][0].archived_on == TODAY + A_DAY
    assert shown("ada", NOW)["Walk"][0].kept == 31
    assert_settled("ada", NOW)


def test_days_from_before_the_first_let_a_habit_begin_earlier(inside):
    bring([replace(READING, marks=READING.marks[1:])])

    came = bring([READING]).choices.came

    habit, track = imported()[READING.name]
    assert came == CameIn(notes=1)
    first = READING.marks[0].day
    assert (habit.starts_on, track.starts_on, habit.terms[0].since) == (first, first, first)
    assert_settled("ada", NOW)


def test_each_of_two_who_bring_the_same_file_has_habits_of_their_own(inside):
    bring([READING], by="ada")
    came = bring([READING], by="ben").choices.came

    assert came.habits == 1
    owners = {imported(name)[READING.name][0].owner_id for name in ("ada", "ben")}
    assert owners == {person("ada").id, person("ben").id}


def test_habits_that_look_alike_stay_apart(inside):
    twins = [replace(WATER, position=n) for n in (1, 2)]

    assert bring(twins).choices.came.habits == 2
    assert bring(twins).choices.came == CameIn()


def test_what_was_planted_here_is_left_alone(inside):
    planted("Water", by="ada")
    bring([WATER])

    assert db.session.scalar(select(func.count()).select_from(Habit).where(Habit.name == "Water")) == 2


def test_ten_years_of_habits_come_in_whole(app):
    count = many(2, 10)
    first = TODAY - 3652 * A_DAY
    marks = tuple(
        LoopMark(first + n * A_DAY, MarkKind.DONE, note="Fine" if n % 9 == 0 else "")
        for n in range(3650)
        if n % 5
    )
    habits = [LoopHabit(n, f"Habit {n}", marks=marks) for n in range(1, count + 1)]
    content = csv_export(habits)
    with app.app_context():
        came = bring(habits, make=lambda _habits: content).choices.came
        db.session.commit()

    assert came.ticks == count * 2920
