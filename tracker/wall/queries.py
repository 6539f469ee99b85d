"""Finding notes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from tracker.domain.days import bounds, today
from tracker.domain.notes import SOUGHT_FROM, YEARS_BACK, same_days_before
from tracker.domain.partings import is_quiet
from tracker.domain.refusals import Missing
from tracker.domain.words import folded
from tracker.extensions import db
from tracker.leafing import older
from tracker.models import Note, Person, Picture
from tracker.models.types import Instant
from tracker.sight import ASKER, sees_note
from tracker.wall.shown import NEWEST_FIRST, ShownNote, shown_by, shown_where

A_PAGE = 8  # each with all that can be done with it: as much as a phone likes to load
MOST_MEMORIES = 3
MOST_ABOVE = 200
NEVER = (datetime.min.replace(tzinfo=UTC),) * 2

OfPicture = TypeVar("OfPicture")

UNPINNED = Note.pinned_at.is_(None)
NEWEST_OF_PARTNER = (
    select(Note.id)
    .where(sees_note(ASKER), Note.deleted_at.is_(None), Note.author_id == ASKER.partner_id)
    .order_by(Note.written_at.desc(), Note.id.desc())
    .limit(1)
    .scalar_subquery()
)
OF_SPACE = select(Note.id).where(Note.space_id == ASKER.space_id)
# What was written on each of some days, from an instant to another.
ON_DAYS = [
    OF_SPACE.where(
        Note.written_at >= bindparam(f"begins_{number}", type_=Instant),
        Note.written_at < bindparam(f"ends_{number}", type_=Instant),
    )
    for number in range(YEARS_BACK)
]
PINNED = OF_SPACE.where(Note.pinned_at.is_not(None))
FIRST_PAGE = NEWEST_FIRST.where(UNPINNED).limit(A_PAGE + 1)
# What stands above the others: the partner's newest, what is pinned, and what was written on some days. Each is looked up
# by itself: with one condition for all of them every note of ten years is read.
ABOVE = NEWEST_FIRST.where(Note.id.in_(union_all(select(NEWEST_OF_PARTNER), PINNED, *ON_DAYS))).limit(
    MOST_ABOVE
)


@dataclass(frozen=True, slots=True)
class WallPage:
    """Some notes, the newest first, and where the older ones go on (0 if there are none).

    The first page begins with the newest of the partner's, which ``leads`` where there is one and stands nowhere else
    on it, then what is pinned, and what was written on this day in other years.
    """

    notes: tuple[ShownNote, ...]
    older_than: int
    leads: ShownNote | None = None
    pinned: tuple[ShownNote, ...] = ()
    memories: tuple[ShownNote, ...] = ()

    @property
    def all(self) -> tuple[ShownNote, ...]:
        """All that stands on the page."""
        first = (self.leads,) if self.leads else ()
        return (*first, *self.notes, *self.pinned, *self.memories)

    @property
    def months(self) -> Iterator[tuple[date, list[ShownNote]]]:
        """The notes by the month in which they were written, the newest first: its first day, and them."""
        for month, notes in groupby(self.notes, lambda each: each.written_on.replace(day=1)):
            yield month, list(notes)

    @property
    def is_to_be_searched(self) -> bool:
        """Whether there are so many notes that one may look for one."""
        return bool(self.older_than) or len({each.note.id for each in self.all}) >= SOUGHT_FROM


def wall_page(person: Person, now: datetime, *, older_than: int = 0) -> WallPage:
    """The notes there are for a person, a page of them."""
    if older_than:
        return a_page(shown_where(person, UNPINNED, *rest(person, older_than), most=A_PAGE + 1))
    days = () if is_quiet(person.space.parted_at, now) else same_days_before(today(person.rhythm, now))
    above = shown_by(ABOVE, person, bounds_of(days, person))
    leads = next((each for each in above if is_partners(each, person)), None)
    page = a_page(shown_by(FIRST_PAGE, person))
    return replace(
        page,
        leads=leads,
        notes=besides(leads, page.notes),
        pinned=besides(leads, [each for each in above if each.note.pinned_at]),
        memories=besides(leads, [each for each in above if each.written_on in days])[:MOST_MEMORIES],
    )


def bounds_of(days: Sequence[date], person: Person) -> Mapping[str, datetime]:
    """From when to when a person lives each of some days, as `ON_DAYS` asks for it; what is left over never is."""
    lived = [bounds(person.rhythm, day) for day in days]
    return {
        f"{name}_{number}": at
        for number, each in enumerate([*lived, *[NEVER] * (YEARS_BACK - len(lived))])
        for name, at in zip(("begins", "ends"), each, strict=True)
    }


def partner_id(person: Person) -> int | None:
    """The id of the partner there is now, if any."""
    return person.partner.id if person.partner else None


def is_partners(shown: ShownNote, person: Person) -> bool:
    """Whether a note is from the partner there is now."""
    return shown.note.author_id is not None and shown.note.author_id == partner_id(person)


def besides(one: ShownNote | None, notes: Iterable[ShownNote]) -> tuple[ShownNote, ...]:
    """The notes but for one that stands elsewhere."""
    return tuple(each for each in notes if one is None or each.note.id != one.note.id)


def just_before_page_of(person: Person, note_id: int) -> int:
    """After which note the page begins on which this one stands; 0 where that is the first page. `Missing` for no note."""
    note = note_there(person, note_id)
    if note.pinned_at is not None:
        return 0
    newer = or_(
        Note.written_at > note.written_at, and_(Note.written_at == note.written_at, Note.id > note.id)
    )
    found = db.session.scalars(
        select(Note.id)
        .where(sees_note(person), Note.deleted_at.is_(None), Note.pinned_at.is_(None), newer)
        .order_by(Note.written_at, Note.id)
        .limit(A_PAGE)
    ).all()
    return found[0] if len(found) == A_PAGE else 0


def found_page(person: Person, words: str, *, older_than: int = 0) -> WallPage:
    """The notes in which some words stand one after the other, in the note, in its answer, or under its picture."""
    there = Note.searched.contains(folded(words), autoescape=True)
    return a_page(shown_where(person, there, *rest(person, older_than), most=A_PAGE + 1))


def rest(person: Person, older_than: int) -> tuple[ColumnElement[bool], ...]:
    """Which notes there are after one that somebody has leafed to."""
    return older(Note.written_at, Note.id, older_than, sees_note(person))


def a_page(notes: tuple[ShownNote, ...]) -> WallPage:
    """A page of some notes, of which there is one more where others follow, and from where the next goes on."""
    return WallPage(notes[:A_PAGE], notes[A_PAGE - 1].note.id if len(notes) > A_PAGE else 0)


def pinned_count(person: Person) -> int:
    """How many of the notes that are there for a person are pinned."""
    pinned = (Note.deleted_at.is_(None), Note.pinned_at.is_not(None))
    return db.session.scalars(select(func.count()).select_from(Note).where(sees_note(person), *pinned)).one()


def own_note(person: Person, note_id: int, *, deleted: bool = False) -> Note:
    """A note this person wrote, or `Missing`."""
    return one(Note.id == note_id, Note.author_id == person.id, sees_note(person), deleted=deleted)


def note_to(person: Person, note_id: int) -> Note:
    """A note that was written to this person, or `Missing`."""
    return one(Note.id == note_id, Note.recipient_id == person.id, sees_note(person), deleted=False)


def note_there(person: Person, note_id: int) -> Note:
    """A note from this person or to them, or `Missing`."""
    return one(Note.id == note_id, sees_note(person), deleted=False)


def one(*conditions: ColumnElement[bool], deleted: bool) -> Note:
    """The one note of which this is true, there or deleted, or `Missing`."""
    gone = Note.deleted_at.is_not(None) if deleted else Note.deleted_at.is_(None)
    note = db.session.scalar(select(Note).where(*conditions, gone).options(joinedload(Note.picture)))
    if note is None:
        raise Missing("note")
    return note


def content_of_picture(person: Person, note_id: int) -> bytes:
    """The picture that goes with a note from this person or to them, or `Missing`."""
    return of_picture(Picture.content, person, note_id)


def digest_of_picture(person: Person, note_id: int) -> str:
    """What tells that picture from every other, or `Missing`: whoever may not see it does not learn this either."""
    return of_picture(Picture.digest, person, note_id)


def of_picture(column: InstrumentedAttribute[OfPicture], person: Person, note_id: int) -> OfPicture:
    """A column of the picture that goes with a note from this person or to them, or `Missing`."""
    found = db.session.scalar(
        select(column)
        .join(Note, Note.id == Picture.note_id)
        .where(Note.id == note_id, sees_note(person), Note.deleted_at.is_(None))
    )
    if found is None:
        raise Missing("picture")
    return found


def picture_of(note: Note) -> Picture | None:
    """The picture that goes with a note by now."""
    return db.session.get(Picture, note.id)


def description_of(note: Note) -> str:
    """What is said of a note's picture; nothing where there is none."""
    return db.session.scalar(select(Picture.description).where(Picture.note_id == note.id)) or ""
