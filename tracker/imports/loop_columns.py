"""The table of all habits' days in an export: a line for each day, and a column for each habit.

Loop writes its first line without quotes, so that a name with a comma looks like two. Below it, the
columns are as many as the habits, and in their order, unless only some were exported.
"""

import csv
import re
from collections.abc import Iterator, Mapping

from tracker.domain.refusals import Refused
from tracker.domain.words import one_line
from tracker.imports.loop_history import MOST_MARKS, TOO_MANY_MARKS, Unreadable
from tracker.imports.loop_rules import Illegible, WrittenMark
from tracker.imports.loop_tables import (
    SIGNS,
    day_in,
    lines,
    not_a_table,
    not_text,
    refuse_too_many,
    sign_in,
    texts,
    value_in,
)

PLACE = "Checkmarks.csv"
BEGINS_WITH_A_DAY = re.compile(rf"\d+-\d+-\d+[{SIGNS}]")


def names_in(table: bytes) -> list[str]:
    """The names above the columns. One that holds a comma comes in pieces."""
    names, _height = head_of(table)
    return names


def written_in_columns(
    table: bytes, names: Mapping[int, str], wanted: set[int]
) -> tuple[dict[int, list[WrittenMark]], list[Unreadable]]:
    """What is written of the wanted habits, by number, and the lines that cannot be read.

    The names of all habits, by number, tell which column is whose.
    """
    heads, height = head_of(table)
    written: dict[int, list[WrittenMark]] = {number: [] for number in wanted}
    unreadable = []
    columns: dict[int, int] = {}
    for line, cells in lines(table, PLACE, after=height):
        columns = columns or columns_of(heads, width_of(cells), names)
        try:
            for number, said in written_on(
                line, cells, {each: columns[each] for each in wanted & columns.keys()}
            ):
                written[number].append(said)
        except Illegible as illegible:
            unreadable.append(Unreadable(PLACE, line, illegible.reason))
    return written, unreadable


def head_of(table: bytes) -> tuple[list[str], int]:
    """The names above the columns, and how many lines of text they take."""
    refuse_too_many(table)
    sign = sign_in(table)
    if table.count(sign.encode()) > MOST_MARKS:
        raise Refused(TOO_MANY_MARKS)
    head = []
    try:
        for text in texts(table, PLACE):
            if BEGINS_WITH_A_DAY.match(text):
                break
            head.append(text)
    except UnicodeDecodeError as error:
        raise not_text(PLACE) from error
    if sum(map(len, head)) > csv.field_size_limit():
        raise not_a_table(PLACE, line=1)
    names = "".join(head).rstrip(f"\r\n{sign}").split(sign)[1:]
    return [one_line(name) for name in names], len(head)


def width_of(cells: list[str]) -> int:
    """How many habits a line speaks of: Loop ends each line with a comma."""
    return len(cells) - (1 if cells[-1] else 2)


def columns_of(heads: list[str], width: int, names: Mapping[int, str]) -> dict[int, int]:
    """The column of each habit, by number: in their order if there is one for each, else by name."""
    if width == len(names):
        return {number: column for column, number in enumerate(sorted(names), start=1)}
    waiting: dict[str, list[int]] = {}
    for number in sorted(names, reverse=True):
        waiting.setdefault(names[number], []).append(number)
    return {waiting[head].pop(): column for column, head in enumerate(heads, start=1) if waiting.get(head)}


def written_on(line: int, cells: list[str], columns: Mapping[int, int]) -> Iterator[tuple[int, WrittenMark]]:
    """What a line says of habits, by number, up to the first cell that cannot be read."""
    day = day_in(cells[0])
    for number in sorted(columns):
        column = columns[number]
        value = value_in(cells[column] if column < len(cells) else "")
        yield number, WrittenMark(PLACE, line, day, value)
