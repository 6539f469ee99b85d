"""Finding pauses, and what can be paused. What folds must know of them is in `habits/circumstances.py`."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, or_, select

from tracker.domain.habits import Mode, of_couple
from tracker.domain.pauses import PausedDays
from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.habits.tracks import SEEN
from tracker.models import Habit, Pause, Person
from tracker.sight import sees_habit, through


class ListedPause(NamedTuple):
    """A pause in the list of them, with the name of the habit where it is of one."""

    id: int
    habit_id: int | None
    person_id: int | None
    starts_on: date
    ends_on: date
    came_on: date | None
    habit_name: str
    of_couple: bool  # whether it is of a habit that both tend


A_PAGE = 50

LISTED_PAUSES = (
    select(
        *(Pause.id, Pause.habit_id, Pause.person_id, Pause.starts_on, Pause.ends_on),
        *(Pause.came_on, Habit.name, Habit.mode, Habit.shared),
    )
    .outerjoin(Habit, Habit.id == Pause.habit_id)
    .where(Pause.space_id == bindparam("space_id"), or_(Pause.habit_id.is_(None), SEEN))
    .order_by(Pause.starts_on.desc(), Pause.ends_on.desc(), Pause.id)
    .offset(bindparam("past", type_=Integer))
    .limit(A_PAGE + 1)
)


def listed_pauses(person: Person, *, past: int = 0) -> list[ListedPause]:
    """The pauses a person may know of, the latest first: of both, of either, and of habits they see.

    A page of them from the ``past``-th on, and one more if there is one.
    """
    rows = db.session.connection().execute(LISTED_PAUSES, {**through(person), "past": past})
    return [
        ListedPause(
            *(pause_id, habit_id, person_id, starts_on, ends_on, came_on, name or ""),
            of_couple=mode is not None and of_couple(Mode(mode), shared=shared),
        )
        for pause_id, habit_id, person_id, starts_on, ends_on, came_on, name, mode, shared in rows
    ]


def by_when(pauses: list[ListedPause], today: date) -> dict[str, list[ListedPause]]:
    """Pauses that are running, those to come with the next first, and those that are past with the latest first."""
    return {
        "running": [each for each in pauses if each.starts_on <= today <= each.ends_on],
        "to_come": [each for each in reversed(pauses) if each.starts_on > today],
        "past": [each for each in pauses if each.ends_on < today],
    }


def habits_to_pause(person: Person) -> list[tuple[int, str]]:
    """Id and name of the habits that this person may pause: those they may change, apart from archived ones."""
    rows = db.session.execute(
        select(Habit.id, Habit.name)
        .where(
            sees_habit(person),
            Habit.archived_on.is_(None),
            or_(Habit.owner_id == person.id, Habit.mode != Mode.ONE),
        )
        .order_by(Habit.strategy, Habit.position, Habit.id)
    )
    return [(habit_id, name) for habit_id, name in rows]


def same_pause(
    days: PausedDays, space_id: int, *, person_id: int | None, habit_id: int | None
) -> Pause | None:
    """The pause of just these days for just these, if there is one."""
    return db.session.scalars(
        select(Pause).where(
            Pause.space_id == space_id,
            Pause.person_id.is_not_distinct_from(person_id),
            Pause.habit_id.is_not_distinct_from(habit_id),
            Pause.starts_on == days.starts_on,
            Pause.ends_on == days.ends_on,
        )
    ).first()


def pause_of_both(days: PausedDays, space_id: int) -> Pause | None:
    """The pause of just these days for both, if there is one."""
    return same_pause(days, space_id, person_id=None, habit_id=None)


def offered_pause(person: Person, pause_id: int) -> Pause:
    """A pause that the partner offers, or that has become one of both; or `Missing`."""
    partner_id = person.partner.id if person.partner else None
    theirs = (Pause.person_id == partner_id) & Pause.offered
    pause = db.session.scalar(
        select(Pause).where(
            Pause.id == pause_id,
            Pause.space_id == person.space_id,
            Pause.habit_id.is_(None),
            or_(theirs, Pause.person_id.is_(None)),
        )
    )
    if pause is None:
        raise Missing("pause")
    return pause


def pause_of(person: Person, pause_id: int) -> Pause:
    """A pause that is this person's to end: of the whole space, their own, or of a habit they may change; or `Missing`."""
    theirs = or_(Pause.person_id.is_(None), Pause.person_id == person.id)
    changeable = sees_habit(person) & or_(Habit.owner_id == person.id, Habit.mode != Mode.ONE)
    pause = db.session.scalar(
        select(Pause)
        .outerjoin(Habit, Habit.id == Pause.habit_id)
        .where(
            Pause.id == pause_id,
            Pause.space_id == person.space_id,
            theirs,
            or_(Pause.habit_id.is_(None), changeable),
        )
    )
    if pause is None:
        raise Missing("pause")
    return pause
