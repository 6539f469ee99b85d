"""Somebody with a browser that has passkeys, in a Tend that has a name."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import come_from_elsewhere, opened
from tests.browser.furnished import Folders
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.passkeys.device import Begin, Device
from tests.browser.phones import Phones
from tests.browser.proxy import first_free_port
from tests.browser.server import running


@pytest.fixture(scope="module")
def lodging(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lodging]:
    """Lets people live in a Tend that has a name, which passkeys are of."""
    folder, port = tmp_path_factory.mktemp("named") / "data", first_free_port(0)
    shutil.copytree(folders.empty, folder)
    address = f"http://localhost:{port}"
    with running(folder, TEND_PORT=str(port), TEND_PUBLIC_URL=address):
        lodging = Lodging(folder, address)
        yield lodging
        lodging.close()


@pytest.fixture(scope="module")
def phones(browser: Browser, lodging: Lodging) -> Phones:
    """Browsers of people who come there."""
    return Phones(partial(opened, browser, lodging.address), arrive=come_from_elsewhere)


@pytest.fixture
def begin(meet: Callable[..., Partner], lodging: Lodging) -> Begin:
    """Somebody who has an account, and stands before the page of passkeys with a proof."""

    def begin() -> tuple[Partner, Device]:
        eve = meet("Eve")
        lodging.move_in(eve)
        device = Device(eve.page)
        eve.open("/settings/passkeys")
        eve.read("Your first")
        return eve, device

    return begin
