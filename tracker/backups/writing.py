"""Makes a backup: everything as it was at one instant, while people go on, without holding anybody up.

Both databases let a transaction that only reads see one instant for as long as it takes, so one way
serves both, and what one gave the other takes. The secret is not in it: it only ends log-ins and
links, and those end with every restore anyway.
"""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import (
    Column,
    Connection,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    column,
    create_engine,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from config import ROOT
from tracker.backups.package import FORMAT, MANIFEST, BackupError, Manifest, TablePart, entry, member_of
from tracker.backups.values import kind_of, line_of
from tracker.extensions import READS, db
from tracker.web.causes import words_for
from tracker.whole import whole_file

VERSION_TABLE = "alembic_version"
# Tables that an older Tend had and this one has no more; a backup before a migration holds them too.
FORMER: frozenset[str] = frozenset()
ROWS_AT_ONCE = 500
COMPRESSION = 3  # twice the speed of the usual 6, for a tenth more bytes


def back_up_to(file: Path, database_url: str, now: datetime) -> Manifest:
    """Make a backup in a file, whole or not at all; it is on the disk when this returns. Raises `BackupError`."""
    try:
        with file.open("wb") if is_device(file) else whole_file(file) as stream:
            return back_up_into(stream, database_url, now)
    except OSError as error:
        raise BackupError(f"The backup could not be written to {file}: {words_for(error)}.") from error


def is_device(file: Path) -> bool:
    """Whether it is there and no file that could be put in the place of another: a pipe, or a tape."""
    return file.exists() and not file.is_file()


def back_up_into(stream: IO[bytes], database_url: str, now: datetime) -> Manifest:
    """Write a backup to a stream, which need not be able to seek. Raises `BackupError` and `OSError`."""
    try:
        with one_instant(database_url) as connection:
            return written(stream, connection, now)
    except DBAPIError as error:
        cause = " ".join(str(error.orig).split())
        raise BackupError(f"The backup could not be made, the database says: {cause}.") from error


@contextmanager
def one_instant(database_url: str) -> Iterator[Connection]:
    """The database as it is at one instant, over a connection of its own that only reads."""
    engine = create_engine(database_url, poolclass=NullPool, hide_parameters=True)
    options: dict[str, object] = {READS: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            for bound in ("statement_timeout", "idle_in_transaction_session_timeout"):
                connection.exec_driver_sql(f"SET LOCAL {bound} = 0")  # it may take its time
        yield connection


def written(stream: IO[bytes], connection: Connection, now: datetime) -> Manifest:
    revision = revision_of(connection)
    if not revision:
        raise BackupError("There is nothing to back up yet.")
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=COMPRESSION) as archive:
        tables = tables_of(connection)
        parts = [write_table(archive, table, connection, now) for table in tables.sorted_tables]
        manifest = Manifest(FORMAT, version(), lineage_of(connection), revision, now, parts)
        archive.writestr(entry(MANIFEST, now), manifest.as_text())
    return manifest


def tables_of(connection: Connection) -> MetaData:
    """Our tables as they are there, which need not be as today's models have them: columns, keys, and what points where.

    Neither indexes nor checks are asked for, which would take longer than all else.
    """
    look, found = inspect(connection), MetaData()
    ours = (db.metadata.tables.keys() | FORMER) & set(look.get_table_names())
    keys = look.get_multi_pk_constraint(filter_names=sorted(ours))
    links = look.get_multi_foreign_keys(filter_names=sorted(ours))
    for where, columns in look.get_multi_columns(filter_names=sorted(ours)).items():
        table = Table(where[1], found, *(Column(each["name"], each["type"]) for each in columns))
        table.append_constraint(PrimaryKeyConstraint(*keys[where]["constrained_columns"]))
        for link in links[where]:
            pointed_at = [f"{link['referred_table']}.{name}" for name in link["referred_columns"]]
            table.append_constraint(ForeignKeyConstraint(link["constrained_columns"], pointed_at))
    return found


def write_table(archive: ZipFile, table: Table, connection: Connection, now: datetime) -> TablePart:
    kinds = [kind_of(column.type) for column in table.columns]
    digest, row_count = sha256(), 0
    with archive.open(entry(member_of(table.name), now), "w", force_zip64=True) as member:
        for row in rows_of(table, connection):
            line = line_of(row, kinds)
            member.write(line)
            digest.update(line)
            row_count += 1
    return TablePart(table.name, list(table.columns.keys()), kinds, row_count, digest.hexdigest())


def rows_of(table: Table, connection: Connection) -> Iterator[tuple[object, ...]]:
    """All rows in order, few at a time where each may be a file."""
    heavy = any(isinstance(column.type, LargeBinary) for column in table.columns)
    found = connection.execute(
        select(table).order_by(*table.primary_key),
        execution_options={"yield_per": 1 if heavy else ROWS_AT_ONCE},
    )
    for row in found:
        yield tuple(row)


def revision_of(connection: Connection) -> str:
    """The revision a database is at; nothing while it is empty."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return ""
    return connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE))) or ""


def lineage_of(connection: Connection) -> str:
    """What tells this Tend from every other; nothing where it is older than that."""
    if not inspect(connection).has_table("beginnings"):
        return ""
    return connection.scalar(text("SELECT mark FROM beginnings ORDER BY id LIMIT 1")) or ""


def version() -> str:
    """The version of Tend."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])
