"""The quick exit in a whole Chromium over https, with its memory of pages on: drivers switch that off, and people do not."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.browser.arriving import unfold
from tests.browser.conftest import PHONE, SECONDS_TO_WAIT, SWITCHES
from tests.browser.daytime import zone_where_it_is_day
from tests.browser.furnished import Folders
from tests.browser.partner import Partner
from tests.browser.proxy import first_free_port, running_behind_nginx
from tests.browser.server import running

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole(
    "every run goes by the exit over https, five steps back and from every page that is remembered"
)

HERE = "https://tend.example.org"
SECRET = "For the evening by the lake"
PLACES = ("/today", "/wall", "/ways", "/habits", "/wall", "/settings")
STORED = """async () => [
    Object.keys(localStorage), Object.keys(sessionStorage), await caches.keys(),
    (await indexedDB.databases()).map(({ name }) => name)]"""
ASKED = re.compile("/live$|/sending")
RESTORED = "addEventListener('pageshow', (event) => event.persisted && console.info('from memory'))"


@pytest.fixture(scope="module")
def way(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """How a browser finds a Tend behind nginx, with a certificate."""
    port = first_free_port(0)
    folder = shutil.copytree(folders.empty, tmp_path_factory.mktemp("exit") / "data")
    with running_behind_nginx(folder, HERE, port):
        yield f"--host-resolver-rules=MAP tend.example.org:443 127.0.0.1:{port}"


@pytest.fixture
def open_browser(browser: Browser, way: str, tmp_path: Path) -> Iterator[Callable[..., BrowserContext]]:
    """A Chromium with a profile of its own, as somebody has it who has installed it."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("No whole Chromium here: apt-get install chromium.")
    opened: list[BrowserContext] = []

    def open_one(*more: str, **wishes: Any) -> BrowserContext:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=path,
            args=[*SWITCHES, way, "--enable-features=BackForwardCache", *more],
            ignore_default_args=["--disable-back-forward-cache"],
            ignore_https_errors=True,
            base_url=HERE,
            viewport=PHONE,
            locale="en-GB",
            **wishes,
        )
        context.set_default_timeout(SECONDS_TO_WAIT * 1000)
        opened.append(context)
        return context

    yield open_one
    for each in opened:
        each.close()


def somebody_in(context: BrowserContext, name: str, *, scripted: bool = True) -> Partner:
    """Somebody new, who has written what nobody else is to read."""
    page = context.new_page()
    ada = Partner(name, f"{name.lower()}@example.org", page, zone_where_it_is_day(), scripted)
    ada.open("/register")
    ada.sign_up()
    ada.open("/wall")
    unfold(page)
    page.locator("textarea[name=body]").first.fill(SECRET)
    ada.press("Put it on the wall")
    ada.read(SECRET)
    return ada


def go_back(page: Page) -> bool:
    """Whether a step back was answered without asking Tend for the page."""
    asked: list[str] = []
    note = lambda request: asked.append(request.url) if request.is_navigation_request() else None  # noqa: E731
    page.on("request", note)
    with suppress(Error):  # it goes at once
        page.evaluate("history.back()")
    page.wait_for_timeout(400)  # nothing tells that nothing comes
    page.remove_listener("request", note)
    if asked:
        page.wait_for_load_state()
    return not asked


def comes_from_memory(ada: Partner) -> bool:
    """Whether the browser still had the wall when somebody went back to it."""
    ada.open("/wall")
    ada.open("/today")
    return go_back(ada.page)


def shows_nothing(page: Page, name: str) -> bool:
    source = page.content()
    return SECRET not in source and name not in source and f"{name.lower()}@example.org" not in source


def brought_back(context: BrowserContext) -> list[Page]:
    """The tabs with a page of ours that a browser has opened again, each once it is there."""
    for _each in range(SECONDS_TO_WAIT * 10):
        if found := [page for page in context.pages if page.url.startswith(HERE)]:
            return found
        sleep(0.1)
    return []


@pytest.fixture(scope="module")
def weather() -> Iterator[str]:
    """A page of somebody else, which everybody reads."""

    class Weather(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Weather</title>")

        def log_message(self, *_said: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Weather) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/weather"
        server.shutdown()


@pytest.fixture(scope="module")
def leading_there(folders: Folders, weather: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a Tend is whose exit leads there."""
    folder = shutil.copytree(folders.empty, tmp_path_factory.mktemp("weather") / "data")
    with running(folder, TEND_EXIT_TO=weather) as address:
        yield address


@AT_NIGHT
@pytest.mark.parametrize("scripted", [True, False], ids=["with scripts", "without"])
def test_it_leads_to_the_page_elsewhere_that_is_set(
    browser: Browser, leading_there: str, scripted: bool
) -> None:
    context = browser.new_context(base_url=leading_there, java_script_enabled=scripted)
    page = context.new_page()
    page.goto("/login")

    page.get_by_role("button", name="Exit", exact=True).click()

    expect(page).to_have_title("Weather")
    context.close()


@pytest.mark.parametrize(
    "scripted", [True, pytest.param(False, marks=AT_NIGHT)], ids=["with scripts", "without"]
)
def test_five_steps_back_show_nothing_and_nothing_is_left(
    open_browser: Callable[..., BrowserContext], scripted: bool
) -> None:
    context = open_browser(java_script_enabled=scripted)
    name = "Adaline" if scripted else "Adamina"
    ada = somebody_in(context, name, scripted=scripted)
    page = ada.page
    # With scripts, what comes from memory asks at once for the page anew, which is another test.
    remembers = scripted or any(comes_from_memory(ada) for _each in range(6))
    for path in PLACES:
        ada.open(path)
    copied = log_in_of(context)

    page.get_by_role("button", name="Exit", exact=True).click()
    expect(page).to_have_title("Kitchen measures")

    assert context.cookies() == []
    assert page.evaluate(STORED) == [[], [], [], []]
    for _step in range(5):
        go_back(page)
        assert shows_nothing(page, name), page.url
        assert page.url in (f"{HERE}/login", f"{HERE}/measures")
    context.add_cookies([copied])
    ada.open("/today")
    ada.be_at("/login")
    if not remembers:  # it keeps none of a page that takes it longer than three seconds to put away
        pytest.skip("All of it held, but this browser was too busy to remember any page.")


def log_in_of(context: BrowserContext) -> Any:
    """The cookie by which a browser is logged in, as it can be put back."""
    (copied,) = [each for each in context.cookies() if each["name"] == "__Host-tend"]
    return {k: v for k, v in copied.items() if k in ("name", "value", "domain", "path", "secure")}


def test_what_the_browser_remembers_of_a_page_is_hidden_and_asked_for_anew(
    open_browser: Callable[..., BrowserContext],
) -> None:
    context = open_browser()
    ada = somebody_in(context, "Adara")
    ada.page.add_init_script(RESTORED.replace("'from memory'", "'from memory', document.body.hidden"))
    ada.page.route(
        ASKED, lambda route: route.abort()
    )  # of pages that ask for more, this browser remembers none
    said: list[str] = []
    ada.page.on("console", lambda message: said.append(message.text))

    for _each in range(10):  # a browser that is busy remembers none
        if not any(each.startswith("from memory") for each in said):
            comes_from_memory(ada)

    assert [each for each in said if each.startswith("from memory")] == ["from memory true"]
    ada.read(SECRET)


@AT_NIGHT
def test_all_tabs_go_and_a_tab_that_is_opened_again_asks_to_log_in(
    open_browser: Callable[..., BrowserContext],
) -> None:
    context = open_browser()
    ada = somebody_in(context, "Adelia")
    other = context.new_page()
    other.goto("/wall")
    third = context.new_page()
    third.goto("/reflections/new?topic=work")

    ada.page.get_by_role("button", name="Exit", exact=True).click()

    for page in (ada.page, other, third):
        expect(page).to_have_title("Kitchen measures")
    for page in (other, third):
        go_back(page)
        assert shows_nothing(page, "Adelia")
    context.close()
    again = open_browser("--restore-last-session")
    opened = brought_back(again)
    assert opened
    for page in opened:
        page.wait_for_load_state()
        assert shows_nothing(page, "Adelia")
    ada.page = again.new_page()
    ada.open("/today")
    ada.be_at("/login")


@AT_NIGHT
def test_without_a_network_the_page_is_gone_all_the_same_and_the_log_in_with_the_next_visit(
    open_browser: Callable[..., BrowserContext],
) -> None:
    context = open_browser()
    ada = somebody_in(context, "Adina")
    other = context.new_page()
    other.goto("/wall")
    context.set_offline(True)

    ada.page.get_by_role("button", name="Exit", exact=True).click()

    for page in (ada.page, other):
        expect(page).to_have_url("about:blank")
        assert shows_nothing(page, "Adina")
    context.set_offline(False)
    ada.open("/today")
    expect(ada.page.get_by_role("link", name="Log in").first).to_be_visible()
    assert [each["name"] for each in context.cookies()] == []
    ada.open("/wall")
    ada.be_at("/login")
