"""A new version of the worker takes over whole, or not at all: no page is of two."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.furnished import Folders
from tests.browser.server import ROOT
from tests.browser.unplugged import KEPT, OURS, SECONDS_TO_WAIT, Tend, ada_at, come_true, living

pytestmark = [
    pytest.mark.browser,
    pytest.mark.whole(
        "it takes the worker of another version: what this one keeps and sends is asked in every run"
    ),
]

VERSION = re.compile(r"(?:/static/|tend shell |tend today )(\w{12})")
CACHES = """async () => {
    const found = []
    for (const name of await caches.keys()) {
        for (const each of await (await caches.open(name)).keys()) found.push(`${name}: ${each.url}`)
    }
    return found.sort()
}"""
WORDS = "Until the train is out of the tunnel."
WAITING = """() => new Promise((done, failed) => {
    const request = indexedDB.open("tend late")
    request.onerror = failed
    request.onsuccess = () => {
        const counted = request.result.transaction("doings").objectStore("doings").count()
        counted.onsuccess = () => (request.result.close(), done(counted.result))
    }
})"""
# Looks at names alone: to open a cache that the worker has just deleted makes it anew.
LET_GO = "async (old) => !(await caches.keys()).some((name) => name.includes(old))"
# Waits until no other worker is on its way to this browser.
NOTHING_IS_COMING = """async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    for (let coming; (coming = registration.installing); ) await new Promise((next) => coming.addEventListener("statechange", next))
}"""


@pytest.fixture(scope="module")
def tend_that_goes(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tend]:
    """A server of these tests' own, since its code is exchanged."""
    with living(shutil.copytree(folders.empty, tmp_path_factory.mktemp("versions") / "data")) as tend:
        yield tend


def another(folder: Path, file: str, before: str, after: str) -> Path:
    """The code of a Tend in which something stands otherwise in one file, so that it is of another version."""
    for each in ("tracker", "templates", "static", "migrations"):
        shutil.copytree(ROOT / each, folder / each)
    for each in ("config.py", "pyproject.toml"):
        shutil.copy(ROOT / each, folder)
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
    return set(VERSION.findall(page.evaluate(KEPT)))


def test_another_version_takes_over_with_all_that_it_keeps(
    tend: Tend, phone: BrowserContext, tmp_path: Path
) -> None:
    ada = ada_at(phone, tend, "Lara")
    (before,) = versions_kept(ada.page)
    tend.go()
    tend.come(another(tmp_path / "code", "templates/today/kept.html", "Try again", "Once more"))

    ada.open("/today")
    assert before not in versions_on(ada.page)
    come_true(ada.page, LET_GO, before)

    (after,) = versions_kept(ada.page)
    assert versions_on(ada.page) == {after}
    tend.go()
    ada.open("/today")
    ada.follow("Once more")
    expect(ada.row(OURS)).to_be_visible()
    assert versions_on(ada.page) == {after}


def test_what_waits_under_one_version_is_sent_by_the_next_once(
    tend: Tend, phone: BrowserContext, tmp_path: Path
) -> None:
    ada, wall = ada_at(phone, tend, "Nele"), phone.new_page()
    wall.goto("/wall")
    for page in (ada.page, wall):
        expect(page.locator(".late")).to_be_attached()
    (before,) = versions_kept(ada.page)
    tend.go()
    ada.tick_of(OURS).click()
    expect(ada.page.locator(".late summary")).to_have_text("Waiting to be sent: 1")
    wall.locator(".writing summary").first.click()
    wall.locator("textarea[name=body]").first.fill(WORDS)
    wall.get_by_role("button", name="Put it on the wall").click()
    expect(wall.locator(".late summary")).to_have_text("Waiting to be sent: 2")
    wall.close()
    ada.page.close()
    tend.come(another(tmp_path / "code", "static/js/alone/queue.js", "SHAPE = 1", "SHAPE = 2"))

    ada.page = phone.new_page()
    sent: list[str] = []
    ada.page.on("request", lambda each: sent.append(each.method) if each.url.endswith("/sending") else None)
    ada.open("/today")
    expect(ada.page.locator(".late")).to_be_attached()
    expect(ada.page.locator(".late")).to_be_hidden()

    ada.see_ticked(OURS)
    assert sent.count("POST") == 2
    assert ada.page.evaluate(WAITING) == 0
    come_true(ada.page, LET_GO, before)
    (after,) = versions_kept(ada.page)
    assert before != after
    assert versions_on(ada.page) == {after}
    ada.open("/wall")
    expect(ada.page.get_by_text(WORDS, exact=True)).to_have_count(1)
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
