"""Notices on a device: what the page says of them, what the worker shows, and that nothing of them is left after an exit.

What carries notices for Chromium is Google's, and out of reach here: so the browser is told by a stand-in where it takes them,
and handed what would have come over its own tools. What is sent and how stands in tests/pushing.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Worker, expect

from tests.browser.conftest import opened
from tests.browser.daytime import zone_where_it_is_day
from tests.browser.partner import Partner
from tests.pushes import Browser as PushedTo

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole(
    "tests/pushing asks what is sent to whom, and here an exit takes along what is shown, in every run"
)

PAGE = "/settings/notices"
ON = "They are on for this device."
SHOWN = """async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    return (await registration.getNotifications()).map((each) => [each.title, each.body, each.data])
}"""
IS_SHOWN = f"async (count) => (await ({SHOWN})()).length === count"
A_PUSH_SERVICE = """({ endpoint, p256dh, auth }) => {
    const made = (key) => ({
        endpoint,
        options: { applicationServerKey: bytes(key) },
        toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
        unsubscribe: async () => localStorage.removeItem("subscribed"),
    })
    const bytes = (key) => Uint8Array.from(atob(key.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0)).buffer
    PushManager.prototype.subscribe = async ({ applicationServerKey: key }) => {
        localStorage.setItem("subscribed", key)
        return made(key)
    }
    PushManager.prototype.getSubscription = async () => {
        const key = localStorage.getItem("subscribed")
        return key && made(key)
    }
}"""
WHERE_IT_LEADS = """async (title) => {
    const opened = []
    clients.openWindow = async (address) => opened.push(address)
    let notification
    while (!notification) notification = (await registration.getNotifications()).find((each) => each.title === title)
    dispatchEvent(new NotificationEvent("notificationclick", { notification }))
    while (!opened.length) await new Promise((done) => setTimeout(done, 10))
    return opened[0]
}"""


class Phone:
    """A phone of somebody new, who lets Tend show notices."""

    def __init__(self, context: BrowserContext, name: str = "Ada") -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.ada = Partner(name, f"{name.lower()}@example.org", self.page, zone_where_it_is_day())
        self.ada.open("/register")
        if self.page.evaluate("Notification.permission") != "granted":
            pytest.skip("This Chromium shows no notices, as the small one without a window does not.")
        self.ada.sign_up()

    def push(self, data: object) -> None:
        """Hand its worker what a push service would have brought."""
        self.tools.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": self.origin, "registrationId": self.registration, "data": data},
        )

    def come_to_have_a_worker(self) -> Worker:
        """Wait until the worker is there that is handed something."""
        found: list[str] = []
        self.tools: CDPSession = self.context.new_cdp_session(self.page)
        self.tools.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda told: found.extend(each["registrationId"] for each in told["registrations"]),
        )
        self.tools.send("ServiceWorker.enable")
        self.page.evaluate("async () => { await navigator.serviceWorker.ready }")
        self.origin = self.page.evaluate("location.origin")
        self.registration = found[-1]
        return self.context.service_workers[0]

    def shows(self, count: int) -> Any:
        """Wait until so many notices stand on its screen; returns them."""
        self.page.wait_for_function(IS_SHOWN, arg=count)
        return self.page.evaluate(SHOWN)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Callable[..., Phone]]:
    contexts = []

    def phone(script: str = "", name: str = "Ada") -> Phone:
        context, _watch = opened(browser, address, workers=True)
        contexts.append(context)
        context.grant_permissions(["notifications"], origin=address)
        if script:
            context.add_init_script(script)
        return Phone(context, name)

    yield phone
    for each in contexts:
        each.close()


def saying(title: str, path: str = "/today", tag: str = "arrivals") -> str:
    return json.dumps({"title": title, "body": "Something waits.", "path": path, "tag": tag}).ljust(2048)


@AT_NIGHT
def test_what_was_pushed_is_shown_and_a_later_one_takes_its_place(phone: Callable[..., Phone]) -> None:
    it = phone(name="Fay")
    it.ada.open(PAGE)
    it.come_to_have_a_worker()

    it.push(saying("One"))
    assert it.shows(1) == [["One", "Something waits.", "/today"]]
    it.push(saying("Two", "/wall"))
    it.page.wait_for_function(f"async () => (await ({SHOWN})())[0][0] === 'Two'")
    it.push(saying("Another", tag="check-in"))

    assert sorted(it.shows(2)) == [
        ["Another", "Something waits.", "/today"],
        ["Two", "Something waits.", "/wall"],
    ]


@AT_NIGHT
def test_what_cannot_be_read_is_shown_as_nothing_at_all(phone: Callable[..., Phone]) -> None:
    it = phone(name="Gil")
    it.ada.open(PAGE)
    it.come_to_have_a_worker()

    it.push("no notice of ours")

    assert it.shows(1) == [["", "", "/"]]


@AT_NIGHT
def test_a_notice_leads_to_its_page_and_to_no_place_of_elsewhere(phone: Callable[..., Phone]) -> None:
    it = phone(name="Hal")
    it.ada.open(PAGE)
    worker = it.come_to_have_a_worker()

    for number, (path, leads) in enumerate(
        [("/wall", "/wall"), ("https://evil.example/", "/"), ("//evil.example/", "/"), ("javascript:1", "/")]
    ):
        it.push(saying(f"No. {number}", path, tag=str(number)))
        it.shows(1)
        assert worker.evaluate(WHERE_IT_LEADS, f"No. {number}") == it.origin + leads
        it.shows(0)


@AT_NIGHT
def test_whoever_looks_at_tend_needs_no_notice_any_more(phone: Callable[..., Phone]) -> None:
    it = phone(name="Ira")
    it.ada.open(PAGE)
    it.come_to_have_a_worker()
    it.push(saying("One"))
    it.shows(1)

    it.ada.open("/wall")

    it.shows(0)


def test_an_exit_takes_what_is_shown_along(phone: Callable[..., Phone]) -> None:
    it = phone(name="Jo")
    it.ada.open(PAGE)
    it.come_to_have_a_worker()
    it.push(saying("One"))
    it.shows(1)

    it.page.evaluate("navigator.serviceWorker.controller.postMessage('left')")

    it.shows(0)


@AT_NIGHT
def test_switched_on_by_a_press_it_stays_until_it_is_switched_off(phone: Callable[..., Phone]) -> None:
    said = PushedTo("https://push.example.org/send/kay").said
    it = phone(f"({A_PUSH_SERVICE})({json.dumps(said)})", name="Kay")
    it.ada.open(PAGE)

    it.ada.press("Switch them on")

    it.ada.read("Notices are on for this device.")
    it.ada.read(ON)
    it.ada.open(PAGE)
    it.ada.read(ON)
    it.ada.press("Switch them off")
    it.ada.read("Notices are off for this device.")
    expect(it.page.get_by_role("button", name="Switch them on")).to_be_visible()


@AT_NIGHT
def test_where_the_browser_has_forgotten_them_the_page_offers_them_again(phone: Callable[..., Phone]) -> None:
    said = PushedTo("https://push.example.org/send/lea").said
    it = phone(f"({A_PUSH_SERVICE})({json.dumps(said)})", name="Lea")
    it.ada.open(PAGE)
    it.ada.press("Switch them on")
    it.ada.read(ON)

    it.page.evaluate("localStorage.clear()")
    it.ada.open(PAGE)

    expect(it.page.get_by_role("button", name="Switch them on")).to_be_visible()
    expect(it.page.get_by_text(ON)).to_be_hidden()


@AT_NIGHT
def test_somebody_who_said_no_reads_where_to_allow_them(meet: Callable[..., Partner]) -> None:
    ada = meet("Ada", workers=True, for_good=True)
    ada.page.add_init_script("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })")
    ada.open("/register")
    ada.sign_up()

    ada.open(PAGE)

    ada.read("This browser shows no notices of Tend.")
    expect(ada.page.get_by_role("button", name="Switch them on")).to_be_hidden()


@AT_NIGHT
def test_an_iphone_is_told_of_the_home_screen(meet: Callable[..., Partner]) -> None:
    ada = meet("Ada", for_good=True)
    ada.page.add_init_script("Object.defineProperty(Navigator.prototype, 'standalone', { value: false })")
    ada.open("/register")
    ada.sign_up()

    ada.open(PAGE)

    ada.read("On an iPhone or iPad they come to the home screen alone.")
    ada.follow("How to put it there")
    ada.be_at("/settings/home-screen")


@AT_NIGHT
def test_a_browser_that_takes_none_says_so(meet: Callable[..., Partner]) -> None:
    ada = meet("Ada")
    ada.open("/register")
    ada.sign_up()

    ada.open(PAGE)

    ada.read("This browser takes none, or its window is a private one.")


@AT_NIGHT
def test_without_javascript_the_page_says_what_it_needs(meet: Callable[..., Partner]) -> None:
    ada = meet("Ada", scripted=False)
    ada.open("/register")
    ada.sign_up()

    ada.open(PAGE)

    ada.read("for which this page needs JavaScript")
    expect(ada.page.get_by_role("button", name="Switch them on")).to_be_hidden()
