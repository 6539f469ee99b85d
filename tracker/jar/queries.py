"""Finding what is in the jar. What a writer finds never depends on what was opened, nor does how it is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, func, select

from tracker.domain.days import today
from tracker.domain.drafts import DraftKind
from tracker.domain.jar import AN_AGE, may_open, turn_of_day
from tracker.domain.notes import Lettering, lettering
from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.leafing import older
from tracker.models import JarNote, Note, Opening, Person
from tracker.models.types import Instant
from tracker.sight import ASKER, sees_jar_note, sees_note, sees_opening, through
from tracker.wall.drafts import BEGUN
from tracker.wall.shown import SHOWN, ShownNote, shown_by

A_PAGE = (
    12  # each with what can be done with it; with those that were opened, as much as a phone likes to load
)
MOST_OPENED = 50


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note of one's own in the jar, and on which day of theirs it was written."""

    id: int
    body: str
    written_on: date
    waiting: bool
    came_on: date | None

    @property
    def lettering(self) -> Lettering:
        """How large its words are written."""
        return lettering(self.body)


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A note that one has opened, from the partner or from somebody who has left."""

    body: str
    opened_on: date
    from_partner: bool
    came_on: date | None

    @property
    def lettering(self) -> Lettering:
        """How large its words are written."""
        return lettering(self.body)


@dataclass(frozen=True, slots=True)
class AtHand:
    """What one has begun to write, and whether the partner's old notes on the wall are there, should the jar be empty.

    Only where it ``has_old`` ones does the page ask for a hard day, whatever waits in the jar.
    """

    begun: str
    has_old: bool


@dataclass(frozen=True, slots=True)
class JarPage:
    """What one has put into the jar, and what one has opened, the latest first of both.

    ``older_than`` is where what one has put in goes on, 0 where that is all. ``old`` is the note on the wall that is
    offered where the jar was empty.
    """

    today: date
    old: ShownNote | None
    written: tuple[WrittenNote, ...]
    opened: tuple[OpenedNote, ...]
    older_than: int

    @property
    def may_open(self) -> bool:
        """Whether one more can be opened today."""
        return may_open((each.opened_on for each in self.opened), self.today)


def jar_page(person: Person, now: datetime, *, older_than: int = 0, old_id: int = 0) -> JarPage:
    """The jar as a person finds it; of what they have put in a page. ``old_id`` is of the old note that is offered."""
    written = a_page_written(person, older_than)
    return JarPage(
        today=today(person.rhythm, now),
        old=old_note(person, now, old_id) if old_id else None,
        written=tuple(
            WrittenNote(each.id, each.body, today(person.rhythm, each.written_at), each.waiting, each.came_on)
            for each in written[:A_PAGE]
        ),
        opened=opened_by(person),
        older_than=written[A_PAGE - 1].id if len(written) > A_PAGE else 0,
    )


def a_page_written(person: Person, older_than: int) -> Sequence[JarNote]:
    """A page of what a person has put in, and one more where there are older ones."""
    own = (sees_jar_note(person), JarNote.deleted_at.is_(None))
    rest = older(JarNote.written_at, JarNote.id, older_than, sees_jar_note(person))
    return db.session.scalars(
        select(JarNote)
        .where(*own, *rest)
        .order_by(JarNote.written_at.desc(), JarNote.id.desc())
        .limit(A_PAGE + 1)
    ).all()


def opened_by(person: Person) -> tuple[OpenedNote, ...]:
    """What a person has opened last."""
    rows = db.session.scalars(
        select(Opening).where(sees_opening(person)).order_by(Opening.opened_on.desc()).limit(MOST_OPENED)
    )
    partner_id = person.partner.id if person.partner else None
    return tuple(
        OpenedNote(
            *(each.body, each.opened_on),
            from_partner=each.author_id is not None and each.author_id == partner_id,
            came_on=each.came_on,
        )
        for each in rows
    )


# Whether a note on the wall is one of the partner's of some time ago; and what is asked of those.
IS_OLD = (
    sees_note(ASKER),
    Note.author_id == ASKER.partner_id,
    Note.deleted_at.is_(None),
    Note.written_at < bindparam("before", type_=Instant),
)
AT_HAND = select(BEGUN.scalar_subquery(), exists().where(*IS_OLD))
OLD_NOTE = SHOWN.where(*IS_OLD, Note.id == bindparam("note_id"))
OLD_COUNT = select(func.count()).select_from(Note).where(*IS_OLD)
OLD_ID = (
    select(Note.id).where(*IS_OLD).order_by(Note.written_at, Note.id).offset(bindparam("in_turn")).limit(1)
)


def at_hand(person: Person, now: datetime) -> AtHand:
    """What is at hand for a person beside the jar itself."""
    asked = {**of_old(person, now), "kind": DraftKind.JAR_NOTE}
    begun, has_old = db.session.connection().execute(AT_HAND, asked).one()
    return AtHand(begun or "", bool(has_old))


def of_old(person: Person, now: datetime) -> dict[str, Any]:
    """What the statements for old notes must know."""
    return {**through(person), "before": now - AN_AGE}


def old_note(person: Person, now: datetime, note_id: int) -> ShownNote | None:
    """The old note with this id, if it is there."""
    return next(iter(shown_by(OLD_NOTE, person, {**of_old(person, now), "note_id": note_id})), None)


def old_note_of_today(person: Person, now: datetime) -> int:
    """Which of the partner's old notes has its turn today: its id, or 0 where there is none."""
    asked = of_old(person, now)
    count = db.session.connection().scalar(OLD_COUNT, asked)
    if not count:
        return 0
    in_turn = turn_of_day(today(person.rhythm, now), count)
    return db.session.connection().scalar(OLD_ID, {**asked, "in_turn": in_turn}) or 0


def own_note(person: Person, note_id: int, *, deleted: bool = False) -> JarNote:
    """A note of somebody's own in the jar, or `Missing`."""
    gone = JarNote.deleted_at.is_not(None) if deleted else JarNote.deleted_at.is_(None)
    note = db.session.scalar(select(JarNote).where(JarNote.id == note_id, sees_jar_note(person), gone))
    if note is None:
        raise Missing("note")
    return note


def unopened(person: Person) -> ColumnElement[bool]:
    """Whether a note waits in the jar for this person to open it."""
    opened = exists().where(Opening.note_id == JarNote.id)  # by whom it is for: nobody else ever can
    return (
        (JarNote.space_id == person.space_id)
        & (JarNote.recipient_id == person.id)
        & JarNote.deleted_at.is_(None)
        & ~opened
    )
