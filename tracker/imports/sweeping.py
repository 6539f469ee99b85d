"""Sweeps away what never came in whole: files that nobody came back to, and what was written of them, unseen."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Executable, delete, exists, select

from tracker.domain.days import ONE_DAY
from tracker.extensions import db
from tracker.models import (
    Arrival,
    Habit,
    Note,
    Person,
    Picture,
    Reflection,
    Remark,
    Space,
    Tick,
    Track,
    Upload,
    UploadPart,
)
from tracker.passing import after

AT_ONCE = 5_000
PICTURES_AT_ONCE = 20


def sweep(now: datetime) -> None:
    """Throw away what has waited for more than a day, and stages that are no arrival's any more.

    Commits itself, piece by piece, so that nobody waits long for the database.
    """
    forget_old(now)
    db.session.commit()
    while (stage_id := left_stage()) is not None:
        for piece in PIECES:
            while db.session.execute(piece(stage_id)).rowcount:  # type: ignore[attr-defined]
                db.session.commit()
        db.session.execute(delete(Space).where(Space.id == stage_id, ~INHABITED))
        db.session.commit()


def forget_old(now: datetime) -> None:
    for table in (Upload, UploadPart, Arrival):
        db.session.execute(delete(table).where(after(table.sent_at, ONE_DAY).past(now)))


INHABITED = exists().where(Person.space_id == Space.id)


def left_stage() -> int | None:
    """A space of which nobody is a member, and in which nothing is still to come."""
    left = select(Space.id).where(~INHABITED, ~exists().where(Arrival.stage_id == Space.id))
    return db.session.scalar(left.limit(1))


def of_a_track(table: type[Tick] | type[Remark]) -> Callable[[int], Executable]:
    """Takes what one track has of a table, which is a few thousand for each ten years."""

    def piece(stage_id: int) -> Executable:
        track = (
            select(Track.id)
            .where(Track.space_id == stage_id, exists().where(table.track_id == Track.id))
            .limit(1)
            .scalar_subquery()
        )
        days = select(table.day).where(table.track_id == track).limit(AT_ONCE)
        return delete(table).where(table.track_id == track, table.day.in_(days))

    return piece


def pictures_of(stage_id: int) -> Executable:
    some = select(Picture.note_id).join(Note, Note.id == Picture.note_id).where(Note.space_id == stage_id)
    return delete(Picture).where(Picture.note_id.in_(some.limit(PICTURES_AT_ONCE)))


def some_of(table: type[Note] | type[Reflection] | type[Habit], most: int) -> Callable[[int], Executable]:
    def piece(stage_id: int) -> Executable:
        return delete(table).where(
            table.id.in_(select(table.id).where(table.space_id == stage_id).limit(most))
        )

    return piece


PIECES = (
    of_a_track(Tick),
    of_a_track(Remark),
    pictures_of,
    some_of(Note, AT_ONCE),
    some_of(Reflection, AT_ONCE),
    some_of(Habit, 20),
)
