"""Of what an answer came: it is the same as long as the tables hold the same, and so do clock, chance and cookies.

One that leaves nothing behind is the same, too, as long as the database tells the same to all that was asked for it: what
was asked first does not depend on it, and what was asked next depends only on what had been told by then.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy.engine import Engine

from tests.databases import heard
from tests.rows import Kept, tables
from tests.there import there
from tracker.extensions import db

WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE)\b(?: OR \w+)?(?: INTO| FROM)? \"?(\w+)", re.IGNORECASE)
ASKS = ("SELECT", "WITH")

Question = tuple[str, Any]  # a statement and its values
Answered = list[tuple[object, ...]]


@dataclass
class Origin:
    """The tables that were named while somebody waited for an answer, and those in which something may be otherwise since."""

    named: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    remembered: bool = False  # whether it left something with whoever asked
    asked: list[Question] = field(default_factory=list)
    told: list[Answered] = field(default_factory=list)  # to each question, where it left nothing

    @property
    def leaves_something(self) -> bool:
        return bool(self.written or self.remembered)


class Telling:
    """What the database at hand tells those who only ask, each question once until somebody has written."""

    def __init__(self) -> None:
        self.told: dict[str, Answered] = {}

    def forget(self) -> None:
        """Somebody has written."""
        self.told.clear()

    def to(self, asked: Iterable[Question]) -> list[Answered]:
        """What it tells to some questions, in order; asked past all that SQLAlchemy does for each."""
        connection: Any = there(db.session.connection().connection.driver_connection)
        for statement, values in asked:
            each = f"{statement} {values!r}"
            if each not in self.told:
                self.told[each] = connection.execute(statement, values).fetchall()
        return [self.told[f"{statement} {values!r}"] for statement, values in asked]


@contextmanager
def watched() -> Iterator[Origin]:
    """What is asked of any database meanwhile."""
    origin = Origin()

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_more: object) -> None:
        origin.named |= named_in(statement)
        origin.written |= written_by(statement)
        if statement.lstrip().startswith(ASKS):
            origin.asked.append((statement, values))

    with heard(Engine, note):
        yield origin


@cache
def named_in(statement: str) -> frozenset[str]:
    """The tables that a statement names, and perhaps some that only share their name with something else."""
    return frozenset(tables().keys() & re.findall(r"\w+", statement))


@cache
def written_by(statement: str) -> frozenset[str]:
    """The tables to which a statement writes, or lets the database write."""
    found: set[str] = set()
    for what, name in WRITES.findall(statement):
        found |= below(name) if what.upper() == "DELETE" else {name}
    return frozenset(found & tables().keys())


def below(name: str) -> set[str]:
    """A table, and those whose rows go or change with the rows of it."""
    found = {name}
    while more := {
        child
        for child, table in tables().items()
        if child not in found and any(key.column.table.name in found for key in table.foreign_keys)
    }:
        found |= more
    return found


def otherwise(these: Kept, those: Kept) -> set[str]:
    """The tables that do not hold the same."""
    return {name for name in these if these[name] != those[name]}
