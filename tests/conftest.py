"""What tests stand on: the world in both databases, put back before each test, and people who visit."""

import gc
import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, settings

from tests.browser.daytime import zone_where_it_is_day
from tests.bystanders import being_written
from tests.choosing import left_out
from tests.keeper import Keeper
from tests.keepers import KINDS
from tests.moments import CLOCK
from tests.postgres import PostgresServer
from tests.races import Place
from tests.visitors import Visitor
from tests.whole import RUN
from tests.world import INVOLVED, NOW, World
from tracker.belonging import BELONGINGS
from tracker.extensions import Table, db

# So many objects, and so many times, until what could go is looked for: as often as usual it takes a twelfth of all time.
RARELY = (20_000, 20, 20)

# On a machine that is busy with other things all takes long, and that is no fault.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Runs of three lengths: of what a path names on SQLite, of all of it, and of what only a night has time for."""
    group = parser.getgroup("Tend")
    group.addoption("--postgresql", action="store_true", help="on both databases, also where a path is named")
    group.addoption("--whole", action="store_true", help="with all that is left out of every run")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many test at once where that is left open: half as many again as there are processors, since browsers and servers
    let each wait for a while.
    """
    return len(os.sched_getaffinity(0)) * 3 // 2


def pytest_configure(config: pytest.Config) -> None:
    """Tell what is counted while the tests are read, how many to count; and all who test at once, where it is day."""
    RUN.whole = config.getoption("whole")
    zone_where_it_is_day()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only a night has time for."""
    if config.getoption("whole"):
        return
    gone = left_out(
        items,
        both=config.getoption("postgresql"),
        all_of_it=config.args_source is not pytest.Config.ArgsSource.ARGS,
    )
    if gone:
        config.hook.pytest_deselected(items=[each for each in items if each in gone])
        items[:] = [each for each in items if each not in gone]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is read of tests stays to the end, and is not looked through for what could go."""
    gc.disable()
    found = yield
    gc.freeze()
    gc.set_threshold(*RARELY)
    gc.enable()
    return found


@pytest.fixture(scope="session", autouse=True)
def _folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """All who test at once have a folder for what is made once."""
    base = tmp_path_factory.getbasetemp()
    RUN.folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(autouse=True)
def moment(request: pytest.FixtureRequest) -> Iterator[time_machine.Traveller | None]:
    """It is the evening of a Wednesday, and stays so unless a test moves on, but for an instant after each change."""
    if request.node.get_closest_marker("browser"):
        yield None
        return
    with time_machine.travel(NOW, tick=False) as traveller:
        CLOCK.held = traveller
        yield traveller
        CLOCK.held = None


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A database server for all tests; each makes databases of its own there."""
    with PostgresServer() as server:
        yield server


@pytest.fixture(scope="session", params=KINDS)
def keeper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keeper]:
    """The world as one kind of database keeps it."""
    folder = tmp_path_factory.mktemp(request.param)
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    with KINDS[request.param](folder, server) as keeper:
        yield keeper


@pytest.fixture
def world(request: pytest.FixtureRequest, keeper: Keeper) -> Iterator[World]:
    """The ids of what there is. At the end whoever stands by has all they had, and all of it is put back as it was."""
    INVOLVED.clear()
    keeper.wrongs = []
    yield keeper.world
    keeper.put_back()
    hold_bystanders(request, keeper.wrongs)


@pytest.fixture
def app(keeper: Keeper, world: World) -> Flask:
    """The application with the world in its database."""
    return keeper.app


@pytest.fixture
def inside(request: pytest.FixtureRequest, app: Flask, keeper: Keeper) -> Iterator[None]:
    """An application context, for tests that act and ask without a page. Never together with visitors."""
    with app.app_context():
        yield
        wronged = keeper.bystanders.wronged(being_written())
        db.session.rollback()
    hold_bystanders(request, wronged)


def hold_bystanders(request: pytest.FixtureRequest, wronged: list[str]) -> None:
    """Nobody who has nothing to do with a test has lost or got anything by it, unless it says why it touches everybody's."""
    if request.node.get_closest_marker("everybodys") is None:
        assert wronged == []


@pytest.fixture
def concurrent(keeper: Keeper) -> Iterator[Place]:
    """The world in a database that several threads can use at once, each over a connection of its own."""
    with keeper.apart() as place:
        yield place


@pytest.fixture
def room_for(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets there be room for so much of a kind, and no more: `room_for(Note, 2)`."""

    def narrow(kind: type[Table], most: int, letters: int = 0) -> None:
        counted = BELONGINGS.counted()
        quota = replace(counted[kind].quota, most=most, letters=letters)
        narrowed = {**counted, kind: replace(counted[kind], quota=quota)}
        monkeypatch.setattr(BELONGINGS, "counted", lambda: narrowed)

    return narrow


@pytest.fixture
def visit(app: Flask) -> Callable[[str], Visitor]:
    """A browser of somebody's: `visit("ada")` is logged in, `visit("")` is a guest's."""

    def of(name: str = "") -> Visitor:
        return Visitor.of(name, app)

    return of


@pytest.fixture
def ada(app: Flask) -> Visitor:
    return Visitor.of("ada", app)


@pytest.fixture
def ben(app: Flask) -> Visitor:
    return Visitor.of("ben", app)


@pytest.fixture
def cleo(app: Flask) -> Visitor:
    return Visitor.of("cleo", app)


@pytest.fixture
def dan(app: Flask) -> Visitor:
    return Visitor.of("dan", app)


@pytest.fixture
def guest(app: Flask) -> Visitor:
    return Visitor.of("", app)
