"""What two plan: dates, ideas for them, days to remember, appointments. Found through the person who asks, and kept alike.

What is written while alone is its author's, until they share it; with a partner it is for both.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select

from tracker.domain.refusals import Missing, Refused
from tracker.domain.texts import Sentence, _
from tracker.domain.undo import is_gone
from tracker.extensions import db
from tracker.hands import copied_from, sign_copies
from tracker.holding import hold_with
from tracker.models import Appointment, Outing, OwnIdea, Person, RememberedDay
from tracker.parting import Parting
from tracker.policies import GOES_WITH_ITS_AUTHOR
from tracker.sight import Asking, sees_planned

Copied = TypeVar("Copied", Outing, RememberedDay)
Thing = TypeVar("Thing", Outing, OwnIdea, RememberedDay, Appointment)

SHARED = _("It is there for both of you now.")


def seen_by(person: Asking, table: type[Thing]) -> ColumnElement[bool]:
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
    return db.session.scalars(counted).one()


def share(thing: Thing, *, by: Person) -> None:
    """Let the partner see something that one wrote while alone."""
    hold(thing, by)
    if by.partner is None:
        raise Refused(_("You can share it once your partner is here."))
    thing.shared = True


def remove(thing: Thing, *, by: Person, now: datetime) -> None:
    """Delete something. For a day it can be put back; then it is gone."""
    hold(thing, by)
    thing.deleted_at = now


def put_back(thing: Thing, *, by: Person, now: datetime) -> None:
    """Put back what was deleted; after a day it is gone: `Missing`."""
    hold_with(thing, by)
    if is_gone(thing.deleted_at, now):
        raise Missing("date")
    thing.deleted_at = None


def hold(thing: Thing, by: Person) -> None:
    """Hold the space, and know a thing in it as it is from then on."""
    hold_with(thing, by)
    one_of(by, type(thing), thing.id)


def copy_mark(thing: Copied, person: Person) -> Sentence:
    """That something is a copy of one's own, for as long as it is in another's words; whose, while the two are together."""
    writers = copied_from(thing) if thing.author_id == person.id else frozenset()
    if person.partner is not None and person.partner.id in writers:
        return Sentence(_("A copy of your own, in %(name)s’s words."), {"name": person.partner.name})
    return Sentence(_("A copy of your own.") if writers else "")


def part_with_planned(table: type[Copied], parting: Parting, was: Callable[[Copied], bool]) -> None:
    """Let each keep what they have made, and both have what was: the other of the two a copy of it."""
    there = (table.space_id == parting.old_id) & table.shared & table.deleted_at.is_(None)
    found = [each for each in db.session.scalars(select(table).where(there)) if was(each)]
    copies = [(copy_for_the_other(each, parting), each) for each in found]
    db.session.add_all(copy for copy, _original in copies)
    db.session.flush()
    sign_copies(table, copies, parting.old_id)
    GOES_WITH_ITS_AUTHOR.act(table, parting)


def copy_for_the_other(thing: Copied, parting: Parting) -> Copied:
    owner = parting.other_than(thing.author_id)
    found = parting.copied(thing.__tablename__, thing.id, owner)
    own = {"id": found.id, "space_id": found.space_id, "author_id": owner.id, "shared": False}
    as_it_was = {column.key: getattr(thing, column.key) for column in thing.__table__.columns}
    return type(thing)(**as_it_was | own)
