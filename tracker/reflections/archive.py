"""Takes reflections along, and brings them back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from tracker.archives.checks import at, check_each, must
from tracker.archives.plain import Id
from tracker.archives.rows import add, ids_for
from tracker.archives.taken import Bringing, Gathering, Row, Taken, each_alone
from tracker.archives.things import Archive, Field, Who
from tracker.catalogue.prompts import prompt_called
from tracker.domain.prompts import Topic
from tracker.domain.reflections import (
    ANSWER_LENGTH,
    BODY_LENGTH,
    LOOK_QUESTIONS,
    PROMPT_LENGTH,
    TITLE_LENGTH,
    ReflectionEntry,
    ReflectionKind,
    may_share,
)
from tracker.extensions import db
from tracker.models import Person, Reflection
from tracker.reflections import things
from tracker.reflections.queries import entry_in
from tracker.sight import owns_reflection, sees_reflection

CAME = "brought back from a file on"


def gather(gathering: Gathering) -> Mapping[Field[Any], object]:
    """One's own reflections, and of the partner's those that are shared, the oldest first; of a day, one's own."""
    person = gathering.person
    rows = db.session.scalars(
        select(Reflection)
        .where(sees_reflection(person), Reflection.deleted_at.is_(None))
        .order_by(
            Reflection.written_on, Reflection.author_id != person.id, Reflection.created_at, Reflection.id
        )
    )
    return {things.REFLECTIONS: tuple(reflection(row, person) for row in rows)}


def reflection(row: Reflection, person: Person) -> things.Reflection:
    if row.author_id != person.id:
        return things.Reflection(
            Who.PARTNER, row.written_on, entry_in(row), id=Id(row.id), came_on=row.came_on
        )
    instants = (row.created_at, row.saved_at, row.shared_at)
    return things.Reflection(Who.ME, row.written_on, entry_in(row), *instants, Id(row.id), row.came_on)


def check_reflection(reflection: things.Reflection) -> None:
    must(reflection.by in (Who.ME, Who.PARTNER), "by")
    with at("entry"):
        check_entry(reflection.entry)
    must(reflection.by is Who.ME or reflection.shared_at is None, "shared_at")
    shared = reflection.by is Who.PARTNER or reflection.shared_at is not None
    must(may_share(reflection.entry.kind) or not shared, "entry", "kind")


def check_entry(entry: ReflectionEntry) -> None:
    must(len(entry.title) <= TITLE_LENGTH, "title")
    must(len(entry.body) <= BODY_LENGTH, "body")
    must(
        len(entry.prompt) <= PROMPT_LENGTH and bool(entry.prompt) is (entry.kind is ReflectionKind.GUIDED),
        "prompt",
    )
    must(len(entry.answers) == (len(LOOK_QUESTIONS) if entry.kind is ReflectionKind.LOOK else 0), "answers")
    must(all(len(each) <= ANSWER_LENGTH for each in entry.answers), "answers")
    must(entry.kind is not ReflectionKind.LOOK or entry.topic is Topic.CONFLICT, "topic")


def bring_reflections(coming: Bringing, reflections: Sequence[things.Reflection], *, stage_id: int) -> None:
    """Some reflections, shared with nobody."""
    add(
        Reflection,
        (
            {
                "id": reflection_id,
                "came_on": coming.on,
                "space_id": stage_id,
                "author_id": coming.people[each.by],
                "kind": each.entry.kind,
                "topic": each.entry.topic,
                "prompt": each.entry.prompt,
                "title": each.entry.title,
                "body": each.entry.body,
                "answers": list(each.entry.answers),
                "folded": each.entry.folded,
                "written_on": each.written_on,
                "created_at": each.created_at or moment,
                "saved_at": each.saved_at or coming.now,
            }
            for reflection_id, each, moment in zip(
                ids_for(Reflection, [each.id for each in reflections]),
                reflections,
                coming.moments,
                strict=False,
            )
        ),
        by_id=coming.by_id,
    )


def reflection_rows(archive: Archive) -> Iterator[Row]:
    """The answers of a look from outside stand under each other."""
    yield "written on", "by", "kind", "topic", "question", "title", "text", "answers", "shared at", CAME
    for each in archive[things.REFLECTIONS]:
        entry, asked = each.entry, prompt_called(each.entry.prompt)
        yield (
            *(each.written_on, each.by, entry.kind, entry.topic, asked.text if asked else ""),
            *(entry.title, entry.body, "\n".join(entry.answers), each.shared_at, each.came_on),
        )


TAKEN = Taken(
    things.REFLECTIONS,
    lambda archive: check_each(archive[things.REFLECTIONS], check_reflection),
    each_alone(things.REFLECTIONS),
    gather=gather,
    used=lambda person: owns_reflection(person) & Reflection.deleted_at.is_(None),
    weighed=lambda archive: (
        (Reflection, each.by, each.entry.letters) for each in archive[things.REFLECTIONS]
    ),
    whose=lambda archive: (
        Who.PARTNER if each.shared_at else each.by for each in archive[things.REFLECTIONS]
    ),
    days=lambda archive: (each.written_on for each in archive[things.REFLECTIONS]),
    tables={"reflections.csv": reflection_rows},
)
