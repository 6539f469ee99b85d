"""What becomes of habits and pauses when two part, and of pauses when two come together."""

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import selectinload

from tracker.domain.habits import Mode
from tracker.extensions import db
from tracker.habits.actions import keep_terms
from tracker.models import Habit, Pause, Person, Track
from tracker.policies import Parting, Rows, Welcome, move, there, unshare


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
    keep_terms(own, habit.terms)
    own_tracks = (Track.habit_id == habit.id) & (Track.owner_id == person.id)
    db.session.execute(update(Track).where(own_tracks).values(habit_id=own.id))


def part_with_pauses(_pauses: Rows, parting: Parting) -> None:
    """Pauses of one's own go along, and those of habits that do; what was excused for everybody stays so for both."""
    own, went = (
        Pause.person_id == parting.person.id,
        Pause.habit_id.in_(there(Pause.habit_id, parting.new_id)),
    )
    move(Pause, parting.old_id, parting.new_id, own | went)
    copy_pauses(parting.old_id, *for_everybody(), space_id=parting.new_id, person_id=parting.person.id)


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


def claim_pauses(_pauses: Rows, welcome: Welcome) -> None:
    """What was paused for everybody in a space of one was paused for that one, not for who joins."""
    for space_id, person_id in (
        (welcome.old_id, welcome.guest_id),
        (welcome.home_id, welcome.host_id),
    ):
        alone = update(Pause).where(Pause.space_id == space_id, *for_everybody())
        db.session.execute(alone.values(person_id=person_id))
    move(Pause, welcome.old_id, welcome.home_id)


def for_everybody() -> tuple[ColumnElement[bool], ...]:
    return Pause.person_id.is_(None), Pause.habit_id.is_(None)
