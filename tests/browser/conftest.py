"""A real Chromium, a real server, and people who use them."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from secrets import randbelow, token_hex

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.households import Household, furnish
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.places import GUEST, Place
from tests.browser.server import running
from tests.browser.watch import Watch, zone_where_it_is_day

SWITCHES = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking")
PHONE = {"width": 360, "height": 740}
SECONDS_TO_WAIT = 60  # for what must come; as soon as it is there, all goes on


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a word why the tests go without."""
    expect.set_options(timeout=SECONDS_TO_WAIT * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(SWITCHES))
        yield browser
        browser.close()


def chromium() -> str:
    path = os.environ.get("TEND_CHROMIUM") or shutil.which("chromium")
    reason = os.environ.get("TEND_NO_BROWSER") or (
        "" if path else "No Chromium here: set TEND_CHROMIUM to one."
    )
    if reason:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return path


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server keeps everything."""
    return tmp_path_factory.mktemp("server")


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
def open_browser(browser: Browser, address: str) -> Callable[..., tuple[BrowserContext, Watch]]:
    """Opens a browser of somebody's own, as a phone has it, and has it watched."""

    def open_one(**wishes: object) -> tuple[BrowserContext, Watch]:
        usual = {
            "extra_http_headers": {"X-Forwarded-For": f"10.0.{randbelow(256)}.{randbelow(256)}"},
            "base_url": address,
            "locale": "en-GB",
            "timezone_id": zone_where_it_is_day(),
            "viewport": PHONE,
        }
        context = browser.new_context(**usual | wishes)
        context.set_default_timeout(SECONDS_TO_WAIT * 1000)
        return context, Watch(context, address)

    return open_one


@pytest.fixture
def meet(open_browser: Callable[..., tuple[BrowserContext, Watch]]) -> Iterator[Callable[..., Partner]]:
    """Somebody new, at a browser of their own. At the end nothing must have gone wrong in it."""
    opened = []

    def somebody(name: str, *, scripted: bool = True, **wishes: object) -> Partner:
        context, watch = open_browser(java_script_enabled=scripted, **wishes)
        opened.append((context, watch))
        address = f"{name.lower()}-{token_hex(4)}@example.org"
        return Partner(name, address, context.new_page(), zone_where_it_is_day(), scripted)

    yield somebody
    for context, _watch in opened:
        context.close()
    assert [watch.seen for _context, watch in opened] == [[] for _each in opened]


@pytest.fixture(scope="session")
def households(address: str, folder: Path) -> dict[str, Household]:
    """Three couples and some people alone, with something on every page."""
    return furnish(folder, zone_where_it_is_day())


@pytest.fixture(scope="session")
def page_of(
    open_browser: Callable[..., tuple[BrowserContext, Watch]],
    households: dict[str, Household],
    lodging: Lodging,
) -> Callable[..., tuple[Page, Watch]]:
    """A page of somebody who lives here, logged in. It stays open for whoever asks for the same again."""

    @cache
    def page_of(who: str, **wishes: object) -> tuple[Page, Watch]:
        context, watch = open_browser(**wishes)
        if who != GUEST:
            context.add_cookies([lodging.cookie_of(who)])
        return context.new_page(), watch

    return page_of


@pytest.fixture
def visit(
    page_of: Callable[..., tuple[Page, Watch]], households: dict[str, Household]
) -> Iterator[Callable[..., Page]]:
    """A page as somebody who lives here finds it. At the end nothing must have gone wrong on it."""
    watched = []

    def visit(place: Place, couple: str = "everyday", **wishes: object) -> Page:
        who = f"{couple}-{place.who}" if place.of_a_couple else place.who
        page, watch = page_of(who, **wishes)
        watched.append(watch)
        page.set_viewport_size(PHONE)
        page.goto(place.path_in(households[couple]))
        place.act(page)
        return page

    yield visit
    assert [line for watch in watched for line in watch.taken()] == []
