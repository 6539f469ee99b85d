"""A track as it will be once a habit from Loop has come to it, so that it can be folded before anything is written."""

from dataclasses import replace
from datetime import date

from tracker.domain.days import ONE_DAY
from tracker.domain.habits import Mode, fresh_for
from tracker.habits.tracks import SeenHabit, SeenTrack
from tracker.imports.arrivals import ArrivingHabit
from tracker.models import Person

NOT_HERE = -1  # stands for the id of a habit that is still to be planted


def planted_track(coming: ArrivingHabit, by: Person) -> SeenTrack:
    """The track of a habit as it will be once it is planted."""
    habit = SeenHabit(
        terms=[coming.terms],
        id=NOT_HERE,
        strategy=0,
        name=coming.name,
        cue="",
        unit=coming.unit,
        mode=Mode.ONE,
        shared=False,
        starts_on=coming.starts_on,
        archived_on=coming.archived_on,
        owner_id=by.id,
    )
    before = coming.starts_on - ONE_DAY
    return SeenTrack(habit, NOT_HERE, by.space_id, NOT_HERE, by.id, coming.starts_on, before, "")


def stretched_track(track: SeenTrack, coming: ArrivingHabit) -> SeenTrack:
    """A track that was here, beginning early enough, and ending late enough, for the days that come to it."""
    habit, starts_on = track.habit, min(track.starts_on, coming.starts_on)
    first, *later = habit.terms
    if starts_on < track.starts_on:
        first = replace(first, since=starts_on)
    habit = habit._replace(terms=[first, *later], archived_on=stretched_end(habit.archived_on, coming))
    return track._replace(habit=habit, starts_on=starts_on)


def stretched_end(archived_on: date | None, coming: ArrivingHabit) -> date | None:
    return archived_on and max(archived_on, coming.last_on + ONE_DAY)


def fresh(days: list[date], track: SeenTrack | None, now_on: date) -> list[date]:
    """The days that can be ticked still: a habit that was brought in once can be one of touch by now."""
    strategy = track.habit.strategy if track else 0
    return [day for day in days if fresh_for(day, strategy=strategy, today=now_on)]
