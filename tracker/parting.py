"""That one of two leaves: who, from where to where, and of what each has a copy then."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import insert, select

from tracker.domain.days import today
from tracker.extensions import db
from tracker.keys import id_of_copy
from tracker.models import Beginning, Habit, Person, Withdrawal


def lineage() -> str:
    """What tells this Tend from every other."""
    return db.session.scalar(select(Beginning.mark).order_by(Beginning.id).limit(1)) or ""


def copy_ids(owner: Person, now: datetime) -> Callable[[str, int], int]:
    """By which ids somebody has copies of rows, given their table and id: the same after a restore."""
    mark = lineage()
    return lambda table, original_id: id_of_copy(original_id, table, owner.id, now, mark)


def write_down(thing: Person | Habit, what: str, now: datetime) -> None:
    """Say that somebody leaves before anything is moved, so that a restore does it in this order as well."""
    row = {"thing": thing.__tablename__, "key": str(thing.id), "what": what, "at": now, "listed": False}
    db.session.execute(insert(Withdrawal), [row])


class Copy(NamedTuple):
    """A row that one of two has in place of one that is the other's."""

    original_id: int
    id: int
    space_id: int


@dataclass(frozen=True, slots=True)
class Parting:
    """Somebody leaves a partner in the old space, and takes what is theirs into a new one.

    What was becomes a copy each; ``copies`` say of which row there is one by then, by table. Their ids follow from
    ``lineage`` and from what they are copies of: whoever leaves again after a restore leaves the same behind.
    """

    person: Person
    partner: Person
    old_id: int
    new_id: int
    now: datetime
    lineage: str = ""
    copies: defaultdict[str, list[Copy]] = field(default_factory=lambda: defaultdict(list))

    @property
    def over_before(self) -> date:
        """The first day that is not over for both."""
        return min(today(each.rhythm, self.now) for each in (self.person, self.partner))

    def other_than(self, owner_id: int) -> Person:
        """Of the two, the one whose something is not."""
        return self.partner if owner_id == self.person.id else self.person

    def space_of(self, person: Person) -> int:
        """Where one of the two will be."""
        return self.new_id if person.id == self.person.id else self.old_id

    def copied(self, table: str, original_id: int, owner: Person) -> Copy:
        """Where the copy that one of the two has of a row is, and its id."""
        number = id_of_copy(original_id, table, owner.id, self.now, self.lineage)
        found = Copy(original_id, number, self.space_of(owner))
        self.copies[table].append(found)
        return found
