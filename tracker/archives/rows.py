"""Writing the rows of an export, many at once, and what their columns say of people and strategies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Executable, insert, select

from tracker.archives.plain import Id
from tracker.archives.things import Who
from tracker.catalogue.strategies import strategy_called
from tracker.extensions import Table, db
from tracker.keys import COUNTED, drawn

AT_ONCE = 5_000
IDS_AT_ONCE = 1_000
PLACE = {"sqlite": "?", "postgresql": "%s"}

Ids = Mapping[Who, int | None]


def rows_of(found: Executable) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in db.session.execute(found)}


def strategy_number(slug: str) -> int:
    found = strategy_called(slug)
    assert found is not None
    return found.number


class SpeaksForAnother(ValueError):
    """A row of an export would be somebody's who has not sent it. Nothing writes it."""


def columns_of_people(table: type[Table]) -> tuple[str, ...]:
    """The columns of a table that name somebody."""
    return tuple(
        column.name
        for column in table.__table__.columns
        if any(key.column.table.name == "people" for key in column.foreign_keys)
    )


def one_s_own(
    table: type[Table], rows: Iterable[dict[str, object]], by_id: int | None
) -> Iterator[dict[str, object]]:
    """The same rows, none of which names anybody but whoever brings them; raises `SpeaksForAnother`."""
    names = columns_of_people(table)
    for row in rows:
        if any(row.get(name) not in (None, by_id) for name in names):
            raise SpeaksForAnother(table.__tablename__)
        yield row


def ids_for(table: type[Any], wanted: Sequence[Id]) -> list[int]:
    """Ids for rows that come back: those they had, where these are free here and were drawn; others are drawn anew."""
    numbers = [int(each or 0) for each in wanted]
    used: set[int] = set()
    for some in (numbers[first : first + IDS_AT_ONCE] for first in range(0, len(numbers), IDS_AT_ONCE)):
        used.update(db.session.scalars(select(table.id).where(table.id.in_(some))))
    ids = []
    for number in numbers:
        ids.append(number if number >= COUNTED and number not in used else drawn())
        used.add(number)
    return ids


def add(table: type[Table], rows: Iterable[dict[str, object]], *, by_id: int) -> None:
    """Insert some rows of somebody's, so many at once."""
    rows = one_s_own(table, rows, by_id)
    while some := list(islice(rows, AT_ONCE)):
        db.session.execute(insert(table), some)


class ReadyRows:
    """Rows as the database itself takes them: made ready while nobody has to wait, and written in a third of the time.

    All hold the same columns, and nothing is added to them by itself but ids, where the table has them. They name nobody
    but whoever brings them.
    """

    def __init__(
        self, table: type[Table], rows: Iterable[dict[str, object]], *, by_id: int | None = None
    ) -> None:
        numbered = "id" in table.__table__.columns
        rows = one_s_own(table, rows, by_id)
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
