"""The tables of a revision as migrations make them, worked out once a run: what they have said to an empty database is
said again to each that comes after. To go through all of them takes ten times as long as what they say, and what has
come of it in a file of SQLite is made in a hundredth of the time. A dump of PostgreSQL writes its rules in other words.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from tests.databases import heard
from tracker.database import known_revisions, migrate_to, stored_revision
from tracker.extensions import db
from tracker.models.watching import watch

Said = list[tuple[str, Any]]

# What only asks, or is of the connection alone.
ASKS = ("SELECT", "PRAGMA", "SET LOCAL")
SAID: dict[tuple[str, str], Said] = {}  # by the kind of database and the revision


def migrated_to(revision: str) -> None:
    """Bring the tables of the database at hand to a revision, as `migrate_to` does."""
    which = db.engine.dialect.name, revision
    stored = stored_revision()
    if revision == "head" and stored == known_revisions()[-1] and not loose():
        with db.engine.begin() as connection:
            watch(connection)
    elif stored:
        migrate_to(revision)
    elif which in SAID:
        with db.engine.begin() as connection:
            for statement, values in SAID[which]:
                connection.exec_driver_sql(statement, values)
    else:
        with listening() as said:
            migrate_to(revision)
        SAID[which] = dump() if db.engine.dialect.name == "sqlite" else [*at_once(said)]


def at_once(said: Said) -> Iterator[tuple[str, Any]]:
    """The same with whatever has no values said in one go, as PostgreSQL lets one."""
    for plain, group in groupby(said, key=lambda each: not each[1]):
        if plain:
            yield ";\n".join(statement.rstrip().rstrip(";") for statement, _values in group), ()
        else:
            yield from group


def loose() -> bool:
    """Whether rows point nowhere, which migrations refuse, and PostgreSQL by itself."""
    with db.engine.connect() as connection:
        return connection.dialect.name == "sqlite" and bool(
            connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        )


def dump() -> Said:
    """What makes the file at hand what it is, with its rows, in the order in which it can be said."""
    with db.engine.connect() as connection:
        lines = [*driver_of(connection).iterdump()]
    return [(line, ()) for line in lines if line not in ("BEGIN TRANSACTION;", "COMMIT;")]


def driver_of(connection: Any) -> Any:
    return connection.connection.driver_connection


@contextmanager
def listening() -> Iterator[Said]:
    """All that is said meanwhile to the database at hand, in order, but for what only asks."""
    said: Said = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: object) -> None:
        if not statement.lstrip().startswith(ASKS):
            said.append((statement, values))

    with heard(db.engine, note):
        yield said
