"""Whether there is room for more of what somebody keeps, counted while their space is held.

Who asks for room is whoever makes something; what is counted is theirs, wherever it lies. The exception are pauses,
which have no maker: of them all that are there for a person count. What lies in a space without members does not count:
it is of an export that is on its way back, or was thrown away and waits to be swept.
"""

from typing import Any

from sqlalchemy import JSON, ColumnElement, Text, cast, delete, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.belonging import BELONGINGS
from tracker.counted import Column
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import Person
from tracker.policies import Rows


def make_room(table: Rows, *, by: Person, rows: int = 1, letters: int = 0, shares: int = 1) -> None:
    """See that there is room for so many more rows of a table with so many characters; raises `Refused` where there is not.

    What was deleted and could still be put back makes room first, the oldest of it. Nothing more is always fine.
    What comes back can take several ``shares``: what two have made can be all one's own by then.
    """
    if rows <= 0 and letters <= 0:
        return
    hold_space(by)
    quota = BELONGINGS.counted()[table].quota
    most, most_letters = quota.most * shares, quota.letters * shares
    there = stored_count(table, by, most=most + 1)
    over = there + rows - most
    if rows > 0 and over > 0 and over > forget_deleted(table, by, most=over):
        raise Refused(quota.full, most=most)
    crowded = letters > 0 and (there + rows) * longest_row(table) > most_letters > 0
    if crowded and letters_stored(table, by) + letters > most_letters:
        raise Refused(quota.long, letters=most_letters)


def stored_count(table: Rows, person: Person, *, most: int) -> int:
    """How many rows of a table are a person's, counted up to so many."""
    kept = BELONGINGS.counted()[table]
    rows = select(literal(1)).select_from(table).where(kept.whose(person)).limit(most)
    return db.session.scalars(select(func.count()).select_from(rows.subquery())).one()


def forget_deleted(table: Rows, person: Person, *, most: int) -> int:
    """Let what was deleted longest ago be gone, so many rows of it at most; returns how many there were."""
    if not hasattr(table, "deleted_at"):
        return 0
    kept = BELONGINGS.counted()[table]
    oldest = (
        select(table.id)
        .where(kept.whose(person), table.deleted_at.is_not(None))
        .order_by(table.deleted_at)
        .limit(most)
    )
    gone = db.session.execute(
        delete(table).where(table.id.in_(oldest)).execution_options(synchronize_session=False)
    )
    return gone.rowcount  # type: ignore[attr-defined, no-any-return]


def longest_row(table: Rows) -> int:
    """How many characters one row can hold: where all rows together cannot hold too many, nobody has to add them up."""
    kept = BELONGINGS.counted()[table]
    return sum(each.type.most * getattr(each.type, "count", 1) for each in kept.words)


def letters_stored(table: Rows, person: Person) -> int:
    """How many characters there are in all of a person's rows of a table."""
    kept = BELONGINGS.counted()[table]
    lengths = (func.length(as_text(each)) for each in kept.words)
    total = sum(lengths, start=literal(0))
    found = db.session.scalar(select(func.coalesce(func.sum(total), 0)).where(kept.whose(person)))
    return int(found or 0) // kept.copies


def as_text(column: Column) -> ColumnElement[str]:
    return cast(column, Text) if isinstance(column.type.impl_instance, JSON) else column.expression


def drop_older(
    table: type[Any], *which: ColumnElement[bool], by: InstrumentedAttribute[Any], most: int
) -> None:
    """Let all but the newest so many rows be gone, by some time of theirs: for what ends by itself when more comes."""
    newest = select(table.id).where(*which).order_by(by.desc(), table.id).limit(most)
    db.session.execute(
        delete(table).where(*which, table.id.not_in(newest)).execution_options(synchronize_session=False)
    )
