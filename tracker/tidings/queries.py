"""Finding what waits for somebody to be seen, as far as it is still there for them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import Date, Select, String, cast, literal, null, select

from tracker.domain.checkins import CheckInState
from tracker.domain.outings import OutingState
from tracker.domain.tidings import TOLD_FOR, Tiding, TidingKind, Tidings, told_of
from tracker.extensions import db
from tracker.models import Acknowledgement, CheckIn, Habit, Note, Outing, Person, Reflection, TidingRow
from tracker.sight import is_shown_reflection, sees_habit, sees_note, sees_planned

NO_NAME, NO_DAY = literal("", String), cast(null(), Date)


def tidings_for(person: Person, today: date, now: datetime) -> Tidings:
    """What to tell somebody at the top of their Today."""
    if person.tidings_wait is False:
        return Tidings()
    found = told_of(list(there_for(person, today, now)))
    person.tidings_wait = bool(found)
    return found


def something_waits(person: Person, today: date, now: datetime) -> bool:
    """Whether anything is told that somebody has not seen."""
    if person.tidings_wait is None:
        person.tidings_wait = next(there_for(person, today, now), None) is not None
    return person.tidings_wait


def there_for(person: Person, today: date, now: datetime) -> Iterator[Tiding]:
    """All that waits for somebody, but what was taken back, or is past."""
    waiting = db.session.execute(
        select(TidingRow.kind, TidingRow.thing_id, TidingRow.at)
        .where(
            TidingRow.person_id == person.id,
            TidingRow.space_id == person.space_id,
            TidingRow.at > now - TOLD_FOR,
        )
        .order_by(TidingRow.kind)
    )
    for kind, rows in groupby(waiting, key=lambda row: row.kind):
        told_at = {row.thing_id: row.at for row in rows}
        found = db.session.execute(STILL_THERE[TidingKind(kind)](person, told_at, today))
        for thing_id, name, day in found:
            yield Tiding(TidingKind(kind), thing_id, told_at[thing_id], name, day)


Found = Select[int, str, date | None]


def notes(person: Person, ids: Collection[int], _today: date) -> Found:
    to_them = (Note.recipient_id == person.id, Note.waiting.is_(False), Note.deleted_at.is_(None))
    return select(Note.id, Note.body, NO_DAY).where(Note.id.in_(ids), sees_note(person), *to_them)


def reactions(person: Person, ids: Collection[int], _today: date) -> Found:
    return own_notes(person, ids).where(Note.reaction.is_not(None))


def answers(person: Person, ids: Collection[int], _today: date) -> Found:
    return own_notes(person, ids).where(Note.answer != "")


def own_notes(person: Person, ids: Collection[int]) -> Found:
    own = (Note.author_id == person.id, Note.space_id == person.space_id, Note.deleted_at.is_(None))
    return select(Note.id, NO_NAME, NO_DAY).where(Note.id.in_(ids), *own)


def heard(person: Person, ids: Collection[int], _today: date) -> Found:
    said = select(Acknowledgement.check_in_id).where(Acknowledgement.author_id != person.id)
    own = (CheckIn.author_id == person.id, CheckIn.id.in_(said))
    return select(CheckIn.id, NO_NAME, CheckIn.week).where(CheckIn.id.in_(ids), *own)


def opened(person: Person, ids: Collection[int], _today: date) -> Found:
    to_them = (
        CheckIn.space_id == person.space_id,
        CheckIn.state == CheckInState.OPENED,
        CheckIn.opened_to_id == person.id,
    )
    return select(CheckIn.id, NO_NAME, CheckIn.week).where(CheckIn.id.in_(ids), *to_them)


def habits(person: Person, ids: Collection[int], _today: date) -> Found:
    others = (Habit.owner_id != person.id, Habit.archived_on.is_(None))
    return select(Habit.id, Habit.name, NO_DAY).where(Habit.id.in_(ids), sees_habit(person), *others)


def reflections(person: Person, ids: Collection[int], _today: date) -> Found:
    shown = (is_shown_reflection(person), Reflection.deleted_at.is_(None))
    return select(Reflection.id, NO_NAME, NO_DAY).where(Reflection.id.in_(ids), *shown)


def dates(person: Person, ids: Collection[int], today: date) -> Found:
    planned = (
        sees_planned(person, Outing),
        Outing.author_id != person.id,
        Outing.deleted_at.is_(None),
        Outing.state == OutingState.PLANNED,
        Outing.day >= today,
    )
    return select(Outing.id, Outing.title, Outing.day).where(Outing.id.in_(ids), *planned)


# For each kind, which of some things are still there to be seen: their ids, names and days.
STILL_THERE: Mapping[TidingKind, Callable[[Person, Collection[int], date], Found]] = {
    TidingKind.NOTE: notes,
    TidingKind.REACTION: reactions,
    TidingKind.ANSWER: answers,
    TidingKind.HEARD: heard,
    TidingKind.HABIT: habits,
    TidingKind.REFLECTION: reflections,
    TidingKind.DATE: dates,
    TidingKind.CHECK_IN: opened,
}
