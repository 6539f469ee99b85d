import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.imports.loop_backups import backup
from tests.imports.loop_files import HABITS, Version, as_in, csv_export, csv_files, zipped
from tests.whole import many
from tracker.domain.refusals import Refused
from tracker.domain.texts import Sentence
from tracker.domain.words import cleaned, one_line
from tracker.imports import loop_database, loop_zip
from tracker.imports.loop import (
    MOST_BYTES,
    FileKind,
    LoopHabit,
    LoopHistory,
    LoopMark,
    MarkKind,
    Unreadable,
    read,
)
from tracker.imports.loop_rules import MOST_DAYS

FILES = {
    **{f"csv {version.name}": csv_export(HABITS, version) for version in Version},
    **{f"backup {version.name}": backup(HABITS, version) for version in (Version.V1_8, Version.V2_2)},
    "csv as it is": zipped(csv_files(), compression=0),
}


def outcome(content):
    """What reading gives, if only a refusal; anything else that is raised would stop the test."""
    try:
        return read(content)
    except Refused as refused:
        assert refused.sentence % refused.values
        return None


@pytest.mark.parametrize(("content", "source"), [(csv_export(), FileKind.CSV), (backup(), FileKind.BACKUP)])
def test_both_kinds_of_file_hold_the_same_history(content, source):
    assert read(content) == LoopHistory(HABITS, (), source)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"SQLite format 3",
        b"Position,Name\n001,Read\n",
        b"<!doctype html>",
        b" " + csv_export(),
        b"\x1f\x8b\x08" + bytes(100),
        "Habits".encode("utf-16"),
    ],
)
def test_what_is_neither_is_refused(content):
    with pytest.raises(Refused) as refused:
        read(content)

    assert refused.value.sentence.startswith("This is not a file from Loop Habit Tracker.")


@pytest.mark.parametrize("content", [csv_export(), backup(), b""])
def test_what_is_too_large_is_refused_whatever_it_is(content):
    with pytest.raises(Refused) as refused:
        read(content.ljust(MOST_BYTES + 1, b"\0"))

    assert refused.value.sentence.startswith("This file is too large")


WORDS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(",\"\n\r;\\'\t 📖é"), max_size=12)
LINES = WORDS.map(one_line)
NOTES = WORDS.map(cleaned)
DAYS = st.dates(date(1970, 1, 1), date(2999, 12, 31)) | st.dates(date(2026, 2, 20), date(2026, 3, 10))
AMOUNTS = st.integers(1, 214_748_364).map(lambda hundredths: hundredths * 10)


@st.composite
def habits(draw, position):
    often = draw(st.integers(2, MOST_DAYS))
    measurable = draw(st.booleans())
    habit = LoopHabit(
        position=position,
        name=draw(LINES.filter(bool)),
        question=draw(LINES),
        description=draw(NOTES),
        archived=draw(st.booleans()),
        times=1,
        measurable=measurable,
        unit=draw(LINES) if measurable else "",
        goal=draw(AMOUNTS | st.just(0)) if measurable else 0,
        at_most=measurable and draw(st.booleans()),
    )
    if draw(st.booleans()):
        habit = replace(habit, times=draw(st.integers(1, often - 1)), days=often)
    days = sorted(draw(st.sets(DAYS, max_size=8)))
    return replace(habit, marks=tuple(draw(marks(habit, day)) for day in days))


@st.composite
def marks(draw, habit, day):
    kind = draw(st.sampled_from(MarkKind))
    amounts = AMOUNTS | st.just(0) if habit.at_most else AMOUNTS
    return LoopMark(
        day,
        kind,
        amount=draw(amounts) if kind is MarkKind.DONE and habit.measurable else 0,
        note=draw(NOTES.filter(bool) if kind is MarkKind.NO else NOTES),
    )


@st.composite
def histories(draw):
    return tuple(draw(habits(position)) for position in range(1, draw(st.integers(0, 4)) + 1))


@settings(max_examples=many(60, 150), derandomize=True, deadline=None)
@given(told=histories(), version=st.sampled_from(Version))
def test_any_history_reads_back_from_an_export(told, version):
    kept = tuple(as_in(version, habit) for habit in told)

    assert read(csv_export(told, version)) == LoopHistory(kept, (), FileKind.CSV)


@settings(max_examples=many(60, 100), derandomize=True, deadline=None)
@given(told=histories())
def test_any_history_reads_back_from_a_backup(told):
    assert read(backup(told)) == LoopHistory(told, (), FileKind.BACKUP)


@settings(max_examples=50, derandomize=True, deadline=None)
@given(told=histories())
def test_any_history_reads_back_from_an_old_backup(told):
    kept = tuple(replace(as_in(Version.V1_8, habit), archived=habit.archived) for habit in told)

    assert read(backup(told, Version.V1_8)) == LoopHistory(kept, (), FileKind.BACKUP)


BEGINNINGS = [b"", *loop_zip.MAGIC, loop_database.MAGIC]


@settings(max_examples=many(80, 200), derandomize=True, deadline=None)
@given(beginning=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=600))
def test_noise_is_refused(beginning, rest):
    assert outcome(beginning + rest) is None


@settings(max_examples=many(100, 300), derandomize=True, deadline=None)
@given(name=st.sampled_from(sorted(FILES)), left=st.floats(0, 1, exclude_max=True))
def test_a_file_that_was_cut_short_is_refused(name, left):
    content = FILES[name]

    assert outcome(content[: int(len(content) * left)]) is None


CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=6)), min_size=1, max_size=8
)


@settings(max_examples=many(150, 600), derandomize=True, deadline=None)
@given(name=st.sampled_from(sorted(FILES)), changes=CHANGES)
def test_a_damaged_file_is_read_or_refused(name, changes):
    content = bytearray(FILES[name])
    for place, new in changes:
        at = int(len(content) * place)
        content[at : at + len(new)] = new

    outcome(bytes(content[: len(FILES[name])]))


@settings(max_examples=many(100, 300), derandomize=True, deadline=None)
@given(
    changes=CHANGES,
    start=st.sampled_from([0, 100, 4096]),
    name=st.sampled_from(["backup V1_8", "backup V2_2"]),
)
def test_a_damaged_page_of_a_backup_is_read_or_refused(changes, start, name):
    """Changes close together, where the headers of pages and the catalogue are."""
    content = bytearray(FILES[name])
    for place, new in changes:
        at = start + int(100 * place)
        content[at : at + len(new)] = new

    outcome(bytes(content))


CELLS = st.sampled_from(
    [
        "",
        "001",
        "٣",
        "-1",
        "2",
        "2026-03-01",
        "2026-02-30",
        "YES_MANUAL",
        "SKIP",
        "NUMERICAL",
        "1e5",
        '"',
        "Date",
        "é",
        "x\ny",
    ]
) | st.text(max_size=4)
TABLES = st.lists(st.lists(CELLS, max_size=13).map(",".join), max_size=6).map("\n".join)
NAMES = st.sampled_from(
    [
        "Habits.csv",
        "Checkmarks.csv",
        "001 Read/Checkmarks.csv",
        "2/Checkmarks.csv",
        "x/Habits.csv",
        "Read/checkmarks.csv",
    ]
)


@settings(max_examples=many(80, 250), derandomize=True, deadline=None)
@given(
    files=st.dictionaries(NAMES, TABLES.map(lambda table: table.encode(errors="replace")), max_size=4),
    heads=st.sampled_from(
        ["", "Position,Name,Type\n", "Name\n", "Name,Target Value,Archived?,Interval,Position\n"]
    ),
)
def test_tables_of_nonsense_are_read_or_refused(files, heads):
    outcome(
        zipped(
            {name: heads.encode() + table if name == "Habits.csv" else table for name, table in files.items()}
        )
    )


VALUES = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.sampled_from([0, 1, 2, 3, 1_772_323_200_000, "Read", b"\xff", "\0"])
    | st.floats()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
    | st.binary(max_size=4)
)


@settings(max_examples=many(80, 200), derandomize=True, deadline=None)
@given(
    habit_rows=st.lists(st.tuples(*[VALUES] * 11), max_size=4),
    repetition_rows=st.lists(st.tuples(*[VALUES] * 4), max_size=6),
)
def test_rows_of_nonsense_are_read(habit_rows, repetition_rows):
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(
            "create table Habits (id, name, freq_num, freq_den, position, archived, question, unit, type, target_type, target_value)"
        )
        database.execute("create table Repetitions (habit, timestamp, value, notes)")
        database.executemany(f"insert into Habits values ({','.join('?' * 11)})", habit_rows)
        database.executemany("insert into Repetitions values (?, ?, ?, ?)", repetition_rows)
        database.commit()
        found = outcome(database.serialize())

    listed = [each.line for each in found.unreadable if each.place == "Habits"]
    assert len(found.habits) + len(listed) == len(habit_rows)


def test_what_is_left_out_is_told_as_a_place_a_line_and_a_reason():
    found = read(zipped({"Habits.csv": "Name\nRead\n", "001/Checkmarks.csv": "2026-03-01,perhaps"}))

    (left_out,) = found.unreadable
    assert left_out == Unreadable(
        "001/Checkmarks.csv", 1, Sentence("Tend does not know what this value means.")
    )
