"""Finding notes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from tracker.domain.days import bounds, today
from tracker.domain.notes import SOUGHT_FROM, Lettering, lettering, same_days_before
from tracker.domain.partings import is_quiet
from tracker.domain.refusals import Missing
from tracker.domain.sight import Role, Sight, sees
from tracker.domain.words import folded
from tracker.extensions import db
from tracker.leafing import older
from tracker.models import Habit, Note, Person, Picture
from tracker.sight import sees_note

A_PAGE = 20
MOST_ABOVE = 200
NOBODYS_COLOUR = "slate"

OfPicture = TypeVar("OfPicture")


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note as the one who asks sees it: who wrote it, no name where the account is gone, and on which day of theirs."""

    note: Note
    own: bool
    author_name: str
    author_colour: str
    written_on: date
    habit_name: str

    @property
    def lettering(self) -> Lettering:
        """How large its words are written."""
        return lettering(self.note.body)


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
    unpinned = Note.pinned_at.is_(None)
    if older_than:
        return a_page(person, unpinned, *rest(person, older_than))
    days = () if is_quiet(person.space.parted_at, now) else same_days_before(today(person.rhythm, now))
    above = shown_where(person, stands_above(person, days), most=MOST_ABOVE)
    leads = next((each for each in above if is_partners(each, person)), None)
    page = a_page(person, unpinned)
    return replace(
        page,
        leads=leads,
        notes=besides(leads, page.notes),
        pinned=besides(leads, [each for each in above if each.note.pinned_at]),
        memories=besides(leads, [each for each in above if each.written_on in days])[:A_PAGE],
    )


def stands_above(person: Person, days: Sequence[date]) -> ColumnElement[bool]:
    """Whether a note stands above the others: as the partner's newest, pinned, or written on one of some days."""
    newest = (
        select(Note.id)
        .where(sees_note(person), Note.deleted_at.is_(None), Note.author_id == partner_id(person))
        .order_by(Note.written_at.desc(), Note.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return or_(Note.pinned_at.is_not(None), Note.id == newest, on_days(person, days))


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
    return a_page(person, there, *rest(person, older_than))


def rest(person: Person, older_than: int) -> tuple[ColumnElement[bool], ...]:
    """Which notes there are after one that somebody has leafed to."""
    return older(Note.written_at, Note.id, older_than, sees_note(person))


def a_page(person: Person, *conditions: ColumnElement[bool]) -> WallPage:
    """A page of the notes of which this is true, and from where the next goes on."""
    notes = shown_where(person, *conditions, most=A_PAGE + 1)
    return WallPage(notes[:A_PAGE], notes[A_PAGE - 1].note.id if len(notes) > A_PAGE else 0)


def shown_where(
    person: Person, *conditions: ColumnElement[bool], most: int = A_PAGE
) -> tuple[ShownNote, ...]:
    """The newest notes that are there for a person and meet some conditions."""
    notes = db.session.scalars(
        select(Note)
        .where(sees_note(person), Note.deleted_at.is_(None), *conditions)
        .options(joinedload(Note.author), joinedload(Note.habit), joinedload(Note.picture))
        .order_by(Note.written_at.desc(), Note.id.desc())
        .limit(most)
    )
    return tuple(shown_to(person, note) for note in notes)


def on_days(person: Person, days: Iterable[date]) -> ColumnElement[bool]:
    """Whether a note was written on one of some days, as this person counts them."""
    return or_(
        false(),
        *(
            (Note.written_at >= begins) & (Note.written_at < ends)
            for begins, ends in (bounds(person.rhythm, day) for day in days)
        ),
    )


def pinned_count(person: Person) -> int:
    """How many of the notes that are there for a person are pinned."""
    pinned = (Note.deleted_at.is_(None), Note.pinned_at.is_not(None))
    return db.session.scalar(select(func.count()).select_from(Note).where(sees_note(person), *pinned)) or 0


def shown_to(person: Person, note: Note) -> ShownNote:
    """A note as somebody sees it: the habit it is about is named only if that is there for them too."""
    habit = note.habit if note.habit and habit_is_seen(note.habit, person) else None
    return ShownNote(
        note=note,
        own=note.author_id == person.id,
        author_name=note.author.name if note.author else "",
        author_colour=note.author.colour if note.author else NOBODYS_COLOUR,
        written_on=today(person.rhythm, note.written_at),
        habit_name=habit.name if habit else "",
    )


def habit_is_seen(habit: Habit, person: Person) -> bool:
    """Whether a habit is there for a person who shares its space."""
    role = Role.AUTHOR if habit.owner_id == person.id else Role.PARTNER
    return sees(Sight.ONCE_SHOWN, role, shown=habit.shared)


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
