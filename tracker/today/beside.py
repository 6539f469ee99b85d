"""What stands beside the habits of a day, read in one look: check-ins, a talk that waits, the next date, the newest words.

Four looks took Today 5 % longer.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import literal, select, true

from tracker.checkins.queries import OWN_STATE, PARTNERS_STATE
from tracker.dates.queries import NEAREST, SeenOuting, ShownOuting, shown_to
from tracker.domain.checkins import CheckInState
from tracker.domain.days import ONE_DAY
from tracker.domain.talk import FORGOTTEN_AFTER
from tracker.extensions import db
from tracker.models import Note, Person
from tracker.reminders.queries import IS_REMINDED_HERE, IS_TOLD, reminded_lately
from tracker.sight import ASKER, sees_note, through
from tracker.talk.queries import IS_AWAITED

NEWEST = (
    select(Note.id, Note.body, Note.written_at)
    .where(
        sees_note(ASKER),
        Note.space_id == ASKER.space_id,
        Note.recipient_id == ASKER.id,
        Note.waiting.is_(False),
        Note.deleted_at.is_(None),
    )
    .order_by(Note.written_at.desc(), Note.id.desc())
    .limit(1)
    .subquery()
)
# One row, whatever there is of each.
ONE = select(literal(1)).subquery()
BESIDE = select(
    OWN_STATE, PARTNERS_STATE, IS_AWAITED, IS_REMINDED_HERE, IS_TOLD, *NEWEST.c, *NEAREST.c
).select_from(ONE.outerjoin(NEWEST, true()).outerjoin(NEAREST, true()))


class NewestNote(NamedTuple):
    """A note to the one who asks, and when it was written."""

    id: int
    body: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """Where one's own check-in of a week stands, and the partner's as far as one may know; and of today what else there is.

    That is whether the partner has begun a talk and waits, the next date of today and the day after, the newest note
    that one was given by the partner, and of which habits one was to be ``reminded`` in the last two hours.
    And whether one was, or is about to be, ``told_elsewhere`` that something waits.
    """

    own: CheckInState | None
    partners: CheckInState | None
    talk_waits: bool
    outing: ShownOuting | None
    letter: NewestNote | None
    reminded: frozenset[int | None]
    told_elsewhere: bool


def beside(person: Person, week: date, today: date, now: datetime) -> Beside:
    """What stands beside a person's habits; ``week`` is the one whose check-in it is time for."""
    asked = {
        **through(person),
        "week": week,
        "forgotten": now - FORGOTTEN_AFTER,
        "first": today,
        "last": today + ONE_DAY,
    }
    own, partners, awaited, is_reminded, is_told, *cells = (
        db.session.connection().execute(BESIDE, asked).one()
    )
    note, outing = NewestNote(*cells[: len(NEWEST.c)]), SeenOuting(*cells[len(NEWEST.c) :])
    return Beside(
        own=CheckInState(own) if own else None,
        partners=CheckInState(partners) if partners else None,
        talk_waits=bool(awaited) and person.partner is not None,
        outing=shown_to(person, outing, today) if outing.id else None,
        letter=note if note.id else None,
        reminded=reminded_lately(person, now) if is_reminded else frozenset(),
        told_elsewhere=bool(is_told),
    )
