"""The world, as it is brought to a database in which it did not happen: it takes a tenth of the time, and is the same on both."""

from typing import Any

from sqlalchemy import insert, select

from tests.earlier import APART
from tests.once import once
from tests.whole import RUN
from tests.world import World, build
from tracker.backups.restoring import set_numbers
from tracker.extensions import db
from tracker.models import Person
from tracker.models.watching import unwatch, watch

Carried = tuple[World, dict[str, list[dict[str, Any]]]]


def live_or_bring() -> World:
    """Let the database at hand hold the world. It happens there with `--whole`, and where nobody else who tests has it yet."""
    if RUN.whole:
        return build()
    world, rows = once("world", lived)
    if db.session.scalar(select(Person.id).limit(1)) is None:
        bring(rows)
    return world


def lived() -> Carried:
    """Let it all happen in the database at hand. Returns the ids of what there is, and all rows, by table."""
    world = build()
    rows = {
        table.name: [dict(row._mapping) for row in db.session.execute(select(table))]
        for table in db.metadata.sorted_tables
    }
    return world, rows


def bring(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Let the database at hand hold rows, and nobody be told that they came."""
    connection = db.session.connection()
    connection.exec_driver_sql(APART[connection.dialect.name])
    unwatch(connection)
    for table in db.metadata.sorted_tables:
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])
    watch(connection)
    set_numbers(db.metadata, connection)
    db.session.commit()
