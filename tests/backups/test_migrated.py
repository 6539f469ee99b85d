"""What these tests say again to each empty database makes the tables that migrations make."""

from pathlib import Path

from sqlalchemy import inspect, text

from tests.migrated import SAID, migrated_to
from tracker.database import known_revisions, migrate_to
from tracker.extensions import db

EMPTY = ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
BUILD = {
    "sqlite": "SELECT type, name, tbl_name, sql FROM sqlite_master",
    "postgresql": """
        SELECT 'column', table_name, column_name, concat_ws(' ', data_type, is_nullable, column_default)
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
        FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT 'function', proname, '', prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    """,
}


def build():
    """All that a database is made of; in which order the lines of a table stand is by chance."""
    with db.engine.connect() as connection:
        found = connection.execute(text(BUILD[connection.dialect.name]))
        return sorted(
            (*names, sorted(line.strip(", \t") for line in (sql or "").split("\n"))) for *names, sql in found
        )


def empty():
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            for statement in EMPTY:
                connection.execute(text(statement))
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()
        for file in (db.engine.url.database, f"{db.engine.url.database}-wal"):
            Path(file).write_bytes(b"")


def test_what_is_said_again_makes_the_tables_that_migrations_make(elsewhere):
    newest = known_revisions()[-1]
    with elsewhere.app.app_context():
        migrate_to(newest)
        made = build()
        for _ in range(2):
            empty()
            assert not inspect(db.engine).get_table_names()
            migrated_to(newest)

            assert build() == made
        assert (db.engine.dialect.name, newest) in SAID
        db.engine.dispose()
