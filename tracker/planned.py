"""What two plan: dates, ideas for them, days to remember, appointments. Found through the person who asks, and kept alike.

What is written while alone is its author's, until they share it; with a partner it is for both.
"""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select

from tracker.domain.refusals import Missing, Refused
from tracker.domain.texts import _
from tracker.domain.undo import is_gone
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import Appointment, Outing, OwnIdea, Person, RememberedDay
from tracker.sight import sees_planned

Thing = TypeVar("Thing", Outing, OwnIdea, RememberedDay, Appointment)

SHARED = _("It is there for both of you now.")


def seen_by(person: Person, table: type[Thing]) -> ColumnElement[bool]:
    """Whether something is there for a person: in their space, theirs or shared, and not deleted."""
    return sees_planned(person, table) & table.deleted_at.is_(None)


def one_of(person: Person, table: type[Thing], thing_id: int) -> Thing:
    """One thing that is there for a person, or `Missing`."""
    return there(db.session.scalar(select(table).where(table.id == thing_id, seen_by(person, table))))


def deleted_one_of(person: Person, table: type[Thing], thing_id: int) -> Thing:
    """One thing that would be there for a person had it not been deleted, or `Missing`."""
    gone = (table.id == thing_id) & table.deleted_at.is_not(None)
    return there(db.session.scalar(select(table).where(sees_planned(person, table), gone)))


def there(thing: Thing | None) -> Thing:
    """The thing that was found, or `Missing`."""
    if thing is None:
        raise Missing("date")
    return thing


def count_of(person: Person, table: type[Thing], *which: ColumnElement[bool]) -> int:
    """How many of something there are for a person."""
    counted = select(func.count()).select_from(table).where(seen_by(person, table), *which)
    return db.session.scalar(counted) or 0


def share(thing: Thing, *, by: Person) -> None:
    """Let the partner see something that one wrote while alone."""
    hold(thing, by)
    if by.partner is None:
        raise Refused(_("You can share it once your partner is here."))
    thing.shared = True


def remove(thing: Thing, *, now: datetime) -> None:
    """Delete something. For a day it can be put back; then it is gone."""
    thing.deleted_at = now


def put_back(thing: Thing, *, now: datetime) -> None:
    """Put back what was deleted; after a day it is gone: `Missing`."""
    if is_gone(thing.deleted_at, now):
        raise Missing("date")
    thing.deleted_at = None


def hold(thing: Thing, by: Person) -> None:
    """Hold the space, and know a thing in it as it is from then on."""
    hold_space(by)
    db.session.refresh(thing)
    if thing.deleted_at is not None:
        raise Missing("date")
