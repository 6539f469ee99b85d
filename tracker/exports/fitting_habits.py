"""Puts habits together again that two had: each had brought back their own line of them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, delete, exists, insert, select, update
from sqlalchemy.orm import aliased

from tracker.archives.plain import Id
from tracker.domain.days import today
from tracker.domain.habits import TOUCH, Mode
from tracker.exports.claims import ClaimedRemark, Claims, Kept
from tracker.extensions import db
from tracker.habits.actions import add_track
from tracker.models import CheckIn, Habit, Note, Pause, Person, Remark, Tick, Track, Withdrawal
from tracker.models.watching import HIDDEN


def fit_habit(
    own: Kept, other: Kept, *, owner: Person, partner: Person, claims: Claims, others: Claims, now: datetime
) -> int | None:
    """Let a habit be there for both as it was, if its owner still has it; says which one it is now.

    What the partner had of it until now was a habit of theirs alone. Its ticks and words come over, and it goes; but what
    either has written since is for nobody else. Nothing where its owner has taken it back since, or where one file says
    that it is of touch, and the other that it is not.
    """
    mine = (Habit.id == int(own.row or 0)) & (Habit.owner_id == owner.id) & (Habit.space_id == owner.space_id)
    habit = db.session.scalar(select(Habit).where(mine))
    theirs = (Habit.id == int(other.row or 0)) & (Habit.owner_id == partner.id)
    copy = db.session.scalar(select(Habit).where(theirs, Habit.space_id == owner.space_id))
    if habit is None or (copy is not None and (copy.strategy == TOUCH) is not (habit.strategy == TOUCH)):
        return None
    if not habit.shared and is_taken_back(habit, after=claims.listed_until):
        return None
    for each, came_at in ((habit, claims.came_at), (copy, others.came_at)):
        if each is not None and not each.shared and came_at is not None:
            keep_words_since(came_at, each)
    habit.shared = True
    db.session.flush()
    if copy is not None:
        come_over(copy.id, habit.id, partner)
    if habit.mode == Mode.EACH and not has_track(habit.id, partner):
        add_track(habit, partner.id, max(habit.starts_on, today(partner.rhythm, now)))
    say_again(habit, own.remarks, by=owner, on_track_of=partner)
    say_again(habit, other.remarks, by=partner, on_track_of=owner)
    return habit.id


def has_track(habit_id: int, owner: Person) -> bool:
    track = select(Track.id).where(Track.habit_id == habit_id, Track.owner_id == owner.id)
    return db.session.scalar(track) is not None


def come_over(copy_id: int, habit_id: int, partner: Person) -> None:
    """Let all that somebody has of a habit in one of their own hang under the one that both have."""
    if not has_track(habit_id, partner):
        moved = update(Track).where(Track.habit_id == copy_id, Track.owner_id == partner.id)
        run(moved.values(habit_id=habit_id))
    into, out_of = (together(each) for each in (habit_id, copy_id))
    if into is not None and out_of is not None:
        add_ticks(out_of, into)
        add_remarks(out_of, into, partner)
    run(
        update(Pause)
        .where(Pause.habit_id == copy_id, Pause.person_id == partner.id)
        .values(habit_id=habit_id)
    )
    for table in (Note, CheckIn):
        run(update(table).where(table.habit_id == copy_id).values(habit_id=habit_id))
    run(delete(Habit).where(Habit.id == copy_id))


def is_taken_back(row: Any, *, after: int) -> bool:
    """Whether somebody has let something of theirs be their own again after that number in the list of such things."""
    about_it = (Withdrawal.thing == row.__tablename__) & (Withdrawal.key == str(row.id))
    since = (Withdrawal.what == HIDDEN) & (Withdrawal.id > after)
    return bool(db.session.scalar(select(exists().where(about_it, since))))


def keep_words_since(came_at: datetime, habit: Habit) -> None:
    """Let what was written about days of a habit since, while nobody else saw it, be for whoever wrote it."""
    tracks = select(Track.id).where(Track.habit_id == habit.id)
    since = Remark.track_id.in_(tracks) & (Remark.written_at > came_at)
    run(update(Remark).where(since).values(private=True))


def run(statement: Executable) -> None:
    """Do something to rows that the session has not looked at."""
    db.session.execute(statement.execution_options(synchronize_session=False))


def together(habit_id: int) -> int | None:
    return db.session.scalar(select(Track.id).where(Track.habit_id == habit_id, Track.owner_id.is_(None)))


def add_ticks(out_of: int, into: int) -> None:
    """The days that are ticked on one line of both, and not yet on the other; and who made those that are on both."""
    there = aliased(Tick)
    known = exists().where(there.track_id == into, there.day == Tick.day)
    run(update(Tick).where(Tick.track_id == out_of, ~known).values(track_id=into))
    said = select(there.ticker_id).where(there.track_id == out_of, there.day == Tick.day)
    unnamed = (Tick.track_id == into) & Tick.ticker_id.is_(None)
    run(update(Tick).where(unnamed).values(ticker_id=said.scalar_subquery()))


def add_remarks(out_of: int, into: int, author: Person) -> None:
    there = aliased(Remark)
    known = exists().where(there.track_id == into, there.day == Remark.day, there.author_id == author.id)
    theirs = (Remark.track_id == out_of) & (Remark.author_id == author.id)
    run(update(Remark).where(theirs, ~known).values(track_id=into))


def say_again(habit: Habit, remarks: Iterable[ClaimedRemark], *, by: Person, on_track_of: Person) -> None:
    """What somebody had written about days of the other's line, where they have written nothing there since."""
    track = select(Track.id).where(Track.habit_id == habit.id, Track.owner_id == on_track_of.id)
    track_id = db.session.scalar(track)
    if track_id is None:
        return
    theirs = (Remark.track_id == track_id) & (Remark.author_id == by.id)
    written = set(db.session.scalars(select(Remark.day).where(theirs)))
    rows = [
        {
            "track_id": track_id,
            "day": each.day,
            "author_id": by.id,
            "space_id": habit.space_id,
            "body": each.body,
            "private": each.private,
            "written_at": each.written_at,
        }
        for each in remarks
        if each.day not in written
    ]
    if rows:
        db.session.execute(insert(Remark), rows)


def put_in_order(orders: Iterable[Iterable[Id]], now_here: Mapping[Id, int], space_id: int) -> None:
    """Let habits stand as each had them: those that only one sees after the one they came after."""
    merged: list[int] = []
    for order in orders:
        place = 0
        for each in order:
            habit_id = now_here.get(each, int(each or 0))
            if habit_id in merged:
                place = merged.index(habit_id) + 1
            else:
                merged.insert(place, habit_id)
                place += 1
    rows = set(db.session.scalars(select(Habit.id).where(Habit.space_id == space_id)))
    places = [
        {"id": each, "position": place}
        for place, each in enumerate((each for each in merged if each in rows), start=1)
    ]
    if places:
        db.session.execute(update(Habit), places)
