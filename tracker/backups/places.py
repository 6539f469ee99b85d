"""Where a backup is put back: beside what is there, and in its place only once it is whole.

What was there before stays under a name of its own, until `forget_old` finds it a month old.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, create_engine, inspect, make_url, text
from sqlalchemy.pool import NullPool

from tracker.backups.package import BackupError
from tracker.backups.writing import FORMER, VERSION_TABLE
from tracker.extensions import db
from tracker.models.watching import unwatch, watch
from tracker.whole import sync_folder

BEFORE = "before_restore_"
BESIDE = "tend_restoring"
STAMP = "%Y%m%d_%H%M%S"
KEPT_FOR = timedelta(days=29)  # as long as any backup


class DatabasePlace(Protocol):
    """Where the database is."""

    def beside(self) -> str:
        """An empty database beside the one that is there."""

    def swap(self, now: datetime) -> str:
        """Put the one beside in its place; says in words where the one from before is now, or nothing if there was none."""

    def clear(self) -> None:
        """Leave nothing of a database beside."""

    def names(self) -> set[str]:
        """What stands there or beside, by name."""

    def forget_old(self, now: datetime) -> None:
        """Remove what stood in the place before a restore of a month ago."""


def place_of(database_url: str) -> DatabasePlace:
    """Where a database is."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise BackupError("A backup cannot be put back into a database in memory.")
        return File(Path(url.database))
    return Schema(database_url)


@dataclass(frozen=True)
class File:
    """A file of SQLite's."""

    file: Path

    @property
    def new(self) -> Path:
        return self.file.with_name(f"{self.file.name}.{BESIDE}")

    def beside(self) -> str:
        self.clear()
        return f"sqlite:///{self.new}"

    def clear(self) -> None:
        for each in (self.new, *with_ends(self.new)):
            each.unlink(missing_ok=True)

    def swap(self, now: datetime) -> str:
        settle(self.new)
        if not self.file.exists():
            self.new.replace(self.file)
            sync_folder(self.file.parent)
            return ""
        with suppress(sqlite3.DatabaseError):
            settle(self.file)
        old = self.file.with_name(free(f"{self.file.name}.{BEFORE}{now:{STAMP}}", self.names()))
        link_under(old, self.file)
        for each, end in zip(with_ends(self.file), ENDS, strict=True):
            if each.exists():
                each.replace(f"{old}{end}")
        self.new.replace(self.file)
        sync_folder(self.file.parent)
        return f"What was there before is kept as {old}"

    def names(self) -> set[str]:
        return {each.name for each in self.file.parent.iterdir()}

    def forget_old(self, now: datetime) -> None:
        for each in self.file.parent.glob(f"{self.file.name}.{BEFORE}*"):
            if is_old(each.name, now):
                each.unlink(missing_ok=True)


ENDS = ("-wal", "-shm")


def with_ends(file: Path) -> list[Path]:
    return [file.with_name(file.name + end) for end in ENDS]


def settle(file: Path) -> None:
    """Have all of a database in its one file, and that on the disk."""
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def link_under(name: Path, file: Path) -> None:
    """Let a file have a second name, so that there is no moment in which it has none."""
    try:
        os.link(file, name)
    except OSError:
        shutil.copy2(file, name)


def free(name: str, taken: Iterable[str]) -> str:
    """A name that nothing has yet, for a second restore within a second.

    >>> free("before", ["before", "before_2"])
    'before_3'
    """
    names = (name, *(f"{name}_{number}" for number in range(2, 1000)))
    return next(each for each in names if each not in set(taken))


def is_old(name: str, now: datetime) -> bool:
    found = re.search(rf"{BEFORE}(\d{{8}}_\d{{6}})", name)
    if found is None:
        return False
    return datetime.strptime(found[1], STAMP).replace(tzinfo=now.tzinfo) < now - KEPT_FOR


@dataclass(frozen=True)
class Schema:
    """A schema of PostgreSQL's: what is new is made in one of its own, and its tables then change places."""

    database_url: str

    def beside(self) -> str:
        self.clear()
        with self.engine().begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {BESIDE}"))
        search = {"options": f"-csearch_path={BESIDE}"}
        return make_url(self.database_url).update_query_dict(search).render_as_string(hide_password=False)

    def clear(self) -> None:
        with self.engine().begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE"))

    def swap(self, now: datetime) -> str:
        with self.engine().begin() as connection:
            old = free(f"{BEFORE}{now:{STAMP}}", self.names())
            here = connection.scalar(text("SELECT current_schema()"))
            was = ours_in(connection, here)
            unwatch(connection)
            if was:
                connection.execute(text(f"CREATE SCHEMA {old}"))
                move(connection, was, here, old)
            connection.execute(text(f"SET LOCAL search_path TO {BESIDE}"))
            unwatch(connection)
            connection.execute(text(f'SET LOCAL search_path TO "{here}"'))
            move(connection, ours_in(connection, BESIDE), BESIDE, here)
            connection.execute(text(f"DROP SCHEMA {BESIDE}"))
            watch(connection)
        return f"What was there before is kept in the schema {old}" if was else ""

    def names(self) -> set[str]:
        with self.engine().begin() as connection:
            return set(inspect(connection).get_schema_names())

    def forget_old(self, now: datetime) -> None:
        for name in self.names():
            if name.startswith(BEFORE) and is_old(name, now):
                with self.engine().begin() as connection:
                    connection.execute(text(f"DROP SCHEMA {name} CASCADE"))

    def engine(self) -> Engine:
        return create_engine(self.database_url, poolclass=NullPool, hide_parameters=True)


def ours_in(connection: Connection, schema: str) -> list[str]:
    """Our tables in a schema."""
    ours = {*db.metadata.tables, *FORMER, VERSION_TABLE}
    return sorted(ours & set(inspect(connection).get_table_names(schema=schema)))


def move(connection: Connection, tables: list[str], old: str, new: str) -> None:
    for table in tables:
        connection.execute(text(f'ALTER TABLE "{old}"."{table}" SET SCHEMA "{new}"'))
