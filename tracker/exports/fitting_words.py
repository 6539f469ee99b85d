"""Lets notes, reflections, what was in the jar, and plans be between two again, where both files tell of them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select

from tracker.archives.plain import Id
from tracker.domain.days import today
from tracker.domain.reflections import ReflectionKind, may_share
from tracker.domain.refusals import Missing, Refused
from tracker.domain.words import folded
from tracker.exports.as_it_is import plans_as_they_are
from tracker.exports.claims import PLANNED, Claims, Said, digest_of_entry
from tracker.exports.coming_over import run
from tracker.exports.fitting_habits import is_taken_back
from tracker.extensions import db
from tracker.models import (
    JarNote,
    Note,
    Opening,
    Outing,
    Person,
    Picture,
    Reflection,
)
from tracker.reflections.queries import entry_in
from tracker.wall.drafts import go_on

Mark = tuple[str, object]  # of what kind something is that both say, and by what it is known


@dataclass(frozen=True, slots=True)
class FittingSide:
    """One of the two, with what their file says; ``other`` is the one whose file must say the same."""

    person: Person
    claims: Claims
    other: Person
    others: Claims
    now: datetime

    @property
    def on(self) -> date:
        """What day it is for them."""
        return today(self.person.rhythm, self.now)


def fit_words(side: FittingSide, *, paired: bool) -> set[Mark]:
    """What of somebody's own is there for the other again, and of what the other's file tells as well.

    What still waits in a jar, or is only begun, the other cannot tell of: it is for them as soon as anything shows that they
    are the same two.
    """
    theirs = {(each.kind, each.id): each for each in side.others.said if not each.mine}
    with db.session.no_autoflush:  # no one of them bears on another
        said = {*fit_each(side, theirs), *fit_plans(side, theirs)}
    if said or paired:
        for each in side.claims.said:
            if each.mine and each.kind == "jar":
                fit_jar_note(each, theirs.get(("jar", each.id)), side)
            elif each.mine and each.kind == "draft":
                fit_draft(each, side)
    return said


def fit_each(side: FittingSide, theirs: dict[tuple[str, Id], Said]) -> Iterator[Mark]:
    for each in side.claims.said:
        other = theirs.get((each.kind, each.id))
        fit = FITTING.get(each.kind)
        if each.mine and other is not None and fit is not None and fit(each, other, side):
            yield each.kind, each.id


def fit_plans(side: FittingSide, theirs: dict[tuple[str, Id], Said]) -> Iterator[Mark]:
    """All dates, ideas, days to remember and appointments, of each kind read in one go."""
    for kind, (_field, table, _name) in PLANNED.items():
        own = [each for each in side.claims.said if each.kind == kind and each.mine]
        both = [(each, theirs[kind, each.id]) for each in own if (kind, each.id) in theirs]
        plans = own_rows(table, [each for each, _other in both], side)
        as_they_are = plans_as_they_are(table, {*plans, *(int(other.row or 0) for _own, other in both)})
        for each, other in both:
            plan = plans.get(int(each.id))
            if plan is not None and fit_plan(plan, each, other, side, as_they_are):
                yield kind, each.id


def own_row(table: type[Any], said: Said, side: FittingSide) -> Any:
    """The row of somebody's own that their file tells of, if it is there and theirs."""
    return own_rows(table, [said], side).get(int(said.id))


def own_rows(table: type[Any], said: Iterable[Said], side: FittingSide) -> dict[int, Any]:
    """The rows of somebody's own that their file tells of, by their ids, as far as they are there and theirs."""
    theirs = (table.author_id == side.person.id) & (table.space_id == side.person.space_id)
    ids = [int(each.id) for each in said]
    found = db.session.scalars(select(table).where(table.id.in_(ids), theirs, table.deleted_at.is_(None)))
    return {each.id: each for each in found}


def fit_note(own: Said, other: Said, side: FittingSide) -> bool:
    """A letter to the other, with what they said to it, if it is the one they had, whose copy goes: words, picture and day."""
    note = own_row(Note, own, side)
    copied = (
        (Note.id == int(other.row or 0)) & (Note.recipient_id == side.other.id) & Note.author_id.is_(None)
    )
    copy = db.session.scalar(select(Note).where(copied, Note.space_id == side.person.space_id))
    if note is None or copy is None or letter_in(note) != letter_in(copy):
        return False
    note.recipient_id, note.waiting = side.other.id, False
    note.reaction, note.answer = copy.reaction, copy.answer
    note.pinned_at = note.pinned_at or copy.pinned_at
    shown = db.session.scalar(select(Picture.description).where(Picture.note_id == note.id))
    note.searched = folded(f"{note.body} {note.answer} {shown or ''}")
    db.session.flush()
    run(delete(Note).where(Note.id == copy.id))
    return True


def letter_in(note: Note) -> tuple[object, ...]:
    """What somebody reads in a letter, and sees."""
    shown = select(Picture.digest, Picture.description).where(Picture.note_id == note.id)
    picture = db.session.execute(shown).one_or_none()
    return note.body, note.strategy, note.written_at, note.edited_at, picture and tuple(picture)


def fit_jar_note(own: Said, other: Said | None, side: FittingSide) -> bool:
    """A note in the jar, for the other again; what they have opened of it tells from whom it was, if its words are the same."""
    note = own_row(JarNote, own, side)
    if note is None:
        return False
    note.recipient_id, note.waiting = side.other.id, False
    if other is None or other.digest != own.digest:
        return False
    theirs = (Opening.id == int(other.row)) & (Opening.reader_id == side.other.id)
    opening = db.session.scalar(select(Opening).where(theirs, Opening.author_id.is_(None)))
    if opening is None:
        return False
    opening.author_id, opening.note_id = side.person.id, note.id
    return True


def fit_draft(own: Said, side: FittingSide) -> None:
    """What was begun for the other is for them again, unless another is under way by now."""
    with suppress(Missing, Refused):
        go_on(int(own.id), by=side.person)


def fit_reflection(own: Said, other: Said, side: FittingSide) -> bool:
    """A reflection that was shared, for the other to read again; not with words that were written since, unshared."""
    reflection = own_row(Reflection, own, side)
    if reflection is None or not own.at or not may_share(ReflectionKind(reflection.kind)):
        return False
    changed = own.digest != digest_of_entry(entry_in(reflection))
    if reflection.shared_with_id is None and (
        changed or is_taken_back(reflection, after=side.claims.listed_until)
    ):
        return False
    reflection.shared_at, reflection.shared_with_id = own.at, side.other.id
    return True


def fit_plan(plan: Any, own: Said, other: Said, side: FittingSide, as_they_are: Mapping[int, str]) -> bool:
    """A date, an idea, a day to remember or an appointment, for both again, if the copy of it that the other had is called
    the same; not as it was changed since, unshared. A copy that its owner has changed stays theirs.
    """
    _field, table, name = PLANNED[own.kind]
    changed = own.digest != as_they_are.get(plan.id)
    if not plan.shared and (changed or is_taken_back(plan, after=side.claims.listed_until)):
        return False
    copied = (table.id == int(other.row or 0)) & (table.author_id == side.other.id) & table.shared.is_(False)
    copied &= table.space_id == side.person.space_id
    called = getattr(table, name)
    if db.session.scalar(select(called).where(copied, called != getattr(plan, name))) is not None:
        return False
    plan.shared = True
    if isinstance(plan, Outing) and plan.preparer_id is None and not plan.both_prepare:
        plan.preparer_id = side.other.id if own.by_other else None
        plan.both_prepare = own.by_both and other.by_both
    if other.digest == as_they_are.get(int(other.row or 0)):
        run(delete(table).where(copied))
    return True


FITTING = {
    "note": fit_note,
    "jar": fit_jar_note,
    "reflection": fit_reflection,
}
