"""What a browser keeps that has a worker, and what it shows while Tend cannot be reached: the server itself is gone then."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.browser.axe import what_axe_finds
from tests.browser.conftest import SECONDS_TO_WAIT, opened
from tests.browser.daytime import zone_where_it_is_day
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.proxy import first_free_port
from tests.browser.server import ROOT, running_from
from tracker.domain.habits import Mode

pytestmark = pytest.mark.browser

STYLED = "grid flex"
CACHES = """async () => {
    const found = []
    for (const name of await caches.keys()) {
        for (const each of await (await caches.open(name)).keys()) found.push(`${name}: ${each.url}`)
    }
    return found.sort()
}"""
UNSENT = "Tend cannot be reached. This stays here: send it once the network is back."
AS_IF_A_WHILE_AGO = "Object.defineProperty(performance, 'now', { value: () => 60000 })"
SHARED_WORDS = "See <b>this</b> & smile"
SHARED = """(words) => {
    const form = document.createElement("form")
    Object.assign(form, { method: "post", action: "/wall/shared" })
    const field = document.createElement("input")
    Object.assign(field, { name: "shared_text", value: words })
    form.append(field)
    document.body.append(form)
    form.submit()
}"""
# Waits until no other worker is on its way to this browser.
NOTHING_IS_COMING = """async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    for (let coming; (coming = registration.installing); ) await new Promise((next) => coming.addEventListener("statechange", next))
}"""
OURS, MINE = "A walk at dusk", "Write in my diary"
VERSION = re.compile(r"(?:/static/|tend shell |tend today )(\w{12})")
KEPT_BY_NAME = """async () => {
    const found = await caches.keys()
    for (const name of [...found]) {
        const cache = await caches.open(name)
        for (const each of await cache.keys()) found.push(each.url, await (await cache.match(each)).text())
    }
    return found.join("\\n")
}"""
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
UNTIL = """async (given) => {
    const begun = Date.now()
    while (!(await (%s)(given))) {
        if (Date.now() - begun > 1000 * %s) throw new Error("it did not come true")
        await new Promise((next) => setTimeout(next, 50))
    }
}"""
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

    def come(self, code: Path = ROOT) -> None:
        self.server = running_from(code, self.folder, TEND_PORT=str(self.port))
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


def another(folder: Path, file: str, before: str, after: str) -> Path:
    """The code of a Tend in which something stands otherwise in one file, so that it is of another version."""
    for each in ("tracker", "templates", "static", "migrations"):
        shutil.copytree(ROOT / each, folder / each)
    shutil.copy(ROOT / "config.py", folder)
    path = folder / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    (folder / "static" / "css" / "app.css").write_text(
        (ROOT / "static/css/app.css").read_text() + "\n/* Another. */\n"
    )
    return folder


def versions_on(page: Page) -> set[str]:
    """Of which versions a page is, with all that it has loaded."""
    loaded = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name).join(' ')")
    return set(VERSION.findall(f"{page.content()} {loaded}"))


def versions_kept(page: Page) -> set[str]:
    """Of which versions all is that is kept: caches, addresses and pages."""
    return set(VERSION.findall(page.evaluate(KEPT_BY_NAME)))


def come_true(page: Page, script: str, *given: str) -> None:
    """Wait until what a script looks up is so; Playwright's own way takes a promise for a yes."""
    page.evaluate(UNTIL % (script, SECONDS_TO_WAIT), *given)


def be_kept(page: Page, words: str = OURS) -> None:
    """Wait until the worker is there, and has kept Today with these words."""
    come_true(page, HOLDS, words)
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
    for width in (360, 320):
        ada.page.set_viewport_size({"width": width, "height": 740})
        found = what_axe_finds(ada.page)
        assert found == dict.fromkeys(found, [])
        assert ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


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
    with suppress(Error):  # it goes at once
        ada.page.evaluate("dispatchEvent(new Event('online'))")

    expect(ada.page).to_have_title("The wall · Tend")


def test_what_was_ticked_is_kept_when_one_goes_away(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Cara")
    ada.tick(OURS)

    other = phone.new_page()
    ada.page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    ada.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    other.goto("/help")
    come_true(other, HOLDS, f"{OURS}: done")
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
    come_true(ada.page, NONE_OF_TODAY)


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
    come_true(ben.page, f"async () => (await ({OF_TODAY})()).length === 1")

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

    come_true(ada.page, NONE_OF_TODAY)
    tend.go()
    ada.open("/today")
    ada.read("What works meanwhile")
    assert shows_nothing_of(ada)


def test_nothing_is_kept_from_where_somebody_chooses_to_lock(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Ines")

    ada.open("/settings/lock")
    ada.choose("Lock after five minutes")
    ada.press("Save")

    come_true(ada.page, NONE_OF_TODAY)
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


def test_a_form_that_would_be_sent_into_nowhere_stays_as_it_is(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Pina")
    ada.open("/habits/new")
    ada.page.wait_for_load_state("networkidle")
    ada.write("What will you do?", "Look at the stars")
    tend.go()
    ada.page.evaluate(AS_IF_A_WHILE_AGO)

    ada.press("Plant it")
    expect(ada.page.get_by_role("alert")).to_have_text(UNSENT)
    ada.be_at("/habits/new")
    expect(ada.page.get_by_label("What will you do?", exact=True)).to_have_value("Look at the stars")
    tend.come()
    ada.press("Plant it")

    ada.read("“Look at the stars” is planted.")


def test_another_version_takes_over_with_all_that_it_keeps(
    tend: Tend, phone: BrowserContext, tmp_path: Path
) -> None:
    ada = ada_at(phone, tend, "Lara")
    (before,) = versions_kept(ada.page)
    tend.go()
    tend.come(another(tmp_path / "code", "templates/today/kept.html", "Try again", "Once more"))

    ada.open("/today")
    assert before not in versions_on(ada.page)
    come_true(ada.page, f"async (old) => !(await ({KEPT_BY_NAME})()).includes(old)", before)

    (after,) = versions_kept(ada.page)
    assert versions_on(ada.page) == {after}
    tend.go()
    ada.open("/today")
    ada.follow("Once more")
    expect(ada.row(OURS)).to_be_visible()
    assert versions_on(ada.page) == {after}


def test_another_version_that_does_not_come_whole_leaves_all_as_it_was(
    tend: Tend, phone: BrowserContext, tmp_path: Path
) -> None:
    ada = ada_at(phone, tend, "Mona")
    kept = ada.page.evaluate(CACHES)
    (before,) = versions_kept(ada.page)
    tend.go()
    tend.come(another(tmp_path / "code", "tracker/web/worker.py", '"sprite.svg",', '"no-sprite.svg",'))
    with phone.expect_event("serviceworker", timeout=SECONDS_TO_WAIT * 1000):
        ada.open("/today")
    ada.page.evaluate(NOTHING_IS_COMING)
    ada.open("/help")
    tend.go()

    ada.open("/today")

    expect(ada.row(OURS)).to_be_visible()
    assert versions_on(ada.page) == {before}
    assert ada.page.evaluate(CACHES) == kept


def share(page: Page, words: str) -> None:
    """As a system does it, by a form of its own."""
    with page.expect_navigation():
        page.evaluate(SHARED, words)


def test_what_is_shared_stands_in_the_form_of_the_wall(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Nora")

    share(ada.page, SHARED_WORDS)

    ada.be_at("/wall/shared")
    expect(ada.page.locator("textarea[name=body]").first).to_have_value(SHARED_WORDS)
    ada.press("Put it on the wall")
    ada.read("Your note is on the wall")
    ada.read(SHARED_WORDS)


def test_what_is_shared_without_a_network_can_be_copied(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Olga")
    tend.go()

    share(ada.page, SHARED_WORDS)

    ada.read("Share it once more when the network is back.")
    assert SHARED_WORDS in ada.page.locator("main textarea, main pre").first.evaluate(
        "(each) => each.value ?? each.textContent"
    )


def test_whoever_has_no_worker_is_told_nothing_and_has_all_the_rest(page_of: Callable[..., Page]) -> None:
    page = page_of("newcomer")

    page.goto("/today")

    assert page.evaluate("'serviceWorker' in navigator") is False
    assert page.evaluate(OF_TODAY) == []
