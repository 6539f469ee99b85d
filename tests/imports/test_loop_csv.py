"""Zips such as Loop exports."""

import csv
import io
from datetime import date

import pytest

from tests.imports.loop_files import (
    HABITS,
    Version,
    as_in,
    csv_export,
    csv_files,
    zipped,
)
from tests.imports.loop_zips import HEADS, MARCH_1, READ, READ_WITH, TWO, history, read_files, refusal_of
from tracker.imports.loop import LoopMark, MarkKind, Unreadable, read
from tracker.imports.loop_history import TOO_MANY_MARKS
from tracker.imports.loop_rules import (
    NOT_A_DAY,
    NOT_A_VALUE,
    SAME_DAY,
)


def read_days(days, habit=READ):
    """The history in an export of one habit with these days."""
    return read_files(**{"Habits": f"{HEADS}\n{habit}\n", "001 Read/Checkmarks": days})


@pytest.mark.parametrize("version", Version)
def test_each_version_reads_back_as_far_as_it_goes(version):
    assert read(csv_export(HABITS, version)) == history(*(as_in(version, habit) for habit in HABITS))


YES_NO = READ


AT_LEAST = "001,Read,NUMERICAL,,,1,1,#00897B,pages,AT_LEAST,20.0,false"


AT_MOST = "001,Read,NUMERICAL,,,1,1,#00897B,pages,AT_MOST,20.0,false"


@pytest.mark.parametrize(
    ("habit", "written", "kind", "amount"),
    [
        (YES_NO, "YES_MANUAL", MarkKind.DONE, 0),
        (YES_NO, "2", MarkKind.DONE, 0),
        (YES_NO, "٢", MarkKind.DONE, 0),
        (YES_NO, "SKIP", MarkKind.SKIPPED, 0),
        (YES_NO, "3", MarkKind.SKIPPED, 0),
        *((YES_NO, nothing, None, 0) for nothing in ("YES_AUTO", "1", "NO", "0", "UNKNOWN", "-1")),
        (AT_LEAST, "2500", MarkKind.DONE, 2500),
        (AT_LEAST, "10", MarkKind.DONE, 10),
        (AT_LEAST, "2147483647", MarkKind.DONE, 2147483647),
        (AT_LEAST, "YES_MANUAL", MarkKind.DONE, 2),
        (AT_LEAST, "SKIP", MarkKind.SKIPPED, 0),
        (AT_LEAST, "3", MarkKind.SKIPPED, 0),
        *((AT_LEAST, nothing, None, 0) for nothing in ("NO", "0", "YES_AUTO", "UNKNOWN", "-1")),
        (AT_MOST, "NO", MarkKind.DONE, 0),
        (AT_MOST, "0", MarkKind.DONE, 0),
        (AT_MOST, "2500", MarkKind.DONE, 2500),
        *((AT_MOST, nothing, None, 0) for nothing in ("YES_AUTO", "UNKNOWN", "-1")),
    ],
)
@pytest.mark.parametrize("note", ["", "So it was"])
def test_a_day_is_what_somebody_said_of_it(habit, written, kind, amount, note):
    found = read_days(f"Date,Value,Notes\n2026-03-01,{written},{note}\n", habit)

    said = kind or (MarkKind.NO if note else None)
    assert found.habits[0].marks == ((LoopMark(MARCH_1, said, amount, note),) if said else ())
    assert found.unreadable == ()


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-02-29,YES_MANUAL,", NOT_A_DAY),
        ("2026-3-1,YES_MANUAL,", NOT_A_DAY),
        ("20260301,YES_MANUAL,", NOT_A_DAY),
        ("2026-W09-7,YES_MANUAL,", NOT_A_DAY),
        ("01/03/2026,YES_MANUAL,", NOT_A_DAY),
        ("1969-12-31,YES_MANUAL,", NOT_A_DAY),
        ("3000-01-01,YES_MANUAL,", NOT_A_DAY),
        ("0000-00-00,YES_MANUAL,", NOT_A_DAY),
        (",YES_MANUAL,", NOT_A_DAY),
        ("2026-03-01,MAYBE,", NOT_A_VALUE),
        ("2026-03-01,,A note", NOT_A_VALUE),
        ("2026-03-01", NOT_A_VALUE),
        ("2026-03-01,4,", NOT_A_VALUE),
        ("2026-03-01,-2,", NOT_A_VALUE),
        ("2026-03-01,2.5,", NOT_A_VALUE),
        ("2026-03-01,1_0,", NOT_A_VALUE),
        ("2026-03-01,nan,", NOT_A_VALUE),
        (f"2026-03-01,{'9' * 5000},", NOT_A_VALUE),
    ],
)
def test_a_line_that_cannot_be_read_is_left_out_and_listed(day, reason):
    found = read_days(
        f"Date,Value,Notes\n2026-03-02,YES_MANUAL,\n{day}\n1970-01-01,SKIP,\n2999-12-31,YES_MANUAL,\n"
    )

    assert [mark.day for mark in found.habits[0].marks] == [
        date(1970, 1, 1),
        date(2026, 3, 2),
        date(2999, 12, 31),
    ]
    assert found.unreadable == (Unreadable("001 Read/Checkmarks.csv", 3, reason),)


def test_an_amount_beyond_what_loop_can_keep_is_unreadable():
    found = read_days("2026-03-01,2147483648\n", AT_LEAST)

    assert found.unreadable == (Unreadable("001 Read/Checkmarks.csv", 1, NOT_A_VALUE),)


def test_of_two_marks_on_a_day_the_last_one_counts():
    found = read_days("2026-03-01,2\n2026-03-02,2\n2026-03-01,3\n2026-03-02,0\n2026-03-01,2,Yes\n")

    place = "001 Read/Checkmarks.csv"
    assert found.habits[0].marks == (
        LoopMark(MARCH_1, MarkKind.DONE, note="Yes"),
        LoopMark(date(2026, 3, 2), MarkKind.DONE),
    )
    assert found.unreadable == (Unreadable(place, 1, SAME_DAY), Unreadable(place, 3, SAME_DAY))


def test_lines_are_counted_as_an_editor_counts_them():
    found = read_days('Date,Value,Notes\r\n2026-03-01,SKIP,"one\r\ntwo\r\n"\r\n\r\nnever,SKIP,\r\n')

    assert found.habits[0].marks == (LoopMark(MARCH_1, MarkKind.SKIPPED, note="one\ntwo"),)
    assert found.unreadable == (Unreadable("001 Read/Checkmarks.csv", 6, NOT_A_DAY),)


@pytest.mark.parametrize(
    "days",
    ["2026-03-01,2", "\ufeff2026-03-01,2", "Date,Value\n2026-03-01,2", "\ufeffDate,Value\r2026-03-01,2"],
)
def test_the_first_line_may_name_the_columns(days):
    found = read_days(days)

    assert found.habits[0].marks == (LoopMark(MARCH_1, MarkKind.DONE),)
    assert found.unreadable == ()


def test_a_line_of_the_columns_is_read_up_to_what_cannot_be():
    found = read_files(
        Habits=TWO, Checkmarks="Date,Read,Walk,\n2026-03-01,2,?,\n2026-02-30,2,2,\n2026-03-02,3\n"
    )

    (marks, none) = (habit.marks for habit in found.habits)
    assert (marks, none) == (
        (LoopMark(MARCH_1, MarkKind.DONE), LoopMark(date(2026, 3, 2), MarkKind.SKIPPED)),
        (),
    )
    assert found.unreadable == (
        Unreadable("Checkmarks.csv", 2, NOT_A_VALUE),
        Unreadable("Checkmarks.csv", 3, NOT_A_DAY),
        Unreadable("Checkmarks.csv", 4, NOT_A_VALUE),
    )


@pytest.mark.parametrize("sign", [";", "\t"])
@pytest.mark.parametrize("version", Version)
def test_cells_may_be_parted_as_spreadsheets_of_other_countries_do(version, sign):
    files = {name: parted_by(sign, content) for name, content in csv_files(version=version).items()}

    assert files != csv_files(version=version)
    assert read(zipped(files)) == read(csv_export(version=version))


def parted_by(sign, content):
    """A table as a spreadsheet writes it once more."""
    rows = csv.reader(io.StringIO(content, newline=""))
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=sign, lineterminator="\r\n").writerows(rows)
    return written.getvalue()


def test_columns_may_be_parted_by_semicolons_too():
    columns = "Date;Read;Walk;\n2026-03-01;2;0;\n"

    assert read_files(Habits=TWO, Checkmarks=columns) == history(*READ_WITH)
    assert read(zipped({"Checkmarks.csv": "\ufeffDate;Walk, then talk\n2026-03-01;2\n"})).habits[0].name == (
        "Walk, then talk"
    )


def test_signs_that_part_nothing_do_not_count():
    note = "a; b; c\td"
    (habit,) = read_days(f'Date,Value,Notes\n2026-03-01,YES_MANUAL,"{note}"\n').habits

    assert [mark.note for mark in habit.marks] == ["a; b; c\td"]


def test_too_many_cells_are_too_many_with_any_sign():
    days = "2026-03-01;2;\n" + ";" * (4 * 500_000 + 1)

    assert (
        refusal_of(zipped({"Habits.csv": f"{HEADS}\n{READ}\n", "001 Read/Checkmarks.csv": days}))
        == TOO_MANY_MARKS
    )
