"""Who does things without a network, and where: on the server that is there for all, or on one that can be killed."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.cutting import Cutting
from tests.browser.furnished import Folders
from tests.browser.late.house import House, Server, at_home
from tests.browser.lodging import Lodging


@pytest.fixture(scope="module")
def server(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that can be killed."""
    way = Cutting()
    server = Server(shutil.copytree(folders.empty, tmp_path_factory.mktemp("late") / "data"), way)
    server.start()
    yield server
    server.kill()
    way.shutdown()
    way.server_close()


@pytest.fixture(scope="module")
def way(address: str) -> Iterator[Cutting]:
    """The way to the server that is there for all."""
    way = Cutting()
    way.target = address
    yield way
    way.shutdown()
    way.server_close()


@pytest.fixture
def house(browser: Browser, lodging: Lodging, way: Cutting) -> House:
    return at_home(browser, lodging, way)


@pytest.fixture
def fragile(browser: Browser, server: Server) -> Iterator[House]:
    """The same on a server that can be killed."""
    lodging = Lodging(server.folder, server.way.address)
    yield at_home(browser, lodging, server.way)
    lodging.close()
