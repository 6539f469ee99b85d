"""What becomes of habits when two part."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import selectinload

from tracker.domain.habits import Mode
from tracker.extensions import db
from tracker.habits.actions import store_terms
from tracker.models import Habit, Pause, Person, Tick, Track
from tracker.policies import Parting, Rows, unshare


def part_with_habits(_habits: Rows, parting: Parting) -> None:
    """One's own go along, and one of one's own in place of each that both did; those that stay are the other's.

    What two shared is from then on for one: nobody who joins later sees it unasked.
    """
    person, partner = parting.person, parting.partner
    for habit in db.session.scalars(
        select(Habit)
        .where(Habit.space_id == parting.old_id, Habit.mode == Mode.EACH)
        .options(selectinload(Habit.term_rows))
    ).all():
        if habit.shared:
            part_with(habit, person, parting.new_id)
    for habit in db.session.scalars(
        select(Habit).where(Habit.space_id == parting.old_id, Habit.owner_id == person.id)
    ).all():
        if habit.mode == Mode.ONE or not habit.shared:
            habit.space_id = parting.new_id
    db.session.flush()
    db.session.execute(
        update(Habit)
        .where(Habit.space_id == parting.old_id, Habit.owner_id != partner.id)
        .values(owner_id=partner.id, origin="")
    )
    unshare(Habit, parting.old_id, parting.new_id)


def part_with(habit: Habit, person: Person, space_id: int) -> None:
    """Give somebody who leaves a habit of their own in place of one that each did, with their track."""
    copied = {
        column.name: getattr(habit, column.name)
        for column in Habit.__table__.columns
        if column.name not in ("id", "space_id", "owner_id", "origin")
    }
    own = Habit(**copied, space_id=space_id, owner_id=person.id)
    db.session.add(own)
    db.session.flush()
    copy_pauses(habit.space_id, Pause.habit_id == habit.id, space_id=space_id, habit_id=own.id)
    store_terms(own, habit.terms)
    own_tracks = (Track.habit_id == habit.id) & (Track.owner_id == person.id)
    db.session.execute(update(Track).where(own_tracks).values(habit_id=own.id))


def copy_pauses(
    old_id: int,
    *which: ColumnElement[bool],
    space_id: int,
    person_id: int | None = None,
    habit_id: int | None = None,
) -> None:
    """What was excused stays excused, for the one who leaves as for the one who stays."""
    for pause in db.session.scalars(select(Pause).where(Pause.space_id == old_id, *which)).all():
        days = {"starts_on": pause.starts_on, "ends_on": pause.ends_on}
        db.session.add(Pause(space_id=space_id, person_id=person_id, habit_id=habit_id, **days))


def forget_who_ticked(person: Person, _now: datetime) -> None:
    """Let ticks of both name nobody whose account ends, before the tracks go that are their own.

    Left to the database, it would look for the tracks of ticks that go in the same breath: PostgreSQL then refuses.
    """
    made = update(Tick).where(Tick.ticker_id == person.id).values(ticker_id=None)
    db.session.execute(made.execution_options(synchronize_session=False))
