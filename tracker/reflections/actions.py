"""What people do with their reflections."""

from datetime import datetime

from tracker.accounts.room import make_room
from tracker.domain.days import today
from tracker.domain.reflections import ReflectionEntry, ReflectionKind, may_share
from tracker.domain.refusals import Missing, Refused
from tracker.domain.texts import _
from tracker.domain.tidings import TidingKind
from tracker.domain.undo import is_gone
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import Person, Reflection
from tracker.reflections import queries
from tracker.reflections.queries import entry_in
from tracker.telling import tell


def write(entry: ReflectionEntry, *, by: Person, now: datetime, mark: str = "") -> Reflection:
    """Keep a new reflection. The form with the ``mark`` makes one, however often it is sent, and changes that."""
    hold_space(by)
    begun = queries.begun_in(by, mark)
    if begun is not None:
        return rewrite(begun.id, entry, by=by, now=now)
    make_room(Reflection, by=by, letters=entry.letters)
    reflection = Reflection(
        space_id=by.space_id,
        author_id=by.id,
        kind=entry.kind,
        mark=mark or None,
        written_on=today(by.rhythm, now),
        created_at=now,
    )
    put(entry, reflection, now)
    db.session.add(reflection)
    db.session.flush()
    return reflection


def rewrite(reflection_id: int, entry: ReflectionEntry, *, by: Person, now: datetime) -> Reflection:
    """Let a reflection say something else."""
    hold_space(by)
    reflection = queries.own_reflection(by, reflection_id)
    if entry_in(reflection) != entry:
        longer = entry.letters - entry_in(reflection).letters
        make_room(Reflection, by=by, rows=0, letters=longer)
        put(entry, reflection, now)
    return reflection


def rewrite_unasked(reflection_id: int, entry: ReflectionEntry, *, by: Person, now: datetime) -> Reflection:
    """The same while somebody is still writing; but nobody reads over their shoulder once it is shared."""
    hold_space(by)
    if queries.own_reflection(by, reflection_id).shared_with_id is not None:
        raise Refused(_("You are sharing this reflection now, so it changes only when you save it yourself."))
    return rewrite(reflection_id, entry, by=by, now=now)


def put(entry: ReflectionEntry, reflection: Reflection, now: datetime) -> None:
    """Let a reflection hold an entry, saved at ``now``."""
    reflection.topic, reflection.prompt = entry.topic, entry.prompt
    reflection.title, reflection.body, reflection.answers = entry.title, entry.body, list(entry.answers)
    reflection.folded = entry.folded
    reflection.saved_at = now


def share(reflection_id: int, *, by: Person, now: datetime) -> Reflection:
    """Let the partner there is now read a reflection, until it is taken back."""
    hold_space(by)
    reflection = queries.own_reflection(by, reflection_id)
    if not may_share(ReflectionKind(reflection.kind)):
        raise Missing("reflection")
    if by.partner is None:
        raise Refused(_("There is nobody to share it with yet. It stays yours."))
    if reflection.shared_with_id is None:
        reflection.shared_at, reflection.shared_with_id = now, by.partner.id
        tell(TidingKind.REFLECTION, reflection.id, by=by, now=now)
    return reflection


def take_back(reflection_id: int, *, by: Person) -> Reflection:
    """Let a reflection be one's own again. Twice is once."""
    hold_space(by)
    reflection = queries.own_reflection(by, reflection_id)
    reflection.shared_at = reflection.shared_with_id = None
    return reflection


def remove(reflection_id: int, *, by: Person, now: datetime) -> None:
    """Delete a reflection. For a day it can be put back; then it is gone."""
    hold_space(by)
    queries.own_reflection(by, reflection_id).deleted_at = now


def put_back(reflection_id: int, *, by: Person, now: datetime) -> Reflection:
    """Put a deleted reflection back as it was; after a day it is gone: `Missing`."""
    hold_space(by)
    reflection = queries.deleted_reflection(by, reflection_id)
    if is_gone(reflection.deleted_at, now):
        raise Missing("reflection")
    reflection.deleted_at = None
    return reflection
