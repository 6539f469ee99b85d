"""Every row of every table, as the schema lists them, to say what an act has taken, changed or torn apart."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, Select, Table, select

from tests.there import there
from tracker.extensions import db

Row = dict[str, Any]
Rows = dict[str, dict[tuple[Any, ...], Row]]
Kept = dict[str, dict[tuple[Any, ...], tuple[Any, ...]]]  # the same, each row as the database keeps it

PEOPLE = "people"
SPACES = "spaces"
DIARY = {"withdrawals", "beginnings"}  # nobody's: the database writes down there by itself what is taken back


@cache
def tables() -> dict[str, Table]:
    """All tables, but those in which it stands what is done to the others."""
    return {name: table for name, table in db.metadata.tables.items() if name not in DIARY}


def rows_now() -> Rows:
    """All that the database holds: by table, by primary key."""
    db.session.flush()
    return {name: rows_of(table) for name, table in tables().items()}


def rows_of(table: Table) -> dict[tuple[Any, ...], Row]:
    found = db.session.execute(all_of(table))
    names = tuple(found.keys())
    keys = [names.index(column.name) for column in table.primary_key]
    return {tuple([row[key] for key in keys]): dict(zip(names, row, strict=True)) for row in found}


def kept_now() -> Kept:
    """All that the database keeps, in the order of the columns of `names_of`; asked past all that SQLAlchemy does for each
    row, since two worlds are looked through a thousand times."""
    db.session.flush()
    connection: Any = there(db.session.connection().connection.driver_connection)
    return {
        name: {tuple([row[at] for at in keys_of(table)]): row for row in connection.execute(asking(table))}
        for name, table in tables().items()
    }


def rows_since(before: Rows, kept: Kept) -> Rows:
    """All that the database holds, given what it held and kept ``before``: what it keeps as it was is not read anew."""
    now = kept_now()
    return {
        name: before[name] if now[name] == kept[name] else rows_of(table) for name, table in tables().items()
    }


@cache
def asking(table: Table) -> str:
    names = ", ".join(f'"{name}"' for name in names_of(table))
    return f'SELECT {names} FROM "{table.name}"'


@cache
def names_of(table: Table) -> tuple[str, ...]:
    return tuple(each.name for each in table.columns)


@cache
def keys_of(table: Table) -> tuple[int, ...]:
    """Where in a row its primary key stands."""
    return tuple(names_of(table).index(each.name) for each in table.primary_key)


@cache
def all_of(table: Table) -> Select[Any]:
    """The statement that finds all rows of a table, made once: some tests ask it a thousand times."""
    return select(table)


def vanished(before: Rows, after: Rows) -> Iterator[tuple[str, Row]]:
    """The rows that were there and are no more, each with its table's name."""
    for name, rows in before.items():
        for key in rows.keys() - after[name].keys():
            yield name, rows[key]


def home_of(name: str, row: Row, rows: Rows) -> int | None:
    """The space that a row belongs to by itself or by the person whose it is; none for what is nobody's."""
    if name == SPACES:
        return int(row["id"])
    if "space_id" not in row:
        person = rows[PEOPLE].get((row.get("person_id"),))
        return int(person["space_id"]) if person else None
    return None if row["space_id"] is None else int(row["space_id"])


def elsewhere(rows: Rows, space_ids: set[int]) -> Rows:
    """The rows that belong to none of these spaces."""
    return {
        name: {key: row for key, row in found.items() if home_of(name, row, rows) not in space_ids}
        for name, found in rows.items()
    }


class Link(NamedTuple):
    """A foreign key: the table and column that point, and the table pointed at."""

    table: str
    column: str
    target: str


@cache
def links() -> dict[Link, ForeignKey]:
    """All foreign keys that the schema has, looked for once: some tests ask a hundred thousand times."""
    return {
        Link(name, key.parent.name, key.column.table.name): key
        for name, table in tables().items()
        for key in table.foreign_keys
    }


def torn(rows: Rows) -> Iterator[Link]:
    """The foreign keys of which a row and what it points at are in two spaces; both carry the space's id."""
    for link in links():
        carry = all("space_id" in tables()[name].c for name in (link.table, link.target))
        if carry and any(
            row[link.column] is not None
            and row["space_id"] != rows[link.target][row[link.column],]["space_id"]
            for row in rows[link.table].values()
        ):
            yield link


def touches(name: str, row: Row, person_id: int, rows: Rows) -> bool:
    """Whether a row is about somebody: it points at them, or at a row that does."""
    if name == PEOPLE:
        return bool(row["id"] == person_id)
    return any(
        row[link.column] is not None
        and touches(link.target, rows[link.target][row[link.column],], person_id, rows)
        for link in links()
        if link.table == name and link.target != SPACES
    )


def nameless(rows: Rows, person_id: int) -> Rows:
    """The rows once an account has ended: what it alone had is gone, and what stays names it no more."""
    naming = {link for link in links() if link.target == PEOPLE}
    return {
        name: {
            key: row
            | {each.column: None for each in naming if each.table == name and row[each.column] == person_id}
            for key, row in found.items()
            if person_id not in (row.get("person_id"), row.get("inviter_id"))
        }
        for name, found in rows.items()
    }
