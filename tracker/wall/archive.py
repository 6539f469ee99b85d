"""Takes notes along with their pictures, and brings them back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.archives.checks import check_each, must
from tracker.archives.plain import Id
from tracker.archives.rows import add, ids_for, strategy_number
from tracker.archives.taken import Bringing, Gathering, Row, Taken, Weighed, each_alone, each_half
from tracker.archives.things import Archive, Field, Who
from tracker.archives.whose import member
from tracker.catalogue.strategies import strategy, strategy_called
from tracker.domain.notes import ANSWER_LENGTH, NOTE_LENGTH, REACTIONS
from tracker.domain.pictures import DESCRIPTION_LENGTH, Drawn
from tracker.domain.words import folded
from tracker.extensions import db
from tracker.habits.things import HABITS, keys_of
from tracker.models import Note, Person, Picture
from tracker.sight import sees_note
from tracker.wall import things

NOTES = {
    (Who.ME, Who.PARTNER),
    (Who.ME, Who.FORMER),
    (Who.ME, Who.WAITING),
    (Who.PARTNER, Who.ME),
    (Who.FORMER, Who.ME),
}


def gather(gathering: Gathering) -> Mapping[Field[Any], object]:
    """The notes on the wall, and their pictures beside them."""
    notes = notes_there(gathering.person)
    return {
        things.NOTES: archived_notes(notes, gathering.person, gathering.keys),
        things.PICTURES: tuple(each.picture.content for each in notes if each.picture),
    }


def notes_there(person: Person) -> Sequence[Note]:
    """The notes on the wall with their pictures, the oldest first."""
    return db.session.scalars(
        select(Note)
        .where(sees_note(person), Note.deleted_at.is_(None))
        .options(joinedload(Note.picture).undefer(Picture.content))
        .order_by(Note.written_at, Note.id)
    ).all()


def archived_notes(notes: Sequence[Note], person: Person, keys: Mapping[int, str]) -> tuple[things.Note, ...]:
    """The notes; the habit of one is named only if that is there too."""
    numbers = count(1)
    return tuple(
        things.Note(
            by=member(row.author_id, person),
            to=Who.WAITING if row.waiting else member(row.recipient_id, person),
            body=row.body,
            written_at=row.written_at,
            edited_at=row.edited_at,
            strategy=strategy(row.strategy).slug if row.strategy else "",
            habit=keys.get(row.habit_id or 0, ""),
            reaction=row.reaction or "",
            answer=row.answer,
            pinned=row.pinned_at is not None,
            picture=archived_picture(row.picture, next(numbers)) if row.picture else None,
            id=Id(row.id),
            came_on=row.came_on,
        )
        for row in notes
    )


def archived_picture(row: Picture, number: int) -> things.Picture:
    """A picture by its place among those that are seen."""
    return things.Picture(number, row.width, row.height, row.description)


def check(archive: Archive) -> None:
    """Each as it can have been, and their pictures numbered from 1."""
    check_each(archive[things.NOTES], partial(check_note, keys=keys_of(archive)))
    numbers = [each.picture.number for each in archive[things.NOTES] if each.picture]
    must(numbers == [n + 1 for n in range(len(numbers))], "picture")


def check_note(note: things.Note, keys: list[str]) -> None:
    must((note.by, note.to) in NOTES, "to")
    must(len(note.body) <= NOTE_LENGTH, "body")
    must(not note.strategy or strategy_called(note.strategy) is not None, "strategy")
    must(not note.habit or note.habit in keys, "habit")
    must(not note.reaction or note.reaction in REACTIONS, "reaction")
    must(
        note.picture is None or len(note.picture.description) <= DESCRIPTION_LENGTH, "picture", "description"
    )
    must(len(note.answer) <= ANSWER_LENGTH and (not note.answer or note.to is not Who.WAITING), "answer")


def bring_notes(
    coming: Bringing, notes: Sequence[things.Note], *, habits: Mapping[str, int], stage_id: int
) -> None:
    """Some notes; their pictures follow."""
    ids = ids_for(Note, [each.id for each in notes])
    add(
        Note,
        (
            {"id": note_id, "space_id": stage_id, "habit_id": habits.get(each.habit), **row(coming, each)}
            for note_id, each in zip(ids, notes, strict=True)
        ),
        by_id=coming.by_id,
    )


def row(coming: Bringing, note: things.Note) -> dict[str, object]:
    shown = note.picture.description if note.picture else ""
    return {
        "came_on": coming.on,
        "author_id": coming.people.get(note.by),
        "recipient_id": coming.people.get(note.to),
        "waiting": note.to is Who.WAITING,
        "body": note.body,
        "strategy": strategy_number(note.strategy) if note.strategy else None,
        "written_at": note.written_at,
        "edited_at": note.edited_at,
        "reaction": note.reaction or None,
        "answer": note.answer,
        "pinned_at": note.written_at if note.pinned else None,
        "searched": folded(f"{note.body} {note.answer} {shown}"),
    }


def bring_pictures(coming: Bringing, pictures: Iterable[tuple[int, things.Picture, bytes]]) -> None:
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
        by_id=coming.by_id,
    )


def note_rows(archive: Archive) -> Iterator[Row]:
    yield (
        "written at",
        "from",
        "to",
        "note",
        "strategy",
        "habit",
        "reaction",
        "answer",
        "pinned",
        "changed at",
        "picture",
        "what is to be seen",
        "brought back from a file on",
    )
    names = {each.key: each.name for each in archive[HABITS]}
    for note in archive[things.NOTES]:
        yield (
            *(note.written_at, note.by, note.to, note.body, note.strategy, names.get(note.habit, "")),
            *(note.reaction, note.answer, note.pinned, note.edited_at),
            *((note.picture.file, note.picture.description) if note.picture else ("", "")),
            note.came_on,
        )


def weighed(archive: Archive) -> Iterator[Weighed]:
    yield from ((Note, each.by, len(each.body)) for each in archive[things.NOTES])
    yield from ((Picture, each.by, 0) for each in archive[things.NOTES] if each.picture)


TAKEN = Taken(
    things.NOTES,
    check,
    each_alone(things.NOTES),
    half=each_half(things.NOTES),
    gather=gather,
    used=lambda person: sees_note(person) & (Note.author_id.is_(None) | (Note.author_id == person.id)),
    weighed=weighed,
    whose=lambda archive: (who for each in archive[things.NOTES] for who in (each.by, each.to)),
    tables={"notes.csv": note_rows},
)
