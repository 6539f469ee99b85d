"""Notes as pages show them: plain rows, a third of the work of objects that can be changed, always through who asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, select

from tracker.domain.days import today
from tracker.domain.notes import Lettering, lettering
from tracker.domain.sight import Role, Sight, sees
from tracker.extensions import db
from tracker.models import Habit, Note, Person, Picture
from tracker.sight import ASKER, sees_note, through

NOBODYS_COLOUR = "slate"


class SeenPicture(NamedTuple):
    """What a page says of the picture that goes with a note; the picture itself comes once it is looked at."""

    width: int
    height: int
    description: str

    @property
    def upright(self) -> bool:
        """Whether it is taller than wide."""
        return self.height > self.width


class SeenNote(NamedTuple):
    """A note as a page reads it."""

    picture: SeenPicture | None
    id: int
    came_on: date | None
    author_id: int | None
    recipient_id: int | None
    waiting: bool
    body: str
    strategy: int | None
    written_at: datetime
    edited_at: datetime | None
    reaction: str | None
    answer: str
    pinned_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note as the one who asks sees it: who wrote it, no name where the account is gone, and on which day of theirs."""

    note: SeenNote
    own: bool
    author_name: str
    author_colour: str
    written_on: date
    habit_name: str

    @property
    def lettering(self) -> Lettering:
        """How large its words are written."""
        return lettering(self.note.body)


OF_OTHERS = (Person.name, Person.colour, Habit.name, Habit.owner_id, Habit.shared)
OF_PICTURE = (Picture.width, Picture.height, Picture.description)
OF_NOTE = [getattr(Note, each) for each in SeenNote._fields if each != "picture"]
# All notes that are there for whoever asks, with what is shown of each.
SHOWN: Select[Any] = (
    select(*OF_OTHERS, *OF_PICTURE, *OF_NOTE)
    .outerjoin(Person, Person.id == Note.author_id)
    .outerjoin(Habit, Habit.id == Note.habit_id)
    .outerjoin(Picture, Picture.note_id == Note.id)
    .where(sees_note(ASKER), Note.deleted_at.is_(None))
)
NEWEST_FIRST = SHOWN.order_by(Note.written_at.desc(), Note.id.desc())


def shown_where(person: Person, *conditions: ColumnElement[bool], most: int) -> tuple[ShownNote, ...]:
    """The newest notes that are there for a person and meet some conditions."""
    return shown_by(NEWEST_FIRST.where(*conditions).limit(most), person)


def shown_by(
    statement: Select[Any], person: Person, given: Mapping[str, Any] | None = None
) -> tuple[ShownNote, ...]:
    """The notes that one of the statements above finds for a person, which is given what else it asks for."""
    rows = db.session.connection().execute(statement, {**through(person), **(given or {})})
    return tuple(shown_to(person, row) for row in rows.all())


def shown_to(person: Person, row: Sequence[Any]) -> ShownNote:
    """A note as somebody sees it: the habit it is about is named only if that is there for them too."""
    name, colour, habit_name, habit_owner_id, habit_shared, width, height, description, *cells = row
    note = SeenNote(SeenPicture(width, height, description) if width else None, *cells)
    named = habit_name and habit_is_seen(habit_owner_id, person, shared=habit_shared)
    return ShownNote(
        note=note,
        own=note.author_id == person.id,
        author_name=name or "",
        author_colour=colour or NOBODYS_COLOUR,
        written_on=today(person.rhythm, note.written_at),
        habit_name=habit_name if named else "",
    )


def habit_is_seen(owner_id: int, person: Person, *, shared: bool) -> bool:
    """Whether a habit is there for a person who shares its space."""
    role = Role.AUTHOR if owner_id == person.id else Role.PARTNER
    return sees(Sight.ONCE_SHOWN, role, shown=shared)
