"""Wide screens are used: what comes in groups stands in two columns there, and in one where there is no room for two."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.arriving import Place

pytestmark = pytest.mark.browser

WIDE, TABLET, PHONE = 1440, 768, 360
MEASURE = 640  # pixels, as wide as lines are read
DOWN, ACROSS = ("x", "y"), ("y", "x")

GROUPS = [
    ("/settings", ".columns > *", DOWN),
    ("/habits", ".columns > *", DOWN),
    ("/dates", ".columns > *", DOWN),
    ("/dates/ideas", ".halves > *", DOWN),
    ("/help?country=DE", "div.halves > *", DOWN),
    ("/help?country=DE", "article.halves > *", DOWN),
    ("/guide", ".halves > *", DOWN),
    ("/guide", ".ways > *", ACROSS),
    ("/guide/gratitude", ".halves > *", DOWN),
    ("/habits/{habit}", ".halves > *", DOWN),
    ("/us", ".weeks > *", ACROSS),
    ("/trends", ".statements > .trend", ACROSS),
]

Places = list[dict[str, int]]

# Where each of some things is, in the order of the page, which is that for ears and keyboards; and where all of a page is.
PLACES_OF = """(each) => each.map((one) => {
    const { left: x, top: y, right: end } = one.getBoundingClientRect()
    return { x: Math.round(x), y: Math.round(y), end: Math.round(end) }
})"""
EDGES = """() => {
    const main = document.querySelector("main"), box = main.getBoundingClientRect(), style = getComputedStyle(main)
    return [box.left + parseFloat(style.paddingLeft), box.right - parseFloat(style.paddingRight)].map(Math.round)
}"""


def places_of(page: Page, parts: str, width: int) -> Places:
    page.set_viewport_size(ViewportSize(width=width, height=900))
    found: Places = page.locator(parts).evaluate_all(PLACES_OF)
    assert len(found) > 1
    return found


@pytest.mark.parametrize(("path", "parts", "order"), GROUPS)
def test_groups_stand_in_two_columns_where_there_is_room_and_else_one_below_the_other(
    visit: Callable[..., Page], path: str, parts: str, order: tuple[str, str]
) -> None:
    """Both are read in the order of the page, and columns begin and end where the page does."""
    page = visit(Place("groups", "one", path))

    places = places_of(page, parts, WIDE)
    edges = [min(each["x"] for each in places), max(each["end"] for each in places)]

    assert len({each["x"] for each in places}) == 2
    assert places == sorted(places, key=lambda each: [each[axis] for axis in order])
    assert path == "/trends" or edges == page.evaluate(EDGES)
    for width in (TABLET, PHONE) if one_below_the_other(parts) else ():
        places = places_of(page, parts, width)
        assert len({each["x"] for each in places}) == 1, width
        assert places == sorted(places, key=lambda each: each["y"]), width


def one_below_the_other(parts: str) -> bool:
    """Whether these have no room beside each other on anything small."""
    return "> *" in parts and parts != ".ways > *"


def test_the_lines_of_trends_are_as_wide_as_the_page_and_what_is_read_is_not(
    visit: Callable[..., Page],
) -> None:
    page = visit(Place("trends", "one", "/trends"))
    page.locator(".own .fold").evaluate("(fold) => { fold.open = true }")

    sheets = places_of(page, ".trends > .sheet", WIDE)
    words = places_of(page, ".own .fold > p", WIDE)

    assert {(each["x"], each["end"]) for each in sheets} == {tuple(page.evaluate(EDGES))}
    assert {each["end"] - each["x"] for each in words} == {MEASURE}


def test_a_group_that_is_the_only_one_is_as_wide_as_lines_are_read(visit: Callable[..., Page]) -> None:
    page = visit(Place("habits of one strategy", "awaited-one", "/habits"))
    page.set_viewport_size(ViewportSize(width=WIDE, height=900))

    group, head = (page.locator(each).bounding_box() for each in (".columns > *", "main > .head"))

    assert group and head
    assert (group["width"], head["width"]) == (MEASURE, MEASURE)
