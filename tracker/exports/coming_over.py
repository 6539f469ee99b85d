"""Moves what somebody had of a habit in one of their own under the one that both have again."""

from sqlalchemy import Executable, case, delete, exists, func, select, update
from sqlalchemy.orm import aliased

from tracker.extensions import db
from tracker.models import CheckIn, Habit, Note, Pause, Person, Remark, Tick, Track


def come_over(copy_id: int, habit_id: int, *, owner: Person, partner: Person) -> None:
    """Let all that somebody has of a habit in one of their own hang under the one that both have."""
    for whose in (partner, None):
        into, out_of = (own_track(each, whose) for each in (habit_id, copy_id))
        if into is not None and out_of is not None:
            if whose is None:
                name_tickers(out_of, into, owner, partner)
            begin_together(out_of, into, habit_id)
            add_ticks(out_of, into)
            add_remarks(out_of, into, partner)
        elif out_of is not None and whose is not None:
            run(update(Track).where(Track.id == out_of).values(habit_id=habit_id))
    run(
        update(Pause)
        .where(Pause.habit_id == copy_id, Pause.person_id == partner.id)
        .values(habit_id=habit_id)
    )
    for table in (Note, CheckIn):
        run(update(table).where(table.habit_id == copy_id).values(habit_id=habit_id))
    run(delete(Habit).where(Habit.id == copy_id))


def own_track(habit_id: int, owner: Person | None) -> int | None:
    """Somebody's line of a habit, or that of both."""
    whose = Track.owner_id.is_(None) if owner is None else Track.owner_id == owner.id
    return db.session.scalar(select(Track.id).where(Track.habit_id == habit_id, whose))


def name_tickers(out_of: int, into: int, owner: Person, partner: Person) -> None:
    """Who made ticks of both: of a day that only one file tells of, that one; nobody where each says it was themselves."""
    there = aliased(Tick)
    other = select(there.ticker_id).where(there.track_id == out_of, there.day == Tick.day).scalar_subquery()
    own = Tick.track_id == into
    either = (Tick.ticker_id != other) & (Tick.ticker_id.is_not(None) & other.is_not(None))
    run(update(Tick).where(own, Tick.ticker_id.is_(None)).values(ticker_id=other))
    run(update(Tick).where(own, either).values(ticker_id=None))
    for track_id, beside, person in ((into, out_of, owner), (out_of, into, partner)):
        known = exists().where(there.track_id == beside, there.day == Tick.day)
        alone = (Tick.track_id == track_id) & Tick.ticker_id.is_(None) & ~known
        run(update(Tick).where(alone).values(ticker_id=person.id))


def begin_together(out_of: int, into: int, habit_id: int) -> None:
    """Let a line begin with the earlier of two of one owner's; that of both with the habit, as both files say."""
    first = select(func.min(Track.starts_on)).where(Track.id.in_([out_of, into]))
    of_habit = select(Habit.starts_on).where(Habit.id == habit_id)
    starts_on = case((Track.owner_id.is_(None), db.session.scalar(of_habit)), else_=db.session.scalar(first))
    run(update(Track).where(Track.id == into).values(starts_on=starts_on))


def add_ticks(out_of: int, into: int) -> None:
    """The days that are ticked on one line, and not yet on the other."""
    there = aliased(Tick)
    known = exists().where(there.track_id == into, there.day == Tick.day)
    run(update(Tick).where(Tick.track_id == out_of, ~known).values(track_id=into))


def add_remarks(out_of: int, into: int, author: Person) -> None:
    there = aliased(Remark)
    known = exists().where(there.track_id == into, there.day == Remark.day, there.author_id == author.id)
    theirs = (Remark.track_id == out_of) & (Remark.author_id == author.id)
    run(update(Remark).where(theirs, ~known).values(track_id=into))


def run(statement: Executable) -> None:
    """Do something to rows that the session has not looked at."""
    db.session.execute(statement.execution_options(synchronize_session=False))
