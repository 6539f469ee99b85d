"""Brings back what people have written: check-ins, notes with their pictures, the jar, reflections, what one wants from help."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select

from tracker.domain.pictures import Drawn
from tracker.domain.words import folded
from tracker.exports import things
from tracker.exports.coming import Coming
from tracker.exports.rows import Ids, add, strategy_number
from tracker.exports.things import Archive, Who
from tracker.extensions import db
from tracker.models import Acknowledgement, CheckIn, JarNote, Note, Opening, Person, Picture, Reflection
from tracker.summaries.actions import want


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


def bring_notes(
    coming: Coming, notes: Iterable[things.Note], *, habits: Mapping[str, int], stage_id: int
) -> None:
    """Some notes; their pictures follow."""
    people = coming.people
    add(
        Note,
        (
            {
                "space_id": stage_id,
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
            for each in notes
        ),
    )


def bring_pictures(coming: Coming, pictures: Iterable[tuple[int, things.Picture, bytes]]) -> None:
    """Some pictures, each with the id of its note."""
    add(
        Picture,
        (
            {
                "note_id": note_id,
                "space_id": coming.space_id,
                "width": each.width,
                "height": each.height,
                "digest": Drawn(content, each.width, each.height).digest,
                "description": each.description,
                "content": content,
            }
            for note_id, each, content in pictures
        ),
    )


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


def bring_reflections(coming: Coming, reflections: Iterable[things.Reflection], *, stage_id: int) -> None:
    """Some reflections. What was shared is shared again, with the partner there is now."""
    people, now = coming.people, coming.now
    readers = {Who.ME: people[Who.PARTNER], Who.PARTNER: people[Who.ME]}
    add(
        Reflection,
        (
            {
                "space_id": stage_id,
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
            for each in reflections
        ),
    )


def is_shared(reflection: things.Reflection) -> bool:
    return reflection.by is Who.PARTNER or reflection.shared_at is not None


def bring_wants(archive: Archive, by: Person, now: datetime) -> None:
    """What one wants from help, in the place of an empty draft or none. Nobody has agreed to it yet."""
    if archive.wants:
        want(archive.wants, by=by, now=now)
