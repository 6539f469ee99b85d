"""Brings habits back with their tracks, and all that belongs to a couple's days: pauses, covers, milestones."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from tracker.domain.days import ONE_DAY
from tracker.exports import things
from tracker.exports.rows import Ids, add, rows_of, strategy_number
from tracker.exports.things import Archive, Who
from tracker.extensions import db
from tracker.habits.actions import keep_terms
from tracker.models import Cover, Habit, Milestone, Pause, Person, Remark, Telling, Tick, Track


def brought_habit(habit: things.Habit, by: Person, people: Ids, now: datetime) -> int:
    row = Habit(
        space_id=by.space_id,
        owner_id=people[habit.owner],
        strategy=strategy_number(habit.strategy),
        name=habit.name,
        cue=habit.cue,
        unit=habit.unit,
        mode=habit.mode.value,
        shared=habit.shared,
        starts_on=habit.starts_on,
        archived_on=habit.archived_on,
        position=habit.position,
        created_at=now,
        origin=f"tend:{habit.key}" if habit.owner is Who.ME else "",
    )
    db.session.add(row)
    db.session.flush()
    keep_terms(row, habit.terms)
    for track in habit.tracks:
        bring_track(track, row, people, now)
    return row.id


def bring_track(track: things.Track, habit: Habit, people: Ids, now: datetime) -> None:
    row = Track(
        space_id=habit.space_id,
        habit_id=habit.id,
        owner_id=people.get(track.whose),
        starts_on=track.starts_on,
        settled_through=track.starts_on - ONE_DAY,
    )
    db.session.add(row)
    db.session.flush()
    of_track = {"track_id": row.id, "space_id": row.space_id}
    add(
        Tick,
        (
            {**of_track, "day": each.day, "amount": each.amount, "ticked_at": each.ticked_at or now}
            for each in track.ticks
        ),
    )
    add(
        Remark,
        (
            {
                **of_track,
                "day": each.day,
                "author_id": people[each.by],
                "body": each.body,
                "private": each.private,
                "written_at": each.written_at or now,
            }
            for each in track.remarks
        ),
    )


def bring_pauses(archive: Archive, by: Person, people: Ids, habits: Mapping[str, int]) -> None:
    add(
        Pause,
        (
            {
                "space_id": by.space_id,
                "person_id": people.get(each.whose),
                "habit_id": habits.get(each.habit),
                "starts_on": each.starts_on,
                "ends_on": each.ends_on,
            }
            for each in archive.pauses
        ),
    )


def bring_couples_things(archive: Archive, by: Person, people: Ids) -> None:
    """Covers and milestones."""
    givers = {Who.ME: people[Who.PARTNER], Who.PARTNER: people[Who.ME]}
    add(
        Cover,
        (
            {
                "space_id": by.space_id,
                "giver_id": givers[each.covered],
                "covered_id": people[each.covered],
                "day": each.day,
                "line": each.line,
                "given_at": each.given_at,
                "declined": each.declined,
            }
            for each in archive.covers
        ),
    )
    bring_milestones(archive, by, people)


def bring_milestones(archive: Archive, by: Person, people: Ids) -> None:
    """Both have heard of them, and are not told once more. What they heard of elsewhere is for elsewhere."""
    members = [person_id for person_id in people.values() if person_id]
    reached = {(each.kind, each.number): each.reached_on for each in archive.milestones}
    elsewhere = Telling.person_id.in_(members) & (Telling.space_id != by.space_id)
    db.session.execute(delete(Telling).where(elsewhere))
    known = rows_of(select(Milestone.kind, Milestone.number).where(Milestone.space_id == by.space_id))
    told = rows_of(
        select(Telling.person_id, Telling.kind, Telling.number).where(Telling.person_id.in_(members))
    )
    add(
        Milestone,
        (
            {"space_id": by.space_id, "kind": kind, "number": number, "reached_on": reached_on}
            for (kind, number), reached_on in reached.items()
            if (kind, number) not in known
        ),
    )
    add(
        Telling,
        (
            {"person_id": person_id, "kind": kind, "number": number, "space_id": by.space_id}
            for kind, number in reached
            for person_id in members
            if (person_id, kind, number) not in told
        ),
    )
