"""On paper stands what one came to read: nothing to press, white however dark the screen was, and no empty sheet."""

import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page

from tests.browser.arriving import Place
from tests.browser.places import PLACES

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("every run prints a week, the wall, whom to call and a summary")

A_PAGE = re.compile(rb"/Type\s*/Page\b")
USUAL = ("help", "check-in, opened", "wall", "summary behind the link")
OTHERS = (
    "today",
    "safety",
    "our weeks",
    "habit, unfolded",
    "dates",
    "reflections",
    "help, an appointment",
    "strategy, member",
)
PRINTED = [
    pytest.param(each, id=each.name, marks=() if each.name in USUAL else AT_NIGHT)
    for each in PLACES
    if each.name in (*USUAL, *OTHERS)
]

# What is there to be pressed, searched or answered; a number to call is there to be read.
TO_PRESS = """() => [...document.querySelectorAll(".button:not([href^='tel:']), [role=search], .hear__form, .around, .top")]
    .filter((each) => each.checkVisibility())
    .map((each) => each.outerHTML.slice(0, 120))"""
# What would be pale: browsers leave out what lies behind words, but where a page insists on it.
PALE = """() => [...document.querySelectorAll("main :is(a, p, span, h1, h2, h3, dt, dd, li)")]
    .filter((each) => each.checkVisibility() && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter((each) => getComputedStyle(each).printColorAdjust !== "exact")
    .filter((each) => Math.min(...getComputedStyle(each).color.match(/[0-9.]+/g).slice(0, 3)) > 140)
    .map((each) => each.outerHTML.slice(0, 120))"""
GROUND = "() => getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("place", PRINTED)
def test_what_is_printed_is_there_to_be_read(visit: Callable[..., Page], place: Place) -> None:
    page = visit(place, color_scheme="dark")

    page.emulate_media(media="print")

    assert page.evaluate(TO_PRESS) == []
    assert page.evaluate(PALE) == []
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    page.emulate_media(media="screen")


def test_a_number_to_call_stands_on_paper_too(visit: Callable[..., Page]) -> None:
    page = visit(next(each for each in PLACES if each.name == "help"))

    page.emulate_media(media="print")

    assert page.locator("main .button[href='tel:112']").is_visible()
    page.emulate_media(media="screen")


def test_no_sheet_is_empty(visit: Callable[..., Page]) -> None:
    page = visit(next(each for each in PLACES if each.name == "our weeks"))

    assert len(A_PAGE.findall(page.pdf(format="A4"))) == 1


@AT_NIGHT
def test_no_title_of_an_export_is_the_last_on_its_sheet(page_of: Callable[..., Page], tmp_path: Path) -> None:
    page = page_of("everyday-one")
    page.goto("/settings/export")
    with page.expect_download() as download:
        page.get_by_role("button", name="Make my file").click()
    download.value.save_as(tmp_path / "tend.zip")
    with ZipFile(tmp_path / "tend.zip") as file:
        page.goto("data:text/html;base64," + b64encode(file.read("index.html")).decode())

    page.emulate_media(media="print")

    titles = page.locator("h1, h2, h3, h4, h5").evaluate_all(
        "titles => titles.map((each) => getComputedStyle(each).breakAfter)"
    )
    assert set(titles) == {"avoid"}
    page.emulate_media(media="screen")
