"""Finding notes."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from tracker.domain.days import today
from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.models import Note, Person

A_PAGE = 20
NOBODYS_COLOUR = "slate"


@dataclass(frozen=True, slots=True)
class Shown:
    """A note as the one who asks sees it: who wrote it, no name where the account is gone, and on which day of theirs."""

    note: Note
    own: bool
    author_name: str
    author_colour: str
    written_on: date
    habit_name: str


@dataclass(frozen=True, slots=True)
class WallPage:
    """Some notes, the newest first, and where the older ones go on (0 if there are none)."""

    notes: tuple[Shown, ...]
    older_than: int


def seen_by(person: Person) -> ColumnElement[bool]:
    """Whether a note is there for this person: in their space, and from them or to them."""
    return (Note.space_id == person.space_id) & or_(
        Note.author_id == person.id, Note.recipient_id == person.id
    )


def wall_page(person: Person, *, older_than: int = 0) -> WallPage:
    """The notes there are for a person, a page of them."""
    found = select(Note).where(seen_by(person), Note.deleted_at.is_(None))
    if older_than:
        found = found.where(Note.id < older_than)
    found = found.options(joinedload(Note.author), joinedload(Note.habit))
    notes = db.session.scalars(found.order_by(Note.id.desc()).limit(A_PAGE + 1)).all()
    shown = tuple(shown_to(person, note) for note in notes[:A_PAGE])
    return WallPage(shown, notes[A_PAGE - 1].id if len(notes) > A_PAGE else 0)


def shown_to(person: Person, note: Note) -> Shown:
    """A note as somebody sees it: the habit it is about is named only if that is there for them too."""
    habit = note.habit if note.habit and (note.habit.shared or note.habit.owner_id == person.id) else None
    return Shown(
        note=note,
        own=note.author_id == person.id,
        author_name=note.author.name if note.author else "",
        author_colour=note.author.colour if note.author else NOBODYS_COLOUR,
        written_on=today(person.rhythm, note.written_at),
        habit_name=habit.name if habit else "",
    )


def own_note(person: Person, note_id: int, *, deleted: bool = False) -> Note:
    """A note this person wrote, or `Missing`."""
    return one(Note.id == note_id, Note.author_id == person.id, seen_by(person), deleted=deleted)


def note_to(person: Person, note_id: int) -> Note:
    """A note that was written to this person, or `Missing`."""
    return one(Note.id == note_id, Note.recipient_id == person.id, seen_by(person), deleted=False)


def one(*conditions: ColumnElement[bool], deleted: bool) -> Note:
    gone = Note.deleted_at.is_not(None) if deleted else Note.deleted_at.is_(None)
    note = db.session.scalar(select(Note).where(*conditions, gone))
    if note is None:
        raise Missing("note")
    return note
