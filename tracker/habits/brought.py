"""Brings habits back with their tracks, and what belongs to a couple's days: covers, milestones."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select, update

from tracker.archives.rows import ReadyRows, add, added, rows_of, strategy_number
from tracker.archives.taken import Bringing
from tracker.archives.things import Archive, Who
from tracker.domain.folds import Course
from tracker.domain.states import RULES, Basis, stored
from tracker.extensions import db
from tracker.habits import things
from tracker.models import Cover, Habit, Milestone, Remark, Telling, TermRow, Tick, Track, TrackYear
from tracker.models.habits import columns_of


def bring_habits(coming: Bringing, stage_id: int) -> None:
    """The habits themselves, in their order, and what they ask for."""
    ids = added(
        Habit,
        (
            {
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
                "position": each.position,
                "created_at": coming.now,
            }
            for each in coming.archive[things.HABITS]
        ),
    )
    add(
        TermRow,
        (
            columns_of(terms) | {"habit_id": habit_id, "space_id": coming.space_id}
            for habit_id, habit in zip(ids, coming.archive[things.HABITS], strict=True)
            for terms in habit.terms
        ),
    )


def bring_track(
    coming: Bringing, track: things.Track, fold: tuple[Course, Basis], *, habit_id: int, stage_id: int
) -> None:
    """A track with what it has come to; its ticks and remarks follow."""
    course, basis = fold
    row = Track(
        space_id=stage_id,
        habit_id=habit_id,
        owner_id=coming.people.get(track.whose),
        starts_on=track.starts_on,
        settled_through=course.state.through,
        state=stored(course.state, basis),
        rules=RULES,
    )
    db.session.add(row)
    db.session.flush()
    of_track = {"track_id": row.id, "space_id": coming.space_id}
    add(
        TrackYear,
        (
            of_track | {"year": year, "settled_through": state.through, "state": stored(state, basis)}
            for year, state in course.years.items()
        ),
    )


def tick_rows(coming: Bringing, ticks: Iterable[things.Tick]) -> ReadyRows:
    """Some ticks of a track."""
    return ReadyRows(
        Tick,
        (
            {"day": each.day, "amount": each.amount, "ticked_at": each.ticked_at or coming.now}
            for each in ticks
        ),
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


def bring_covers(coming: Bringing, habits: Mapping[str, int]) -> None:
    """The covers that the two have given each other."""
    givers = {Who.ME: coming.people[Who.PARTNER], Who.PARTNER: coming.people[Who.ME]}
    add(
        Cover,
        (
            {
                "space_id": coming.space_id,
                "giver_id": givers[each.covered],
                "covered_id": coming.people[each.covered],
                "day": each.day,
                "line": each.line,
                "given_at": each.given_at,
                "declined": each.declined,
            }
            for each in coming.archive[things.COVERS]
        ),
    )


def bring_milestones(coming: Bringing, habits: Mapping[str, int]) -> None:
    """Both have heard of them, and are not told once more. What they heard of elsewhere is for elsewhere."""
    members = [person_id for person_id in coming.people.values() if person_id]
    reached = {(each.kind, each.number): each.reached_on for each in coming.archive[things.MILESTONES]}
    elsewhere = Telling.person_id.in_(members) & (Telling.space_id != coming.space_id)
    db.session.execute(delete(Telling).where(elsewhere))
    known = rows_of(select(Milestone.kind, Milestone.number).where(Milestone.space_id == coming.space_id))
    told = rows_of(
        select(Telling.person_id, Telling.kind, Telling.number).where(Telling.person_id.in_(members))
    )
    add(
        Milestone,
        (
            {"space_id": coming.space_id, "kind": kind, "number": number, "reached_on": reached_on}
            for (kind, number), reached_on in reached.items()
            if (kind, number) not in known
        ),
    )
    add(
        Telling,
        (
            {"person_id": person_id, "kind": kind, "number": number, "space_id": coming.space_id}
            for kind, number in reached
            for person_id in members
            if (person_id, kind, number) not in told
        ),
    )
