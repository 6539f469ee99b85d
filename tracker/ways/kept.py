"""Looking through what is kept as it was typed, which no database folds: habits, plans, and what is in the jar."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, cast, literal, null, select, union_all

from tracker.domain.searching import Spellings, holds_one_by_one
from tracker.extensions import db
from tracker.models import Appointment, Habit, JarNote, Opening, Outing, OwnIdea, Person, RememberedDay
from tracker.models.types import BIG
from tracker.planned import seen_by
from tracker.sight import ASKER, sees_habit, sees_jar_note, sees_opening, through
from tracker.ways.words import MOST, FoundWords, WordsKind, around, name_of

MOST_READ = 20_000  # of a kind: more than there is room for, or a life has days
NO_DAY = cast(null(), Date)

# By what the page of one thing is called for; the others stand on a page of all.
GIVEN = {
    WordsKind.HABIT: "habit_id",
    WordsKind.DATE: "outing_id",
    WordsKind.APPOINTMENT: "appointment_id",
    WordsKind.JAR: "jar_note_id",
}
ANCHORS = {WordsKind.IDEA: "jar", WordsKind.OPENED: "opened"}


def in_what_is_kept(person: Person, wanted: Sequence[Spellings]) -> list[FoundWords]:
    """The newest things of each kind that hold all of it, of those that are there for somebody."""
    found: dict[WordsKind, list[FoundWords]] = {kind: [] for kind in WordsKind}
    kept = db.session.connection().execute(KEPT, through(person)).all()
    held = holds_one_by_one([text for *_of_it, text in kept], wanted)
    for (name, thing_id, day, author_id, text), holding in zip(kept, held, strict=True):
        kind = WordsKind(name)
        if holding and len(found[kind]) < MOST:
            pieces = around(text.split("\n"), wanted)
            found[kind].append(
                FoundWords(kind, pieces, given(kind, thing_id), day, name_of(person, author_id))
            )
    return [each for there in found.values() for each in there]


def given(kind: WordsKind, thing_id: int) -> Mapping[str, Any]:
    """What the page of a thing is asked by."""
    if kind in GIVEN:
        return {GIVEN[kind]: thing_id}
    return {"_anchor": ANCHORS[kind]} if kind in ANCHORS else {}


def texts_in(
    table: Any, kind: WordsKind, there: ColumnElement[bool], *texts: Any, by: Any, day: Any = NO_DAY
) -> Select[Any]:
    """The things of a kind that are there, the newest ``by`` a column, each with its day if it has one, its author, and its
    texts, a line for each. Ids are drawn, and tell nothing of what is newer.
    """
    lines = reduce(add, (part for text in texts for part in (literal("\n"), text)))
    author_id = cast(null(), BIG) if table is Habit else table.author_id  # a habit is no one’s words
    return (
        select(
            literal(kind.value).label("kind"),
            table.id.label("id"),
            day.label("day"),
            author_id.label("author_id"),
            lines.label("text"),
        )
        .where(there)
        .order_by(by.desc())
        .limit(MOST_READ)
    )


OF_EACH = (
    texts_in(
        *(Habit, WordsKind.HABIT, sees_habit(ASKER), Habit.name, Habit.cue),
        by=Habit.created_at,
    ),
    texts_in(
        *(OwnIdea, WordsKind.IDEA, seen_by(ASKER, OwnIdea), OwnIdea.title),
        by=OwnIdea.made_at,
    ),
    texts_in(
        *(RememberedDay, WordsKind.REMEMBERED, seen_by(ASKER, RememberedDay), RememberedDay.name),
        by=RememberedDay.made_at,
    ),
    texts_in(
        *(JarNote, WordsKind.JAR, sees_jar_note(ASKER) & JarNote.deleted_at.is_(None), JarNote.body),
        by=JarNote.written_at,
    ),
    texts_in(
        *(Opening, WordsKind.OPENED, sees_opening(ASKER), Opening.body),
        by=Opening.opened_on,
        day=Opening.opened_on,
    ),
    texts_in(
        *(Outing, WordsKind.DATE, seen_by(ASKER, Outing)),
        *(Outing.title, Outing.place, Outing.note, Outing.line),
        by=Outing.day,
        day=Outing.day,
    ),
    texts_in(
        *(Appointment, WordsKind.APPOINTMENT, seen_by(ASKER, Appointment)),
        *(Appointment.who, Appointment.place, Appointment.note),
        by=Appointment.day,
        day=Appointment.day,
    ),
)
# One statement for all kinds: a select within a union has no order of its own, so each is one in another.
KEPT = union_all(*(select(*each.subquery().c) for each in OF_EACH))
