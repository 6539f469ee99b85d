"""Whether there is room for more of what somebody keeps, counted while their space is held.

Who asks for room is whoever makes something; what is counted is theirs, wherever it lies. The exception are pauses,
which have no maker: of them all that are there for a person count. What lies in a space without members does not count:
it is of an export that is on its way back, or was thrown away and waits to be swept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, ColumnElement, Text, cast, delete, exists, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.accounts.queries import hold_space
from tracker.domain.quotas import QUOTAS, Kind
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.models import (
    Appointment,
    CheckIn,
    Habit,
    JarNote,
    Note,
    Outing,
    OwnIdea,
    Pause,
    Person,
    Picture,
    Reflection,
    Remark,
    RememberedDay,
    Space,
    Tick,
    Track,
)
from tracker.sight import sees_habit

Column = InstrumentedAttribute[Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a kind is kept, which rows of it are a person's, and the columns that hold their words.

    ``copies`` says how often these columns hold the same words: once, or once more as they are searched.
    """

    table: type[Any]
    whose: Callable[[Person], ColumnElement[bool]]
    words: tuple[Column, ...] = ()
    copies: int = 1


def made_by(column: Column) -> Callable[[Person], ColumnElement[bool]]:
    return lambda person: column == person.id


def in_use_by(column: Column) -> Callable[[Person], ColumnElement[bool]]:
    """Made by a person, and not on a stage."""
    return lambda person: (column == person.id) & inhabited(column.class_.space_id)


def inhabited(space_id: Column) -> ColumnElement[bool]:
    return space_id.in_(select(Person.space_id))


def own_remarks(person: Person) -> ColumnElement[bool]:
    """They know the space that they are for already while their track is on a stage."""
    staged = (
        select(Track.id)
        .join(Space, Space.id == Track.space_id)
        .where(~exists().where(Person.space_id == Space.id))
    )
    return (Remark.author_id == person.id) & Remark.track_id.not_in(staged)


def on_own_tracks(person: Person) -> ColumnElement[bool]:
    return Tick.track_id.in_(
        select(Track.id).join(Habit, Habit.id == Track.habit_id).where(in_use_by(Habit.owner_id)(person))
    )


def pauses_there(person: Person) -> ColumnElement[bool]:
    """Those of a person, of both, and of the habits that are there for them."""
    seen = select(Habit.id).where(sees_habit(person))
    for_both = Pause.person_id.is_(None) & Pause.habit_id.is_(None)
    return (Pause.space_id == person.space_id) & or_(
        Pause.person_id == person.id, for_both, Pause.habit_id.in_(seen)
    )


def on_own_notes(person: Person) -> ColumnElement[bool]:
    return Picture.note_id.in_(select(Note.id).where(in_use_by(Note.author_id)(person)))


KEPT: Mapping[Kind, Kept] = {
    Kind.HABITS: Kept(Habit, in_use_by(Habit.owner_id)),
    Kind.TICKS: Kept(Tick, on_own_tracks),
    Kind.REMARKS: Kept(Remark, own_remarks, (Remark.body,)),
    Kind.PAUSES: Kept(Pause, pauses_there),
    Kind.NOTES: Kept(Note, in_use_by(Note.author_id), (Note.body, Note.searched), copies=2),
    Kind.PICTURES: Kept(Picture, on_own_notes),
    Kind.JAR_NOTES: Kept(JarNote, made_by(JarNote.author_id)),
    Kind.REFLECTIONS: Kept(
        Reflection,
        in_use_by(Reflection.author_id),
        (Reflection.title, Reflection.body, Reflection.answers, Reflection.folded),
        copies=2,
    ),
    Kind.CHECK_INS: Kept(
        CheckIn,
        made_by(CheckIn.author_id),
        (
            *(CheckIn.appreciated, CheckIn.went_well, CheckIn.talk_about),
            *(CheckIn.feel_loved, CheckIn.small_thing, CheckIn.private_line),
        ),
    ),
    Kind.OUTINGS: Kept(Outing, made_by(Outing.author_id)),
    Kind.IDEAS: Kept(OwnIdea, made_by(OwnIdea.author_id)),
    Kind.REMEMBERED_DAYS: Kept(RememberedDay, made_by(RememberedDay.author_id)),
    Kind.APPOINTMENTS: Kept(Appointment, made_by(Appointment.author_id)),
}


def make_room(kind: Kind, *, by: Person, rows: int = 1, letters: int = 0, shares: int = 1) -> None:
    """See that there is room for so many more rows of a kind with so many characters; raises `Refused` where there is not.

    What was deleted and could still be put back makes room first, the oldest of it. Nothing more is always fine.
    What comes back can take several ``shares``: what two have made can be all one's own by then.
    """
    if rows <= 0 and letters <= 0:
        return
    hold_space(by)
    quota = QUOTAS[kind]
    most, most_letters = quota.most * shares, quota.letters * shares
    there = kept_count(kind, by, most=most + 1)
    over = there + rows - most
    if rows > 0 and over > 0 and over > forget_deleted(kind, by, most=over):
        raise Refused(quota.full, most=most)
    crowded = letters > 0 and (there + rows) * longest_row(kind) > most_letters > 0
    if crowded and letters_kept(kind, by) + letters > most_letters:
        raise Refused(quota.long, letters=most_letters)


def kept_count(kind: Kind, person: Person, *, most: int) -> int:
    """How many rows of a kind are a person's, counted up to so many."""
    kept = KEPT[kind]
    rows = select(literal(1)).select_from(kept.table).where(kept.whose(person)).limit(most)
    return db.session.scalar(select(func.count()).select_from(rows.subquery())) or 0


def forget_deleted(kind: Kind, person: Person, *, most: int) -> int:
    """Let what was deleted longest ago be gone, so many rows of it at most; returns how many there were."""
    kept = KEPT[kind]
    if not hasattr(kept.table, "deleted_at"):
        return 0
    oldest = (
        select(kept.table.id)
        .where(kept.whose(person), kept.table.deleted_at.is_not(None))
        .order_by(kept.table.deleted_at)
        .limit(most)
    )
    gone = db.session.execute(
        delete(kept.table).where(kept.table.id.in_(oldest)).execution_options(synchronize_session=False)
    )
    return gone.rowcount  # type: ignore[attr-defined, no-any-return]


def longest_row(kind: Kind) -> int:
    """How many characters one row can hold: where all rows together cannot hold too many, nobody has to add them up."""
    return sum(each.type.most * getattr(each.type, "count", 1) for each in KEPT[kind].words)


def letters_kept(kind: Kind, person: Person) -> int:
    """How many characters there are in all of a person's rows of a kind."""
    kept = KEPT[kind]
    lengths = (func.length(as_text(each)) for each in kept.words)
    total = sum(lengths, start=literal(0))
    found = db.session.scalar(select(func.coalesce(func.sum(total), 0)).where(kept.whose(person)))
    return int(found or 0) // kept.copies


def as_text(column: Column) -> ColumnElement[str]:
    return cast(column, Text) if isinstance(column.type.impl_instance, JSON) else column.expression


def keep_newest(table: type[Any], *which: ColumnElement[bool], most: int) -> None:
    """Let all but the newest so many rows be gone: for what ends by itself when more comes."""
    newest = select(table.id).where(*which).order_by(table.id.desc()).limit(most)
    db.session.execute(
        delete(table).where(*which, table.id.not_in(newest)).execution_options(synchronize_session=False)
    )
