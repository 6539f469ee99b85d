"""Backups as Loop Habit Tracker makes them, in its old and its new formats: databases of SQLite."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime

from tests.imports.loop_files import HABITS, Version, value_of
from tracker.imports.loop_history import LoopHabit, MarkKind

OLDEST = """
create table Habits (
    id integer primary key autoincrement, archived integer, color integer, description text, freq_den integer,
    freq_num integer, highlight integer, name text, position integer, reminder_hour integer, reminder_min integer
);
create table Checkmarks (
    id integer primary key autoincrement, habit integer references habits(id), timestamp integer, value integer
);
create table Repetitions (
    id integer primary key autoincrement, habit integer references habits(id), timestamp integer
);
create table Streak (
    id integer primary key autoincrement, end integer, habit integer references habits(id), length integer,
    start integer
);
create table Score (
    id integer primary key autoincrement, habit integer references habits(id), score integer, timestamp integer
);
create table android_metadata (locale text);
alter table Habits add column reminder_days integer not null default 127;
create index idx_repetitions_habit_timestamp on Repetitions(habit, timestamp);
"""
SINCE_1_8 = """
alter table Habits add column type integer not null default 0;
alter table Repetitions add column value integer not null default 2;
alter table Habits add column target_type integer not null default 0;
alter table Habits add column target_value real not null default 0;
alter table Habits add column unit text not null default "";
create table Events (id integer primary key autoincrement, timestamp integer, message text, server_id integer);
drop table Checkmarks;
drop table Streak;
drop table Score;
drop index idx_repetitions_habit_timestamp;
create unique index idx_repetitions_habit_timestamp on Repetitions(habit, timestamp);
alter table Habits add column question text;
alter table Habits add column uuid text;
alter table Repetitions add column notes text;
"""


def backup(habits: Iterable[LoopHabit] = HABITS, version: Version = Version.V2_2, *statements: str) -> bytes:
    """What “Export full backup” gives, changed by some statements; only 1.8's and 2.2's differ."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(OLDEST if version is Version.V1_8 else OLDEST + SINCE_1_8)
        for habit in habits:
            add_old(database, habit) if version is Version.V1_8 else add_new(database, habit)
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.execute(f"pragma user_version = {13 if version is Version.V1_8 else 25}")
        return database.serialize()


def add_old(database: sqlite3.Connection, habit: LoopHabit) -> None:
    database.execute(
        "insert into Habits (id, archived, color, description, freq_den, freq_num, highlight, name, position)"
        " values (?, ?, 5, ?, ?, ?, 0, ?, ?)",
        (
            own_id(habit),
            habit.archived,
            habit.question,
            habit.days,
            habit.times,
            habit.name,
            habit.position - 1,
        ),
    )
    database.executemany(
        "insert into Repetitions (habit, timestamp) values (?, ?)",
        [(own_id(habit), timestamp(mark.day)) for mark in habit.marks if mark.kind is MarkKind.DONE],
    )


def add_new(database: sqlite3.Connection, habit: LoopHabit) -> None:
    database.execute(
        "insert into Habits (id, archived, color, description, freq_den, freq_num, highlight, name, position,"
        " type, target_type, target_value, unit, question, uuid)"
        " values (?, ?, 8, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, hex(randomblob(16)))",
        (
            own_id(habit),
            habit.archived,
            habit.description,
            habit.days,
            habit.times,
            habit.name,
            habit.position - 1,
            habit.measurable,
            habit.at_most,
            habit.goal / 1000,
            habit.unit,
            habit.question,
        ),
    )
    database.executemany(
        "insert into Repetitions (habit, timestamp, value, notes) values (?, ?, ?, ?)",
        [
            (own_id(habit), timestamp(mark.day), value_of(mark, habit), mark.note or None)
            for mark in habit.marks
        ],
    )


def own_id(habit: LoopHabit) -> int:
    """Ids have gaps, and do not follow the order of the habits."""
    return 5000 - 7 * habit.position


def timestamp(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000
