"""Puts the tables of a PostgreSQL database back as they were, and only those that somebody has touched."""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.sql import SQL, Composable, Identifier, Literal

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


class Copies:
    """The tables as they are now, copied beside themselves, in a schema that nothing but this looks into."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        connection.execute("CREATE SCHEMA kept")
        self.tables = [name for (name,) in connection.execute(TABLES)]
        for name in self.tables:
            self.run("CREATE UNLOGGED TABLE kept.{0} AS TABLE public.{0}", Identifier(name))
        looks = (
            SQL("SELECT {}, count(*), coalesce(max(xmin::text::bigint), 0) FROM {}").format(
                Literal(name), Identifier(*place, name)
            )
            for place, names in ((("public",), self.tables), ((), BUILD))
            for name in names
        )
        self.looking = SQL(" UNION ALL ").join(looks)
        self.counters = self.counted()
        self.seen = self.looked()
        self.times = dict.fromkeys(self.tables, 0)

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

    def put_back(self, touched: list[str]) -> None:
        """Let these tables hold again what was copied, and nothing else."""
        if touched:
            try:
                self.fill(touched)
            except psycopg.errors.LockNotAvailable:
                self.connection.execute(OTHERS)
                self.fill(touched)
            self.tidy(touched)
            self.seen = self.looked()
        self.turn_back_counters()

    def fill(self, touched: list[str]) -> None:
        with self.connection.transaction():
            self.connection.execute(f"SET LOCAL lock_timeout = {HELD_UP}")
            self.connection.execute(
                "SET LOCAL session_replication_role = replica"
            )  # no triggers, no foreign keys
            for name in touched:
                self.run("DELETE FROM public.{}", Identifier(name))
                self.run("INSERT INTO public.{0} TABLE kept.{0}", Identifier(name))

    def tidy(self, touched: list[str]) -> None:
        for name in touched:
            self.times[name] += 1
            if self.times[name] % TO_TIDY == 0:
                self.run("VACUUM public.{}", Identifier(name))

    def turn_back_counters(self) -> None:
        now = self.counted()
        for name, last in self.counters.items():
            if now[name] != last:
                self.run(
                    "SELECT setval({}, {}, {})",
                    Literal(f"public.{name}"),
                    Literal(last or 1),
                    Literal(last is not None),
                )

    def close(self) -> None:
        self.connection.close()
