"""Two who live beside everybody: all that Ada and Ben have, once more, under other ids and words.

They have something in every table in which two can have anything, and no test has to do with them. So whatever a test
does to a row that is not its people's is seen.
"""

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, insert, select

from tests.rows import Row, Rows, home_of, rows_now
from tracker.domain.milestones import MilestoneKind
from tracker.extensions import db
from tracker.keys import drawn
from tracker.models import MilestoneRow, Person, Telling

OURS, THEIRS = "canary-", "beside-"  # what each of their words begins with

BESIDE = {"Ada": "Eve", "Ben": "Finn"}
OF_SOMEBODY = re.compile(r"-(\d+)$")

Ids = dict[tuple[str, int], int]  # of each row that is copied, by its table and the id it is copied from


def live_beside(space_id: int) -> int:
    """Two more come to all that those in a space have come to. Returns the id of their space."""
    there = those_of(space_id)
    ids = {
        (name, row["id"]): new_id(name, row["id"])
        for name, rows in there.items()
        for row in rows
        if "id" in row
    }
    for table in db.metadata.sorted_tables:
        copies = [copied(table, row, ids) for row in there.get(table.name, ())]
        if whole := [each for each in copies if names_all_it_must(table, each)]:
            db.session.execute(insert(table), whole)
    home_id = ids["spaces", space_id]
    come_to_a_milestone(home_id)
    return home_id


def not_beside(table: type[Any]) -> ColumnElement[bool]:
    """Of a table all rows but theirs."""
    if hasattr(table, "space_id"):
        there: ColumnElement[bool] = table.space_id > 0
        return there
    at_home: ColumnElement[bool] = table.person_id.in_(select(Person.id).where(Person.space_id > 0))
    return at_home


def come_to_a_milestone(home_id: int) -> None:
    """Which Ada and Ben have not yet; one of the two has read of it."""
    reader_id = db.session.scalars(select(Person.id).where(Person.space_id == home_id)).first()
    first = {"space_id": home_id, "kind": MilestoneKind.FIRST_WEEK, "number": 7}
    db.session.execute(insert(MilestoneRow), [first | {"reached_on": date(2026, 3, 8)}])
    db.session.execute(insert(Telling), [first | {"person_id": reader_id}])


def new_id(name: str, old: int) -> int:
    """Drawn, or below all others where ids are counted."""
    return -old if name in ("people", "spaces") else drawn()


def those_of(space_id: int) -> dict[str, list[Row]]:
    """All rows of a space and of the people in it."""
    rows = rows_now()
    return {name: list(in_space(space_id, name, rows)) for name in rows}


def in_space(space_id: int, name: str, rows: Rows) -> Iterator[Row]:
    return (row for row in rows[name].values() if home_of(name, row, rows) == space_id)


def copied(table: Table, row: Row, ids: Ids) -> Row:
    return {column.name: another(column, row[column.name], ids) for column in table.columns}


def names_all_it_must(table: Table, row: Row) -> bool:
    """Whether a copy is about nobody and nothing that only Ada's past has."""
    return all(
        column.nullable or row[column.name] is not None for column in table.columns if column.foreign_keys
    )


def another(column: Column[Any], value: Any, ids: Ids) -> Any:
    """What stands in the copy of a row: nobody of the others is named there, and nothing leads to their things."""
    if value is None:
        return None
    for key in column.foreign_keys:
        return ids.get((key.column.table.name, value))
    if column.name == "id":
        return ids[column.table.name, value]
    if isinstance(value, str):
        return other_words(column, value, ids)
    return value


def other_words(column: Column[Any], text: str, ids: Ids) -> str:
    """Other words of the same length, and another secret."""
    if column.name.endswith("_hash"):
        return sha256(text.encode()).hexdigest()
    if column.name == "section":  # of an agreement, which ends with whose it is
        return OF_SOMEBODY.sub(lambda found: f"-{ids['people', int(found[1])]}", text)
    return BESIDE.get(text, text).replace(OURS, THEIRS)
