"""The garden in a real browser: a tap on a plant tells of it on one line that has its place, without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.arriving import Place

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("every run taps a plant, and looks at the beds on a phone and on a wide screen")

GARDEN = Place("garden", "one", "/garden")
SHOWN = """() => [...document.querySelectorAll(".garden__line, .garden__about")]
    .filter((each) => getComputedStyle(each).opacity === "1").map((each) => each.innerText.trim())"""
PLACE_OF_LINES = """() => new Set([...document.querySelectorAll(".garden__line, .garden__about")]
    .map((each) => Math.round(each.getBoundingClientRect().top))).size"""
BOXES = """() => [...document.querySelectorAll(".garden__plant")].map((each) => {
    const box = each.getBoundingClientRect()
    return [Math.round(box.left + box.width / 2), Math.round(box.bottom), box.width, box.height, each.closest(".garden__bed--free") != null]
})"""
HILLS = """() => [...document.querySelectorAll(".garden__hill")]
    .map((each) => [getComputedStyle(each).fill, getComputedStyle(each).stroke])"""


def test_a_tap_tells_of_a_plant_and_moves_nothing(visit: Callable[..., Page]) -> None:
    page = visit(GARDEN, java_script_enabled=False)
    page.set_viewport_size({"width": 360, "height": 740})
    (before,) = page.evaluate(SHOWN)
    height = page.evaluate("document.documentElement.scrollHeight")

    page.locator(".strategy--time .garden__plant").click()
    (first,) = page.evaluate(SHOWN)
    page.locator(".strategy--open .garden__plant").click()
    (then,) = page.evaluate(SHOWN)

    assert before.startswith(("Early", "The middle", "Late"))
    assert (first.splitlines()[0], then.splitlines()[0]) == (
        "Make time for each other",
        "Keep the lines open",
    )
    assert page.evaluate(PLACE_OF_LINES) == 1
    assert page.evaluate("[document.documentElement.scrollHeight, scrollY]") == [height, 0]
    page.get_by_role("link", name="Keep the lines open", exact=True).click()
    page.wait_for_url("**/guide/open")


@AT_NIGHT
def test_by_keyboard_each_name_shows_its_line(visit: Callable[..., Page]) -> None:
    page = visit(GARDEN)

    page.locator(".garden__name").nth(3).focus()

    (shown,) = page.evaluate(SHOWN)
    assert shown.splitlines()[0] == page.locator(".garden__bed").nth(3).locator(".garden__name").inner_text()


@pytest.mark.parametrize("width", [320, pytest.param(599, marks=AT_NIGHT)])
def test_on_a_phone_two_rows_of_five_stand_there(visit: Callable[..., Page], width: int) -> None:
    page = visit(GARDEN)
    page.set_viewport_size({"width": width, "height": 740})

    boxes = page.evaluate(BOXES)

    for row in (boxes[:5], boxes[5:]):
        assert [across for across, *_more in row] == sorted(across for across, *_more in row)
    assert max(bottom for _across, bottom, *_more in boxes[:5]) < min(
        bottom for _across, bottom, *_more in boxes[5:]
    )
    assert all(wide >= 44 and high >= 44 for _across, _bottom, wide, high, _free in boxes)


@pytest.mark.parametrize("width", [600, pytest.param(1280, marks=AT_NIGHT)])
def test_on_a_wide_screen_free_beds_are_nearest(visit: Callable[..., Page], width: int) -> None:
    page = visit(GARDEN)
    page.set_viewport_size({"width": width, "height": 800})

    boxes = page.evaluate(BOXES)

    planted = [bottom for _across, bottom, *_more, free in boxes if not free]
    free = [bottom for _across, bottom, *_more, free in boxes if free]
    assert max(planted) < min(free)
    assert all(0 <= across <= width for across, *_more in boxes)
    assert len({across for across, *_more in boxes}) == 10


@AT_NIGHT
def test_colours_of_the_system_draw_the_hills_as_lines(visit: Callable[..., Page]) -> None:
    assert {fill for fill, _stroke in visit(GARDEN).evaluate(HILLS)} != {"none"}
    drawn = visit(GARDEN, forced_colors="active").evaluate(HILLS)
    assert {fill for fill, _stroke in drawn} == {"none"}
    assert "none" not in {stroke for _fill, stroke in drawn}
