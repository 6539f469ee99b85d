"""A real Chromium, a real server, and people who use them."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.partner import Partner
from tests.browser.server import running
from tests.browser.watch import Watch, zone_where_it_is_day

SWITCHES = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking")
PHONE = {"width": 360, "height": 740}
SECONDS_TO_WAIT = 10


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a word why the tests go without."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(SWITCHES))
        yield browser
        browser.close()


def chromium() -> str:
    path = os.environ.get("TEND_CHROMIUM") or shutil.which("chromium")
    reason = os.environ.get("TEND_NO_BROWSER") or ("" if path else "No Chromium here: set TEND_CHROMIUM to one.")
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


@pytest.fixture
def open_browser(browser: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """A browser of somebody's own, as a phone has it. At the end nothing must have gone wrong in any of them."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_one(**wishes: object) -> BrowserContext:
        zone = zone_where_it_is_day()
        context = browser.new_context(
            **{"base_url": address, "locale": "en-GB", "timezone_id": zone, "viewport": PHONE, **wishes}
        )
        context.set_default_timeout(SECONDS_TO_WAIT * 1000)
        opened.append((context, Watch(context, address)))
        return context

    yield open_one
    for context, _watch in opened:
        context.close()
    assert [watch.seen for _context, watch in opened] == [[] for _each in opened]


@pytest.fixture
def meet(open_browser: Callable[..., BrowserContext]) -> Callable[..., Partner]:
    """Somebody new, at a browser of their own."""

    def somebody(name: str, *, scripted: bool = True) -> Partner:
        page: Page = open_browser(java_script_enabled=scripted).new_page()
        return Partner(name, f"{name.lower()}-{token_hex(4)}@example.org", page, zone_where_it_is_day(), scripted)

    return somebody
