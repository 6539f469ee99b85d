"""A Tend that locks, in a real browser: an open page goes blank by itself, in all windows, and what was typed is there again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import what_axe_finds
from tests.browser.lodging import Lodging
from tests.browser.partner import PASSWORD, Partner

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole(
    "every run locks in all windows, in the background, without a network and without JavaScript"
)

LOCKED = "Locked"
FIVE_MINUTES, SHORTLY = 'name="lock" content="300"', 'name="lock" content="3"'
A_MINUTE = 60_000
WORDS = "What I would never want anybody to read"


def come(meet: Callable[..., Partner], lodging: Lodging, **wishes: bool) -> Partner:
    """Somebody who has chosen it."""
    ada = meet("Adaline", for_good=True, **wishes)
    lodging.move_in(ada)
    ada.open("/settings/lock")
    ada.choose("Lock after five minutes")
    ada.press("Save")
    ada.read("Saved.")
    return ada


def hurry(context: BrowserContext) -> None:
    """Let pages be told that five minutes are three seconds: Tend itself waits as long as ever."""

    def shorter(route):  # type: ignore[no-untyped-def]
        answer = route.fetch(max_redirects=0)
        route.fulfill(response=answer, body=answer.text().replace(FIVE_MINUTES, SHORTLY))

    context.route(
        lambda url: "/static/" not in url,
        lambda route: shorter(route) if route.request.resource_type == "document" else route.continue_(),
    )


def is_locked(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(LOCKED, timeout=15_000)
    assert "Tend" in page.title()


def unlock(page: Page) -> None:
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Unlock").click()


def test_an_open_page_locks_in_all_windows_and_gives_back_what_was_typed(meet, lodging):
    ada = come(meet, lodging)
    hurry(ada.page.context)
    other = ada.page.context.new_page()
    other.goto("/garden")
    ada.open("/reflections/look")
    ada.page.locator("textarea").first.fill(WORDS)

    is_locked(ada.page)
    is_locked(other)
    ada.never_see(WORDS, ada.name)
    assert "/reflections/" in ada.page.url

    unlock(ada.page)
    expect(ada.page.locator("textarea").first).to_have_value(WORDS)
    expect(other.get_by_role("heading", level=1)).not_to_have_text(LOCKED)


@AT_NIGHT
def test_whoever_touches_the_page_is_let_be(meet, lodging):
    ada = come(meet, lodging)
    ada.page.clock.install()
    ada.open("/garden")
    for _time in range(8):
        ada.page.clock.run_for(A_MINUTE)
        ada.page.mouse.wheel(0, 40)
        ada.page.keyboard.press("Control")

    expect(ada.page.get_by_role("heading", level=1)).not_to_have_text(LOCKED)
    ada.page.clock.run_for(5 * A_MINUTE)
    is_locked(ada.page)


def test_in_the_background_it_shows_nothing_and_after_five_minutes_it_is_locked(meet, lodging):
    ada = come(meet, lodging)
    page = ada.page
    page.clock.install()
    ada.open("/garden")
    title = page.title()

    behind(page, hidden=True)
    assert page.evaluate("[document.title, getComputedStyle(document.body).display]") == ["\u200b", "none"]
    behind(page, hidden=False)
    assert page.evaluate("[document.title, getComputedStyle(document.body).display]") == [title, "block"]

    behind(page, hidden=True)
    page.evaluate("(after) => { const real = Date.now; Date.now = () => real() + after }", 300_000)
    with page.expect_navigation():
        behind(page, hidden=False)
    is_locked(page)
    ada.never_see(ada.name)


def behind(page: Page, *, hidden: bool) -> None:
    page.evaluate(
        """(hidden) => {
            Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden })
            document.dispatchEvent(new Event("visibilitychange"))
        }""",
        hidden,
    )


def test_without_a_network_it_is_blank_all_the_same(meet, lodging):
    ada = come(meet, lodging)
    ada.page.clock.install()
    ada.open("/garden")
    ada.page.context.set_offline(True)
    ada.page.clock.run_for(5 * A_MINUTE)

    expect(ada.page.locator("main")).to_have_count(0)
    ada.never_see(ada.name)
    ada.page.context.set_offline(False)


@AT_NIGHT
def test_the_page_is_walked_by_keyboard_and_read_by_ears(meet, lodging):
    ada = come(meet, lodging)
    ada.press("Lock now")
    is_locked(ada.page)
    expect(ada.page.get_by_label("Your password")).to_be_focused()
    assert ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = what_axe_finds(ada.page)
    assert found == dict.fromkeys(found, [])

    ada.page.keyboard.type(PASSWORD)
    ada.page.keyboard.press("Enter")

    expect(ada.page.get_by_role("heading", level=1)).to_have_text("Lock after five minutes")


def test_without_javascript_it_locks_at_the_next_page_and_says_so(meet, lodging):
    ada = come(meet, lodging, scripted=False)
    ada.read("Tend locks with the next page you open")
    ada.press("Lock now")
    is_locked(ada.page)
    ada.open("/wall")
    is_locked(ada.page)

    unlock(ada.page)

    ada.be_at("/wall")
