"""Pages that ask by themselves whether anything is new, and what stands on them meanwhile."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page

from tests.browser.partner import Partner

AT_NIGHT = pytest.mark.whole(
    "every run sees a tick and a note come, while nothing moves and what is typed stays"
)
WALK = "Walk round the block"
TEA = "Tea together"
HELLO = "Say hello"
NOTE = "You made me laugh in the queue."
WITH_OTHERS = 3
MINUTE = 60_000
LIVE = re.compile("/live$")
# Where all stands that can be tapped, what has the focus, and how far the page is scrolled.
STANDING = """() => ({
    boxes: [...document.querySelectorAll("main :is(a, button, summary, input, select, textarea)")]
        .filter((each) => each.checkVisibility({ contentVisibilityAuto: true }))
        .map((each) => each.getBoundingClientRect()).map(({ top, left, width, height }) => [top, left, width, height].map(Math.round)),
    focused: document.activeElement?.className ?? "",
    scrolled: scrollY,
})"""
SAID = "[...document.querySelectorAll('body > [role=status]')].map((each) => each.textContent).join('')"
HIDE = """(hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden })
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (hidden ? "hidden" : "visible") })
    document.dispatchEvent(new Event("visibilitychange"))
}"""


def looked(page: Page) -> None:
    """Wait until a page has asked once, so that it knows what there was."""
    with page.expect_response(LIVE):
        pass


def open_and_look(somebody: Partner, path: str) -> None:
    with somebody.page.expect_response(LIVE):
        somebody.open(path)
    somebody.page.evaluate("window.stayed = true")


@contextmanager
def asked_by(*pages: Page) -> Iterator[list[str]]:
    """What pages ask by themselves meanwhile."""
    asked: list[str] = []
    for page in pages:
        page.on("request", lambda request: asked.append(request.url) if LIVE.search(request.url) else None)
    yield asked


def write_on_the_wall(ben: Partner, words: str) -> None:
    ben.open("/wall")
    ben.unfold("A line to Ada")
    ben.write("What do you appreciate about Ada?", words)
    ben.press("Put it on the wall")
    ben.read("Your note is on the wall.")


def take_back(ben: Partner, words: str) -> None:
    note = ben.page.locator("article, li").filter(has=ben.page.locator(".note__body", has_text=words)).last
    note.locator("summary").filter(has_text="More").click()
    note.get_by_role("button", name="Delete").click()
    ben.read("Your note is deleted.")
