"""The habits that a date counts for once it has been: those of time together and of being close."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select

from tracker.domain.days import today
from tracker.domain.habits import fresh_for, may_tick
from tracker.domain.outings import COUNTS_FOR
from tracker.extensions import db
from tracker.habits.tracks import SeenHabit, SeenTrack, tracks_of
from tracker.models import Outing, Person, Tick


class TickableHabit(NamedTuple):
    """A habit that this person could tick on the day of a date, and whether it is ticked."""

    habit: SeenHabit
    track_id: int
    ticked: bool


def counting(person: Person, outing: Outing, now: datetime) -> tuple[TickableHabit, ...]:
    """The habits that a date counts for, own ones and those done together."""
    now_on = today(person.rhythm, now)
    tracks = [
        track
        for track in tracks_of(person, since=outing.day)
        if track.owner_id in (None, person.id) and fits(track, outing.day, now_on)
    ]
    ticked = ticked_on(outing.day, (track.id for track in tracks))
    return tuple(TickableHabit(track.habit, track.id, track.id in ticked) for track in tracks)


def fits(track: SeenTrack, day: date, now_on: date) -> bool:
    habit = track.habit
    there = habit.archived_on is None or day < habit.archived_on
    fresh = fresh_for(day, strategy=habit.strategy, today=now_on)
    return (
        habit.strategy in COUNTS_FOR
        and there
        and fresh
        and may_tick(day, starts_on=track.starts_on, today=now_on)
    )


def ticked_on(day: date, track_ids: Iterable[int]) -> frozenset[int]:
    rows = db.session.scalars(select(Tick.track_id).where(Tick.day == day, Tick.track_id.in_(track_ids)))
    return frozenset(rows)
