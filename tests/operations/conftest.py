import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex

import pytest

from tests.databases import furnish
from tests.keeper import mark_as_newest
from tests.operations.processes import at_hand
from tests.postgres import PostgresServer
from tracker.app import create_app
from tracker.extensions import db
from tracker.models import Beginning
from tracker.starting import ready_settings
from tracker.web.clock import now


@pytest.fixture(autouse=True)
def moment() -> None:
    """The real clock: here whole processes run, and they know no other."""


@pytest.fixture(scope="session", autouse=True)
def commands() -> Iterator[None]:
    """What does the commands of these tests ends with them."""
    yield
    if at_hand.cache_info().currsize:
        at_hand().close()
        at_hand.cache_clear()


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Makes a data folder what the first start of Tend makes of it: `set_up(tmp_path / "data")`. Nobody lives there yet."""
    first = tmp_path_factory.mktemp("first") / "data"
    furnish(first)
    make_tables({"TEND_DATA": str(first)})
    return lambda folder: Path(shutil.copytree(first, folder, symlinks=True, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def tables(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with our tables, to be copied."""
    postgres.create("tables")
    folder = tmp_path_factory.mktemp("tables")
    make_tables({"TEND_DATA": str(folder), "TEND_DATABASE_URL": postgres.url("tables")})
    return "tables"


def make_tables(environment: dict[str, str]) -> None:
    """Make an empty database what migrations make of it, which take twenty times as long: tests/migrations compares both."""
    with create_app(ready_settings(environment)).app_context():
        db.create_all()
        mark_as_newest()
        db.session.add(Beginning(mark=token_hex(16), at=now()))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
