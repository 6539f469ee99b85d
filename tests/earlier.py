"""A Tend as it was before ids were drawn: the same rows, with ids that are counted."""

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, MetaData, Table, bindparam, select, update

from tracker.database import alembic_config
from tracker.extensions import db
from tracker.models.watching import unwatch

BEFORE_DRAWN = "0022"
# Lets rows and those that point at them change one after the other, until the end of a transaction.
APART = {
    "sqlite": "PRAGMA defer_foreign_keys = ON",
    "postgresql": "SET LOCAL session_replication_role = replica",
}


def go_back() -> None:
    """Let the database at hand be one of then, whose ids are counted by the rows' order. Leaves no connection open."""
    db.session.remove()
    command.downgrade(alembic_config(), BEFORE_DRAWN)
    script = ScriptDirectory.from_config(alembic_config()).get_revision("0023")
    with db.engine.begin() as connection:
        connection.exec_driver_sql(APART[connection.dialect.name])
        unwatch(connection)
        tables = MetaData()
        tables.reflect(connection)
        for name, others in script.module.WRITTEN_IN.items():
            written = [tables.tables[other].c[column] for other, column in others]
            count(tables.tables[name], written, connection)
    db.engine.dispose()


def count(table: Table, others: list[Column[int]], connection: Connection) -> None:
    """Number the rows of a table from 1 on, wherever that is written."""
    ids = connection.scalars(select(table.c.id).order_by(table.c.id)).all()
    numbers = [{"old": old, "new": number} for number, old in enumerate(ids, start=1)]
    for column in (table.c.id, *others):
        if numbers:
            named = (
                update(column.table).where(column == bindparam("old")).values({column.name: bindparam("new")})
            )
            connection.execute(named, numbers)
