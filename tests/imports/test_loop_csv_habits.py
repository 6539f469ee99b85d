"""Habits in the tables that Loop exports: as their lines, their folders and their columns name them."""

from dataclasses import replace
from datetime import date

import pytest

from tests.imports.loop_files import (
    COFFEE,
    HABITS,
    READING,
    WATER,
    csv_files,
    zipped,
)
from tests.imports.loop_zips import HEADS, MARCH_1, READ, READ_WITH, TWO, history, read_files
from tracker.imports.loop import LoopHabit, LoopMark, MarkKind, Unreadable, read
from tracker.imports.loop_rules import (
    NO_NAME,
    NO_SUCH_FREQUENCY,
    NOT_A_NUMBER,
    NOT_A_VALUE,
    OF_NO_HABIT,
    SAME_HABIT,
)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (READ, LoopHabit(1, "Read")),
        ('001,"Read, write\nand ""rest"" 📖",,,,1,1', LoopHabit(1, 'Read, write and "rest" 📖')),
        ("001,  Read ,YES_NO, Did you? ,For  two,1,1", LoopHabit(1, "Read", "Did you?", "For  two")),
        ("٠٠١,Read,YES_NO,,,٣,٧", LoopHabit(1, "Read", times=3, days=7)),
        ("017,Read,YES_NO,,,2,14,,,,,true", LoopHabit(17, "Read", times=2, days=14, archived=True)),
        ("1,Read,yes_no,,,7,7,,,,,FALSE", LoopHabit(1, "Read")),
        ("1,Read,YES_NO,,,1,30,,pages,AT_MOST,7.0,", LoopHabit(1, "Read", times=1, days=30)),
        (
            "1,Read,NUMERICAL,,,1,1,,pages,AT_LEAST,2.5,",
            LoopHabit(1, "Read", measurable=True, unit="pages", goal=2500),
        ),
        ("1,Read,NUMERICAL,,,1,1,,,AT_MOST,0.0,", LoopHabit(1, "Read", measurable=True, at_most=True)),
        ('1,Read,NUMERICAL,,,1,1,,,,"1,25",', LoopHabit(1, "Read", measurable=True, goal=1250)),
        ("1,Read,NUMERICAL,,,1,1,,,,1.0E6,", LoopHabit(1, "Read", measurable=True, goal=10**9)),
        ("1,Read,NUMERICAL,,,1,1,,,,,", LoopHabit(1, "Read", measurable=True)),
    ],
)
def test_a_habit_is_what_its_line_says(line, kept):
    assert read_files(Habits=f"{HEADS}\n{line}\n") == history(kept)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("002,,YES_NO,,,1,1", NO_NAME),
        ("002,\u200b ,YES_NO,,,1,1", NO_NAME),
        ("002", NOT_A_NUMBER),
        ("002,Read,YES_NO,,,8,7", NO_SUCH_FREQUENCY),
        ("002,Read,YES_NO,,,0,7", NO_SUCH_FREQUENCY),
        ("002,Read,YES_NO,,,1,0", NO_SUCH_FREQUENCY),
        ("002,Read,YES_NO,,,-1,7", NO_SUCH_FREQUENCY),
        ("002,Read,YES_NO,,,1,10000", NO_SUCH_FREQUENCY),
        ("002,Read,YES_NO,,,,", NOT_A_NUMBER),
        ("002,Read,YES_NO,,,often,7", NOT_A_NUMBER),
        ("002,Read,YES_NO,,,1.0,7", NOT_A_NUMBER),
        ("two,Read,YES_NO,,,1,1", NOT_A_NUMBER),
        ("0,Read,YES_NO,,,1,1", NOT_A_NUMBER),
        ("-2,Read,YES_NO,,,1,1", NOT_A_NUMBER),
        (f"{'1' * 5000},Read,YES_NO,,,1,1", NOT_A_NUMBER),
        ("001,Read,YES_NO,,,1,1", SAME_HABIT),
        ("002,Read,QUIT,,,1,1", NOT_A_VALUE),
        ("002,Read,YES_NO,,,1,1,,,,,perhaps", NOT_A_VALUE),
        ("002,Read,NUMERICAL,,,1,1,,,ABOUT,2.0,", NOT_A_VALUE),
        ("002,Read,NUMERICAL,,,1,1,,,AT_LEAST,NaN,", NOT_A_NUMBER),
        ("002,Read,NUMERICAL,,,1,1,,,AT_LEAST,Infinity,", NOT_A_NUMBER),
        ("002,Read,NUMERICAL,,,1,1,,,AT_LEAST,-1.0,", NOT_A_NUMBER),
        ("002,Read,NUMERICAL,,,1,1,,,AT_LEAST,1.0E99,", NOT_A_NUMBER),
        ("002,Read,NUMERICAL,,,1,1,,,AT_LEAST,many,", NOT_A_NUMBER),
    ],
)
def test_a_habit_that_cannot_be_read_is_left_out_and_listed(line, reason):
    files = {
        "Habits": f"{HEADS}\n001,Walk,YES_NO,,,1,1\n{line}\n003,Rest,YES_NO,,,1,1\n",
        "002/Checkmarks": "2026-03-01,2\n",
    }
    found = read_files(**files)

    assert found.habits == (LoopHabit(1, "Walk"), LoopHabit(3, "Rest"))
    assert found.unreadable[0] == Unreadable("Habits.csv", 3, reason)


@pytest.mark.parametrize(
    ("columns", "line", "kept"),
    [
        (
            "Name,Description,NumRepetitions,Interval,Color",
            "Read,Did you?,3,7,#fff",
            LoopHabit(1, "Read", "Did you?", times=3, days=7),
        ),
        (
            "Position,Name,Description,NumRepetitions,Interval,Color",
            "001,Read,Did you?,3,7,#fff",
            LoopHabit(1, "Read", "Did you?", times=3, days=7),
        ),
        (
            "Position,Name,Question,Description,NumRepetitions,Interval,Color",
            "001,Read,Did you?,Slowly,3,7,#fff",
            LoopHabit(1, "Read", "Did you?", "Slowly", times=3, days=7),
        ),
        ("NAME, Position,Something new", "Read,004,else", LoopHabit(4, "Read")),
        ("\ufeffName", "Read", LoopHabit(1, "Read")),
    ],
)
def test_older_versions_lack_columns(columns, line, kept):
    assert read_files(Habits=f"{columns}\n{line}\n") == history(kept)


@pytest.mark.parametrize(
    ("days", "measurable"),
    [("2026-03-01,2\n2026-03-02,3\n", False), ("2026-03-01,2500\n2026-03-02,3\n", True)],
)
def test_without_a_type_amounts_make_a_habit_measurable(days, measurable):
    files = {"Habits": "Position,Name,NumRepetitions,Interval\n001,Read,1,1\n", "001 Read/Checkmarks": days}
    (habit,) = read_files(**files).habits

    assert habit.measurable is measurable
    assert habit.marks == (
        LoopMark(MARCH_1, MarkKind.DONE, 2500 if measurable else 0),
        LoopMark(date(2026, 3, 2), MarkKind.SKIPPED),
    )


WALK_WITH = [LoopHabit(1, "Read"), LoopHabit(2, "Walk", marks=(LoopMark(MARCH_1, MarkKind.DONE),))]


@pytest.mark.parametrize(
    ("folder", "kept"),
    [
        ("001 Read", READ_WITH),
        ("001 Walk", READ_WITH),
        ("001", READ_WITH),
        ("001 ", READ_WITH),
        ("1 x", READ_WITH),
        ("٠٠٢ Read", WALK_WITH),
        ("002 Read", WALK_WITH),
    ],
)
def test_a_folder_is_known_by_its_number(folder, kept):
    found = read_files(**{"Habits": TWO, f"{folder}/Checkmarks": "2026-03-01,2\n"})

    assert found == history(*kept)


@pytest.mark.parametrize("folder", ["003 Read", "000 Read", "Read", "0011 Read", "001Read"])
def test_a_folder_of_no_habit_is_listed(folder):
    found = read_files(**{"Habits": TWO, f"{folder}/Checkmarks": "2026-03-01,2\n"})

    assert found == history(
        LoopHabit(1, "Read"),
        LoopHabit(2, "Walk"),
        unreadable=[Unreadable(f"{folder}/Checkmarks.csv", 1, OF_NO_HABIT)],
    )


def test_of_two_folders_with_a_number_the_first_one_counts():
    found = read_files(
        **{"Habits": TWO, "001 a/Checkmarks": "2026-03-01,2\n", "01 b/Checkmarks": "2026-03-01,3\n"}
    )

    assert found == history(*READ_WITH, unreadable=[Unreadable("01 b/Checkmarks.csv", 1, SAME_HABIT)])


@pytest.mark.parametrize("folder", ["", "Loop Habits CSV 2026-03-01/", "a/b/"])
def test_somebody_may_have_put_a_folder_around_it_all(folder):
    files = {f"{folder}{name}": content for name, content in csv_files().items()}
    strange = {"__MACOSX/._Habits.csv": "\0\1", ".DS_Store": "\0", f"{folder}001/deeper/Checkmarks.csv": "?"}

    assert read(zipped(files | strange)) == history(*HABITS)


@pytest.mark.parametrize("small", [str.lower, str.upper, str])
def test_small_and_large_letters_in_names_are_alike(small):
    files = {small(name): content for name, content in csv_files().items()}

    assert read(zipped(files)) == history(*HABITS)


def test_without_a_table_of_habits_folders_name_them():
    files = {
        "007 Read slowly/Checkmarks.csv": "2026-03-01,2\n",
        "Walk/checkmarks.csv": "2026-03-01,3500\n",
        "009/Checkmarks.csv": "",
    }

    assert read(zipped(files)) == history(
        LoopHabit(7, "Read slowly", marks=(LoopMark(MARCH_1, MarkKind.DONE),)),
        LoopHabit(9, "009"),
        LoopHabit(10, "Walk", measurable=True, marks=(LoopMark(MARCH_1, MarkKind.DONE, 3500),)),
    )


def test_without_folders_the_columns_have_the_days():
    files = {name: content for name, content in csv_files().items() if "/" not in name}

    assert read(zipped(files)) == history(
        *(
            replace(
                habit, marks=tuple(without_note(mark) for mark in habit.marks if mark.kind is not MarkKind.NO)
            )
            for habit in HABITS
        )
    )


def without_note(mark):
    return replace(mark, note="")


def test_columns_are_a_habits_days_only_where_its_folder_is_not_there():
    files = csv_files()
    del files["002 Water/Checkmarks.csv"]

    found = read(zipped(files))

    assert found == history(READING, replace(WATER, marks=tuple(map(without_note, WATER.marks))), COFFEE)


def test_with_the_columns_alone_their_first_line_names_the_habits():
    files = {"Checkmarks.csv": "Date,Read,Walk,\n2026-03-01,YES_MANUAL,UNKNOWN,\n"}

    assert read(zipped(files)) == history(*READ_WITH)


@pytest.mark.parametrize(
    ("columns", "kept"),
    [
        # as many columns as habits: in their order, whatever the first line says
        ("Date,x,y,\n2026-03-01,2,0,\n", READ_WITH),
        ("Date,a,b,c,\n2026-03-01,0,2,\n", WALK_WITH),
        ("Date,a\nb,c,\n2026-03-01,0,2,\n", WALK_WITH),
        ("2026-03-01,2,0\n", READ_WITH),
        # some only: by name
        ("Date,Walk,\n2026-03-01,2,\n", WALK_WITH),
        ("Date,Walk\r\n2026-03-01,2\r\n", WALK_WITH),
        ("Date,Rest,Walk,Read,\n2026-03-01,2,2,0,\n", WALK_WITH),
        ("Date,Rest,\n2026-03-01,2,\n", [LoopHabit(1, "Read"), LoopHabit(2, "Walk")]),
        ("", [LoopHabit(1, "Read"), LoopHabit(2, "Walk")]),
    ],
)
def test_columns_belong_to_habits_in_order_or_by_name(columns, kept):
    assert read_files(Habits=TWO, Checkmarks=columns) == history(*kept)
