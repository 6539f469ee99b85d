"""The world in each kind of database, kept so that it can be put back before a test in no time."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self, cast

from sqlalchemy import text

from tests.copies import Copies, Copy, Look
from tests.keeper import Keeper
from tests.postgres import PostgresServer
from tests.races import Place
from tests.rows import tables
from tracker.extensions import db

PAGE = 4096
PAGES = "SELECT pageno, name FROM dbstat JOIN sqlite_master USING (name) WHERE type = 'table'"


class Sqlite(Keeper):
    """In memory, over one connection; kept as bytes."""

    url = "sqlite:///:memory:"

    def connection(self) -> sqlite3.Connection:
        with self.app.app_context():
            raw = db.engine.raw_connection()
            try:
                return cast(sqlite3.Connection, raw.driver_connection)
            finally:
                raw.close()

    def keep(self) -> None:
        self.kept = self.connection().serialize()
        self.pages = pages_of(self.connection())
        self.seen = self.looked()

    def looked(self) -> tuple[int, int]:
        """What changes with whatever is written, and with whatever is made otherwise."""
        return looked_at(self.connection())

    def untouched(self) -> bool:
        return bool(looked_at(db.session.connection().connection.driver_connection) == self.left)

    def touched(self) -> list[str] | None:
        changes, build = self.looked()
        if build != self.seen[1]:
            return None
        return [] if changes == self.seen[0] else self.written_to()

    def written_to(self) -> list[str]:
        """The tables of which a page reads otherwise, since to read all their rows would take thirty times as long; all of
        them where this SQLite does not tell whose pages are whose."""
        now = self.connection().serialize()
        found = {
            name
            for start, name in self.pages.items()
            if now[start : start + PAGE] != self.kept[start : start + PAGE]
        }
        return sorted(found) if self.pages else list(tables())

    def restore(self, touched: list[str] | None) -> None:
        if self.looked() != self.seen:
            self.connection().deserialize(self.kept)
            self.seen = self.looked()

    def copied(self) -> bytes:
        return self.connection().serialize()

    def bring(self, rows: bytes) -> None:
        self.connection().deserialize(rows)
        self.seen = -1, self.seen[1]

    @contextmanager
    def apart(self) -> Iterator[Place]:
        file = self.folder / "apart.sqlite3"
        for old in self.folder.glob("apart.sqlite3*"):
            old.unlink()
        file.write_bytes(self.kept)
        with self.on(f"sqlite:///{file}") as app:
            yield Place(app, self.world)


def pages_of(connection: sqlite3.Connection) -> dict[int, str]:
    """Where each page with rows begins, and of which table they are."""
    try:
        found = connection.execute(PAGES).fetchall()
    except sqlite3.OperationalError:
        return {}
    return {(number - 1) * PAGE: name for number, name in found}


def looked_at(connection: Any) -> tuple[int, int]:
    return connection.total_changes, connection.execute("PRAGMA schema_version").fetchone()[0]


class Postgresql(Keeper):
    """On a server of the tests'; kept as a template, and beside the tables as copies to put them back from."""

    server: PostgresServer

    def __enter__(self) -> Self:
        # A keeper of before left its own behind, where the tests of one kind do not come in one row.
        for left in ("kept", "tend"):
            self.server.drop(left)
        self.server.create("tend")
        return super().__enter__()

    def __exit__(self, *error: object) -> None:
        self.copies.close()
        super().__exit__(*error)

    @property
    def url(self) -> str:
        return self.server.url("tend")

    def keep(self) -> None:
        self.hang_up()
        self.server.create("kept", template="tend")
        self.copies = Copies(self.server.connection("tend"))

    def touched(self) -> list[str] | None:
        return self.copies.touched()

    def looked(self) -> dict[str, Look]:
        return self.copies.looked()

    def untouched(self) -> bool:
        writing = db.session.scalar(text("SELECT pg_current_xact_id_if_assigned() IS NOT NULL"))
        return not writing and self.looked() == self.left

    def restore(self, touched: list[str] | None) -> None:
        if touched is None:
            self.make_anew()
        else:
            self.copies.put_back(touched)

    def copied(self) -> Copy:
        return self.copies.copied_touched()

    def bring(self, rows: Copy) -> None:
        self.copies.bring(rows)

    def make_anew(self) -> None:
        self.lived.clear()
        self.copies.close()
        self.hang_up()
        self.server.drop("tend")
        self.server.create("tend", template="kept")
        self.copies = Copies(self.server.connection("tend"))

    def hang_up(self) -> None:
        with self.app.app_context():
            db.engine.dispose()

    @contextmanager
    def apart(self) -> Iterator[Place]:
        self.server.drop("apart")
        self.server.create("apart", template="kept")
        with self.on(self.server.url("apart")) as app:
            yield Place(app, self.world)


KINDS: dict[str, type[Keeper]] = {"sqlite": Sqlite, "postgresql": Postgresql}
