"""Of which tables an answer came: it is the same as long as they hold the same, and so do clock, chance and cookies."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.rows import Rows, tables

WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE)\b(?: OR \w+)?(?: INTO| FROM)? \"?(\w+)", re.IGNORECASE)


@dataclass
class Origin:
    """The tables that were named while somebody waited for an answer, and those in which something may be otherwise since."""

    named: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    remembered: bool = False  # whether it left something with whoever asked

    @property
    def leaves_something(self) -> bool:
        return bool(self.written or self.remembered)


@contextmanager
def watched() -> Iterator[Origin]:
    """What is asked of any database meanwhile."""
    origin = Origin()

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        origin.named |= named_in(statement)
        origin.written |= written_by(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield origin
    event.remove(Engine, "before_cursor_execute", note)


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


def otherwise(these: Rows, those: Rows) -> set[str]:
    """The tables that do not hold the same."""
    return {name for name in these if these[name] != those[name]}
