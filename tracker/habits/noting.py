"""A note on the wall ticks the habits of whoever wrote it that are done by writing one."""

from datetime import datetime

from sqlalchemy import bindparam, or_, select

from tracker.domain.days import ONE_DAY, today
from tracker.domain.habits import TOUCH, may_tick
from tracker.domain.terms import WHOLE, terms_on
from tracker.extensions import db
from tracker.habits.actions import say, tick
from tracker.habits.tracks import ticks_on, track_to_tick
from tracker.models import Habit, Person, Track
from tracker.sight import ASKER, sees_habit, through

TICKED_BY_NOTES = (
    select(Track.id)
    .join(Habit, Habit.id == Track.habit_id)
    .where(
        sees_habit(ASKER),
        Habit.by_note,
        Habit.strategy != TOUCH,
        Habit.archived_on.is_(None),
        or_(Habit.left_on.is_(None), Habit.shared.is_(False)),  # to what was left nothing new comes
        or_(Track.owner_id == bindparam("person_id"), Track.owner_id.is_(None)),
    )
)


def tick_by_note(*, by: Person, now: datetime, written_at: datetime) -> None:
    """Tick on the day on which a note was written what its author does by writing one, unless it is ticked or was taken back
    since. The wall is for both to see, so nothing private is told by it; what asks for an amount is left for them to say.
    """
    day = today(by.rhythm, written_at)
    for track_id in db.session.connection().execute(TICKED_BY_NOTES, through(by)).scalars().all():
        track = track_to_tick(by, track_id)
        if not may_tick(day, starts_on=track.starts_on, today=day) or terms_on(track.habit.terms, day).goal:
            continue
        if written_at < now:
            say(track, day, WHOLE, by=by, made_at=written_at, now=now)
        elif not ticks_on(track_id, after=day - ONE_DAY, until=day):
            tick(track, day, by=by, now=now)
