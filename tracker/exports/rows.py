"""Writing the rows of an export, many at once, and what their columns say of people and strategies."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Executable, insert

from tracker.domain.strategies import strategy_called
from tracker.exports.things import Who
from tracker.extensions import Table, db
from tracker.models import Habit

AT_ONCE = 5_000

Ids = Mapping[Who, int | None]


def rows_of(found: Executable) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in db.session.execute(found)}


def strategy_number(slug: str) -> int:
    found = strategy_called(slug)
    assert found is not None
    return found.number


def add(table: type[Table], rows: Iterator[dict[str, object]]) -> None:
    """Insert some rows, so many at once."""
    while some := list(islice(rows, AT_ONCE)):
        db.session.execute(insert(table), some)


def added(table: type[Habit], rows: Iterator[dict[str, object]]) -> list[int]:
    """Insert some rows, and say which ids they have, in their order."""
    ids: list[int] = []
    while some := list(islice(rows, AT_ONCE)):
        ids += db.session.scalars(insert(table).returning(table.id, sort_by_parameter_order=True), some)
    return ids
