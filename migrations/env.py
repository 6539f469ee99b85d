"""How a migration runs: all steps in one transaction, one process at a time, and no row lost on the way.

SQLite rebuilds a table to change it. With foreign keys on, that would delete the rows that
point to it: so they are off meanwhile, and checked before anything is committed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection

from tracker.extensions import BOUNDS, db
from tracker.models.watching import unwatch, watch

TURN = 7306001  # the number of the lock for which PostgreSQL lets processes wait
PATIENCE = 60_000  # milliseconds that a second process waits for the first on SQLite


def migrate() -> None:
    """Run what alembic has been asked for."""
    with db.engine.connect() as connection, foreign_keys_off(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            # A migration takes as long as it takes, and whoever comes second waits for the first.
            for bound, _seconds in BOUNDS:
                connection.exec_driver_sql(f"SET LOCAL {bound} = 0")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            transactional_ddl=True,
            render_as_batch=True,
            compare_type=True,
            autogenerate_plugins=["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
        )
        unwatch(connection)
        with context.begin_transaction():
            context.run_migrations()
        if context.get_context().get_current_revision() == context.get_head_revision():
            watch(connection)
        refuse_loose_ends(connection)


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Within a transaction SQLite would ignore this, so it is said before and after, past SQLAlchemy."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection
    patience = raw.execute("PRAGMA busy_timeout").fetchone()[0]
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute(f"PRAGMA busy_timeout={PATIENCE}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout={patience}")
        raw.execute("PRAGMA foreign_keys=ON")


def refuse_loose_ends(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if loose:
            tables = ", ".join(sorted({row[0] for row in loose}))
            raise RuntimeError(f"The migration would leave rows that point nowhere, in {tables}.")


migrate()
