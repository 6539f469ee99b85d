"""A Tend that lives in files or on a server, with the world in it, and another place to put its backup back to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from config import Settings
from tests.backups.once import app_on, tables_seen
from tests.databases import furnish
from tests.keeper import Keeper
from tests.migrated import migrated_to
from tests.races import Place
from tests.world import NOW, SECRET, World
from tracker.backups import restoring, writing
from tracker.backups.daily import back_up, list_taken_back
from tracker.backups.restoring import Restored, restore
from tracker.extensions import db
from tracker.models import Beginning

MARK = "the mark of the first beginning"


@pytest.fixture(autouse=True)
def worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A restore begins with an application, and with the tables of then; how they are made is what the first one tries."""
    monkeypatch.setattr(restoring, "create_app", app_on)
    monkeypatch.setattr(restoring, "migrate_to", migrated_to)
    monkeypatch.setattr(restoring, "tables_of", tables_seen)
    monkeypatch.setattr(writing, "tables_of", tables_seen)


@dataclass
class Household:
    """An application with its settings."""

    app: Flask
    settings: Settings
    world: World

    def back_up(self) -> Path:
        return back_up(self.settings, NOW)

    def list(self) -> None:
        with self.app.app_context():
            list_taken_back(self.settings)

    def restore(self, file: Path, **more: bool) -> Restored:
        with self.app.app_context():
            db.engine.dispose()
        return restore(file, self.settings, NOW, **more)

    @contextmanager
    def acting(self) -> Iterator[None]:
        with self.app.app_context():
            yield
            db.session.commit()


@pytest.fixture
def home(concurrent: Place, tmp_path: Path) -> Household:
    """Where the world is."""
    app = concurrent.app
    data = tmp_path / "home"
    furnish(data)
    app.config["TEND"] = replace(app.config["TEND"], data=data, backups=tmp_path / "backups")
    with app.app_context():
        db.session.add(Beginning(mark=MARK, at=NOW))
        db.session.commit()
    return Household(app, app.config["TEND"], concurrent.world)


@pytest.fixture
def elsewhere(keeper: Keeper, home: Household, tmp_path: Path) -> Iterator[Household]:
    """A place in which there is nothing yet, in the same kind of database; the backups were taken along, not what else there was."""
    if keeper.server:
        keeper.server.drop("elsewhere")
        keeper.server.create("elsewhere")
        url = keeper.server.url("elsewhere")
    else:
        url = empty_file(keeper, "elsewhere")
    with keeper.on(url) as app:
        yield moved_in(app, home, tmp_path / "elsewhere")


@pytest.fixture
def in_a_file(keeper: Keeper, home: Household, tmp_path: Path) -> Iterator[Household]:
    """Another empty place, always in a file of SQLite's."""
    with keeper.on(empty_file(keeper, "in-a-file")) as app:
        yield moved_in(app, home, tmp_path / "in-a-file")


def empty_file(keeper: Keeper, name: str) -> str:
    """Where there is no database yet, nor anything that was beside one."""
    for old in keeper.folder.glob(f"{name}.sqlite3*"):
        old.unlink()
    return f"sqlite:///{keeper.folder / name}.sqlite3"


def moved_in(app: Flask, home: Household, data: Path) -> Household:
    """A household in a folder of its own that knows where the backups of another lie."""
    furnish(data)
    return Household(app, replace(app.config["TEND"], data=data, backups=home.settings.backups), home.world)


def all_rows(household: Household) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in order."""
    with household.app.app_context():
        found = {
            table.name: [
                tuple(row) for row in db.session.execute(table.select().order_by(*table.primary_key))
            ]
            for table in db.metadata.sorted_tables
        }
        db.session.rollback()
        db.engine.dispose()
    return found


def revision(household: Household) -> str:
    with household.app.app_context():
        found = str(db.session.scalar(text("SELECT version_num FROM alembic_version")))
        db.session.rollback()
    return found


__all__ = ["MARK", "SECRET", "Household", "all_rows", "revision"]
