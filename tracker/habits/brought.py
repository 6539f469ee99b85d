"""Brings habits back with their tracks."""

from collections.abc import Iterable, Mapping

from sqlalchemy import update

from tracker.archives.rows import ReadyRows, add, ids_for, strategy_number
from tracker.archives.taken import Bringing
from tracker.archives.things import Archive, Who
from tracker.domain.folds import Course
from tracker.domain.states import RULES, Basis, stored
from tracker.extensions import db
from tracker.habits import things
from tracker.models import Habit, Remark, TermRow, Tick, Track, TrackYear
from tracker.models.habits import columns_of


def bring_habits(coming: Bringing, stage_id: int) -> None:
    """The habits themselves, in their order, and what they ask for."""
    habits = coming.archive[things.HABITS]
    ids = ids_for(Habit, [each.id for each in habits])
    add(
        Habit,
        (
            {
                "id": habit_id,
                "came_on": coming.on,
                "space_id": stage_id,
                "owner_id": coming.people[each.owner],
                "strategy": strategy_number(each.strategy),
                "name": each.name,
                "cue": each.cue,
                "unit": each.unit,
                "mode": each.mode.value,
                "shared": each.shared,
                "starts_on": each.starts_on,
                "archived_on": each.archived_on,
                "left_on": each.left_on,
                "position": place,
                "created_at": coming.now,
                "by_note": each.by_note,
            }
            for place, (habit_id, each) in enumerate(zip(ids, habits, strict=True), start=1)
        ),
        by_id=coming.by_id,
    )
    bring_terms(coming, ids)


def bring_terms(coming: Bringing, habit_ids: Iterable[int]) -> None:
    add(
        TermRow,
        (
            columns_of(terms) | {"habit_id": habit_id, "space_id": coming.space_id}
            for habit_id, habit in zip(habit_ids, coming.archive[things.HABITS], strict=True)
            for terms in habit.terms
        ),
        by_id=coming.by_id,
    )


def bring_track(
    coming: Bringing, track: things.Track, fold: tuple[Course, Basis], *, habit_id: int, stage_id: int
) -> None:
    """A track with what it has come to; its ticks and remarks follow."""
    course, basis = fold
    [track_id] = ids_for(Track, [track.id])
    row: dict[str, object] = {
        "id": track_id,
        "space_id": stage_id,
        "habit_id": habit_id,
        "owner_id": coming.people.get(track.whose),
        "starts_on": track.starts_on,
        "settled_through": course.state.through,
        "state": stored(course.state, basis),
        "rules": RULES,
    }
    add(Track, [row], by_id=coming.by_id)
    of_track = {"track_id": track_id, "space_id": coming.space_id}
    add(
        TrackYear,
        (
            of_track | {"year": year, "settled_through": state.through, "state": stored(state, basis)}
            for year, state in course.years.items()
        ),
        by_id=coming.by_id,
    )


def tick_rows(coming: Bringing, ticks: Iterable[things.Tick]) -> ReadyRows:
    """Some ticks of a track."""
    return ReadyRows(
        Tick,
        (
            {
                "day": each.day,
                "amount": each.amount,
                "ticked_at": each.ticked_at or coming.now,
                "ticker_id": coming.people.get(each.by) if each.by else None,
            }
            for each in ticks
        ),
        by_id=coming.by_id,
    )


def remark_rows(coming: Bringing, remarks: Iterable[things.Remark]) -> ReadyRows:
    """Some remarks on the days of a track."""
    return ReadyRows(
        Remark,
        (
            {
                "day": each.day,
                "author_id": coming.people[each.by],
                "body": each.body,
                "private": each.private,
                "written_at": each.written_at or coming.now,
            }
            for each in remarks
        ),
        by_id=coming.by_id,
    )


def give_origins(archive: Archive, habits: Mapping[str, int]) -> None:
    """One's own habits are known by their keys when they come again."""
    rows = [
        {"id": habits[each.key], "origin": f"tend:{each.key}"}
        for each in archive[things.HABITS]
        if each.owner is Who.ME
    ]
    if rows:
        db.session.execute(update(Habit), rows)
