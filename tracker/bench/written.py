"""Writes a life down at once, in the rows that Tend would have come to had the two lived it day by day (a test compares)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select

from tracker.bench import deeds as done
from tracker.bench.decades import member
from tracker.bench.deeds import Deed
from tracker.bench.rows import Home, rows_of, tick
from tracker.demo.habits import ADA, BEN
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.settling import settle_space
from tracker.milestones.actions import put_away
from tracker.milestones.queries import milestones_of
from tracker.models import (
    Habit,
    Tick,
    TidingRow,
    Track,
)


def write(deeds: Sequence[Deed], now: datetime) -> None:
    """Write down all that Ada and Ben, who share a space, have done by now, and what follows from it."""
    for each in deeds:
        if isinstance(each, done.Planted | done.Archived):
            tend(each)
    home = home_of_both()
    db.session.execute(insert(Tick), [tick(each, home) for each in deeds if isinstance(each, done.Ticked)])
    rows = [row for each in deeds for row in rows_of(each, home)]
    for table in db.metadata.sorted_tables:
        db.session.add_all(row for row in rows if row.__table__ is table)
        db.session.flush()
    settle_space(member(ADA), now)
    read_all(now)


def tend(deed: done.Planted | done.Archived) -> None:
    """Plant a habit, or put one away: they are few."""
    by = member(deed.who)
    if isinstance(deed, done.Planted):
        habits.plant(deed.plan, by=by, now=deed.at)
    else:
        own = select(Habit).where(Habit.name == deed.habit, Habit.owner_id == by.id)
        habits.archive(db.session.scalars(own).one(), by=by, now=deed.at)


def read_all(now: datetime) -> None:
    """Let both have seen what the other did, and have read of what the two have come to."""
    for key in (ADA, BEN):
        person = member(key)
        for milestone in milestones_of(person, now):
            put_away(milestone.kind, milestone.number, by=person, now=now)
        db.session.execute(delete(TidingRow).where(TidingRow.person_id == person.id))
    db.session.flush()


def home_of_both() -> Home:
    people = {key: member(key) for key in (ADA, BEN)}
    of_theirs = select(Habit.name, Track).join(Habit).where(Track.space_id == people[ADA].space_id)
    tracks = {(name, track.owner_id): track for name, track in db.session.execute(of_theirs)}
    return Home(people, tracks)
