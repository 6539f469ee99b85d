"""Leafing through what there is, the newest first: an address says where a page goes on by the last thing on the one before."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.extensions import db


def older(
    time: InstrumentedAttribute[datetime],
    number: InstrumentedAttribute[int],
    than: int,
    *seen: ColumnElement[bool],
) -> tuple[ColumnElement[bool], ...]:
    """What comes after one of the things that somebody sees; everything, where they see none with this id.

    ``time`` and ``number`` are the columns by which a list goes, both downwards.
    """
    since = db.session.scalar(select(time).where(number == than, *seen)) if than else None
    return (or_(time < since, and_(time == since, number < than)),) if since else ()
