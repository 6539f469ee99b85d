"""The tables of an export: lines of cells, and what a cell can say."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.imports.loop_history import MOST_MARKS, TOO_MANY_MARKS
from tracker.imports.loop_rules import (
    NO,
    NOT_A_DAY,
    NOT_A_NUMBER,
    NOT_A_VALUE,
    SKIP,
    UNKNOWN,
    YES_AUTO,
    YES_MANUAL,
    Illegible,
    checked_day,
    thousandths,
)

WORDS = {"UNKNOWN": UNKNOWN, "NO": NO, "YES_AUTO": YES_AUTO, "YES_MANUAL": YES_MANUAL, "SKIP": SKIP}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Before 1.7.11 Loop wrote whole numbers in the digits of the phone's language, which count as digits here too.
WHOLE = re.compile(r"-?\d{1,12}")
NUMBER = re.compile(r"\d{1,12}([.,]\d{1,12})?(E-?\d{1,2})?")
# Loop parts cells by commas; what a spreadsheet has written once more may do so by semicolons or tabs.
SIGNS = ",;\t"
FIRST_CELL = re.compile(rb"(?:\xef\xbb\xbf)?[^,;\t\r\n]*([,;\t])")
SIGNS_A_LINE = 4  # Two part the three cells of a day; notes have their own.


def refuse_too_many(*tables: bytes) -> None:
    """Turn away tables that are longer or wider than Tend can take, before they are taken apart."""
    breaks = sum(max(each.count(b"\n"), each.count(b"\r")) for each in tables)
    signs = sum(each.count(sign_in(each).encode()) for each in tables)
    if breaks > MOST_MARKS or signs > MOST_MARKS * SIGNS_A_LINE:
        raise Refused(TOO_MANY_MARKS)


def sign_in(table: bytes) -> str:
    """The sign that parts the cells of a table: the first there is, since no first cell of Loop's holds one.

    >>> sign_in(b"Date,Value;Notes"), sign_in(b"Position;Name"), sign_in(b"2026-03-01\\t2"), sign_in(b"")
    (',', ';', '\\t', ',')
    """
    found = FIRST_CELL.match(table)
    return found[1].decode() if found else SIGNS[0]


def lines(table: bytes, place: str, *, after: int = 0) -> Iterator[tuple[int, list[str]]]:
    """The lines of a table that hold something, each with its number, after so many that are none of it.

    A cell may hold line breaks; a line then has the number of the first. A table that is not UTF-8 or
    not CSV is refused.
    """
    found = csv.reader(islice(texts(table, place), after, None), strict=True, delimiter=sign_in(table))
    number = after + 1
    try:
        for cells in found:
            if any(cells):
                yield number, cells
            number = after + found.line_num + 1
    except UnicodeDecodeError as error:
        raise not_text(place) from error
    except csv.Error as error:
        raise not_a_table(place, number) from error


def texts(table: bytes, place: str) -> Iterator[str]:
    """The lines of text in a table, with their ends, whatever those are."""
    if b"\0" in table:
        raise not_text(place)
    return io.TextIOWrapper(io.BytesIO(table), "utf-8-sig", newline="")


def not_text(place: str) -> Refused:
    """What to say of a table that holds anything but text."""
    return Refused(
        _("The texts in %(place)s cannot be read. Please choose the file just as Loop wrote it."), place=place
    )


def not_a_table(place: str, line: int) -> Refused:
    """What to say of a table whose cells cannot be told apart from a line on."""
    return Refused(
        _("%(place)s cannot be read from line %(line)s on. Please choose the file just as Loop wrote it."),
        place=place,
        line=line,
    )


def day_in(cell: str) -> date:
    """The day in a cell, such as 2026-03-01; anything else is illegible."""
    if not DAY.fullmatch(cell):
        raise Illegible(NOT_A_DAY)
    try:
        return checked_day(date.fromisoformat(cell))
    except ValueError as error:
        raise Illegible(NOT_A_DAY) from error


def value_in(cell: str) -> int:
    """What Loop writes of a day: a word in newer versions, a number in older ones and for amounts."""
    if cell in WORDS:
        return WORDS[cell]
    if not WHOLE.fullmatch(cell):
        raise Illegible(NOT_A_VALUE)
    return int(cell)


def whole_in(cell: str) -> int:
    """The whole number in a cell; anything else is illegible."""
    if not WHOLE.fullmatch(cell):
        raise Illegible(NOT_A_NUMBER)
    return int(cell)


def amount_in(cell: str) -> int:
    """A number such as 2.5 or 1.0E7 in thousandths; anything else is illegible."""
    if not NUMBER.fullmatch(cell):
        raise Illegible(NOT_A_NUMBER)
    return thousandths(float(cell.replace(",", ".")))


def truth_in(cell: str, *, yes: str, no: str) -> bool:
    """Which of two words, in small letters, a cell holds; nothing is a no, and any other word illegible."""
    word = cell.casefold()
    if word not in (yes, no, ""):
        raise Illegible(NOT_A_VALUE)
    return word == yes
