"""The same as an archive holds, as tables that a spreadsheet opens. Nothing is read back from them.

A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from tracker.archives.taken import Cell, Row
from tracker.archives.things import Archive
from tracker.belonging import BELONGINGS

MARK = "\ufeff"  # tells spreadsheets that this is UTF-8
CALCULATED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# The order in which they have always stood in the file; what is not here follows.
IN_ORDER = (
    *("habits.csv", "ticks.csv", "check-ins.csv", "heard.csv", "notes.csv", "reflections.csv", "remarks.csv"),
    *("jar.csv", "dates.csv", "ideas.csv", "days-to-remember.csv", "appointments.csv"),
)


def tables(archive: Archive) -> dict[str, bytes]:
    """The tables by their file names."""
    found = {name: rows for each in BELONGINGS.taken() for name, rows in (each.tables or {}).items()}
    return {
        name: written(found[name](archive))
        for name in (*IN_ORDER, *(each for each in found if each not in IN_ORDER))
    }


def written(rows: Iterable[Row]) -> bytes:
    table = io.StringIO(newline="")
    table.write(MARK)
    csv.writer(table).writerows([cell(each) for each in row] for row in rows)
    return table.getvalue().encode()


def cell(value: Cell) -> str:
    """What stands in a cell for a value, never a formula.

    >>> cell("=1+1"), cell(True), cell(None), cell(0.5)
    ("'=1+1", 'yes', '', '0.5')
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(timespec="seconds")
        case str() if value.startswith(CALCULATED):
            return f"'{value}"
    return str(value)
