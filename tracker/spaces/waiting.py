"""The notes that somebody has written for whoever joins, on the wall and in the jar."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from tracker.domain.days import today
from tracker.domain.invitations import LINE_LENGTH, NOTES_LISTED
from tracker.domain.words import shortened
from tracker.extensions import db
from tracker.models import JarNote, Note, Person

LOOKED_AT = 1000  # letters of a note, in which its first line begins


@dataclass(frozen=True, slots=True)
class WaitingNote:
    """How a note of one's own begins, and when it was written; whether it is in the jar, for a hard day."""

    id: int
    line: str
    written_on: date
    in_jar: bool


@dataclass(frozen=True, slots=True)
class WaitingNotes:
    """What waits for whoever joins, the newest first of each kind, up to as many as one looks through."""

    listed: tuple[WaitingNote, ...]
    older_count: int

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.listed) + self.older_count


def notes_waiting(person: Person) -> WaitingNotes:
    """What a person has written for whoever joins their space, and not deleted."""
    listed = tuple(each for table in (Note, JarNote) for each in beginnings_in(table, person))
    return WaitingNotes(listed, sum(count_in(table, person) for table in (Note, JarNote)) - len(listed))


def beginnings_in(table: type[Note] | type[JarNote], person: Person) -> list[WaitingNote]:
    beginning = func.substr(table.body, 1, LOOKED_AT)
    found = (
        select(table.id, beginning, table.written_at)
        .where(waits(table, person))
        .order_by(table.written_at.desc(), table.id)
        .limit(NOTES_LISTED)
    )
    return [
        WaitingNote(note_id, first_line_of(text), today(person.rhythm, written_at), table is JarNote)
        for note_id, text, written_at in db.session.execute(found)
    ]


def count_in(table: type[Note] | type[JarNote], person: Person) -> int:
    return db.session.scalars(select(func.count()).select_from(table).where(waits(table, person))).one()


def waits(table: type[Note] | type[JarNote], person: Person) -> ColumnElement[bool]:
    own = (table.space_id == person.space_id) & (table.author_id == person.id)
    return own & table.waiting & table.deleted_at.is_(None)


def first_line_of(text: str) -> str:
    """How a note begins."""
    return shortened(text.strip().partition("\n")[0].strip(), LINE_LENGTH)
