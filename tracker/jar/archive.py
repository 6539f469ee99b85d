"""Takes along what somebody has put into the jar and what they have opened, and brings it back."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from tracker.archives.checks import check_each, must, unlike
from tracker.archives.plain import Id
from tracker.archives.rows import add, ids_for
from tracker.archives.taken import Bringing, Gathering, Row, Taken, each_alone
from tracker.archives.things import Archive, Field, Who
from tracker.archives.whose import member
from tracker.domain.jar import JAR_LENGTH
from tracker.extensions import db
from tracker.jar import things
from tracker.models import JarNote, Opening
from tracker.sight import sees_jar_note, sees_opening

MOST_OPENED = 20_000  # more than anybody comes to


def jar_of(gathering: Gathering) -> Mapping[Field[Any], object]:
    """A person's own notes in the jar, the oldest first; nothing tells whether one was opened."""
    person = gathering.person
    rows = db.session.scalars(
        select(JarNote)
        .where(sees_jar_note(person), JarNote.deleted_at.is_(None))
        .order_by(JarNote.written_at, JarNote.id)
    )
    notes = (
        things.JarNote(
            to=Who.WAITING if row.waiting else member(row.recipient_id, person),
            body=row.body,
            written_at=row.written_at,
            id=Id(row.id),
            came_on=row.came_on,
        )
        for row in rows
    )
    return {things.JAR: tuple(notes)}


def opened_by(gathering: Gathering) -> Mapping[Field[Any], object]:
    """What a person has opened, the earliest first; what still waits for them is not told."""
    person = gathering.person
    rows = db.session.scalars(select(Opening).where(sees_opening(person)).order_by(Opening.opened_on))
    opened = (
        things.Opened(
            by=member(row.author_id, person),
            body=row.body,
            opened_on=row.opened_on,
            id=Id(row.id),
            came_on=row.came_on,
            note=Id(row.note_id or ""),
        )
        for row in rows
    )
    return {things.OPENED: tuple(opened)}


def check_jar_note(note: things.JarNote) -> None:
    must(note.to in (Who.PARTNER, Who.FORMER, Who.WAITING), "to")
    must(len(note.body) <= JAR_LENGTH, "body")


def check_all_opened(archive: Archive) -> None:
    """One a day at most, and each as it can have been."""
    must(
        len(archive[things.OPENED]) <= MOST_OPENED
        and unlike(each.opened_on for each in archive[things.OPENED])
    )
    check_each(archive[things.OPENED], check_opened)


def check_opened(opened: things.Opened) -> None:
    must(opened.by in (Who.PARTNER, Who.FORMER), "by")
    must(len(opened.body) <= JAR_LENGTH, "body")


def bring_jar(coming: Bringing, habits: Mapping[str, int]) -> None:
    """One's own notes in the jar. Those to somebody who has left are for nobody any more."""
    notes = coming.archive[things.JAR]
    add(
        JarNote,
        (
            {
                "id": note_id,
                "came_on": coming.on,
                "space_id": coming.space_id,
                "author_id": coming.by_id,
                "recipient_id": coming.people.get(each.to),
                "waiting": each.to is Who.WAITING,
                "body": each.body,
                "written_at": each.written_at,
            }
            for note_id, each in zip(ids_for(JarNote, [each.id for each in notes]), notes, strict=True)
        ),
        by_id=coming.by_id,
    )


def bring_opened(coming: Bringing, habits: Mapping[str, int]) -> None:
    """What one has opened, as it was then."""
    opened = coming.archive[things.OPENED]
    add(
        Opening,
        (
            {
                "id": opening_id,
                "came_on": coming.on,
                "space_id": coming.space_id,
                "reader_id": coming.by_id,
                "author_id": coming.people.get(each.by),
                "opened_on": each.opened_on,
                "body": each.body,
            }
            for opening_id, each in zip(ids_for(Opening, [each.id for each in opened]), opened, strict=True)
        ),
        by_id=coming.by_id,
    )


def jar_rows(archive: Archive) -> Iterator[Row]:
    """What one has put into the jar, and then what one has opened."""
    yield "note", "from", "to", "written at", "opened on", "brought back from a file on"
    for note in archive[things.JAR]:
        yield note.body, Who.ME, note.to, note.written_at, "", note.came_on
    for opened in archive[things.OPENED]:
        yield opened.body, opened.by, Who.ME, "", opened.opened_on, opened.came_on


TAKEN = Taken(
    things.JAR,
    lambda archive: check_each(archive[things.JAR], check_jar_note),
    each_alone(things.JAR),
    gather=jar_of,
    bring=bring_jar,
    used=sees_jar_note,
    weighed=lambda archive: ((JarNote, Who.ME, 0) for _note in archive[things.JAR]),
    whose=lambda archive: (each.to for each in archive[things.JAR]),
    tables={"jar.csv": jar_rows},
)
OPENED = Taken(
    things.OPENED,
    check_all_opened,
    each_alone(things.OPENED),
    gather=opened_by,
    bring=bring_opened,
    used=sees_opening,
    whose=lambda archive: (each.by for each in archive[things.OPENED]),
    days=lambda archive: (each.opened_on for each in archive[things.OPENED]),
)
