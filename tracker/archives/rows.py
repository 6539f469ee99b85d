"""Writing the rows of an export, many at once, and what their columns say of people and strategies."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Executable, insert

from tracker.archives.things import Who
from tracker.catalogue.strategies import strategy_called
from tracker.extensions import Table, db
from tracker.keys import drawn
from tracker.models import Habit

AT_ONCE = 5_000
PLACE = {"sqlite": "?", "postgresql": "%s"}

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


class ReadyRows:
    """Rows as the database itself takes them: made ready while nobody has to wait, and written in a third of the time.

    All hold the same columns, and nothing is added to them by itself but ids, where the table has them.
    """

    def __init__(self, table: type[Table], rows: Iterable[dict[str, object]]) -> None:
        numbered = "id" in table.__table__.columns
        rows = [{"id": drawn(), **row} if numbered else row for row in rows]
        dialect = db.engine.dialect
        self.table = table.__table__
        self.names = tuple(rows[0]) if rows else ()
        forms = [
            self.table.columns[name].type.dialect_impl(dialect).bind_processor(dialect) for name in self.names
        ]
        self.rows = [
            tuple(
                value if form is None else form(value)
                for form, value in zip(forms, row.values(), strict=True)
            )
            for row in rows
        ]

    def __len__(self) -> int:
        return len(self.rows)

    def write(self, **same: int) -> None:
        """Insert them, with some numbers that are the same in all of them."""
        if not self.rows:
            return
        names = (*same, *self.names)
        places = ", ".join([PLACE[db.engine.dialect.name]] * len(names))
        statement = f"INSERT INTO {self.table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608 - our own names
        numbers = tuple(same.values())
        db.session.connection().exec_driver_sql(statement, [numbers + row for row in self.rows])
