"""What opens somebody's Tend, or a part of it, without a password: declared with its table, so that none is forgotten.

Whoever lists keys, or ends them, goes through all that are declared.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, update

from tracker.extensions import db
from tracker.models import Person
from tracker.policies import Column, Rows


@dataclass(frozen=True, slots=True)
class Key:
    """A kind of key: what its kind is called, the digests of what opens, who holds it, since when and until when.

    Since when is an instant, or a day of its holder's. Of some is known on which day they were used ``last``. It is held by a person, or by both of a space. It opens as long as the columns ``unless`` are empty. Its end is its
    row's, or that the column ``ended_at`` says when; ``about`` holds what tells one from another.
    """

    names: str
    opened_by: tuple[Column, ...]
    held_by: Column
    since: Column
    until: Column | None = None
    last: Column | None = None
    unless: tuple[Column, ...] = ()
    ended_at: Column | None = None
    about: tuple[Column, ...] = ()

    def __str__(self) -> str:
        """It in words."""
        opened_by = " or ".join(each.key for each in self.opened_by)
        until = f"until {self.until.key}" if self.until is not None else "until it is ended"
        return f"opens by {opened_by}, held by {self.held_by.key}, {until}"

    def opening(self, person: Person, now: datetime) -> ColumnElement[bool]:
        """Which rows are a person's keys and open something now."""
        holder = person.space_id if self.held_by.key == "space_id" else person.id
        found: ColumnElement[bool] = self.held_by == holder
        if self.until is not None:
            found &= self.until > now
        for each in self.unless:
            found &= each.is_(None)
        return found

    def end(self, table: Rows, which: ColumnElement[bool], now: datetime) -> None:
        """End some of them."""
        statement = (
            delete(table).where(which)
            if self.ended_at is None
            else update(table).where(which).values({self.ended_at: now})
        )
        db.session.execute(statement.execution_options(synchronize_session=False))
