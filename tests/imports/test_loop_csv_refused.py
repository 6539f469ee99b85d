"""What is damaged, huge or hostile in a zip of Loop's is refused as a whole."""

import io
import zipfile
from datetime import date, timedelta

import pytest

from tests.imports.loop_files import (
    HABITS,
    READING,
    csv_export,
    csv_files,
    folder_of,
    zipped,
)
from tests.imports.loop_zips import TWO, history, refusal_of
from tracker.domain.refusals import Refused
from tracker.imports import loop_zip
from tracker.imports.loop import LoopHabit, read
from tracker.imports.loop_history import TOO_MANY_HABITS, TOO_MANY_MARKS

A_MEGABYTE = 2**20


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
