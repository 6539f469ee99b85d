"""A Tend that lives in files or on a server, with the world in it, and another place to put its backup back to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from alembic import command
from flask import Flask
from sqlalchemy import text

from config import Settings
from tests.databases import Keeper, Place, made
from tests.world import NOW, SECRET, World
from tracker.backups.daily import back_up, list_taken_back
from tracker.backups.restoring import Restored, restore
from tracker.database import alembic_config
from tracker.extensions import db
from tracker.models import Beginning

MARK = "the mark of the first beginning"


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
    data.mkdir()
    app.config["TEND"] = replace(app.config["TEND"], data=data, backups=tmp_path / "backups")
    with app.app_context():
        command.stamp(alembic_config(), "head")
        db.session.add(Beginning(mark=MARK, at=NOW))
        db.session.commit()
    return Household(app, app.config["TEND"], concurrent.world)


@pytest.fixture
def elsewhere(keeper: Keeper, home: Household, tmp_path: Path) -> Iterator[Household]:
    """A place in which there is nothing yet, in the same kind of database; the backups were taken along, not what else there was."""
    url = f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}"
    if keeper.server:
        keeper.server.drop("elsewhere")
        keeper.server.create("elsewhere")
        url = keeper.server.url("elsewhere")
    app = made(url, tmp_path / "elsewhere")
    yield Household(app, replace(app.config["TEND"], backups=home.settings.backups), home.world)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def in_a_file(home: Household, tmp_path: Path) -> Iterator[Household]:
    """Another empty place, always in a file of SQLite's."""
    app = made(f"sqlite:///{tmp_path / 'in-a-file.sqlite3'}", tmp_path / "in-a-file")
    yield Household(app, replace(app.config["TEND"], backups=home.settings.backups), home.world)
    with app.app_context():
        db.engine.dispose()


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
