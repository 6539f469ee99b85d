"""What a browser shows that has a worker while Tend cannot be reached: the server itself is gone then."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.browser.axe import what_axe_finds
from tests.browser.unplugged import (
    HOLDS,
    MINE,
    NONE_OF_TODAY,
    OF_TODAY,
    OURS,
    Tend,
    ada_at,
    come_true,
    shows_nothing_of,
)

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole(
    "every run is without a network at Today, at another page and in the middle of a form"
)

STYLED = "grid flex"
UNSENT = "No network. This stays here: please send it later."
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
SENT_TO_TODAY = """() => {
    const form = document.createElement("form")
    Object.assign(form, { method: "post", action: document.querySelector(".tick").formAction })
    form.append(document.querySelector("[name=csrf_token]").cloneNode())
    document.body.append(form)
    form.submit()
}"""
MADE_OLDER = """async (hours) => {
    const name = (await caches.keys()).find((each) => each.startsWith("tend today"))
    const cache = await caches.open(name)
    const kept = await cache.match("/today")
    const headers = new Headers(kept.headers)
    headers.set("Tend-At", Date.now() - hours * 3600000)
    await cache.put("/today", new Response(await kept.text(), { headers }))
}"""


def test_today_is_there_without_a_network_and_says_of_when_it_is(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend)
    tend.go()

    ada.open("/today")

    ada.read("Tend cannot be reached just now. This is your Today as it was on")
    expect(ada.row(OURS)).to_be_visible()
    ada.never_see(MINE, ada.email, "csrf_token")
    assert ada.page.evaluate("getComputedStyle(document.querySelector('.habit')).display") in STYLED
    for width in (360, 320):
        ada.page.set_viewport_size({"width": width, "height": 740})
        assert ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = what_axe_finds(ada.page)
    assert found == dict.fromkeys(found, [])


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


@AT_NIGHT
def test_a_network_that_carries_nothing_is_as_none_for_today_and_waited_for_elsewhere(
    tend: Tend, phone: BrowserContext
) -> None:
    ada = ada_at(phone, tend, "Rosa")
    expect(ada.page.locator(".late")).to_be_attached()
    wall = phone.new_page()
    wall.goto("/help")

    with tend.silent():
        wall.evaluate("setTimeout(() => (location.href = '/wall'))")
        ada.open("/today")
        ada.read("Tend cannot be reached just now. This is your Today as it was on")
        ada.tick_of(OURS).click()
        expect(ada.page.locator(".late summary")).to_have_text("Waiting to be sent: 1")
        assert wall.url.endswith("/help")  # what one comes from stays
    expect(wall).to_have_title("Without a network · Tend")

    tend.come()
    with suppress(Error):  # it goes at once
        ada.page.evaluate("dispatchEvent(new Event('online'))")
    expect(ada.page.get_by_role("link", name="The day before")).to_be_visible()
    ada.see_ticked(OURS)


@AT_NIGHT
def test_a_tick_on_the_kept_page_is_sent_where_the_network_is_only_slow(
    tend: Tend, phone: BrowserContext
) -> None:
    ada = ada_at(phone, tend, "Selma")
    expect(ada.page.locator(".late")).to_be_attached()
    ada.page.goto("/help")

    with tend.slow("/today", 7):
        ada.open("/today")
        ada.read("Tend cannot be reached just now.")
        ada.tick_of(OURS).click()
        expect(ada.page.locator(".late")).to_be_hidden()
        expect(ada.page.locator(".notice--warning")).to_have_count(0)
        ada.page.reload()
        ada.see_ticked(OURS)


@AT_NIGHT
def test_what_came_too_late_is_shown_next_as_it_may_tell_something_once(
    tend: Tend, phone: BrowserContext
) -> None:
    ada = ada_at(phone, tend, "Tilda")
    ada.page.goto("/help")

    with tend.slow("/today", 7) as way:
        ada.open("/today")
        ada.read("Tend cannot be reached just now.")
        while not way.slow_done:
            ada.page.wait_for_timeout(100)
        ada.page.wait_for_timeout(1000)  # it has come, and nothing tells of it
        ada.page.reload()
        assert "slow: 1<" in ada.page.content()


@AT_NIGHT
def test_after_a_form_nobody_is_shown_a_day_from_before_it(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Uma")

    with tend.slow("/today", 7):
        with ada.page.expect_navigation():
            ada.page.evaluate(SENT_TO_TODAY)
        assert "slow: 1<" in ada.page.content()
        ada.see_ticked(OURS)


@AT_NIGHT
def test_where_nothing_is_kept_a_silent_network_is_waited_for(tend: Tend, phone: BrowserContext) -> None:
    ada, other = ada_at(phone, tend, "Sina"), phone.new_page()
    other.goto("/help")

    with tend.silent():
        ada.page.evaluate(MADE_OLDER, 73)
        other.evaluate("setTimeout(() => (location.href = '/today'))")
        come_true(ada.page, NONE_OF_TODAY)  # it was looked for, and was too old
        assert other.url.endswith("/help")
    expect(other).to_have_title("Without a network · Tend")


@AT_NIGHT
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


@AT_NIGHT
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


def share(page: Page, words: str) -> None:
    """As a system does it, by a form of its own."""
    with page.expect_navigation():
        page.evaluate(SHARED, words)


@AT_NIGHT
def test_what_is_shared_stands_in_the_form_of_the_wall(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Nora")

    share(ada.page, SHARED_WORDS)

    ada.be_at("/wall/shared")
    words = ada.page.locator("textarea[name=body]").first
    expect(words).to_have_value(SHARED_WORDS)
    expect(words).to_be_focused()  # so that it is in sight, whatever stands above it
    ada.press("Put it on the wall")
    ada.read("Your note is on the wall")
    ada.read(SHARED_WORDS)


@AT_NIGHT
def test_what_is_shared_without_a_network_can_be_copied(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Olga")
    tend.go()

    share(ada.page, SHARED_WORDS)

    ada.read("Share it once more when the network is back.")
    assert SHARED_WORDS in ada.page.locator("main textarea, main pre").first.evaluate(
        "(each) => each.value ?? each.textContent"
    )


@AT_NIGHT
def test_whoever_has_no_worker_is_told_nothing_and_has_all_the_rest(page_of: Callable[..., Page]) -> None:
    page = page_of("newcomer")

    page.goto("/today")

    assert page.evaluate("'serviceWorker' in navigator") is False
    assert page.evaluate(OF_TODAY) == []
