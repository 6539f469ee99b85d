import csv
import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.imports import loop_files
from tests.imports.loop_files import (
    COFFEE,
    HABITS,
    READING,
    WATER,
    Version,
    as_in,
    csv_export,
    csv_files,
    folder_of,
    zipped,
)
from tracker.domain.refusals import Refused
from tracker.imports import loop_zip
from tracker.imports.loop import FileKind, LoopHabit, LoopHistory, LoopMark, MarkKind, Unreadable, read
from tracker.imports.loop_history import TOO_MANY_HABITS, TOO_MANY_MARKS
from tracker.imports.loop_rules import (
    NO_NAME,
    NO_SUCH_FREQUENCY,
    NOT_A_DAY,
    NOT_A_NUMBER,
    NOT_A_VALUE,
    OF_NO_HABIT,
    SAME_DAY,
    SAME_HABIT,
)

MARCH_1 = date(2026, 3, 1)
HEADS = loop_files.HEADS[Version.V2_2]
READ = "001,Read,YES_NO,,,1,1,#00897B,,,,false"
A_MEGABYTE = 2**20


def history(*habits, unreadable=()):
    return LoopHistory(tuple(habits), tuple(unreadable), FileKind.CSV)


def read_files(**files):
    """The history in a ZIP of files, whose names are given without their endings."""
    return read(zipped({f"{name}.csv": content for name, content in files.items()}))


def read_days(days, habit=READ):
    """The history in an export of one habit with these days."""
    return read_files(**{"Habits": f"{HEADS}\n{habit}\n", "001 Read/Checkmarks": days})


def refusal_of(content):
    with pytest.raises(Refused) as refused:
        read(content)
    return refused.value.sentence


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


TWO = f"{HEADS}\n001,Read,YES_NO,,,1,1\n002,Walk,YES_NO,,,1,1\n"
READ_WITH = [LoopHabit(1, "Read", marks=(LoopMark(MARCH_1, MarkKind.DONE),)), LoopHabit(2, "Walk")]
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


def test_an_export_without_habits_is_empty():
    assert read(csv_export([])) == history()


def with_file(name, content):
    return zipped(csv_files() | {name: content})


def changed(content, old, new):
    assert old in content
    return content.replace(old, new)


def encrypted():
    """The flags of each entry say that it is locked."""
    content = bytearray(csv_export())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(signature, at + 1)
    return bytes(content)


def twice():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Habits.csv", TWO)
        archive.writestr("habits.CSV", TWO)
    return out.getvalue()


def bomb(size, **files):
    return zipped({"Habits.csv": TWO, "001 Read/Checkmarks.csv": b" " * size, **files})


REFUSED = {
    "nothing of Loop's": (lambda: zipped({"Read me.txt": "Hello"}), "There are no habits"),
    "an empty ZIP": (lambda: zipped({}), "There are no habits"),
    "an export within": (lambda: zipped({"export.zip": csv_export()}), "There are no habits"),
    "a table without names": (lambda: zipped({"Habits.csv": "Position,Colour\n1,2\n"}), "There are no names"),
    "cut short": (lambda: csv_export()[:-30], loop_zip.NOT_WHOLE),
    "cut in half": (lambda: csv_export()[: len(csv_export()) // 2], loop_zip.NOT_WHOLE),
    "four bytes": (lambda: b"PK\3\4", loop_zip.NOT_WHOLE),
    "another sum": (
        lambda: changed(zipped({"Habits.csv": TWO}, zipfile.ZIP_STORED), b"Walk", b"Talk"),
        loop_zip.NOT_WHOLE,
    ),
    "locked": (encrypted, loop_zip.PASSWORD),
    "oddly packed": (lambda: zipped(csv_files(), zipfile.ZIP_BZIP2), loop_zip.ODDLY_PACKED),
    "a path upwards": (lambda: with_file("../Habits.csv", TWO), loop_zip.ODD_NAMES),
    "a path within": (lambda: with_file("001 Read/../../x", ""), loop_zip.ODD_NAMES),
    "a path to here": (lambda: with_file("./x", ""), loop_zip.ODD_NAMES),
    "a path to the root": (lambda: with_file("/etc/passwd", ""), loop_zip.ODD_NAMES),
    "a path to a drive": (lambda: with_file("C:/x", ""), loop_zip.ODD_NAMES),
    "a path with backslashes": (lambda: with_file("001 Read\\Checkmarks.csv", ""), loop_zip.ODD_NAMES),
    "a path with nothing in it": (lambda: with_file("a//b", ""), loop_zip.ODD_NAMES),
    "a name with a NUL": (
        lambda: changed(with_file("Habits.csvXx", ""), b"csvXx", b"csv\0x"),
        loop_zip.ODD_NAMES,
    ),
    "a file twice": (twice, loop_zip.TWICE),
    "too many entries": (lambda: zipped({f"{n}": "" for n in range(5001)}), loop_zip.TOO_MUCH),
    "too much once it is unpacked": (lambda: bomb(65 * A_MEGABYTE), loop_zip.TOO_MUCH),
    "too much for what it was packed": (lambda: bomb(20 * A_MEGABYTE), loop_zip.TOO_MUCH),
    "too much of what is not wanted": (
        lambda: zipped({"Habits.csv": TWO, "x": b" " * (65 * A_MEGABYTE)}),
        loop_zip.TOO_MUCH,
    ),
    "Latin letters": (
        lambda: with_file("Habits.csv", TWO.replace("Walk", "Café").encode("latin-1")),
        "The texts in",
    ),
    "Latin letters in a folder": (
        lambda: with_file(f"{folder_of(READING)}/Checkmarks.csv", "2026-03-01,2,Café".encode("latin-1")),
        "The texts in",
    ),
    "Latin letters above columns": (
        lambda: zipped({"Habits.csv": TWO, "Checkmarks.csv": "Date,Café".encode("latin-1")}),
        "The texts in",
    ),
    "UTF-16": (lambda: with_file("Habits.csv", TWO.encode("utf-16")), "The texts in"),
    "a NUL": (lambda: with_file("Habits.csv", TWO.replace("Walk", "Wa\0lk")), "The texts in"),
    "a quote without an end": (
        lambda: with_file("Habits.csv", TWO + '003,"Rest,'),
        "%(place)s cannot be read",
    ),
    "a quote within a cell": (
        lambda: with_file("Habits.csv", TWO + '003,"Re"st,'),
        "%(place)s cannot be read",
    ),
    "a cell too large": (
        lambda: with_file("Habits.csv", f"{TWO}003,{'x' * 140_000},"),
        "%(place)s cannot be read",
    ),
    "a first line too large": (
        lambda: zipped({"Checkmarks.csv": f"Date,{'x' * 140_000}"}),
        "%(place)s cannot be read",
    ),
    "too many habits": (lambda: zipped({"Habits.csv": "Name\n" + "Read\n" * 1001}), TOO_MANY_HABITS),
    "too many folders": (
        lambda: zipped({f"{n}/Checkmarks.csv": "2026-03-01,2" for n in range(1, 1002)}),
        TOO_MANY_HABITS,
    ),
    "too many days": (
        lambda: bomb(0, **{"002 Walk/Checkmarks.csv": "2026-03-01,2\n" * 500_001}),
        TOO_MANY_MARKS,
    ),
    "too many days on lines of an old kind": (
        lambda: bomb(0, **{"002 Walk/Checkmarks.csv": "2026-03-01,2\r" * 500_001}),
        TOO_MANY_MARKS,
    ),
    "too many cells": (lambda: bomb(0, **{"002 Walk/Checkmarks.csv": "," * 2_000_001}), TOO_MANY_MARKS),
    "too many cells in columns": (
        lambda: zipped({"Habits.csv": TWO, "Checkmarks.csv": "Date," + "," * 500_001}),
        TOO_MANY_MARKS,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_damaged_huge_or_hostile_is_refused_as_a_whole(name):
    content, sentence = REFUSED[name]

    assert refusal_of(content()).startswith(sentence)


def test_a_refusal_of_a_table_says_where():
    place = f"{folder_of(READING)}/Checkmarks.csv"

    with pytest.raises(Refused) as refused:
        read(with_file(place, 'Date,Value\n2026-03-01,2\n"'))

    assert refused.value.values == {"place": place, "line": 3}


def test_the_sizes_a_zip_gives_are_not_believed():
    """Both headers of a file of nine megabytes say that it has nine bytes."""
    honest = zipped({"Habits.csv": b" " * (9 * A_MEGABYTE)})
    lying = changed(honest, (9 * A_MEGABYTE).to_bytes(4, "little"), (9).to_bytes(4, "little"))

    assert refusal_of(honest) == loop_zip.TOO_MUCH
    assert refusal_of(lying) == loop_zip.NOT_WHOLE


def test_what_is_not_wanted_is_never_unpacked():
    content = with_file("Scores.csv.zip", csv_export())
    broken = changed(with_file("x.bin", b"\1\2\3\4" * 9), b"x.bin", b"y.bin")

    assert read(content) == read(broken) == history(*HABITS)


def test_a_zip_may_have_been_packed_anew_by_others():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.mkdir(folder_of(READING))
        for name, content in csv_files().items():
            archive.writestr(name, content)

    assert read(out.getvalue()) == history(*HABITS)


def test_ten_years_of_many_habits_are_read():
    days = [date(2016, 1, 1) + timedelta(days=n) for n in range(10 * 365)]
    lines = "".join(f"{day},YES_AUTO,\n" for day in days)
    folders = {f"{number:03}/Checkmarks.csv": lines for number in range(1, 31)}

    found = read(zipped({"Habits.csv": "Name\n" + "Read\n" * 1000} | folders))

    assert found == history(*(LoopHabit(number, "Read") for number in range(1, 1001)))
