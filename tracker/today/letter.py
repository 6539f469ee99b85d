"""The newest words from the partner, which the page of the day shows beside the habits."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from tracker.extensions import db
from tracker.models import Note, Person
from tracker.sight import ASKER, sees_note, through

NEWEST = (
    select(Note.id, Note.body, Note.written_at)
    .where(
        sees_note(ASKER),
        Note.space_id == ASKER.space_id,
        Note.recipient_id == ASKER.id,
        Note.waiting.is_(False),
        Note.deleted_at.is_(None),
    )
    .order_by(Note.written_at.desc(), Note.id.desc())
    .limit(1)
)


class NewestNote(NamedTuple):
    """A note to the one who asks, and when it was written."""

    id: int
    body: str
    written_at: datetime


def newest_letter(person: Person) -> NewestNote | None:
    """The newest note that somebody was given by their partner, if there is any."""
    found = db.session.connection().execute(NEWEST, through(person)).first()
    return NewestNote(*found) if found else None
