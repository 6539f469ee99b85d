"""Bringing an export back into a space in which there is nothing yet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any

from sqlalchemy import Executable, delete, exists, insert, or_, select

from tracker.accounts.queries import afresh, hold_space
from tracker.dates.queries import seen_by as date_seen_by
from tracker.domain.days import ONE_DAY
from tracker.domain.drafts import stamp
from tracker.domain.pictures import Drawn
from tracker.domain.refusals import Refused
from tracker.domain.strategies import strategy_called
from tracker.domain.texts import _
from tracker.domain.words import folded
from tracker.domain.zones import known_zone, zones
from tracker.exports import things
from tracker.exports.checks import latest_day
from tracker.exports.things import Archive, Who
from tracker.extensions import Table, db
from tracker.habits.actions import keep_terms
from tracker.habits.queries import seen_by
from tracker.habits.settling import settle_space
from tracker.help.agreeing import want
from tracker.help.summary import wants_of
from tracker.models import (
    Acknowledgement,
    Appointment,
    CheckIn,
    Cover,
    Habit,
    JarNote,
    Milestone,
    Note,
    Opening,
    Outing,
    OwnIdea,
    Pause,
    Person,
    Picture,
    Reflection,
    Remark,
    RememberedDay,
    Telling,
    Tick,
    ToBring,
    Track,
    Wants,
)
from tracker.reflections.queries import own, shared_with
from tracker.wall.queries import seen_by as note_seen_by

AT_ONCE = 5_000

Ids = Mapping[Who, int | None]


def bring_back(archive: Archive, *, by: Person, now: datetime) -> None:
    """Write an archive into a space in which there is nothing for this person yet; raises `Refused` otherwise.

    Where a partner is there, what was the partner's becomes theirs, without touching what they have by now.
    One who is alone gets back what one alone can keep: ``archive.own()``.
    """
    hold_space(by)
    refuse_used(by)
    if latest_day(archive) > (now + ONE_DAY).astimezone(UTC).date():
        raise Refused(
            _("There are days in this file that have not come yet. Please look at the clock of this server.")
        )
    partner = by.partner
    archive = archive if partner else archive.own()
    people: Ids = {Who.ME: by.id, Who.PARTNER: partner.id if partner else None}
    settle_in(archive, by)
    habits = {each.key: brought_habit(each, by, people, now) for each in archive.habits}
    bring_pauses(archive, by, people, habits)
    bring_check_ins(archive, by, people, habits, now)
    bring_notes(archive, by, people, habits)
    bring_jar(archive, by, people)
    bring_reflections(archive, by, people, now)
    bring_couples_things(archive, by, people)
    bring_dates(archive, by, people, now)
    bring_appointments(archive, by, people, now)
    bring_wants(archive, by, now)
    settle_space(afresh(by), now)


def refuse_used(by: Person) -> None:
    """Only what somebody sees counts: a no must not tell of anything hidden."""
    there = db.session.scalar(
        select(
            or_(
                exists().where(seen_by(by)),
                exists().where(note_seen_by(by)),
                exists().where(CheckIn.author_id == by.id),
                exists().where(JarNote.author_id == by.id),
                exists().where(Opening.reader_id == by.id),
                exists().where(own(by) | shared_with(by), Reflection.deleted_at.is_(None)),
                exists().where(Cover.space_id == by.space_id),
                exists().where(date_seen_by(by, Outing)),
                exists().where(date_seen_by(by, OwnIdea)),
                exists().where(date_seen_by(by, RememberedDay)),
                exists().where(date_seen_by(by, Appointment)),
                exists().where(Wants.person_id == by.id, Wants.words != ""),
            )
        )
    )
    if there:
        raise Refused(
            _(
                "There are habits, notes, check-ins, reflections, dates or appointments in your space already. An export can be brought back into an empty one."
            )
        )


def settle_in(archive: Archive, by: Person) -> None:
    """The space and the person as they were; what the partner is called stays theirs to say."""
    space, me = archive.space, archive.me
    by.space.name, by.space.strict = space.name, space.strict
    by.space.first_weekday, by.space.check_in_weekday = space.first_weekday, space.check_in_weekday
    by.space.founded_on, by.space.settled_through = space.founded_on, space.founded_on - ONE_DAY
    by.space.state = by.space.days = ""
    by.name, by.day_ends_at, by.joined_on = me.name, me.day_ends_at, me.joined_on
    by.zone = me.zone if me.zone in zones() else by.zone
    if by.partner is None or by.partner.colour != me.colour:
        by.colour = me.colour
    if by.partner is not None and archive.partner is not None:
        by.partner.joined_on = archive.partner.joined_on
    db.session.flush()


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


def bring_check_ins(
    archive: Archive, by: Person, people: Ids, habits: Mapping[str, int], now: datetime
) -> None:
    """What the partner has written for a week by now, seen or not, stays in the place of what was."""
    there = set(db.session.scalars(select(CheckIn.week).where(CheckIn.author_id == people[Who.PARTNER])))
    brought = [each for each in archive.check_ins if each.by is Who.ME or each.week not in there]
    add(
        CheckIn,
        (
            {
                "space_id": by.space_id,
                "author_id": people[each.by],
                "week": each.week,
                "state": each.state.value,
                "appreciated": list(each.answers.appreciated),
                "went_well": each.answers.went_well,
                "closeness": each.answers.closeness or None,
                "ratings": {str(number): step for number, step in each.answers.ratings},
                "talk_about": each.answers.talk_about,
                "feel_loved": each.answers.feel_loved,
                "small_thing": each.answers.small_thing,
                "private_line": each.answers.private_line,
                "small_thing_went": each.answers.small_thing_went or None,
                "habit_id": habits.get(each.habit),
                "saved_at": each.saved_at or now,
                "opened_at": each.opened_at,
                "opened_to_id": people.get(Who.ME if each.by is Who.PARTNER else each.opened_to),
            }
            for each in brought
        ),
    )
    bring_heard(brought, by, people, now)


def bring_heard(brought: Iterable[things.CheckIn], by: Person, people: Ids, now: datetime) -> None:
    """What was said to the answers in check-ins that have just been brought."""
    rows = db.session.execute(
        select(CheckIn.author_id, CheckIn.week, CheckIn.id).where(CheckIn.author_id.in_(people.values()))
    )
    ids: dict[tuple[int | None, date], int] = {
        (author_id, week): check_in_id for author_id, week, check_in_id in rows
    }
    add(
        Acknowledgement,
        (
            {
                "check_in_id": ids[people[each.by], each.week],
                "question": heard.question.value,
                "space_id": by.space_id,
                "author_id": people.get(heard.by),
                "line": heard.line,
                "heard_at": heard.heard_at or now,
            }
            for each in brought
            for heard in each.heard
        ),
    )


def bring_notes(archive: Archive, by: Person, people: Ids, habits: Mapping[str, int]) -> None:
    ids = added(
        Note,
        (
            {
                "space_id": by.space_id,
                "author_id": people.get(each.by),
                "recipient_id": people.get(each.to),
                "waiting": each.to is Who.WAITING,
                "body": each.body,
                "strategy": strategy_number(each.strategy) if each.strategy else None,
                "habit_id": habits.get(each.habit),
                "written_at": each.written_at,
                "edited_at": each.edited_at,
                "reaction": each.reaction or None,
                "answer": each.answer,
                "pinned_at": each.written_at if each.pinned else None,
                "searched": folded(
                    f"{each.body} {each.answer} {each.picture.description if each.picture else ''}"
                ),
            }
            for each in archive.notes
        ),
    )
    bring_pictures(archive, by, ids)


def bring_pictures(archive: Archive, by: Person, note_ids: Sequence[int]) -> None:
    """The pictures of notes that have just been brought, whose ids are in the order of the archive."""
    add(
        Picture,
        (
            {
                "note_id": note_id,
                "space_id": by.space_id,
                "width": each.width,
                "height": each.height,
                "digest": Drawn(content, each.width, each.height).digest,
                "description": each.description,
                "content": content,
            }
            for note_id, each, content in pictured(archive, note_ids)
        ),
    )


def pictured(archive: Archive, note_ids: Sequence[int]) -> Iterator[tuple[int, things.Picture, bytes]]:
    contents = iter(archive.pictures)
    for note_id, note in zip(note_ids, archive.notes, strict=True):
        if note.picture:
            yield note_id, note.picture, next(contents)


def bring_jar(archive: Archive, by: Person, people: Ids) -> None:
    """One's own notes in the jar, and what one has opened. Notes to somebody who has left are for nobody any more."""
    add(
        JarNote,
        (
            {
                "space_id": by.space_id,
                "author_id": by.id,
                "recipient_id": people.get(each.to),
                "waiting": each.to is Who.WAITING,
                "body": each.body,
                "written_at": each.written_at,
            }
            for each in archive.jar
        ),
    )
    add(
        Opening,
        (
            {
                "space_id": by.space_id,
                "reader_id": by.id,
                "author_id": people.get(each.by),
                "opened_on": each.opened_on,
                "body": each.body,
            }
            for each in archive.opened
        ),
    )


def bring_reflections(archive: Archive, by: Person, people: Ids, now: datetime) -> None:
    """What was shared is shared again, with the partner there is now."""
    readers = {Who.ME: people[Who.PARTNER], Who.PARTNER: by.id}
    add(
        Reflection,
        (
            {
                "space_id": by.space_id,
                "author_id": people[each.by],
                "kind": each.entry.kind,
                "topic": each.entry.topic,
                "prompt": each.entry.prompt,
                "title": each.entry.title,
                "body": each.entry.body,
                "answers": list(each.entry.answers),
                "folded": each.entry.folded,
                "written_on": each.written_on,
                "created_at": each.created_at or now,
                "saved_at": each.saved_at or now,
                "shared_at": (each.shared_at or now) if is_shared(each) else None,
                "shared_with_id": readers[each.by] if is_shared(each) else None,
            }
            for each in archive.reflections
        ),
    )


def is_shared(reflection: things.Reflection) -> bool:
    return reflection.by is Who.PARTNER or reflection.shared_at is not None


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


def bring_dates(archive: Archive, by: Person, people: Ids, now: datetime) -> None:
    """Dates, the ideas for them, and days to remember."""
    add(
        Outing,
        (
            {
                "space_id": by.space_id,
                "author_id": people[each.by],
                "shared": each.shared,
                "title": each.title,
                "day": each.day,
                "starts_at": time.fromisoformat(each.starts_at) if each.starts_at else None,
                "zone": known_zone(each.zone),
                "minutes": each.minutes,
                "place": each.place,
                "both_prepare": each.prepared_by is Who.TOGETHER,
                "preparer_id": people.get(each.prepared_by),
                "note": each.note,
                "state": each.state.value,
                "line": each.line,
                "version": 0,
                "made_at": now,
                "changed_at": now,
            }
            for each in archive.outings
        ),
    )
    add(
        OwnIdea,
        (
            {
                "space_id": by.space_id,
                "author_id": people[each.by],
                "shared": each.shared,
                "title": each.title,
                "made_at": now,
            }
            for each in archive.ideas
        ),
    )
    add(
        RememberedDay,
        (
            {
                "space_id": by.space_id,
                "author_id": people[each.by],
                "shared": each.shared,
                "name": each.name,
                "month": each.month,
                "day": each.day,
                "year": each.year,
                "made_at": now,
            }
            for each in archive.remembered
        ),
    )


def bring_appointments(archive: Archive, by: Person, people: Ids, now: datetime) -> None:
    """Appointments with what to take along to each."""
    for each in archive.appointments:
        row = Appointment(
            space_id=by.space_id,
            author_id=people[each.by],
            shared=each.shared,
            who=each.who,
            day=each.day,
            starts_at=time.fromisoformat(each.starts_at) if each.starts_at else None,
            zone=known_zone(each.zone),
            place=each.place,
            reach=each.reach,
            note=each.note,
            version=0,
            made_at=now,
            changed_at=now,
        )
        db.session.add(row)
        db.session.flush()
        add(
            ToBring,
            (
                {
                    "space_id": by.space_id,
                    "appointment_id": row.id,
                    "name": thing.name,
                    "packed": thing.packed,
                }
                for thing in each.to_bring
            ),
        )


def bring_wants(archive: Archive, by: Person, now: datetime) -> None:
    """What one wants from help, in the place of an empty draft or none. Nobody has agreed to it yet."""
    if archive.wants:
        draft = wants_of(by)
        want(archive.wants, seen=stamp(draft.saved_at if draft else None), by=by, now=now)


def rows_of(found: Executable) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in db.session.execute(found)}


def strategy_number(slug: str) -> int:
    found = strategy_called(slug)
    assert found is not None
    return found.number


def add(table: type[Table], rows: Iterator[dict[str, object]]) -> None:
    """Insert some rows, so many at once."""
    while some := list(islice(rows, AT_ONCE)):
        db.session.execute(insert(table), some)


def added(table: type[Note], rows: Iterator[dict[str, object]]) -> list[int]:
    """Insert some rows, and say which ids they have, in their order."""
    ids: list[int] = []
    while some := list(islice(rows, AT_ONCE)):
        ids += db.session.scalars(insert(table).returning(table.id, sort_by_parameter_order=True), some)
    return ids
