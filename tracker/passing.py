"""Which rows of a table have had their time, and when: as values, to be declared, and swept away by the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from tracker.domain.days import ONE_DAY

Column = InstrumentedAttribute[Any]


@dataclass(frozen=True, slots=True)
class Passing:
    """When rows have had their time: in words, and which those are at a moment."""

    words: str
    past: Callable[[datetime], ColumnElement[bool]]

    def __str__(self) -> str:
        """The words."""
        return self.words


def at(column: Column) -> Passing:
    """At the instant in a column; never where there is none."""
    return Passing(f"at {column.key}", lambda now: column < now)


def after(column: Column, span: timedelta) -> Passing:
    """So long after the instant in a column; never where there is none."""
    said = "a day" if span == ONE_DAY else f"{span.days} days"
    return Passing(f"{said} after {column.key}", lambda now: column < now - span)
