"""The list beside the backups: what was taken back, by ids and times, so that no restore brings it again.

A line an entry, only ever added to, so that what is there survives whatever becomes of the database.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, select, update
from sqlalchemy.orm import Session

from tracker.backups.writing import lineage_of
from tracker.extensions import db
from tracker.keys import key_today
from tracker.models import Beginning, Withdrawal
from tracker.models.withdrawals import KEPT_FOR
from tracker.whole import whole_file

FILE = "taken-back.jsonl"
TURN = "taken-back.turn"
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class TakenBack:
    """That something was taken back in one Tend: of which table, which row, how, and when (as text, in UTC)."""

    lineage: str
    number: int
    at: str
    thing: str
    key: str
    what: str


def list_new(folder: Path) -> int:
    """Add to the list what was taken back since last time; returns how much. It is on the disk when this returns.

    Needs an application context; commits, and holds nobody up while the disk writes.
    """
    lineage = db.session.scalar(select(Beginning.mark).order_by(Beginning.id).limit(1)) or ""
    count = 0
    while new := unlisted():
        db.session.commit()
        add(folder, [entry_of(each, lineage) for each in new])
        ids = [each.id for each in new]
        db.session.execute(update(Withdrawal).where(Withdrawal.id.in_(ids)).values(listed=True))
        db.session.commit()
        count += len(new)
    db.session.commit()
    return count


def unlisted() -> list[Withdrawal]:
    rows = select(Withdrawal).where(~Withdrawal.listed).order_by(Withdrawal.id).limit(AT_ONCE)
    return list(db.session.scalars(rows))


def entry_of(row: Withdrawal, lineage: str) -> TakenBack:
    return TakenBack(lineage, row.id, row.at.isoformat(), row.thing, row.key, row.what)


def add(folder: Path, entries: Iterable[TakenBack]) -> None:
    """Add entries to the list in a folder, and wait until they are on the disk."""
    with turn(folder), (folder / FILE).open("ab") as file:
        file.writelines(json.dumps(astuple(each)).encode() + b"\n" for each in entries)
        file.flush()
        os.fsync(file.fileno())


def entries_in(folder: Path) -> list[TakenBack]:
    """The entries of the list in a folder, each once. A line that was cut off in a power cut is none."""
    try:
        lines = (folder / FILE).read_bytes().splitlines()
    except OSError:
        return []
    return list(dict.fromkeys(entry for line in lines if (entry := entry_in(line))))


def entry_in(line: bytes) -> TakenBack | None:
    """The entry on a line, with the key that its row has today; nothing on one that was cut off."""
    try:
        entry = TakenBack(*json.loads(line))
        return replace(entry, key=key_today(entry.key, entry.thing, entry.lineage))
    except (ValueError, TypeError, AttributeError):
        return None


def forget_old(folder: Path, now: datetime) -> None:
    """Take from the list what no backup that is kept could bring back any more."""
    since = now - KEPT_FOR
    with turn(folder):
        entries = entries_in(folder)
        young = [each for each in entries if each.at >= since.isoformat()]
        if len(young) < len(entries):
            with whole_file(folder / FILE) as file:
                file.writelines(json.dumps(astuple(each)).encode() + b"\n" for each in young)


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Of several processes one writes to the list, the others wait."""
    handle = os.open(folder / TURN, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def entries_of(connection: Connection) -> list[TakenBack]:
    """What a database itself knows was taken back."""
    if not inspect(connection).has_table(Withdrawal.__tablename__):
        return []
    lineage = lineage_of(connection)
    rows = Session(connection).scalars(select(Withdrawal).order_by(Withdrawal.id))
    entries = (entry_of(each, lineage) for each in rows)
    return [replace(each, key=key_today(each.key, each.thing, lineage)) for each in entries]
