"""Databases of each kind: empty, as migrations make them, full, and as an older Tend has left them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import pytest
import time_machine
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Flask

from tests.databases import close, furnish, made
from tests.migrations.filling import NOW, fill
from tracker.database import alembic_config, upgrade
from tracker.extensions import db


class Server(Protocol):
    """Where databases are made, copied and dropped."""

    def url(self, database: str) -> str: ...

    def create(self, database: str, template: str | None = None) -> None: ...

    def drop(self, database: str) -> None: ...


@dataclass(frozen=True)
class Files:
    """Databases of SQLite, made, copied and dropped as those of a server are."""

    folder: Path

    def url(self, database: str) -> str:
        return f"sqlite:///{self.folder / database}"

    def create(self, database: str, template: str | None = None) -> None:
        if template:
            shutil.copy(self.folder / template, self.folder / database)

    def drop(self, database: str) -> None:
        for file in self.folder.glob(f"{database}*"):
            file.unlink()


@dataclass
class Place:
    """Where databases of a kind are, each with an application that is made once. What has gone down to a revision stays
    so, for whoever begins there as well.
    """

    server: Server
    folder: Path
    apps: dict[str, Flask] = field(default_factory=dict)
    older: set[str] = field(default_factory=set)

    @contextmanager
    def living_in(self, database: str, data: Path | None = None) -> Iterator[Flask]:
        """A Tend with a database, and maybe a folder of its own."""
        if database not in self.apps:
            self.apps[database] = made(self.server.url(database), self.folder)
        app = self.apps[database]
        settings = app.config["TEND"]
        if data:
            furnish(data)
            app.config["TEND"] = replace(settings, data=data)
        with app.app_context():
            yield app
            db.session.remove()
        close(app)
        app.config["TEND"] = settings

    @contextmanager
    def own(self, data: Path, template: str = "") -> Iterator[Flask]:
        """A Tend with a database that is gone afterwards."""
        self.server.drop("own")
        self.server.create("own", template or None)
        with self.living_in("own", data) as app:
            yield app
        self.server.drop("own")

    def filled_at(self, revision: str) -> str:
        """The name of a database with rows in each table, which has gone down to a revision."""
        if revision not in self.older:
            above = min((each for each in self.older if each > revision), default="")
            with self.own(self.folder, f"at_{above}" if above else "filled"):
                command.downgrade(alembic_config(), revision)
                db.engine.dispose()
                self.server.create(f"at_{revision}", "own")
            self.older.add(revision)
        return f"at_{revision}"


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """The files of all migrations are read once: each step of alembic would read them all, for longer than most take."""
    read = ScriptDirectory.from_config
    known: dict[object, ScriptDirectory] = {}

    def from_config(config: Config) -> ScriptDirectory:
        place = config.get_main_option("script_location")
        files = place, *sorted(Path(str(place), "versions").glob("*.py"))
        if files not in known:
            known[files] = read(config)
        return known[files]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScriptDirectory, "from_config", from_config)
        yield


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """In one of the databases migrations have made the tables, in one each table has rows too."""
    folder = tmp_path_factory.mktemp("place")
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else Files(folder)
    place = Place(server, folder / "data")
    with time_machine.travel(NOW, tick=False):
        server.create("migrated")
        with place.living_in("migrated") as app:
            upgrade(app)
        server.create("filled", "migrated")
        with place.living_in("filled"):
            fill()
    return place


@pytest.fixture
def empty(place: Place, tmp_path: Path) -> Iterator[Flask]:
    """With a database in which there is nothing."""
    with place.own(tmp_path / "data") as app:
        yield app


@pytest.fixture
def app(place: Place, tmp_path: Path) -> Iterator[Flask]:
    """With the tables that migrations make."""
    with place.own(tmp_path / "data", "migrated") as app:
        yield app


@pytest.fixture
def filled(place: Place, tmp_path: Path) -> Iterator[Flask]:
    """With rows in each table."""
    with place.own(tmp_path / "data", "filled") as app:
        yield app


@pytest.fixture
def older(request: pytest.FixtureRequest, place: Place, tmp_path: Path) -> Iterator[Flask]:
    """With rows in each table that there was at a revision."""
    with place.own(tmp_path / "data", place.filled_at(request.param)) as app:
        yield app
