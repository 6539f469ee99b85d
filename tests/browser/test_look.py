"""Every page fits whoever holds it: small phones, wide screens, large letters, long names, and no motion for those
whom it makes ill. What is seen beside that, in the console and on the network, is watched for every visit."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.households import COUPLES
from tests.browser.places import PLACES, Place

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 1280)
TWICE_AS_LARGE = "document.documentElement.style.zoom = 2"
WIDTH_AT_TWICE = 640
TOUCH = 44

# What sticks out of the window, and what is cut off in itself though nothing says that there is more.
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter((each) => each.checkVisibility() && !each.closest("svg, .unseen, .skip"))
    .filter((each) => {
        const box = each.getBoundingClientRect()
        const { overflowX, textOverflow } = getComputedStyle(each)
        const cut = overflowX !== "visible" && textOverflow !== "ellipsis" && each.scrollWidth > each.clientWidth + 1
        return box.left < -1 || box.right > document.documentElement.clientWidth + 1 || (cut && !each.matches("input, select"))
    })
    .map((each) => each.outerHTML.slice(0, 120))"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

# Links in a line of text are as large as the text; everything else is for a thumb.
TOO_SMALL = """(touch) => [...document.querySelectorAll("a, button, summary, select, textarea, input:not([type=hidden]), label:has(input)")]
    .filter((each) => each.checkVisibility() && !each.closest(".unseen, .skip") && !each.matches(".unseen, label input"))
    .filter((each) => !(each.matches("a") && getComputedStyle(each).display === "inline"))
    .map((each) => [each.outerHTML.slice(0, 120), each.getBoundingClientRect()])
    .filter(([_, box]) => box.width < touch - 0.5 || box.height < touch - 0.5)
    .map(([html, box]) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${html}`)"""

MOVING = """() => [...document.querySelectorAll("*")]
    .flatMap((each) => ["", "::before", "::after"].map((part) => getComputedStyle(each, part)))
    .filter((style) => `${style.transitionDuration}, ${style.animationDuration}`.split(", ").some((time) => parseFloat(time)))
    .length"""

every_place = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)


@every_place
def test_a_page_fits(visit: Callable[..., Page], place: Place) -> None:
    page = visit(place, reduced_motion="reduce")

    assert {width: what_does_not_fit(page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, (0, []))
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate(TOO_SMALL, TOUCH) == []
    assert page.evaluate(MOVING) == 0
    page.evaluate(TWICE_AS_LARGE)
    assert what_does_not_fit(page, WIDTH_AT_TWICE) == (0, [])


@pytest.mark.parametrize("couple", [words.key for words in COUPLES[1:]])
@pytest.mark.parametrize(
    "place", [place for place in PLACES if place.of_a_couple], ids=lambda place: place.name
)
def test_any_name_fits(visit: Callable[..., Page], place: Place, couple: str) -> None:
    page = visit(place, couple, reduced_motion="reduce")

    assert {width: what_does_not_fit(page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, (0, []))


def what_does_not_fit(page: Page, width: int) -> tuple[int, list[str]]:
    """By how much a page can be moved sideways, and what is cut off or sticks out."""
    page.set_viewport_size({"width": width, "height": 740})
    return page.evaluate(SIDEWAYS), page.evaluate(TOO_WIDE)
