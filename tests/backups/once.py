"""What each restore works out anew, for a new process each time, worked out once for all tests of this process."""

from dataclasses import replace
from pathlib import Path

from flask import Flask
from sqlalchemy import Connection, MetaData

from config import Settings
from tracker.app import create_app
from tracker.backups.writing import tables_of

# All that `tables_of` could find, in the words of the database.
BUILD = {
    "sqlite": "SELECT sql FROM sqlite_master ORDER BY name",
    "postgresql": """
        SELECT concat_ws(' ', table_name, column_name, ordinal_position, data_type, udt_name, is_nullable)
        FROM information_schema.columns WHERE table_schema = current_schema()
        UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = current_schema()::regnamespace ORDER BY 1
    """,
}

APPS: dict[Settings, Flask] = {}
TABLES: dict[tuple[object, ...], MetaData] = {}


def app_on(settings: Settings) -> Flask:
    """An application with these settings, as `create_app` makes it; folders are all that tells one restore from another."""
    alike = replace(settings, data=Path(), backups=Path())
    if alike not in APPS:
        APPS[alike] = create_app(settings)
    APPS[alike].config["TEND"] = settings
    return APPS[alike]


def tables_seen(connection: Connection) -> MetaData:
    """Our tables as they are there, which are looked at where none have been made in the same words before."""
    name = connection.dialect.name
    words = (name, *connection.exec_driver_sql(BUILD[name]).scalars())
    if words not in TABLES:
        TABLES[words] = tables_of(connection)
    return TABLES[words]
