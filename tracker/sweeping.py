"""Sweeps by the clock: what has had its time goes, as each table's capability declares, and leaves no trace."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, select

from tracker.accounts.changing import forget_wanted
from tracker.belonging import BELONGINGS
from tracker.extensions import db
from tracker.imports import sweeping as arrivals
from tracker.traces import leave_none


def sweep(now: datetime) -> int:
    """Remove what has had its time, and its traces; returns how many rows went that were somebody's.

    Needs an application context; commits table by table, so that nobody waits long for the database.
    """
    count = sweep_rows(now)
    leave_none(now, gone_count=count)
    return count


def sweep_rows(now: datetime) -> int:
    """Remove the rows that have had their time, the addresses that waited for a code, and files that nobody came back to; returns
    how many were somebody's.
    """
    count, somebodys = 0, {each.name for each in BELONGINGS}
    for table, where in had_its_time(now):
        if db.session.execute(select(*table.primary_key).where(where).limit(1)).first() is not None:
            gone = db.session.execute(delete(table).where(where))
            count += gone.rowcount if table.name in somebodys else 0  # type: ignore[attr-defined]
        db.session.commit()
    count += forget_wanted(now)
    db.session.commit()
    arrivals.sweep(now)
    db.session.commit()
    return count


def had_its_time(now: datetime) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """The rows that are of no use any more at a moment, table by table."""
    for each in BELONGINGS.declared:
        if each.passing is not None:
            yield each.table.__table__, each.passing.past(now)
