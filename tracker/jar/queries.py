"""Finding what is in the jar. What a writer finds never depends on what was opened, nor does how it is found."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, select

from tracker.domain.days import today
from tracker.domain.jar import may_open
from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.leafing import older
from tracker.models import JarNote, Opening, Person
from tracker.sight import sees_jar_note, sees_opening

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note of one's own in the jar, and on which day of theirs it was written."""

    id: int
    body: str
    written_on: date
    waiting: bool
    came_on: date | None


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A note that one has opened, from the partner or from somebody who has left."""

    body: str
    opened_on: date
    from_partner: bool
    came_on: date | None


@dataclass(frozen=True, slots=True)
class JarPage:
    """What one has put into the jar, and what one has opened, the latest first of both.

    ``older_than`` is where what one has put in goes on, 0 where that is all.
    """

    today: date
    written: tuple[WrittenNote, ...]
    opened: tuple[OpenedNote, ...]
    older_than: int

    @property
    def may_open(self) -> bool:
        """Whether one more can be opened today."""
        return may_open((each.opened_on for each in self.opened), self.today)


def jar_page(person: Person, now: datetime, *, older_than: int = 0) -> JarPage:
    """The jar as a person finds it; of what they have put in a page."""
    own = (sees_jar_note(person), JarNote.deleted_at.is_(None))
    rest = older(JarNote.written_at, JarNote.id, older_than, sees_jar_note(person))
    written = db.session.scalars(
        select(JarNote)
        .where(*own, *rest)
        .order_by(JarNote.written_at.desc(), JarNote.id.desc())
        .limit(A_PAGE + 1)
    ).all()
    opened = db.session.scalars(
        select(Opening).where(sees_opening(person)).order_by(Opening.opened_on.desc()).limit(A_PAGE)
    )
    partner_id = person.partner.id if person.partner else None
    return JarPage(
        today=today(person.rhythm, now),
        written=tuple(
            WrittenNote(each.id, each.body, today(person.rhythm, each.written_at), each.waiting, each.came_on)
            for each in written[:A_PAGE]
        ),
        opened=tuple(
            OpenedNote(
                *(each.body, each.opened_on),
                from_partner=each.author_id is not None and each.author_id == partner_id,
                came_on=each.came_on,
            )
            for each in opened
        ),
        older_than=written[A_PAGE - 1].id if len(written) > A_PAGE else 0,
    )


def own_note(person: Person, note_id: int, *, deleted: bool = False) -> JarNote:
    """A note of somebody's own in the jar, or `Missing`."""
    gone = JarNote.deleted_at.is_not(None) if deleted else JarNote.deleted_at.is_(None)
    note = db.session.scalar(select(JarNote).where(JarNote.id == note_id, sees_jar_note(person), gone))
    if note is None:
        raise Missing("note")
    return note


def unopened(person: Person) -> ColumnElement[bool]:
    """Whether a note waits in the jar for this person to open it."""
    opened = exists().where(Opening.note_id == JarNote.id, Opening.reader_id == person.id)
    return (
        (JarNote.space_id == person.space_id)
        & (JarNote.recipient_id == person.id)
        & JarNote.deleted_at.is_(None)
        & ~opened
    )
