"""How much of a table somebody can keep where that is counted, and which of its rows count as theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.domain.quotas import Quota
from tracker.models import Person

Column = InstrumentedAttribute[Any]
Whose = Callable[[Person], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Counted:
    """Which rows of a table are a person's, how much there is room for, and the columns that hold their words.

    ``copies`` says how often these columns hold the same words: once, or once more as they are searched.
    """

    whose: Whose
    quota: Quota
    words: tuple[Column, ...] = ()
    copies: int = 1

    def __str__(self) -> str:
        """How much there is room for."""
        return str(self.quota)


def made_by(column: Column) -> Whose:
    """Made by a person, wherever it lies."""
    return lambda person: column == person.id


def in_use_by(column: Column) -> Whose:
    """Made by a person, and not on a stage."""
    return lambda person: (column == person.id) & inhabited(column.class_.space_id)


def inhabited(space_id: Column) -> ColumnElement[bool]:
    return space_id.in_(select(Person.space_id))
