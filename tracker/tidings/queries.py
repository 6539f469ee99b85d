"""Finding what waits for somebody to be seen, as far as it is still there for them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, String, bindparam, cast, exists, literal, null, select, union_all

from tracker.domain.checkins import CheckInState
from tracker.domain.habits import Mode
from tracker.domain.outings import OutingState
from tracker.domain.tidings import TOLD_FOR, Tiding, TidingKind, Tidings, told_of
from tracker.extensions import db
from tracker.models import Acknowledgement, CheckIn, Habit, Note, Outing, Person, Reflection, TidingRow
from tracker.sight import ASKER, is_shown_reflection, sees_habit, sees_note, sees_planned, through

NO_NAME, NO_DAY = literal("", String), cast(null(), Date)

TO_THEM = (Note.recipient_id == ASKER.id) & Note.waiting.is_(False) & Note.deleted_at.is_(None)
OF_THEIRS = (Note.author_id == ASKER.id) & Note.deleted_at.is_(None)
HEARD = exists().where(Acknowledgement.check_in_id == CheckIn.id, Acknowledgement.author_id != ASKER.id)
OPENED = (CheckIn.state == CheckInState.OPENED) & (CheckIn.opened_to_id == ASKER.id)
OF_BOTH = (Habit.mode != Mode.ONE) & Habit.archived_on.is_(None)
OTHERS = (Habit.owner_id != ASKER.id) & Habit.archived_on.is_(None)
TO_COME = (
    (Outing.author_id != ASKER.id)
    & Outing.deleted_at.is_(None)
    & (Outing.state == OutingState.PLANNED)
    & (Outing.day >= bindparam("today"))
)


def waiting(kind: TidingKind, thing: Any, name: Any, day: Any, *there: ColumnElement[bool]) -> Any:
    """What waits of a kind, where the thing itself is still there to be seen."""
    return (
        select(TidingRow.kind, TidingRow.thing_id, TidingRow.at, name, day)
        .join(thing, thing.id == TidingRow.thing_id)
        .where(
            TidingRow.person_id == ASKER.id,
            TidingRow.kind == kind,
            TidingRow.at > bindparam("since"),
            thing.space_id == ASKER.space_id,
            *there,
        )
    )


WAITING = union_all(
    waiting(TidingKind.NOTE, Note, Note.body, NO_DAY, sees_note(ASKER), TO_THEM),
    waiting(TidingKind.REACTION, Note, NO_NAME, NO_DAY, OF_THEIRS, Note.reaction.is_not(None)),
    waiting(TidingKind.ANSWER, Note, NO_NAME, NO_DAY, OF_THEIRS, Note.answer != ""),
    waiting(TidingKind.HEARD, CheckIn, NO_NAME, CheckIn.week, CheckIn.author_id == ASKER.id, HEARD),
    waiting(TidingKind.HABIT, Habit, Habit.name, NO_DAY, sees_habit(ASKER), OTHERS),
    waiting(TidingKind.TERMS, Habit, Habit.name, NO_DAY, sees_habit(ASKER), OF_BOTH),
    waiting(TidingKind.BY_NOTE, Habit, Habit.name, NO_DAY, sees_habit(ASKER), OF_BOTH),
    waiting(
        TidingKind.REFLECTION,
        Reflection,
        NO_NAME,
        NO_DAY,
        is_shown_reflection(ASKER),
        Reflection.deleted_at.is_(None),
    ),
    waiting(TidingKind.DATE, Outing, Outing.title, Outing.day, sees_planned(ASKER, Outing), TO_COME),
    waiting(TidingKind.CHECK_IN, CheckIn, NO_NAME, CheckIn.week, OPENED),
    waiting(TidingKind.NUDGE, Person, NO_NAME, NO_DAY, Person.id == ASKER.partner_id),
)


def tidings_for(person: Person, today: date, now: datetime) -> Tidings:
    """What to tell somebody at the top of their Today."""
    if person.tidings_wait is False:
        return Tidings()
    found = told_of(list(there_for(person, today, now)))
    person.tidings_wait = bool(found)
    return found


def something_waits(
    person: Person, today: date, now: datetime, *, beside: ColumnElement[bool] | None = None
) -> bool:
    """Whether anything is told that somebody has not seen, ``beside`` what they have before them. A nudge asks nobody to come."""
    if person.tidings_wait is False:
        return False
    found = [(each.kind, each.thing_id) for each in there_for(person, today, now)]
    person.tidings_wait = bool(found)
    waits = {each for each in found if each[0] is not TidingKind.NUDGE}
    if not waits or beside is None:
        return bool(waits)
    shown = select(TidingRow.kind, TidingRow.thing_id).where(TidingRow.person_id == person.id, beside)
    return bool(waits - {(kind, thing_id) for kind, thing_id in db.session.execute(shown)})


def there_for(person: Person, today: date, now: datetime) -> Iterator[Tiding]:
    """All that waits for somebody, but what was taken back, or is past."""
    asked = {**through(person), "today": today, "since": now - TOLD_FOR}
    for kind, thing_id, at, name, day in db.session.execute(WAITING, asked).all():
        yield Tiding(TidingKind(kind), thing_id, at, name, day)
