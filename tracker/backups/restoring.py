"""Puts a backup back: made whole and checked beside what is there, and only then in its place.

No log-in and no link from before opens anything afterwards, and what people have taken back since stays
taken back, as far as the list beside the backups tells of it. Where it cannot be known whether more
happened, everybody chooses a new password.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from flask import Flask
from sqlalchemy import (
    JSON,
    Connection,
    Integer,
    MetaData,
    Table,
    delete,
    func,
    insert,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import SQLAlchemyError, StatementError

from config import Settings
from tracker.accounts.queries import unconfirmed_count
from tracker.app import create_app
from tracker.backups.daily import folder_of
from tracker.backups.listing import TakenBack, add, entries_in, entries_of, entry_of
from tracker.backups.package import BackupError, Package, TablePart, not_whole
from tracker.backups.places import DatabasePlace, place_of
from tracker.backups.replaying import begin_again, missing_from_backup, note_replayed, replay
from tracker.backups.writing import one_instant, tables_of
from tracker.checking.rules import findings
from tracker.checking.tables import WHOLE
from tracker.database import known_revisions, migrate_to
from tracker.extensions import db
from tracker.habits.settling import rebuild
from tracker.models import Beginning, Person, Withdrawal
from tracker.models.watching import ANEW, ENDS, PASSES, type_of, unwatch
from tracker.presence import InUse, alone
from tracker.sweeping import sweep_rows
from tracker.traces import leave_none
from tracker.web.causes import cause_of, words_for

ROWS_AT_ONCE = 500
HEAVY_ROWS_AT_ONCE = 1


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a restore: from when the backup was, what was taken back again, whether that is all, and where the old is."""

    made_at: datetime
    taken_back_count: int
    whole: bool
    last_at: str
    before: str
    unconfirmed_count: int = 0


@dataclass(frozen=True, slots=True)
class KnownWithdrawals:
    """What is known to have been taken back, and whether that is all that was."""

    entries: list[TakenBack]
    whole: bool


def restore(file: Path, settings: Settings, now: datetime, *, nothing_since: bool = False) -> Restored:
    """Put a backup back. Raises `BackupError`, and then nothing was changed.

    ``nothing_since`` is said by whoever knows that nobody used Tend after the list ends.
    """
    place = place_of(settings.database_url)
    try:
        with alone(settings), Package(file) as package, beside(place) as url:
            refuse_newer(package)
            package.verify()
            known = known_of(package, settings, file.parent)
            whole = known.whole or nothing_since
            with database_at(url, settings):
                fill(package)
                count, listed, unconfirmed = put_right(package, known.entries, whole=whole, now=now)
                refuse_loose_ends(now)
            add(folder_of(settings), [each for each in listed if each not in known.entries])
            before = place.swap(now)
            last_at = max((each.at for each in known.entries), default="")
            return Restored(package.manifest.made_at, count, whole, last_at, before, unconfirmed)
    except InUse as error:
        raise BackupError(str(error)) from error
    except OSError as error:
        raise BackupError(
            f"The backup could not be put back: {words_for(error)}. Nothing was changed."
        ) from error
    except StatementError as error:
        raise BackupError(
            f"The backup could not be put back: {cause_of(error).words}. Nothing was changed."
        ) from error


@contextmanager
def beside(place: DatabasePlace) -> Iterator[str]:
    """An empty database beside the one that is there; nothing of it stays when something goes wrong."""
    try:
        yield place.beside()
    except BaseException:
        place.clear()
        raise


@contextmanager
def database_at(url: str, settings: Settings) -> Iterator[Flask]:
    app = create_app(replace(settings, database_url=url))
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def refuse_newer(package: Package) -> None:
    revision = package.manifest.revision
    if revision not in known_revisions():
        raise BackupError(
            f"{package.file} is at revision {revision}, which this Tend does not know yet. "
            "It was made by a newer Tend: put it back with that one."
        )


def known_of(package: Package, settings: Settings, *folders: Path) -> KnownWithdrawals:
    """What was taken back in the Tend that a backup is of: by the lists, and by the database that is there, if it is that Tend's."""
    lineage = package.manifest.lineage
    listed = [
        each
        for folder in dict.fromkeys(path.resolve() for path in (*folders, folder_of(settings)))
        for each in entries_in(folder)
        if not lineage or each.lineage == lineage
    ]
    in_place = known_in_place(settings.database_url, lineage)
    entries = list(dict.fromkeys([*listed, *(in_place or [])]))
    return KnownWithdrawals(entries, whole=in_place is not None)


def known_in_place(database_url: str, lineage: str) -> list[TakenBack] | None:
    """What the database that is there knows was taken back; nothing where there is none, or another Tend's."""
    if not lineage:
        return None
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return None
    try:
        with one_instant(database_url) as connection:
            entries = entries_of(connection)
            mark = connection.scalar(select(func.count()).where(Beginning.mark == lineage))
            return entries if mark and not passwords_due(connection) else None
    except SQLAlchemyError:
        return None


def passwords_due(connection: Connection) -> bool:
    """Whether somebody still has to choose a new password, since there was a gap when a backup was put back before."""
    return bool(connection.scalar(select(func.count()).where(Person.new_password_due)))


def fill(package: Package) -> None:
    """Make the tables as they were then, put every row in, count them, and bring them up to date."""
    migrate_to(package.manifest.revision)
    with db.engine.begin() as connection:
        unwatch(connection)
        tables = tables_of(connection)
        empty(tables, connection)
        for part in package.manifest.tables:
            load(package, part, tables, connection)
        set_numbers(tables, connection)
    migrate_to("head")


def empty(tables: MetaData, connection: Connection) -> None:
    """Remove what migrations have put in."""
    for table in reversed(tables.sorted_tables):
        connection.execute(delete(table))


def load(package: Package, part: TablePart, tables: MetaData, connection: Connection) -> None:
    table = tables.tables.get(part.name)
    if table is None or set(table.columns.keys()) != set(part.columns):
        raise not_whole(package.file)
    for column in table.columns:
        if isinstance(column.type, JSON):
            column.type.none_as_null = True
    most = HEAVY_ROWS_AT_ONCE if "bytes" in part.kinds else ROWS_AT_ONCE
    rows: list[dict[str, object]] = []
    for row in package.rows(part):
        rows.append(row)
        if len(rows) == most:
            connection.execute(insert(table), rows)
            rows = []
    if rows:
        connection.execute(insert(table), rows)
    if connection.scalar(select(func.count()).select_from(table)) != part.row_count:
        raise not_whole(package.file)


def set_numbers(tables: MetaData, connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that are there, as SQLite does by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables.sorted_tables:
        set_number(table, connection)


def set_number(table: Table, connection: Connection) -> None:
    if "id" in table.columns and isinstance(table.c.id.type, Integer):
        sequence = connection.scalar(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": table.name})
        last = connection.scalar(select(func.max(table.c.id)))
        if sequence and last:
            connection.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last})


def put_right(
    package: Package, entries: Sequence[TakenBack], *, whole: bool, now: datetime
) -> tuple[int, list[TakenBack], int]:
    """End what leads in, take back again what was taken back; returns how much, all that belongs in the list, and how many
    have not confirmed their address.
    """
    new = missing_from_backup(entries)
    note_replayed(new)
    if db.engine.dialect.name == "postgresql":
        set_number(Withdrawal.__table__, db.session.connection())  # type: ignore[arg-type]
    end_what_leads_in()
    sweep_rows(now)
    count = replay(new, now=now)
    if not whole:
        db.session.execute(update(Person).values(new_password_due=True))
    begin_again(token_hex(16), now)
    if count:
        rebuild(now)
    lineage = (
        package.manifest.lineage or db.session.scalars(select(Beginning.mark).order_by(Beginning.id)).first()
    )
    listed = [entry_of(each, lineage or "") for each in db.session.scalars(select(Withdrawal))]
    db.session.execute(update(Withdrawal).values(listed=True))
    db.session.commit()
    leave_none(now, gone_count=count)
    return count, listed, unconfirmed_count()


def end_what_leads_in() -> None:
    """End log-ins, invitations, calendars and links, and throw away what waited for a moment that is past; and nobody's codes
    are taken off that were said to be gone before: that may have been stopped.
    """
    db.session.execute(update(Person).values(codes_end_at=None))
    for table in db.metadata.sorted_tables:
        if type_of(table).unwatched in (ANEW, ENDS, PASSES):
            db.session.execute(delete(table))


def refuse_loose_ends(now: datetime) -> None:
    """Look through what was made before it takes the place of what is there. Smaller things are for `./tend check`."""
    found = [each.sentence for each in findings(WHOLE, now)]
    if found:
        raise BackupError("The backup does not hold together, so nothing was changed. " + " ".join(found))
