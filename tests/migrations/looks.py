"""What a database is made of, and how much is in it."""

from collections.abc import Container
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select

from tests.there import there
from tracker.extensions import db


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def differences() -> list[Any]:
    """What alembic would have to change so that the database fits the models."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "target_metadata": db.metadata,
                "autogenerate_plugins": ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
            },
        )
        found: list[Any] = compare_metadata(context, db.metadata)
        return found


def row_counts(names: Container[str] | None = None) -> dict[str, int]:
    counts = {
        table.name: there(db.session.scalar(select(func.count()).select_from(table)))
        for table in db.metadata.sorted_tables
        if names is None or table.name in names
    }
    db.session.remove()
    return counts
