import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.operations.processes import at_hand, tend, tend_from_nothing
from tests.postgres import PostgresServer


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
    tend_from_nothing("migrate", folder=first)
    return lambda folder: Path(shutil.copytree(first, folder, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def tables(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with our tables, to be copied."""
    postgres.create("tables")
    tend("migrate", folder=tmp_path_factory.mktemp("tables"), TEND_DATABASE_URL=postgres.url("tables"))
    return "tables"
