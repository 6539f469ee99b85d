"""Leaving one habit for two, without leaving the space: each has one of their own then, with what they ticked.

What was ticked counts on for the days on which it was. Whoever leaves finds theirs in the archive, the other goes on.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update

from tracker.domain.days import today
from tracker.domain.habits import Mode, may_leave
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.actions import last_position
from tracker.habits.parting import give_copy
from tracker.habits.queries import habit_of
from tracker.habits.settling import settle_space
from tracker.holding import afresh, hold_space
from tracker.models import Habit, Person, Track
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
    own.archived_on = own.archived_on or today(by.rhythm, now)
    own.position = last_position(by) + 1
    for each in (habit, copy):
        be_of_one(each)
    db.session.flush()
    db.session.expire_all()
    settle_space(afresh(by), now)
    return own


def be_of_one(habit: Habit) -> None:
    """Let a habit be its owner's, who alone ticks it from then on."""
    habit.mode = Mode.ONE
    of_both = (Track.habit_id == habit.id) & Track.owner_id.is_(None)
    db.session.execute(update(Track).where(of_both).values(owner_id=habit.owner_id))
