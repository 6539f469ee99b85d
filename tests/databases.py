"""The world in each kind of database, kept so that it can be put back before a test in no time."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier
from typing import Any, Self, TypeVar, cast

import time_machine
from flask import Flask
from jinja2 import UndefinedError
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Connection, event, text

from config import ROOT, settings_from
from tests.bystanders import Bystanders
from tests.copies import Copies, Copy
from tests.postgres import PostgresServer
from tests.rows import tables
from tests.world import INVOLVED, NOW, SECRET, World, build, cheap_passwords
from tracker.app import create_app
from tracker.database import known_revisions
from tracker.extensions import db, reads
from tracker.web.assets import publish, version_of
from tracker.web.language import locale_name
from tracker.web.templates import Templates
from tracker.web.unsaid import Unsaid, asked_in

Found = TypeVar("Found")


@dataclass(frozen=True)
class Place:
    """An application whose database takes several connections, and the world in it."""

    app: Flask
    world: World

    def at_once(self, *acts: Callable[[], Any]) -> list[Any]:
        """Do things in threads that set off together; gives back what each returned, or what it raised."""
        line = Barrier(len(acts))

        def in_thread(act: Callable[[], Any]) -> Any:
            with self.app.app_context():
                line.wait()
                try:
                    return act()
                except Exception as error:  # noqa: BLE001 - handed to the test
                    db.session.rollback()
                    return error

        with ThreadPoolExecutor(len(acts)) as threads:
            return list(threads.map(in_thread, acts))


@dataclass(frozen=True)
class Lived:
    """What has come of something that happened: what it gave back, who had to do with it, and all rows as they were then."""

    found: Any
    involved: frozenset[str]
    rows: Any


class Keeper(ABC):
    """Keeps the world in one kind of database, with an application that has it."""

    app: Flask
    world: World
    bystanders: Bystanders
    wrongs: list[str]  # what was done in the test at hand to people who have nothing to do with it
    others: dict[str, Flask]  # applications on other databases, by their address
    lived: dict[Callable[[], Any], Lived]  # what has happened in some test

    def __init__(self, folder: Path, server: PostgresServer | None = None) -> None:
        self.folder, self.server = folder, server
        self.wrongs = []
        self.others = {}
        self.lived = {}

    def __enter__(self) -> Self:
        self.app = made(self.url, self.folder)
        with time_machine.travel(NOW, tick=False), self.app.app_context():
            db.create_all()
            mark_as_newest()
            self.world = build()
            self.bystanders = Bystanders(self.world)
            db.session.rollback()
        self.keep()
        return self

    def __exit__(self, *_: object) -> None:
        close(self.app)

    @contextmanager
    def on(self, url: str) -> Iterator[Flask]:
        """An application on another database, made once for all tests; its settings and its folder are as they were for each."""
        if url not in self.others:
            self.others[url] = made(url, self.folder)
        app = self.others[url]
        settings = app.config["TEND"]
        try:
            yield app
        finally:
            close(app)
            app.config["TEND"] = settings

    @property
    @abstractmethod
    def url(self) -> str:
        """Where the application has its database."""

    @abstractmethod
    def keep(self) -> None:
        """Keep what the application's database holds."""

    @abstractmethod
    def touched(self) -> list[str] | None:
        """The tables that were written to since, or may have been; nothing where tables are made otherwise by now."""

    @abstractmethod
    def restore(self, touched: list[str] | None) -> None:
        """Let the tables hold again what was kept, given which were touched."""

    def put_back(self) -> None:
        """Let the application's database hold again what was kept, and nothing else; those who stood by are looked after first."""
        touched = self.touched()
        if touched:
            with self.app.app_context():
                self.wrongs += self.bystanders.wronged(touched)
                db.session.rollback()
        self.restore(touched)

    def live(self, act: Callable[[], Found]) -> Found:
        """Let something happen in the world, in the context of the application, and commit it; nobody changes what it gives back.

        What has happened in one test is kept for the next: to act as much again would take a hundred times as long.
        """
        if act in self.lived:
            db.session.rollback()
            self.bring(self.lived[act].rows)
            INVOLVED.update(self.lived[act].involved)
        else:
            found = act()
            db.session.commit()
            self.lived[act] = Lived(found, frozenset(INVOLVED), self.copied())
        return cast(Found, self.lived[act].found)

    @abstractmethod
    def copied(self) -> Any:
        """What the application's database holds now, to be brought to it again."""

    @abstractmethod
    def bring(self, rows: Any) -> None:
        """Let the application's database hold what it held when that was copied."""

    @abstractmethod
    def apart(self) -> Any:
        """A `Place` of its own with what was kept, for as long as the context lasts."""


def mark_as_newest() -> None:
    """Write down what migrations would have: that the tables are those of this Tend."""
    db.session.execute(text("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)"))
    db.session.execute(
        text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": known_revisions()[-1]}
    )
    db.session.commit()


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
        self.seen = self.looked()

    def looked(self) -> tuple[int, int]:
        """What changes with whatever is written, and with whatever is made otherwise."""
        connection = self.connection()
        return connection.total_changes, connection.execute("PRAGMA schema_version").fetchone()[0]

    def touched(self) -> list[str] | None:
        changes, build = self.looked()
        if build != self.seen[1]:
            return None
        return [] if changes == self.seen[0] else list(tables())

    def restore(self, touched: list[str] | None) -> None:
        if touched != []:
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


class Postgresql(Keeper):
    """On a server of the tests'; kept as a template, and beside the tables as copies to put them back from."""

    server: PostgresServer

    def __enter__(self) -> Self:
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


class NobodyGaveIt(Unsaid):
    """What a template asks for and nobody has given is an error in all tests, wherever it makes use of it."""

    __slots__ = ()

    def missed(self) -> None:
        """Raise, and say which it is and where."""
        raise UndefinedError(f"{self._undefined_message} in {asked_in()}")


Templates.unsaid = NobodyGaveIt


def made(url: str, folder: Path, **settings: str) -> Flask:
    """An application with settings for tests."""
    furnish(folder)
    environment = {
        "TEND_DATA": str(folder),
        "TEND_DATABASE_URL": url,
        "TEND_SECRET_KEY": SECRET,
        "TEND_PASSWORD_COST": "1",
        "TEND_REGISTRATION": "open",
        "TEND_CHANGES": "1000000",  # one application serves all tests, for which the clock stands still
        **settings,
    }
    app = create_app(settings_from(environment))
    app.extensions["passwords"] = cheap_passwords()
    for spoken in cast(Templates, app.jinja_env).languages.values():
        spoken.bytecode_cache = COMPILED
    return app


class Compiled(BytecodeCache):
    """Templates that one application has compiled, for all others in this process: to compile them takes most of a second visit."""

    def __init__(self) -> None:
        self.codes: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """What a template is compiled to differs by the language it is read in."""
        return f"{locale_name()} {name}"

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.codes:
            bucket.bytecode_from_string(self.codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


def furnish(folder: Path) -> None:
    """Let a data folder have what pages are made of, which the first start would take half a second to publish."""
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        (folder / "static").symlink_to(published().name, target_is_directory=True)


@cache
def published() -> TemporaryDirectory[str]:
    """What pages are made of, published once for all tests."""
    source, folder = ROOT / "static", TemporaryDirectory(prefix="tend-tests-")
    publish(source, Path(folder.name) / version_of(source))
    return folder


def close(app: Flask) -> None:
    """Leave no connection open."""
    with app.app_context():
        db.engine.dispose()


@contextmanager
def acting(app: Flask) -> Iterator[None]:
    """Do something in the database of an application, and commit it."""
    with app.app_context():
        yield
        db.session.commit()


@contextmanager
def transactions() -> Iterator[list[str]]:
    """What each transaction that begins meanwhile is for: one that only reads keeps nobody from writing."""
    begun: list[str] = []

    def note(connection: Connection) -> None:
        begun.append("reads" if reads(connection) else "writes")

    event.listen(db.engine, "begin", note)
    try:
        yield begun
    finally:
        event.remove(db.engine, "begin", note)


def kept(app: Flask, statement: Any) -> list[Any]:
    """What the database holds: the first column of each row that a statement finds."""
    with app.app_context():
        found = list(db.session.scalars(statement))
        db.session.expunge_all()
        db.session.rollback()
    return found


def rows(app: Flask, statement: Any) -> list[tuple[Any, ...]]:
    """The rows that a statement finds."""
    with app.app_context():
        found = list(map(tuple, db.session.execute(statement)))
        db.session.rollback()
    return found
