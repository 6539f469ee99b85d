"""Puts the tables of a PostgreSQL database back as they were, and only those that somebody has touched."""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.sql import SQL, Composable, Identifier, Literal

from tests.there import there

HELD_UP = 2000  # milliseconds until whoever holds a table is sent away
TO_TIDY = 100  # so many times a table is put back until what lies dead in it is cleared away

# Where PostgreSQL writes down how tables are made.
BUILD = ("pg_attribute", "pg_constraint", "pg_index", "pg_trigger")
TABLES = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
)
COUNTERS = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@dataclass(frozen=True)
class Look:
    """How many rows a table has, and which transaction wrote the newest: whatever is written changes one of the two."""

    count: int
    newest: int


@dataclass(frozen=True)
class Copy:
    """Some tables as they were once: the schema they are copied to, and how far ids were counted then."""

    schema: Identifier
    tables: list[str]
    counters: dict[str, int | None]


class Copies:
    """The tables as they are now, copied beside themselves, in a schema that nothing but this looks into."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection, self.count = connection, 0
        self.tables = [name for (name,) in connection.execute(TABLES)]
        self.first = self.copied(self.tables)
        looks = (
            SQL("SELECT {}, count(*), coalesce(max(xmin::text::bigint), 0) FROM {}").format(
                Literal(name), Identifier(*place, name)
            )
            for place, names in ((("public",), self.tables), ((), BUILD))
            for name in names
        )
        self.looking = SQL(" UNION ALL ").join(looks)
        self.seen = self.looked()
        self.times = dict.fromkeys(self.tables, 0)

    def copied(self, tables: list[str]) -> Copy:
        """Copy tables as they are now; the copy is there as long as the database."""
        self.count += 1
        copy = Copy(Identifier(f"kept_{self.count}"), tables, self.counted())
        self.run("CREATE SCHEMA {}", copy.schema)
        for name in tables:
            self.run("CREATE UNLOGGED TABLE {0}.{1} AS TABLE public.{1}", copy.schema, Identifier(name))
        return copy

    def run(self, statement: str, *parts: Composable) -> None:
        self.connection.execute(SQL(statement).format(*parts))

    def looked(self) -> dict[str, Look]:
        return {
            name: Look(count, newest)
            for name, count, newest in self.connection.execute(self.looking, prepare=True)
        }

    def counted(self) -> dict[str, int | None]:
        return dict(self.connection.execute(COUNTERS, prepare=True).fetchall())

    def touched(self) -> list[str] | None:
        """The tables that were written to; nothing where tables are made otherwise by now."""
        seen = self.looked()
        if any(seen[name] != self.seen[name] for name in BUILD):
            return None
        return [name for name in self.tables if seen[name] != self.seen[name]]

    def copied_touched(self) -> Copy:
        """Copy what was written to, to be brought once more; that there are tables beside makes none of them another."""
        copy = self.copied(there(self.touched()))
        self.seen |= {name: look for name, look in self.looked().items() if name in BUILD}
        return copy

    def put_back(self, touched: list[str]) -> None:
        """Let these tables hold again what was copied first, and nothing else."""
        if touched:
            try:
                self.fill(touched, self.first)
            except psycopg.errors.LockNotAvailable:
                self.connection.execute(OTHERS)
                self.fill(touched, self.first)
            self.tidy(touched)
            self.seen = self.looked()
        self.turn_counters(self.first)

    def bring(self, copy: Copy) -> None:
        """Let the tables of a copy hold what was copied then, and all others what was copied first. They count as touched."""
        others = [name for name in there(self.touched()) if name not in copy.tables]
        self.fill(others, self.first)
        self.fill(copy.tables, copy)
        self.turn_counters(copy)

    def fill(self, touched: list[str], copy: Copy) -> None:
        """Put all of it back in one breath: to ask for each statement alone would take as long again."""
        said = [
            SQL(f"SET LOCAL lock_timeout = {HELD_UP}"),
            SQL("SET LOCAL session_replication_role = replica"),  # no triggers, no foreign keys
            *(
                SQL("DELETE FROM public.{1}; INSERT INTO public.{1} TABLE {0}.{1}").format(
                    copy.schema, Identifier(name)
                )
                for name in touched
            ),
        ]
        with self.connection.transaction():
            self.connection.execute(SQL("; ").join(said))

    def tidy(self, touched: list[str]) -> None:
        for name in touched:
            self.times[name] += 1
            if self.times[name] % TO_TIDY == 0:
                self.run("VACUUM public.{}", Identifier(name))

    def turn_counters(self, copy: Copy) -> None:
        now = self.counted()
        for name, last in copy.counters.items():
            if now[name] != last:
                self.run(
                    "SELECT setval({}, {}, {})",
                    Literal(f"public.{name}"),
                    Literal(last or 1),
                    Literal(last is not None),
                )

    def close(self) -> None:
        self.connection.close()
