"""Gathers what people have written: check-ins, notes with their pictures, the jar, reflections, what one wants from help."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.checkins.sheets import READABLE, seen, through
from tracker.domain.acknowledgements import Question
from tracker.domain.checkins import State
from tracker.domain.sight import Role
from tracker.domain.strategies import strategy
from tracker.exports import things
from tracker.exports.things import Who
from tracker.exports.whose import member
from tracker.extensions import db
from tracker.models import Acknowledgement, CheckIn, JarNote, Note, Opening, Person, Picture, Reflection
from tracker.reflections.queries import entry_in, own, shared_with
from tracker.summaries import queries as summary
from tracker.wall.queries import seen_by as note_seen_by


def check_ins_there(person: Person, keys: Mapping[int, str]) -> tuple[things.CheckIn, ...]:
    """One's own check-ins, and of the partner's those that have opened; the seal itself is the domain's."""
    heard = heard_there(person)
    rows = db.session.scalars(
        select(CheckIn).where(READABLE).order_by(CheckIn.week),
        through(person),
    )
    return tuple(
        sorted(
            (check_in(row, person, keys, heard[row.id]) for row in rows),
            key=lambda each: (each.week, each.by),
        )
    )


def heard_there(person: Person) -> defaultdict[int, list[things.Heard]]:
    """What was said to the answers in each check-in that a person may read, in the order of the questions."""
    heard = defaultdict(list)
    rows = db.session.scalars(
        select(Acknowledgement)
        .join(CheckIn, CheckIn.id == Acknowledgement.check_in_id)
        .where(READABLE, CheckIn.state == State.OPENED),
        through(person),
    )
    for row in sorted(rows, key=lambda row: list(Question).index(Question(row.question))):
        by = member(row.author_id, person)
        at = row.heard_at if by is Who.ME else None
        heard[row.check_in_id].append(things.Heard(Question(row.question), by, row.line, at))
    return heard


def check_in(
    row: CheckIn, person: Person, keys: Mapping[int, str], heard: Sequence[things.Heard]
) -> things.CheckIn:
    own = row.author_id == person.id
    sheet = seen(row, Role.AUTHOR if own else Role.PARTNER)
    opened = own and sheet.state is State.OPENED
    return things.CheckIn(
        week=row.week,
        by=Who.ME if own else Who.PARTNER,
        state=sheet.state,
        answers=sheet.answers,
        saved_at=sheet.saved_at,
        opened_at=row.opened_at if opened else None,
        opened_to=member(row.opened_to_id, person) if opened else Who.NOBODY,
        habit=keys.get(sheet.habit_id or 0, ""),
        heard=tuple(heard),
    )


def notes_there(person: Person) -> Sequence[Note]:
    """The notes on the wall with their pictures, the oldest first."""
    return db.session.scalars(
        select(Note)
        .where(note_seen_by(person), Note.deleted_at.is_(None))
        .options(joinedload(Note.picture).undefer(Picture.content))
        .order_by(Note.id)
    ).all()


def archived_notes(notes: Sequence[Note], person: Person, keys: Mapping[int, str]) -> tuple[things.Note, ...]:
    """The notes; the habit of one is named only if that is there too."""
    numbers = count(1)
    return tuple(
        things.Note(
            by=member(row.author_id, person),
            to=Who.WAITING if row.waiting else member(row.recipient_id, person),
            body=row.body,
            written_at=row.written_at,
            edited_at=row.edited_at,
            strategy=strategy(row.strategy).slug if row.strategy else "",
            habit=keys.get(row.habit_id or 0, ""),
            reaction=row.reaction or "",
            answer=row.answer,
            pinned=row.pinned_at is not None,
            picture=archived_picture(row.picture, next(numbers)) if row.picture else None,
        )
        for row in notes
    )


def archived_picture(row: Picture, number: int) -> things.Picture:
    """A picture by its place among those that are seen."""
    return things.Picture(number, row.width, row.height, row.description)


def jar_of(person: Person) -> tuple[things.JarNote, ...]:
    """A person's own notes in the jar, the oldest first; nothing tells whether one was opened."""
    rows = db.session.scalars(
        select(JarNote)
        .where(JarNote.author_id == person.id, JarNote.deleted_at.is_(None))
        .order_by(JarNote.id)
    )
    return tuple(
        things.JarNote(
            to=Who.WAITING if row.waiting else member(row.recipient_id, person),
            body=row.body,
            written_at=row.written_at,
        )
        for row in rows
    )


def opened_by(person: Person) -> tuple[things.Opened, ...]:
    """What a person has opened, the earliest first; what still waits for them is not told."""
    rows = db.session.scalars(
        select(Opening).where(Opening.reader_id == person.id).order_by(Opening.opened_on)
    )
    return tuple(things.Opened(member(row.author_id, person), row.body, row.opened_on) for row in rows)


def reflections_there(person: Person) -> tuple[things.Reflection, ...]:
    """One's own reflections, and of the partner's those that are shared, the oldest first."""
    rows = db.session.scalars(
        select(Reflection)
        .where(own(person) | shared_with(person), Reflection.deleted_at.is_(None))
        .order_by(Reflection.id)
    )
    return tuple(reflection(row, person) for row in rows)


def reflection(row: Reflection, person: Person) -> things.Reflection:
    if row.author_id != person.id:
        return things.Reflection(Who.PARTNER, row.written_on, entry_in(row))
    instants = (row.created_at, row.saved_at, row.shared_at)
    return things.Reflection(Who.ME, row.written_on, entry_in(row), *instants)


def wants_of(person: Person) -> str:
    """What a person wants from help, in their words; what the partner wants is the partner's to take along."""
    wants = summary.wants_of(person)
    return wants.words if wants else ""
