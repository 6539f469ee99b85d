"""What can become of the rows of a table when somebody joins, leaves, or erases their account: as values, to be declared.

Where a capability needs an act of its own, it makes a `Policy` with it.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, and_, delete, select, true, update
from sqlalchemy.orm import InstrumentedAttribute

from tracker.extensions import db
from tracker.models import Person
from tracker.parting import Parting

Rows = type[Any]  # a table, as the models have it
Column = InstrumentedAttribute[Any]


@dataclass(frozen=True, slots=True)
class Welcome:
    """A guest comes out of their old space into the home of a host, where they have a seat by now.

    Of what the host has written for whoever joins, what is ``delivered`` arrives, by id; all of it where nobody was asked.
    """

    host_id: int
    guest_id: int
    old_id: int
    home_id: int
    now: datetime
    delivered: Collection[int] | None = None


Turn = TypeVar("Turn", Welcome, Parting)


@dataclass(frozen=True, slots=True)
class Policy(Generic[Turn]):
    """What becomes of a table's rows: in words, and what sees to it. Where rows go for good, ``loses`` says why."""

    words: str
    act: Callable[[Rows, Turn], None]
    loses: str = ""

    def __str__(self) -> str:
        """The words, with the reason."""
        return f"{self.words}: {self.loses}" if self.loses else self.words


def nothing(table: Rows, turn: Welcome | Parting) -> None:
    """What there is to do where the rows stay as they are."""


@dataclass(frozen=True, slots=True)
class Erasing:
    """What the end of an account takes of a table, beside all that lies in the person's own space.

    Rows go with the account in one of the columns ``goes``, wherever they lie; those that only name it in one of
    ``unnamed`` stay, and name nobody. The database itself sees to that; ``act`` comes before, and ``words`` tell of it.
    """

    goes: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    words: str = ""
    act: Callable[[Person, datetime], None] | None = None

    def __str__(self) -> str:
        """It in words."""
        parts = (
            f"goes with {' or '.join(self.goes)}" if self.goes else "",
            f"stays without {' and '.join(self.unnamed)}" if self.unnamed else "",
            self.words,
        )
        return "; ".join(filter(None, parts)) or "goes with what it is part of"


# When somebody joins.


def move(table: Rows, old_id: int, new_id: int, *which: ColumnElement[bool]) -> None:
    """Say of rows that they are in another space."""
    moved = update(table).where(table.space_id == old_id, *which).values(space_id=new_id)
    db.session.execute(moved.execution_options(synchronize_session=False))


def come_along(table: Rows, welcome: Welcome) -> None:
    move(table, welcome.old_id, welcome.home_id)


def come_along_unshared(table: Rows, welcome: Welcome) -> None:
    come_along(table, welcome)
    unshare(table, welcome.home_id)


def unshare(table: Rows, *space_ids: int) -> None:
    """Let nobody but their authors see any of the rows in some spaces."""
    hidden = update(table).where(table.space_id.in_(space_ids)).values(shared=False)
    db.session.execute(hidden.execution_options(synchronize_session=False))


def come_along_and_be_delivered(table: Rows, welcome: Welcome) -> None:
    come_along(table, welcome)
    for recipient_id, arrives in arriving(table, welcome):
        delivered = update(table).where(arrives).values(waiting=False, recipient_id=recipient_id)
        db.session.execute(delivered.execution_options(synchronize_session=False))


def arriving(table: Rows, welcome: Welcome) -> Iterator[tuple[int, ColumnElement[bool]]]:
    """Of what either has written for whoever joins, for whom it is now, and what of it arrives: not what the host holds back."""
    here = table.space_id.in_((welcome.old_id, welcome.home_id)) & table.waiting
    given = true() if welcome.delivered is None else table.id.in_(welcome.delivered)
    yield welcome.host_id, here & (table.author_id == welcome.guest_id)
    yield welcome.guest_id, and_(here, table.author_id == welcome.host_id, given)


def forget_both(table: Rows, welcome: Welcome) -> None:
    forget(table, table.space_id.in_((welcome.old_id, welcome.home_id)))


def forget(table: Rows, *which: ColumnElement[bool]) -> None:
    """Let rows be gone."""
    db.session.execute(delete(table).where(*which).execution_options(synchronize_session=False))


MOVES: Policy[Welcome] = Policy("moves along", come_along)
MOVES_UNSHARED = Policy("moves along; of both, only its author sees it", come_along_unshared)
MOVES_AND_ARRIVES = Policy(
    "moves along; of both, what waits is for the other, but what the host holds back",
    come_along_and_be_delivered,
)


def ends_with_the_space(because: str) -> Policy[Welcome]:
    """What the guest had goes with the space that they come from; what the host has stays."""
    return Policy("ends with the guest’s space", nothing, loses=because)


def ends_for_both(because: str) -> Policy[Welcome]:
    """What either had alone is over."""
    return Policy("ends for both", forget_both, loses=because)


# When somebody leaves.


def goes_with(column: Column) -> Policy[Parting]:
    """What is the leaver's own by a column goes along; all else stays."""

    def go(table: Rows, parting: Parting) -> None:
        move(table, parting.old_id, parting.new_id, column == parting.person.id)

    return Policy(f"goes with {column.key}", go)


def follows(column: Column) -> Policy[Parting]:
    """Rows go where the one went that they are part of, by the column that points to it."""

    def follow(table: Rows, parting: Parting) -> None:
        move(table, parting.old_id, parting.new_id, column.in_(there(column, parting.new_id)))

    return Policy(f"follows {column.key}", follow)


def there(column: Column, space_id: int) -> Any:
    """The keys in one space of that to which a column points."""
    (key,) = column.property.columns[0].foreign_keys
    return select(key.column).where(key.column.table.c.space_id == space_id)


def ends(because: str) -> Policy[Parting]:
    """What there was of two is over."""

    def end(table: Rows, parting: Parting) -> None:
        forget(table, table.space_id == parting.old_id)

    return Policy("ends", end, loses=because)


STAYS: Policy[Parting] = Policy("stays", nothing)


def keep_waiting(table: Rows, parting: Parting) -> None:
    """What was given stays; what was held back waits with its author for whoever joins."""
    held_back = (table.author_id == parting.person.id) & table.waiting
    move(table, parting.old_id, parting.new_id, held_back)


STAYS_ONCE_GIVEN = Policy("stays; what waits for whoever joins goes with author_id", keep_waiting)


def leave_to_authors(table: Rows, parting: Parting) -> None:
    """What each has made is theirs, wherever they go, and nobody sees it unasked."""
    goes_with(table.author_id).act(table, parting)
    unshare(table, parting.old_id, parting.new_id)


GOES_WITH_ITS_AUTHOR = Policy("goes with author_id, who alone sees it from then on", leave_to_authors)


ENDS_WITH_TRUST: Policy[Parting] = Policy(
    "ends with all other keys", nothing, loses="a key ends where trust does"
)


# What lies in no space.

WITH_ITS_PERSON: Policy[Any] = Policy("stays with its person", nothing)
