"""Brings the database to the newest revision, so that nobody who hosts Tend has to think of it."""

from importlib import import_module
from typing import Any

from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from config import ROOT, Settings
from tracker.backups.daily import back_up
from tracker.backups.package import BackupError
from tracker.extensions import db
from tracker.models import watch
from tracker.refusing import StartError
from tracker.web.causes import cause_of
from tracker.web.clock import now

MIGRATIONS = ROOT / "migrations"


class DatabaseError(StartError):
    """A database that Tend cannot use, with a sentence for whoever runs it."""


def upgrade(app: Flask) -> None:
    """Make the tables, or bring them up to date; quick when there is nothing to do.

    What is kept in them by older rules is folded anew later (`folding.py`), so that nobody waits for it. What is there is backed up before. Raises `DatabaseError`.

    Any number of processes may do this at once: one does it, the others wait.
    """
    with app.app_context():
        stored, known = stored_revision(), known_revisions()
        if stored and stored not in known:
            raise DatabaseError(
                f"The database is at revision {stored}, which this Tend does not know yet. "
                "It was used by a newer Tend: start that one, or put a backup back."
            )
        if not stored:
            make_tables()
        elif stored != known[-1]:
            migrate_with_backup(app.config["TEND"], stored, known[-1])
        with db.engine.begin() as connection:
            watch(connection)


def migrate_to(revision: str) -> None:
    """Bring the tables to a revision."""
    import_module("alembic.command").upgrade(alembic_config(), revision)


def make_tables() -> None:
    """Make all tables, in a database that has none of ours; raises `DatabaseError`."""
    try:
        migrate_to("head")
    except Exception as error:
        raise DatabaseError(
            "The database could not be brought up to date, and nothing in it was changed: "
            f"{cause_of(error).words}."
        ) from error


def migrate_with_backup(settings: Settings, stored: str, newest: str) -> None:
    """Back up what is there, then bring it up to date; where that fails, nothing is changed, and it is said how to go back."""
    try:
        backup = back_up(settings, now(), before_revision=newest)
    except BackupError as error:
        raise DatabaseError(
            f"{error}\nTend makes a backup before it brings the database up to date, so it did not: nothing was changed."
        ) from error
    try:
        migrate_to("head")
    except Exception as error:
        raise DatabaseError(
            f"The database could not be brought from revision {stored} to {newest}: {cause_of(error).words}.\n"
            f"Nothing was changed: all is as it was at revision {stored}, and the Tend that you had before goes on with it.\n"
            f"Should anything be amiss all the same, that Tend puts everything back with ./tend restore {backup}"
        ) from error


def stored_revision() -> str:
    """The revision the database is at; nothing while it is empty."""
    try:
        with db.engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return ""
            return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
    except SQLAlchemyError as error:
        raise DatabaseError(f"The database does not answer: {cause_of(error).words}.") from error


def known_revisions() -> list[str]:
    """The numbers of our migrations, with which their files' names begin, the newest last."""
    return sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def alembic_config() -> Any:
    """What alembic must know. It is loaded only here: nearly every start finds nothing to do."""
    config = import_module("alembic.config").Config(MIGRATIONS / "alembic.ini")
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
