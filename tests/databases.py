"""Applications on databases of tests, and what those hold."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import get_ident
from typing import Any, cast
from urllib.parse import quote

from flask import Flask
from jinja2 import UndefinedError
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Connection, Engine, event

from config import ROOT, settings_from
from tests.once import once
from tests.there import there
from tests.whole import RUN
from tests.world import SECRET, cheap_passwords
from tracker.app import create_app
from tracker.extensions import db, reads
from tracker.web.assets import publish, version_of
from tracker.web.language import locale_name
from tracker.web.templates import Templates
from tracker.web.unsaid import Unsaid, asked_in

ENDS = frozenset({"BEGIN", "COMMIT", "ROLLBACK"})


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
    return with_compiled(app)


def with_compiled(app: Flask) -> Flask:
    """An application that takes the templates that others have compiled, and leaves them those that it has."""
    for spoken in cast(Templates, app.jinja_env).languages.values():
        spoken.bytecode_cache = COMPILED
    return app


class Compiled(BytecodeCache):
    """Templates that one application has compiled, for all others of a run: to compile them takes most of a second visit."""

    def __init__(self) -> None:
        self.codes: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """What a template is compiled to differs by the language it is read in."""
        return quote(f"{locale_name()} {name}", safe="")

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key not in self.codes and (file := self.file(bucket)).exists():
            self.codes[bucket.key] = file.read_bytes()
        if bucket.key in self.codes:
            bucket.bytecode_from_string(self.codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key] = bucket.bytecode_to_string()
        file = self.file(bucket)
        file.parent.mkdir(exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}-{get_ident()}")
        part.write_bytes(self.codes[bucket.key])
        part.replace(file)

    def file(self, bucket: Bucket) -> Path:
        """Where others who test at once find one."""
        return there(RUN.folder) / "templates" / bucket.key


COMPILED = Compiled()


def furnish(folder: Path) -> None:
    """Let a data folder have what pages are made of, which the first start would take half a second to publish."""
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        (folder / "static").symlink_to(published(), target_is_directory=True)


def published_once(source: Path, folder: Path) -> None:
    """Let a folder hold what was published of ``source`` once for all tests, as `publish` writes it."""
    assert source == ROOT / "static"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(published() / folder.name, target_is_directory=True)


@cache
def published() -> Path:
    """What pages are made of, published once a run."""
    return once("published", publish_here)


def publish_here() -> Path:
    source, folder = ROOT / "static", there(RUN.folder) / "static"
    publish(source, folder / version_of(source))
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


@contextmanager
def heard(engine: Engine | type[Engine], note: Callable[..., None]) -> Iterator[None]:
    """Let something hear of all that is sent meanwhile: the connection, the cursor, the statement, its values."""
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", note)


@contextmanager
def overheard(app: Flask) -> Iterator[list[tuple[str, str]]]:
    """All that is asked of the database meanwhile, with what is asked for."""
    asked: list[tuple[str, str]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        asked.append((statement, repr(values)))

    with heard(engine_of(app), note):
        yield asked


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """What is sent to the database meanwhile, without what begins or ends something."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.split(maxsplit=1)[0] not in ENDS:
            sent.append(statement)

    with heard(engine_of(app), note):
        yield sent


def engine_of(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


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


@contextmanager
def set_otherwise(keeper: Any, called: str, **settings: str) -> Iterator[Flask]:
    """The same application with other settings, made once for all tests, and the world in it."""
    if called not in keeper.others:
        keeper.others[called] = made(keeper.url, keeper.folder, **settings)
    app = keeper.others[called]
    before, app.extensions["passwords"] = app.config["TEND"], cheap_passwords()
    if keeper.url.startswith("sqlite"):
        with app.app_context():
            raw = db.engine.raw_connection()
            there(raw.driver_connection).deserialize(keeper.kept)
            raw.close()
    yield app
    close(app)
    app.config["TEND"] = before
