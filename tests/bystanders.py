"""Whoever has nothing to do with a test keeps all they have, byte for byte. Every test that writes is held to it.

Somebody has to do with a test that visits pages as them or names them (`tests.world.email`), and so has whoever shares
a space with them. Everybody else in the world stands by.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self, cast

from sqlalchemy import Table, text
from sqlalchemy.exc import SQLAlchemyError

from tests.rows import SPACES, tables
from tests.there import there
from tests.world import INVOLVED, World
from tracker.extensions import db

# What the transaction at hand has written to.
TOUCHED = text(
    "SELECT relname FROM pg_stat_xact_user_tables "
    "WHERE schemaname = 'public' AND n_tup_ins + n_tup_upd + n_tup_del > 0"
)
WHOLE_ROW = {"sqlite": "*", "postgresql": "{name}::text"}

ONCE_TOGETHER = {"ada", "ben", "dan"}

Rows = frozenset[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The session at hand, asked past all that SQLAlchemy does for each statement: so many are asked after every test."""

    connection: Any
    whole_row: str

    @classmethod
    def here(cls) -> Self:
        connection = db.session.connection()
        return cls(there(connection.connection.driver_connection), WHOLE_ROW[connection.dialect.name])

    def __call__(self, statement: str) -> Iterable[tuple[object, ...]]:
        return cast(Iterable[tuple[object, ...]], self.connection.execute(statement))


class Bystanders:
    """What everybody in the world has, by table and space, to be compared with what they have later."""

    def __init__(self, world: World) -> None:
        self.homes = world.spaces | {"ben": world.spaces["ada"]}
        self.people = {
            space_id: list(db.session.scalars(text(f"SELECT id FROM people WHERE space_id = {space_id}")))
            for space_id in self.homes.values()
        }
        asked = Asked.here()
        self.kept = {
            (name, space_id): self.rows(table, [space_id], asked)
            for name, table in tables().items()
            for space_id in self.people
        }

    def standing_by(self, asked: Asked) -> list[int]:
        """The spaces of those who have nothing to do with the test at hand.

        Whoever is erased stands no longer with what those keep who have lived with them.
        """
        involved = INVOLVED | (ONCE_TOGETHER if self.somebody_erased(asked) else set())
        return sorted(self.people.keys() - {self.homes[name] for name in involved})

    def somebody_erased(self, asked: Asked) -> bool:
        here = {person_id for (person_id,) in asked("SELECT id FROM people")}
        return any(not here.issuperset(ids) for ids in self.people.values())

    def rows(self, table: Table, space_ids: list[int], asked: Asked) -> Rows:
        """The rows of a table that belong to some spaces, or to the people in them; none where they are nobody's."""
        if table.name == SPACES:
            column, ids = "id", space_ids
        elif "space_id" in table.c:
            column, ids = "space_id", space_ids
        elif "person_id" in table.c:
            column, ids = "person_id", [each for space_id in space_ids for each in self.people[space_id]]
        else:
            return frozenset()
        row = asked.whole_row.format(name=table.name)
        among = ", ".join(map(str, ids))
        found = asked(f"SELECT {row} FROM {table.name} WHERE {column} IN ({among})")
        return frozenset(map(tuple, found))

    def wronged(self, touched: Iterable[str]) -> list[str]:
        """What of theirs is otherwise than it was, of the tables that were touched; found in the session at hand."""
        asked = Asked.here()
        homes = self.standing_by(asked)
        if not homes:
            return []
        return [
            f"{name}: {kind} {row!r:.200}"
            for name in touched
            if name in tables()
            for kind, rows in self.changes(tables()[name], homes, asked)
            for row in rows
        ]

    def changes(self, table: Table, homes: list[int], asked: Asked) -> Iterable[tuple[str, Rows]]:
        before = frozenset[tuple[object, ...]]().union(*(self.kept[table.name, each] for each in homes))
        after = self.rows(table, homes, asked)
        return ("was", before - after), ("is", after - before)


def being_written() -> list[str]:
    """The tables to which the session at hand has written and not yet committed; none where it cannot be any more."""
    try:
        if not db.session.is_active:
            return []
        db.session.flush()
        if db.engine.dialect.name == "sqlite":
            return list(tables())
        return list(db.session.scalars(TOUCHED))
    except SQLAlchemyError:
        return []
