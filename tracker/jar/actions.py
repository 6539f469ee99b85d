"""What people do with the jar."""

from datetime import datetime

from sqlalchemy import select

from tracker.accounts.room import make_room
from tracker.domain.days import today
from tracker.domain.refusals import Missing
from tracker.domain.undo import is_gone
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.jar import queries
from tracker.models import JarNote, Opening, Person


def put_in(body: str, *, by: Person, now: datetime) -> JarNote:
    """Write a note for a hard day of the partner's, or of whoever joins."""
    make_room(JarNote, by=by)
    note = JarNote(
        space_id=by.space_id,
        author_id=by.id,
        recipient_id=by.partner.id if by.partner else None,
        waiting=by.partner is None,
        body=body,
        written_at=now,
    )
    db.session.add(note)
    db.session.flush()
    return note


def change(note: JarNote, body: str) -> None:
    """Change what a note says. What was opened of it before stays as it was."""
    note.body = body


def deliver(note: JarNote, *, by: Person) -> None:
    """Let a note that still waits for whoever joins be there for the partner. Twice is once."""
    hold_space(by)
    if note.waiting and by.partner is not None:
        note.waiting, note.recipient_id = False, by.partner.id


def take_out(note: JarNote, *, by: Person, now: datetime) -> None:
    """Take a note out of the jar. For a day it can be put back; then it is gone."""
    hold_space(by)
    note.deleted_at = now


def put_back(note: JarNote, *, now: datetime) -> None:
    """Put a note back that was taken out; after a day it is gone: `Missing`."""
    if is_gone(note.deleted_at, now):
        raise Missing("note")
    note.deleted_at = None


def open_one(*, by: Person, now: datetime) -> Opening | None:
    """Open the note that has waited longest, or show again what was opened today; nothing where none waits."""
    hold_space(by)
    day = today(by.rhythm, now)
    already = db.session.scalar(select(Opening).where(Opening.reader_id == by.id, Opening.opened_on == day))
    note = db.session.scalar(
        select(JarNote).where(queries.unopened(by)).order_by(JarNote.written_at, JarNote.id).limit(1)
    )
    if already is not None or note is None:
        return already
    opening = Opening(
        space_id=by.space_id,
        reader_id=by.id,
        author_id=note.author_id,
        note_id=note.id,
        opened_on=day,
        body=note.body,
    )
    db.session.add(opening)
    db.session.flush()
    return opening
