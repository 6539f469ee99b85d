import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from tests.imports.loop_backups import backup, own_id, timestamp
from tests.imports.loop_files import HABITS, READING, Version, as_in
from tests.whole import many
from tracker.domain.refusals import Refused
from tracker.imports import loop_backup, loop_database
from tracker.imports.loop import FileKind, LoopHabit, LoopHistory, LoopMark, MarkKind, Unreadable, read
from tracker.imports.loop_history import MOST_MARKS, TOO_MANY_HABITS, TOO_MANY_MARKS
from tracker.imports.loop_rules import (
    NO_NAME,
    NO_SUCH_FREQUENCY,
    NOT_A_DAY,
    NOT_A_NUMBER,
    NOT_A_TEXT,
    NOT_A_VALUE,
    OF_NO_HABIT,
    SAME_DAY,
    SAME_HABIT,
)

MARCH_1 = date(2026, 3, 1)
AT_MARCH_1 = timestamp(MARCH_1)
WALK = LoopHabit(1, "Walk")
REST = LoopHabit(3, "Rest")
WALKS_ID = own_id(WALK)


def history(*habits, unreadable=()):
    return LoopHistory(tuple(habits), tuple(unreadable), FileKind.BACKUP)


def refusal_of(content):
    with pytest.raises(Refused) as refused:
        read(content)
    return refused.value.sentence


def made_of(*statements):
    """The bytes of a database that these statements make."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(";".join(statements))
        return database.serialize()


def test_a_backup_reads_back():
    assert read(backup()) == history(*HABITS)


def test_an_old_backup_reads_back_as_far_as_it_goes():
    left = [replace(as_in(Version.V1_8, habit), archived=habit.archived) for habit in HABITS]

    assert read(backup(HABITS, Version.V1_8)) == history(*left)


def test_a_backup_without_habits_is_empty():
    assert read(backup([])) == history()


def test_habits_are_in_loops_order_and_counted_anew():
    content = backup(
        [WALK, REST],
        Version.V2_2,
        f"update Habits set position = 40 where id = {own_id(WALK)}",
        "insert into Habits (id, name, freq_num, freq_den, position, archived) values (1, 'Read', 1, 1, 7, 0)",
    )

    assert read(content) == history(LoopHabit(1, "Rest"), LoopHabit(2, "Read"), LoopHabit(3, "Walk"))


YES_NO = replace(WALK, marks=())
AT_LEAST = replace(WALK, measurable=True, unit="km", goal=2500)
AT_MOST = replace(AT_LEAST, at_most=True)


@pytest.mark.parametrize(
    ("habit", "value", "kind", "amount"),
    [
        (YES_NO, 2, MarkKind.DONE, 0),
        (YES_NO, 3, MarkKind.SKIPPED, 0),
        *((YES_NO, nothing, None, 0) for nothing in (1, 0, -1)),
        (AT_LEAST, 2500, MarkKind.DONE, 2500),
        (AT_LEAST, 2147483647, MarkKind.DONE, 2147483647),
        (AT_LEAST, 3, MarkKind.SKIPPED, 0),
        *((AT_LEAST, nothing, None, 0) for nothing in (1, 0, -1)),
        (AT_MOST, 0, MarkKind.DONE, 0),
        (AT_MOST, 500, MarkKind.DONE, 500),
        *((AT_MOST, nothing, None, 0) for nothing in (1, -1)),
    ],
)
@pytest.mark.parametrize("note", ["", "So it was"])
def test_a_day_is_what_somebody_said_of_it(habit, value, kind, amount, note):
    content = backup(
        [habit],
        Version.V2_2,
        f"insert into Repetitions (habit, timestamp, value, notes) values ({own_id(habit)}, {AT_MARCH_1}, {value}, '{note}')",
    )

    said = kind or (MarkKind.NO if note else None)
    marks = (LoopMark(MARCH_1, said, amount, note),) if said else ()
    assert read(content) == history(replace(habit, marks=marks))


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (0, date(1970, 1, 1)),
        (86_399_999, date(1970, 1, 1)),
        (AT_MARCH_1, MARCH_1),
        (AT_MARCH_1 - 1, date(2026, 2, 28)),
        (AT_MARCH_1 + 3_600_000, MARCH_1),
        (timestamp(date(2999, 12, 31)), date(2999, 12, 31)),
    ],
)
def test_an_instant_is_in_the_day_that_holds_it_in_utc(at, day):
    content = backup([WALK], Version.V2_2, repetition(at=at))

    assert read(content) == history(replace(WALK, marks=(LoopMark(day, MarkKind.DONE),)))


def repetition(habit=WALKS_ID, at=AT_MARCH_1, value=2, notes="null"):
    return (
        f"insert into Repetitions (habit, timestamp, value, notes) values ({habit}, {at}, {value}, {notes})"
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (repetition(at=-1), NOT_A_DAY),
        (repetition(at=timestamp(date(2999, 12, 31)) + 86_400_000), NOT_A_DAY),
        (repetition(at=9223372036854775807), NOT_A_DAY),
        (repetition(at=-9223372036854775808), NOT_A_DAY),
        (repetition(at="'2026-03-01'"), NOT_A_NUMBER),
        (repetition(at="x'00'"), NOT_A_NUMBER),
        (repetition(at=0.5), NOT_A_NUMBER),
        (repetition(at="9e999"), NOT_A_NUMBER),
        (repetition(value="'YES_MANUAL'"), NOT_A_NUMBER),
        (repetition(value="x'02'"), NOT_A_NUMBER),
        (repetition(value=2.5), NOT_A_NUMBER),
        (repetition(value="-9e999"), NOT_A_NUMBER),
        (repetition(value=4), NOT_A_VALUE),
        (repetition(value=-2), NOT_A_VALUE),
        (repetition(value=9223372036854775807), NOT_A_VALUE),
        (repetition(notes="x'cafe'"), NOT_A_TEXT),
        (repetition(notes="cast(x'ff41' as text)"), NOT_A_TEXT),
        (repetition(habit=77), OF_NO_HABIT),
        (repetition(habit="'Walk'"), NOT_A_NUMBER),
        (repetition(habit="x''"), NOT_A_NUMBER),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_and_listed(row, reason):
    kept = repetition(at=0), repetition(at=86_400_000, notes="'A ' || char(0) || 'note'")
    content = backup([WALK], Version.V2_2, kept[0], row, kept[1])

    assert read(content) == history(
        replace(
            WALK,
            marks=(
                LoopMark(date(1970, 1, 1), MarkKind.DONE),
                LoopMark(date(1970, 1, 2), MarkKind.DONE, note="A note"),
            ),
        ),
        unreadable=[Unreadable("Repetitions", 2, reason)],
    )


@pytest.mark.parametrize("column", ["habit", "timestamp"])
def test_a_row_with_nothing_where_something_is_needed_is_unreadable(column):
    content = backup(
        [WALK],
        Version.V1_8,
        f"insert into Repetitions (habit, timestamp) values ({own_id(WALK)}, 0)",
        f"update Repetitions set {column} = null",
    )

    assert read(content) == history(WALK, unreadable=[Unreadable("Repetitions", 1, NOT_A_NUMBER)])


def test_of_two_marks_on_a_day_the_last_one_counts():
    content = backup(
        [WALK],
        Version.V2_2,
        repetition(),
        repetition(at=AT_MARCH_1 + 1, value=3),
        repetition(at=AT_MARCH_1 + 2, value=0),
    )

    assert read(content) == history(
        replace(WALK, marks=(LoopMark(MARCH_1, MarkKind.SKIPPED),)),
        unreadable=[Unreadable("Repetitions", 1, SAME_DAY)],
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("name = null", NO_NAME),
        ("name = '  '", NO_NAME),
        ("name = x'41'", NOT_A_TEXT),
        ("name = cast(x'41ff' as text)", NOT_A_TEXT),
        ("freq_num = 0", NO_SUCH_FREQUENCY),
        ("freq_num = 8", NO_SUCH_FREQUENCY),
        ("freq_num = -1", NO_SUCH_FREQUENCY),
        ("freq_den = 10000", NO_SUCH_FREQUENCY),
        ("freq_num = 9223372036854775807, freq_den = 9223372036854775807", NO_SUCH_FREQUENCY),
        ("freq_num = null", NOT_A_NUMBER),
        ("freq_num = 0.5", NOT_A_NUMBER),
        ("freq_den = 'week'", NOT_A_NUMBER),
        ("freq_den = 9e999", NOT_A_NUMBER),
        ("position = 'first'", NOT_A_NUMBER),
        ("archived = 'yes'", NOT_A_NUMBER),
        ("question = x'00'", NOT_A_TEXT),
        ("description = x'00'", NOT_A_TEXT),
        ("unit = x'00'", NOT_A_TEXT),
        ("type = 2", NOT_A_VALUE),
        ("type = 'NUMERICAL'", NOT_A_NUMBER),
        ("type = 1, target_type = 2", NOT_A_VALUE),
        ("type = 1, target_type = x'01'", NOT_A_NUMBER),
        ("type = 1, target_value = -1", NOT_A_NUMBER),
        ("type = 1, target_value = 9e999", NOT_A_NUMBER),
        ("type = 1, target_value = 3e6", NOT_A_NUMBER),
        ("type = 1, target_value = 'many'", NOT_A_NUMBER),
    ],
)
def test_a_habit_that_cannot_be_read_is_left_out_and_listed_with_nothing_said_of_its_days(change, reason):
    content = backup(
        [WALK, replace(READING, position=2), REST],
        Version.V2_2,
        f"update Habits set {change} where id = {own_id(replace(READING, position=2))}",
    )

    assert read(content) == history(
        WALK, replace(REST, position=2), unreadable=[Unreadable("Habits", 2, reason)]
    )


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ("archived = 7", replace(WALK, archived=True)),
        ("archived = null", WALK),
        ("position = null", WALK),
        ("freq_num = 10, freq_den = 10", WALK),
        ("freq_num = 2, freq_den = 30", replace(WALK, times=2, days=30)),
        ("question = null, description = null", WALK),
        ("description = ' a' || char(10) || 'b '", replace(WALK, description="a\nb")),
        ("unit = 'km', target_type = 1, target_value = 100", WALK),
        (
            "type = 1, unit = 'km', target_type = 1, target_value = 1.25",
            replace(WALK, measurable=True, unit="km", goal=1250, at_most=True),
        ),
        ("type = 1, target_value = 2147483.647", replace(WALK, measurable=True, goal=2147483647)),
    ],
)
def test_a_habit_is_what_its_row_says(change, kept):
    assert read(backup([WALK], Version.V2_2, f"update Habits set {change}")) == history(kept)


def test_of_two_habits_with_an_id_the_first_one_counts():
    content = made_of(
        "create table Habits (Id, Name, Freq_Num, Freq_Den)",
        "create table Repetitions (Habit, Timestamp)",
        "insert into Habits values (1, 'Walk', 1, 1), (1, 'Run', 1, 1), (null, 'Rest', 1, 1), ('1', 'Sit', 1, 1)",
        f"insert into Repetitions values (1, {AT_MARCH_1})",
    )

    assert read(content) == history(
        replace(WALK, marks=(LoopMark(MARCH_1, MarkKind.DONE),)),
        unreadable=[
            Unreadable("Habits", 2, SAME_HABIT),
            Unreadable("Habits", 3, NOT_A_NUMBER),
            Unreadable("Habits", 4, NOT_A_NUMBER),
        ],
    )


PLAIN = ("create table Habits (id, name, freq_num, freq_den)", "create table Repetitions (habit, timestamp)")


def test_a_backup_from_beside_a_log_is_read_as_it_stands():
    content = bytearray(backup())
    content[18:20] = b"\2\2"

    assert read(bytes(content)) == history(*HABITS)


@pytest.mark.parametrize(
    "pragma", ["page_size = 512", "page_size = 65536", "encoding = 'UTF-16le'", "auto_vacuum = full"]
)
def test_a_database_may_be_laid_out_otherwise(pragma):
    content = made_of(f"pragma {pragma}", *PLAIN, "insert into Habits values (1, 'Café ☕', 1, 1)")

    assert read(content) == history(LoopHabit(1, "Café ☕"))


def test_tables_and_columns_that_loop_may_add_are_passed_over():
    content = backup(
        [WALK],
        Version.V2_2,
        "alter table Habits add column defaultValue integer not null default 0",
        "create table HabitGroups (id integer primary key, name text) without rowid",
        "create unique index names on Habits(name) where archived = 0",
    )

    assert read(content) == history(WALK)


def changed(content, at, new):
    return content[:at] + new + content[at + len(new) :]


def hidden_in_the_catalogue(statement):
    """A database whose catalogue says of the table of habits that it was made by another statement."""
    return made_of(
        *PLAIN,
        "pragma writable_schema = on",
        f"update sqlite_master set sql = '{statement}' where name = 'Habits'",
    )


def many_rows(table, values, count):
    rows = f"with recursive n(i) as (select 1 union all select i + 1 from n where i < {count})"
    return made_of(*PLAIN, f"insert into {table} {rows} select {values} from n")


PAGES = 4096
MANY_MARKS = many(5_000, whole=MOST_MARKS)
REFUSED = {
    "a header alone": (lambda: loop_database.MAGIC, loop_database.NOT_WHOLE),
    "a header and nothing": (lambda: loop_database.MAGIC + bytes(5000), loop_database.NOT_WHOLE),
    "cut short": (lambda: backup()[:-1], loop_database.NOT_WHOLE),
    "cut in half": (lambda: backup()[: len(backup()) // 2], loop_database.NOT_WHOLE),
    "a page of noise": (lambda: changed(backup(), PAGES, b"\xff" * PAGES), loop_database.NOT_WHOLE),
    "a catalogue of noise": (lambda: changed(backup(), 100, b"\xff" * 500), loop_database.NOT_WHOLE),
    "a torn name of a column": (
        lambda: backup().replace(b"highlight", b"highl\xffght"),
        loop_database.NOT_WHOLE,
    ),
    "a torn name of a table": (
        lambda: backup().replace(b"Repetitions", b"Repetiti\xffns"),
        loop_database.NOT_WHOLE,
    ),
    "a format of tomorrow": (lambda: changed(backup(), 18, b"\3\3"), loop_database.NOT_WHOLE),
    "an empty database": (lambda: made_of("create table x (y)"), loop_database.NOT_OF_LOOP),
    "another app's": (
        lambda: made_of("create table Habits (id, name, freq_num, freq_den)"),
        loop_database.NOT_OF_LOOP,
    ),
    "without the columns of habits": (
        lambda: made_of("create table Habits (id, name)", PLAIN[1], "insert into Habits values (1, 'Walk')"),
        loop_database.NOT_OF_LOOP,
    ),
    "without the columns of repetitions": (
        lambda: made_of(PLAIN[0], "create table Repetitions (day)", "insert into Repetitions values (1)"),
        loop_database.NOT_OF_LOOP,
    ),
    "a view for a table": (
        lambda: made_of(
            "create table x (id, name, freq_num, freq_den)", "create view Habits as select * from x", PLAIN[1]
        ),
        loop_database.NOT_PLAIN,
    ),
    "a view beside": (lambda: made_of(*PLAIN, "create view x as select 1"), loop_database.NOT_PLAIN),
    "a trigger": (
        lambda: made_of(*PLAIN, "create trigger x after insert on Habits begin select 1; end"),
        loop_database.NOT_PLAIN,
    ),
    "a virtual table": (
        lambda: made_of("create virtual table Habits using fts5(id, name, freq_num, freq_den)", PLAIN[1]),
        loop_database.NOT_PLAIN,
    ),
    "a virtual table beside": (
        lambda: made_of(*PLAIN, "create virtual table x using rtree(id, a, b)"),
        loop_database.NOT_PLAIN,
    ),
    "a column that is worked out": (
        lambda: made_of(
            "create table Habits (id, name as (hex(zeroblob(400000))), freq_num, freq_den)",
            PLAIN[1],
            "insert into Habits (id, freq_num, freq_den) values (1, 1, 1)",
        ),
        loop_database.NOT_PLAIN,
    ),
    "a column that was worked out": (
        lambda: made_of("create table Habits (id, name as ('Walk') stored, freq_num, freq_den)", PLAIN[1]),
        loop_database.NOT_PLAIN,
    ),
    "a virtual table in the catalogue": (
        lambda: hidden_in_the_catalogue(
            "create virtual table Habits using fts5(id, name, freq_num, freq_den)"
        ),
        loop_database.NOT_PLAIN,
    ),
    "a view in the catalogue": (
        lambda: hidden_in_the_catalogue("create view Habits as select 1"),
        loop_database.NOT_WHOLE,
    ),
    "nonsense in the catalogue": (lambda: hidden_in_the_catalogue("create table"), loop_database.NOT_WHOLE),
    "a table of too many columns": (
        lambda: made_of(*PLAIN, f"create table x ({','.join(f'c{n}' for n in range(101))})"),
        loop_database.NOT_WHOLE,
    ),
    "too many tables": (
        lambda: made_of(*PLAIN, *(f"create table t{n} (x)" for n in range(3000))),
        loop_database.NOT_WHOLE,
    ),
    "too long a text": (
        lambda: made_of(*PLAIN, "insert into Habits values (1, hex(zeroblob(600000)), 1, 1)"),
        loop_database.NOT_WHOLE,
    ),
    "too many habits": (lambda: many_rows("Habits", "i, 'Walk', 1, 1", 1001), TOO_MANY_HABITS),
    "too many days": (lambda: many_rows("Repetitions", "1, i", MANY_MARKS + 1), TOO_MANY_MARKS),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_damaged_huge_or_hostile_is_refused_as_a_whole(name, monkeypatch):
    monkeypatch.setattr(loop_backup, "MOST_MARKS", MANY_MARKS)
    content, sentence = REFUSED[name]

    assert refusal_of(content()) == sentence


@pytest.mark.parametrize(
    "statement",
    [
        "select * from x",
        "select count(*) from Habits",
        "select hex(name) from Habits",
        "select * from pragma_table_info('Habits')",
        "insert into Habits (name) values ('Run')",
        "delete from Habits",
        "drop table Habits",
        "create table y (z)",
        "create temp table y (z)",
        "attach ':memory:' as other",
        "vacuum into 'elsewhere.db'",
        "pragma query_only = off",
        "pragma trusted_schema = on",
        "select load_extension('x')",
        "begin",
    ],
)
def test_an_opened_backup_can_do_nothing_but_be_read(statement):
    content = backup([WALK], Version.V2_2, "create table x (y)")

    with pytest.raises(Refused), loop_database.opened(content) as database:
        database.execute(statement).fetchall()


def test_an_opened_backup_stops_when_it_costs_too_much():
    with pytest.raises(Refused), loop_database.opened(backup()) as database:
        loop_database.limit_steps(database, 10)
        database.execute(
            "select 1 from Repetitions a, Repetitions b, Repetitions c, Repetitions d, Repetitions e"
        ).fetchall()
