"""What becomes of habits when two part.

What both did becomes a habit each, with what each has ticked; of what they did together both have all of it. It rests
in the archive of each: nobody is asked that evening for what two meant to do.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, insert, literal, select, update
from sqlalchemy.orm import selectinload

from tracker.domain.days import ONE_DAY, today
from tracker.domain.habits import Mode
from tracker.extensions import db
from tracker.habits.asking import store_terms
from tracker.habits.ordering import take_place
from tracker.hands import sign_copy
from tracker.models import Habit, Pause, Person, Remark, Tick, Track
from tracker.models.types import BIG
from tracker.parting import Parting
from tracker.policies import Rows, move, unshare

Placed = Callable[[Rows, int], Mapping[str, int]]  # of a row, where its copy is and by which id

FOR_TWO = (Mode.EACH, Mode.TOGETHER)


def part_with_habits(_habits: Rows, parting: Parting) -> None:
    """One's own go along. In place of one of both that is the other's, each has one of their own.

    What two shared is from then on for one: nobody who joins later sees it unasked.
    """
    for habit in habits_of_both(parting.old_id):
        owner = parting.other_than(habit.owner_id)
        copy = give_copy(habit, owner, at_parting(parting, owner))
        take_place(owner, habit.id, copy.id)
    move(Habit, parting.old_id, parting.new_id, Habit.owner_id == parting.person.id)
    for each in (parting.person, parting.partner):
        let_rest(parting.space_of(each), today(each.rhythm, parting.now))
    unshare(Habit, parting.old_id, parting.new_id)


def at_parting(parting: Parting, owner: Person) -> Placed:
    """Where copies are that somebody has when two part."""

    def placed(table: Rows, original_id: int) -> Mapping[str, int]:
        found = parting.copied(table.__tablename__, original_id, owner)
        return {"id": found.id, "space_id": found.space_id}

    return placed


def habits_of_both(space_id: int) -> Iterator[Habit]:
    there = (Habit.space_id == space_id) & Habit.shared & Habit.mode.in_(FOR_TWO)
    found = db.session.scalars(select(Habit).where(there).options(selectinload(Habit.term_rows)))
    return iter(found.all())


def give_copy(habit: Habit, owner: Person, placed: Placed) -> Habit:
    """Give one of two a habit of their own in place of one that is the other's, with all that they ticked."""
    copy = copy_of(habit, owner, placed)
    copy_pauses(Pause.habit_id == habit.id, placed, habit_id=copy.id)
    if habit.together:
        for track_id, starts_on in db.session.execute(
            select(Track.id, Track.starts_on).where(Track.habit_id == habit.id)
        ).all():
            track = copy_track(track_id, starts_on, copy, owner, placed)
            written = (Remark.track_id == track_id) & (Remark.author_id == owner.id)
            db.session.execute(update(Remark).where(written).values(track_id=track.id))
    own = (Track.habit_id == habit.id) & (Track.owner_id == owner.id)
    db.session.execute(update(Track).where(own).values(habit_id=copy.id))
    return copy


def copy_of(habit: Habit, owner: Person, placed: Placed) -> Habit:
    """The same habit once more, as somebody's own."""
    names = {each.name for each in Habit.__table__.columns} - {"id", "space_id", "owner_id", "origin"}
    as_it_is = {name: getattr(habit, name) for name in names}
    copy = Habit(**as_it_is, **placed(Habit, habit.id), owner_id=owner.id)
    db.session.add(copy)
    db.session.flush()
    sign_copy(copy, habit)
    store_terms(copy, habit.terms)
    return copy


def copy_track(track_id: int, starts_on: date, copy: Habit, owner: Person, placed: Placed) -> Track:
    """Let a copy have the ticks of a track too."""
    track = Track(
        **placed(Track, track_id),
        habit_id=copy.id,
        owner_id=None if copy.together else owner.id,
        starts_on=starts_on,
        settled_through=starts_on - ONE_DAY,
    )
    db.session.add(track)
    db.session.flush()
    names = ("track_id", "space_id", "day", "ticked_at", "amount", "ticker_id")
    here = (literal(track.id, BIG), literal(track.space_id, BIG))
    by_owner = case((Tick.ticker_id == owner.id, Tick.ticker_id))
    same = select(*here, Tick.day, Tick.ticked_at, Tick.amount, by_owner)
    db.session.execute(insert(Tick).from_select(names, same.where(Tick.track_id == track_id)))
    return track


def let_rest(space_id: int, since: date) -> None:
    """Put away what was meant for two; whoever wants to go on with it alone brings it back."""
    for_two = (Habit.space_id == space_id) & Habit.mode.in_(FOR_TWO) & Habit.archived_on.is_(None)
    db.session.execute(update(Habit).where(for_two, Habit.starts_on <= since).values(archived_on=since))


def copy_pauses(which: ColumnElement[bool], placed: Placed, **of: int) -> None:
    """What was excused stays excused, for the one who leaves as for the one who stays."""
    for pause in db.session.scalars(select(Pause).where(which)).all():
        days = {"starts_on": pause.starts_on, "ends_on": pause.ends_on, "came_on": pause.came_on}
        db.session.add(Pause(**placed(Pause, pause.id), **of, **days))


def forget_who_ticked(person: Person, _now: datetime) -> None:
    """Let ticks of both name nobody whose account ends, before the tracks go that are their own.

    Left to the database, it would look for the tracks of ticks that go in the same breath: PostgreSQL then refuses.
    """
    made = update(Tick).where(Tick.ticker_id == person.id).values(ticker_id=None)
    db.session.execute(made.execution_options(synchronize_session=False))
