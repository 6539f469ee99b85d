"""What a page costs with other couples beside one: 100 or 1,000 on SQLite, and by hand any number on PostgreSQL.

    TEND_DATABASE_URL=postgresql://… python -m tracker.bench.beside 100 10000

makes a database for each number beside the one that is named.
The others have lived a month, like the two who are measured; they are copied in the database itself, which does not look up
again what each copy points to. What the database works for a page counts with the page.
"""

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import Column, Table, func, select, text

from tracker.bench.databases import kept_as
from tracker.bench.growth import A_MONTH, AGES, PAGES, CostBeside, Lived
from tracker.bench.processors import worked
from tracker.extensions import db
from tracker.web.clock import now

ROUNDS = 11
STEP = 1_000_000_007  # from the ids of one couple to those of the next: ids are drawn, and hardly any meet
# Nobody's, for one log-in alone, or too heavy to have ten thousand times.
LEFT_OUT = {"alembic_version", "beginnings", "devices", "invitations", "pictures", "tidings", "withdrawals"}
NUMBERS = {
    "sqlite": "WITH RECURSIVE others(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM others WHERE n < {count})",
    "postgresql": "WITH others(n) AS (SELECT generate_series(CAST(1 AS bigint), {count}))",
}


class Crowded(Lived):
    """Two who have lived for a month, and so many couples beside them."""

    def __init__(self, environment: Mapping[str, str], count: int, now: datetime) -> None:
        self.count = count
        super().__init__(environment, AGES[A_MONTH], now)
        with self.app.app_context():
            self.engine = db.engine

    def live(self, day_count: int, now: datetime) -> None:
        """Whatever two do, and the others likewise."""
        super().live(day_count, now)
        if self.count:
            multiply(self.count)

    def cost(self, page: str, answers: int = 3) -> float:
        """What an answer costs here, and what it costs the database if that is a process of its own."""
        before = self.worked_elsewhere()
        here = super().cost(page, answers)
        return here + (self.worked_elsewhere() - before) / answers

    def worked_elsewhere(self) -> float:
        """How many seconds the database has worked for the one connection there is."""
        if self.engine.dialect.name != "postgresql":
            return 0.0
        with self.engine.connect() as connection:
            return worked(connection.scalar(text("SELECT pg_backend_pid()")) or 0)


def multiply(count: int) -> None:
    """Let so many couples have what the one that is there has, with ids and addresses of their own."""
    db.session.remove()  # or it would stand open for all that time
    dialect = db.engine.dialect.name
    with db.engine.begin() as connection:
        if dialect == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        for table in db.metadata.sorted_tables:
            if table.name not in LEFT_OUT and connection.scalar(select(func.count()).select_from(table)):
                connection.execute(text(NUMBERS[dialect].format(count=count) + copied(table)))
    if dialect == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text("VACUUM ANALYZE"))  # as it does by itself before long
            connection.invalidate()


def copied(table: Table) -> str:
    """What puts a copy of all rows into a table for each of the others."""
    names = ", ".join(column.name for column in table.columns)
    values = ", ".join(map(value_of, table.columns))
    return f" INSERT INTO {table.name} ({names}) SELECT {values} FROM {table.name}, others"  # noqa: S608


def value_of(column: Column[object]) -> str:
    if column.name == "id" or column.foreign_keys:
        return f"{column.table.name}.{column.name} + n * {STEP}"
    if column.name == "email":
        return f"'n' || n || {column.name}"
    return f"{column.table.name}.{column.name}"


def measure_beside(now: datetime, rounds: int, counts: Sequence[int]) -> dict[str, CostBeside]:
    """For each page what it costs with each number of couples beside, asked in turns."""
    with ExitStack() as open_ones:
        lives = []
        for count in counts:
            folder = open_ones.enter_context(TemporaryDirectory(prefix="tend-beside-"))
            there = open_ones.enter_context(kept_as(f"beside_{count}"))
            lives.append(Crowded({"TEND_DATA": folder, **there}, count, now))
            open_ones.callback(lives[-1].visitor.leave)
        gc.collect()
        gc.freeze()
        return {page: in_turns(page, lives, rounds) for page in PAGES}


def in_turns(page: str, lives: Sequence[Lived], rounds: int) -> CostBeside:
    for each in lives:
        each.cost(page)
    found = [[each.cost(page) for each in lives] for _ in range(rounds)]
    return CostBeside(
        costs=tuple(map(median, zip(*found, strict=True))),
        times=median(costs[-1] / costs[0] for costs in found),
    )


def main(counts: Sequence[int], tell: Callable[[str], None] = print) -> None:
    """Measure each page with so many couples beside, and say how many times the first each costs."""
    found = measure_beside(now(), ROUNDS, counts)
    tell(f"{'ms with':<26}" + "".join(f"{count:>9}" for count in counts))
    for page, beside in found.items():
        costs = beside.costs
        tell(
            f"{page:<26}"
            + "".join(f"{each * 1000:>9.2f}" for each in costs)
            + f"{costs[-1] / costs[0]:>9.2f}"
        )


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [0, 100, 1000])
