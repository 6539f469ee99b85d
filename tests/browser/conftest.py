"""A real Chromium, a real server, and people who use them."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from secrets import randbelow, token_hex
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.browser.arriving import GUEST, Place
from tests.browser.couples import Household
from tests.browser.daytime import zone_where_it_is_day
from tests.browser.furnished import Folders, folders_in
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.phones import Phones
from tests.browser.server import running
from tests.browser.unplugged import Tend, living
from tests.browser.watch import Watch

SWITCHES = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking")
# A page goes on with the process of the one before it, which costs a browser as much to begin as a page to come.
ONE_PROCESS = ("--process-per-site", "--renderer-process-limit=1")
PHONE: ViewportSize = {"width": 360, "height": 740}
WITHOUT_WORKERS = "delete Navigator.prototype.serviceWorker"
SECONDS_TO_WAIT = 60  # for what must come; as soon as it is there, all goes on


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a word why the tests go without."""
    expect.set_options(timeout=SECONDS_TO_WAIT * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=[*SWITCHES, *ONE_PROCESS], timeout=SECONDS_TO_WAIT * 1000
        )
        yield browser
        browser.close()


def chromium() -> str:
    path = os.environ.get("TEND_CHROMIUM") or shutil.which("chromium")
    reason = os.environ.get("TEND_NO_BROWSER") or (
        "" if path else "No Chromium here: set TEND_CHROMIUM to one."
    )
    if reason:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return path or ""


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """What servers begin with, made once for all who test at the same time."""
    base = tmp_path_factory.getbasetemp()
    return folders_in(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base, zone_where_it_is_day())


@pytest.fixture(scope="session")
def folder(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server keeps everything."""
    return shutil.copytree(folders.furnished, tmp_path_factory.mktemp("server") / "data")


@pytest.fixture(scope="session")
def households(folders: Folders) -> dict[str, Household]:
    """Three couples and some people alone, with something on every page."""
    return folders.households


@pytest.fixture
def empty_folder(folders: Folders, tmp_path: Path) -> Path:
    """Where a server of a test's own can keep everything: nobody lives there yet."""
    return shutil.copytree(folders.empty, tmp_path / "data")


@pytest.fixture(scope="session")
def address(browser: Browser, folder: Path) -> Iterator[str]:
    """Where the server is."""
    with running(folder) as address:
        yield address


@pytest.fixture(scope="session")
def lodging(address: str, folder: Path) -> Iterator[Lodging]:
    """Lets people live on the server at once."""
    lodging = Lodging(folder, address)
    yield lodging
    lodging.close()


@pytest.fixture(scope="session")
def phones(browser: Browser, address: str) -> Phones:
    """Browsers of people's own, which are handed on from test to test."""

    def open_one(**wishes: Any) -> tuple[BrowserContext, Watch]:
        return opened(browser, address, **wishes)

    return Phones(open_one, arrive=come_from_elsewhere)


def opened(
    browser: Browser, address: str, *, workers: bool = False, **wishes: Any
) -> tuple[BrowserContext, Watch]:
    """A browser of somebody's own, as a phone has it, and who watches it. Some browsers let no page have a worker: so do
    these where none is wished for, so that whatever is tested works without.
    """
    usual: dict[str, Any] = {
        "base_url": address,
        "locale": "en-GB",
        "timezone_id": zone_where_it_is_day(),
        "viewport": PHONE,
    }
    context = browser.new_context(**usual | wishes)
    context.set_default_timeout(SECONDS_TO_WAIT * 1000)
    if not workers:
        context.add_init_script(WITHOUT_WORKERS)
    return context, Watch(context, address)


def come_from_elsewhere(context: BrowserContext) -> None:
    """Let a browser come from an address of its own, so that nobody is counted together with anybody else."""
    context.set_extra_http_headers({"X-Forwarded-For": f"10.0.{randbelow(256)}.{randbelow(256)}"})


@pytest.fixture
def meet(phones: Phones) -> Iterator[Callable[..., Partner]]:
    """Somebody new, at a browser of their own. At the end nothing must have gone wrong in it."""
    with phones.lending() as lend:

        def somebody(name: str, *, scripted: bool = True, **wishes: object) -> Partner:
            phone = lend(java_script_enabled=scripted, **wishes)
            address = f"{name.lower()}-{token_hex(4)}@example.org"
            return Partner(name, address, phone.page, zone_where_it_is_day(), scripted)

        yield somebody


@pytest.fixture
def page_of(phones: Phones, lodging: Lodging) -> Iterator[Callable[..., Page]]:
    """A page of somebody who lives here, logged in. It stays open for whoever asks for the same again in a test.
    At the end nothing must have gone wrong in any."""
    with phones.lending() as lend:

        @cache
        def page_of(who: str, **wishes: object) -> Page:
            phone = lend(**wishes)
            if who != GUEST:
                phone.context.add_cookies([lodging.kept_cookie_of(who)])
            return phone.page

        yield page_of


@pytest.fixture
def visit(page_of: Callable[..., Page], households: dict[str, Household]) -> Callable[..., Page]:
    """A page as somebody who lives here finds it."""

    def visit(place: Place, couple: str = "everyday", **wishes: object) -> Page:
        page = page_of(f"{couple}-{place.who}" if place.of_a_couple else place.who, **wishes)
        page.goto(place.path_in(households[couple]))
        place.act(page)
        return page

    return visit


@pytest.fixture(scope="session")
def tend_that_goes(folder: Path, address: str) -> Iterator[Tend]:
    with living(folder, address) as tend:
        yield tend


@pytest.fixture
def tend(tend_that_goes: Tend) -> Tend:
    """The server, behind a door that tests may shut; it is open at the beginning of each."""
    tend_that_goes.come()
    return tend_that_goes


@pytest.fixture
def phone(browser: Browser, tend: Tend) -> Iterator[BrowserContext]:
    """A browser for it that lets pages have a worker."""
    context, _watch = opened(browser, tend.address, workers=True)
    yield context
    context.close()
