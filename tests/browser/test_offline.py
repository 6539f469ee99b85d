"""What a browser keeps that has a worker, and what it shows while Tend cannot be reached: the server itself is gone then."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.browser.conftest import opened
from tests.browser.daytime import zone_where_it_is_day
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.proxy import first_free_port
from tests.browser.server import running
from tracker.domain.habits import Mode

pytestmark = pytest.mark.browser

STYLED = "grid flex"
OURS, MINE = "A walk at dusk", "Write in my diary"
IN_CACHES = """async () => {
    const found = []
    for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const each of await cache.keys()) found.push(await (await cache.match(each)).text())
    }
    return found.join("\\n")
}"""
HOLDS = f"async (words) => (await ({IN_CACHES})()).includes(words)"
OF_TODAY = "async () => (await caches.keys()).filter((name) => name.startsWith('tend today'))"
NONE_OF_TODAY = f"async () => (await ({OF_TODAY})()).length === 0"
MADE_OLDER = """async (hours) => {
    const name = (await caches.keys()).find((each) => each.startsWith("tend today"))
    const cache = await caches.open(name)
    const kept = await cache.match("/today")
    const headers = new Headers(kept.headers)
    headers.set("Tend-At", Date.now() - hours * 3600000)
    await cache.put("/today", new Response(await kept.text(), { headers }))
}"""


class Tend:
    """A server that can be gone, and come back at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, first_free_port(0)
        self.address = f"http://127.0.0.1:{self.port}"
        self.lodging = Lodging(folder, self.address)
        self.server: Any = None

    def come(self) -> None:
        self.server = running(self.folder, TEND_PORT=str(self.port))
        self.server.__enter__()

    def go(self) -> None:
        server, self.server = self.server, None
        if server:
            server.__exit__(None, None, None)


@pytest.fixture(scope="module")
def tend_here(browser: Browser, folders: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tend]:
    tend = Tend(shutil.copytree(folders.empty, tmp_path_factory.mktemp("offline") / "data"))
    yield tend
    tend.go()
    tend.lodging.close()


@pytest.fixture
def tend(tend_here: Tend) -> Tend:
    """It is there at the beginning of each test."""
    if tend_here.server is None:
        tend_here.come()
    return tend_here


@pytest.fixture
def phone(browser: Browser, tend: Tend) -> Iterator[BrowserContext]:
    context, _watch = opened(browser, tend.address, workers=True)
    yield context
    context.close()


def ada_at(context: BrowserContext, tend: Tend, name: str = "Ada") -> Partner:
    """Somebody new, with a habit for two and a private one, whose Today is kept."""
    address = f"{name.lower()}-{token_hex(4)}@example.org"
    ada = Partner(name, address, context.new_page(), zone_where_it_is_day())
    tend.lodging.move_in(ada)
    tend.lodging.log_in(ada, stays=True)
    tend.lodging.plant(ada, OURS, strategy=4)
    tend.lodging.plant(ada, MINE, strategy=4, mode=Mode.ONE, private=True)
    ada.open("/today")
    be_kept(ada.page)
    return ada


def be_kept(page: Page, words: str = OURS) -> None:
    """Wait until the worker is there, and has kept Today with these words."""
    page.wait_for_function(HOLDS, arg=words)
    page.wait_for_function("() => navigator.serviceWorker.controller")


def shows_nothing_of(person: Partner) -> bool:
    source = person.page.content()
    return not any(each in source for each in (OURS, MINE, person.name, person.email))


def test_today_is_there_without_a_network_and_says_of_when_it_is(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend)
    tend.go()

    ada.open("/today")

    ada.read("There is no network just now. This is your Today as it was on")
    expect(ada.row(OURS)).to_be_visible()
    ada.never_see(MINE, ada.email, "csrf_token")
    assert ada.page.evaluate("getComputedStyle(document.querySelector('.habit')).display") in STYLED


def test_any_other_page_says_what_works_and_comes_by_itself_once_tend_is_back(
    tend: Tend, phone: BrowserContext
) -> None:
    ada = ada_at(phone, tend, "Bea")
    tend.go()
    ada.open("/wall")
    ada.read("What works meanwhile")
    assert shows_nothing_of(ada)
    expect(ada.page.get_by_role("button", name="Exit", exact=True)).to_be_visible()

    tend.come()
    ada.page.evaluate("dispatchEvent(new Event('online'))")

    expect(ada.page).to_have_title("The wall · Tend")


def test_what_was_ticked_is_kept_when_one_goes_away(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Cara")
    ada.tick(OURS)

    other = phone.new_page()
    ada.page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    ada.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    other.goto("/help")
    other.wait_for_function(HOLDS, arg=f"{OURS}: done")
    tend.go()
    ada.page = phone.new_page()
    ada.open("/today")

    ada.see_ticked(OURS)


def test_after_three_days_nothing_is_there(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Dora")
    tend.go()
    ada.page.evaluate(MADE_OLDER, 71)
    ada.open("/today")
    expect(ada.row(OURS)).to_be_visible()

    ada.page.evaluate(MADE_OLDER, 73)
    ada.open("/today")

    ada.read("What works meanwhile")
    assert shows_nothing_of(ada)
    ada.page.wait_for_function(NONE_OF_TODAY)


def test_nothing_is_kept_after_logging_out(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Elsa")

    ada.open("/help")
    ada.press("Log out")
    ada.be_at("/")

    assert OURS not in ada.page.evaluate(IN_CACHES)
    tend.go()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        ada.open("/today")


def test_who_logs_in_after_somebody_finds_nothing_of_them(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Fina")
    phone.clear_cookies()
    ben = ada_at(phone, tend, "Gero")
    ben.page.wait_for_function(f"async () => (await ({OF_TODAY})()).length === 1")

    tend.go()
    ben.open("/today")

    expect(ben.row(OURS)).to_be_visible()
    ben.never_see(ada.name, ada.email)


def test_a_log_in_that_was_ended_elsewhere_clears_at_its_next_contact(
    tend: Tend, phone: BrowserContext, browser: Browser
) -> None:
    ada = ada_at(phone, tend, "Hanna")
    elsewhere, _watch = opened(browser, tend.address)
    elsewhere.add_cookies(phone.cookies())  # type: ignore[arg-type]
    page = elsewhere.new_page()
    page.goto("/help")
    page.get_by_role("button", name="Log out", exact=True).click()
    elsewhere.close()

    ada.open("/help")

    ada.page.wait_for_function(NONE_OF_TODAY)
    tend.go()
    ada.open("/today")
    ada.read("What works meanwhile")
    assert shows_nothing_of(ada)


def test_nothing_is_kept_from_where_somebody_chooses_to_lock(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Ines")

    ada.open("/settings/lock")
    ada.choose("Lock after five minutes")
    ada.press("Save")

    ada.page.wait_for_function(NONE_OF_TODAY)
    tend.go()
    ada.open("/today")
    ada.read("What works meanwhile")
    assert shows_nothing_of(ada)


def test_whoever_exits_without_a_network_leaves_nothing_that_could_be_shown(
    tend: Tend, phone: BrowserContext
) -> None:
    ada = ada_at(phone, tend, "Jule")
    tend.go()
    ada.open("/today")
    expect(ada.row(OURS)).to_be_visible()

    ada.press("Exit")
    expect(ada.page).to_have_url("about:blank")

    ada.page = phone.new_page()
    with pytest.raises(Error, match="ERR_FAILED"):
        ada.open("/today")
    tend.come()
    ada.open("/measures")
    assert OURS not in ada.page.evaluate(IN_CACHES)


def test_whoever_has_no_worker_is_told_nothing_and_has_all_the_rest(page_of: Callable[..., Page]) -> None:
    page = page_of("newcomer")

    page.goto("/today")

    assert page.evaluate("'serviceWorker' in navigator") is False
    assert page.evaluate(OF_TODAY) == []
