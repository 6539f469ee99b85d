"""Leaving one habit for two, without leaving the space: each has one of their own then, with what they ticked.

What was ticked counts on for the days on which it was. Whoever leaves finds theirs in the archive, the other goes on.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update

from tracker.accounts.room import make_room
from tracker.domain.days import today
from tracker.domain.habits import Mode, may_leave
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits import actions
from tracker.habits.actions import hold_habit, last_position
from tracker.habits.parting import copy_of, copy_pauses, copy_track, give_copy
from tracker.habits.queries import habit_of
from tracker.habits.refusing import refuse_others
from tracker.habits.settling import settle_space
from tracker.holding import afresh, hold_space
from tracker.models import Habit, Pause, Person, Track
from tracker.models.watching import LEFT_BY
from tracker.parting import copy_ids, write_down
from tracker.policies import Rows


def leave(habit_id: int, *, by: Person, now: datetime) -> Habit:
    """Leave a habit for two to the partner, who is not asked; returns one's own, at rest.

    The copy that one of them gets counts as theirs from then on, but nobody is kept by want of room. There are never more
    copies than habits that the other has planted.
    """
    hold_space(by)
    habit = habit_of(by, habit_id)
    if by.partner is None or not may_leave(Mode(habit.mode), shared=habit.shared):
        raise Refused(_("This habit is not one for the two of you."))
    other = by.partner if habit.owner_id == by.id else by

    write_down(habit, f"{LEFT_BY}{by.id}", now)
    copy_id = copy_ids(other, now)

    def beside(table: Rows, original_id: int) -> Mapping[str, int]:
        return {"id": copy_id(table.__tablename__, original_id), "space_id": habit.space_id}

    copy = give_copy(habit, other, beside)
    own = habit if habit.owner_id == by.id else copy
    own.left_on = today(by.rhythm, now)
    own.archived_on = own.archived_on or own.left_on
    own.position = last_position(by) + 1
    for each in (habit, copy):
        be_of_one(each)
    db.session.flush()
    db.session.expire_all()
    settle_space(afresh(by), now)
    return own


def bring_back(habit: Habit, *, by: Person, now: datetime) -> Habit:
    """Take up an archived habit again, and return it: one that was left goes on as one that is nobody else's to see."""
    hold_habit(habit, by)
    refuse_others(habit, by)
    if habit.left_on is not None and habit.shared:
        return go_on_alone(habit, by, now)
    actions.bring_back(habit, by=by, now=now)
    return habit


def go_on_alone(left: Habit, by: Person, now: datetime) -> Habit:
    """A habit of one's own with all the days of one that was left, which stays as what was of two. Twice is once."""
    origin = f"left:{left.id}"
    again = db.session.scalar(select(Habit).where(Habit.owner_id == by.id, Habit.origin == origin))
    if again is None:
        make_room(Habit, by=by)
        actions.refuse_crowd(by)

        def here(_table: Rows, _original_id: int) -> Mapping[str, int]:
            return {"space_id": left.space_id}

        again = copy_of(left, by, here)
        again.shared, again.left_on, again.origin = False, None, origin
        copy_pauses(Pause.habit_id == left.id, here, habit_id=again.id)
        for track_id, starts_on in db.session.execute(
            select(Track.id, Track.starts_on).where(Track.habit_id == left.id)
        ).all():
            copy_track(track_id, starts_on, again, by, here)
        db.session.flush()
    actions.bring_back(habit_of(by, again.id), by=by, now=now)
    return again


def be_of_one(habit: Habit) -> None:
    """Let a habit be its owner's, who alone ticks it from then on."""
    habit.mode = Mode.ONE
    of_both = (Track.habit_id == habit.id) & Track.owner_id.is_(None)
    db.session.execute(update(Track).where(of_both).values(owner_id=habit.owner_id))
