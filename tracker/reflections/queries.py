"""Finding reflections: one's own, and of the partner's those that are shared with the one who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, bindparam, select

from tracker.catalogue.prompts import prompt_called
from tracker.domain.days import today
from tracker.domain.prompts import Prompt, Topic
from tracker.domain.reflections import A_YEAR, ReflectionEntry, ReflectionKind, look_offered
from tracker.domain.refusals import Missing
from tracker.domain.words import folded
from tracker.extensions import db
from tracker.leafing import older
from tracker.models import Person, Reflection
from tracker.sight import ASKER, is_shown_reflection, owns_reflection, sees_reflection, through

A_PAGE = 20

OWN_ONES, SHOWN_ONES = (
    select(Reflection)
    .where(whose, Reflection.deleted_at.is_(None))
    .order_by(Reflection.created_at.desc(), Reflection.id.desc())
    .limit(A_PAGE + 1)
    for whose in (owns_reflection(ASKER), is_shown_reflection(ASKER))
)
LOOKS = select(Reflection.written_on).where(
    owns_reflection(ASKER),
    Reflection.kind == ReflectionKind.LOOK,
    Reflection.deleted_at.is_(None),
    Reflection.written_on > bindparam("since"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which reflections somebody looks for: the partner's or their own, with these words in them, on a topic or on any, older
    than one with an id.
    """

    partners: bool
    words: str = ""
    topic: Topic | None = None
    older_than: int = 0

    @property
    def narrowed(self) -> bool:
        """Whether there may be others that are not looked for."""
        return bool(self.words or self.topic or self.older_than)


@dataclass(frozen=True, slots=True)
class SeenReflection:
    """A reflection as the one who asks may see it; of the partner's no instant is told, only the day it was begun."""

    id: int
    own: bool
    entry: ReflectionEntry
    prompt: Prompt | None
    written_on: date
    shared: bool
    saved_at: datetime | None
    came_on: date | None


@dataclass(frozen=True, slots=True)
class ReflectionsPage:
    """Some reflections, the newest first, where the older ones go on (0 if nowhere), and whether a look is offered."""

    reflections: tuple[SeenReflection, ...]
    older_than: int
    look_offered: bool


def reflections_page(person: Person, sought: Sought, now: datetime) -> ReflectionsPage:
    """What there is of what somebody looks for, a page of it."""
    there = SHOWN_ONES if sought.partners else OWN_ONES
    if sought.narrowed:
        whose = is_shown_reflection(person) if sought.partners else owns_reflection(person)
        rest = older(Reflection.created_at, Reflection.id, sought.older_than, whose)
        there = there.where(*narrowing(sought), *rest)
    rows = db.session.scalars(there, through(person)).all()
    return ReflectionsPage(
        reflections=tuple(seen_by(person, row) for row in rows[:A_PAGE]),
        older_than=rows[A_PAGE - 1].id if len(rows) > A_PAGE else 0,
        look_offered=look_offered_to(person, now),
    )


def narrowing(sought: Sought) -> Sequence[ColumnElement[bool]]:
    """Whatever is typed is plain letters, the ones that databases know as wildcards too."""
    wanted: list[ColumnElement[bool]] = []
    if sought.words:
        wanted.append(Reflection.folded.contains(folded(sought.words), autoescape=True))
    if sought.topic:
        wanted.append(Reflection.topic == sought.topic)
    return wanted


def look_offered_to(person: Person, now: datetime) -> bool:
    """Whether it is time for this person's look from outside."""
    now_on = today(person.rhythm, now)
    return look_offered(db.session.scalars(LOOKS, {**through(person), "since": now_on - A_YEAR}), now_on)


def reflection_for(person: Person, reflection_id: int) -> SeenReflection:
    """One reflection that is there for a person, or `Missing`."""
    there = sees_reflection(person)
    return seen_by(person, one(there, Reflection.id == reflection_id, Reflection.deleted_at.is_(None)))


def own_reflection(person: Person, reflection_id: int) -> Reflection:
    """A reflection of this person's as it is now, or `Missing`."""
    return one(owns_reflection(person), Reflection.id == reflection_id, Reflection.deleted_at.is_(None))


def deleted_reflection(person: Person, reflection_id: int) -> Reflection:
    """A reflection that this person has deleted, or `Missing`."""
    return one(owns_reflection(person), Reflection.id == reflection_id, Reflection.deleted_at.is_not(None))


def begun_in(person: Person, mark: str) -> Reflection | None:
    """The reflection of this person's that was first written in the form with this mark, deleted or not."""
    return first(owns_reflection(person), Reflection.mark == mark) if mark else None


def seen_by(person: Person, row: Reflection) -> SeenReflection:
    """A reflection as this person may see it, who wrote it or with whom it is shared."""
    own = row.author_id == person.id
    return SeenReflection(
        id=row.id,
        own=own,
        entry=entry_in(row),
        prompt=prompt_called(row.prompt),
        written_on=row.written_on,
        shared=row.shared_with_id is not None,
        came_on=row.came_on,
        saved_at=row.saved_at if own else None,
    )


def entry_in(row: Reflection) -> ReflectionEntry:
    """What a row says, as the domain knows it."""
    return ReflectionEntry(
        ReflectionKind(row.kind), Topic(row.topic), row.body, row.title, row.prompt, tuple(row.answers)
    )


def one(*conditions: ColumnElement[bool]) -> Reflection:
    """The one reflection of which this is true, or `Missing`."""
    found = first(*conditions)
    if found is None:
        raise Missing("reflection")
    return found


def first(*conditions: ColumnElement[bool]) -> Reflection | None:
    """A reflection of which this is true, as it stands in the database now."""
    return db.session.scalar(select(Reflection).where(*conditions).execution_options(populate_existing=True))
