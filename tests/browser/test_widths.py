"""What is as wide, as high and as far to the left as what stands around it asks for."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.places import PLACES, Place

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("every run measures Today, a week, a habit, a talk and a form")


@AT_NIGHT
def test_the_name_of_what_can_be_planted_has_the_width_of_a_phone_to_itself(
    visit: Callable[..., Page],
) -> None:
    page = visit(Place("a strategy", "one", "/guide/gratitude"))
    row = page.locator("#habits .row").first

    text, button, all_of_it = (
        each.bounding_box() for each in (row.locator(".row__text"), row.locator(".button"), row)
    )

    assert text and button and all_of_it
    assert text["width"] >= 0.85 * all_of_it["width"]
    assert button["y"] >= text["y"] + text["height"]


@pytest.mark.parametrize(
    ("path", "button"),
    [
        pytest.param("/pauses", "Pause these days", marks=AT_NIGHT),
        pytest.param("/dates/days", "Remember it", marks=AT_NIGHT),
        ("/tracks/{track}/days/{before}", "Save the remark"),
        pytest.param("/settings/import", "Look at it", marks=AT_NIGHT),
        pytest.param("/reflections/new", "Just write", marks=AT_NIGHT),
        pytest.param("/help/appointments/{appointment}", "Put it on the list", marks=AT_NIGHT),
    ],
)
def test_a_button_below_fields_is_as_wide_as_its_words_where_there_is_room(
    visit: Callable[..., Page], path: str, button: str
) -> None:
    page = visit(Place("a form", "one", path))
    page.set_viewport_size({"width": 1440, "height": 900})

    shown = page.locator(".button", has_text=button).first.bounding_box()

    assert shown and shown["width"] < 260


def test_a_field_stays_as_high_as_it_is_while_the_one_beside_it_has_an_error(
    visit: Callable[..., Page],
) -> None:
    errors = next(place for place in PLACES if place.name == "dates, a new one with errors")
    page = visit(errors)
    page.set_viewport_size({"width": 768, "height": 900})

    day, time = (page.get_by_label(name, exact=True).bounding_box() for name in ("Day", "Time"))

    assert day and time
    assert (time["y"], time["height"]) == (day["y"], day["height"])


@AT_NIGHT
def test_words_that_are_changed_begin_at_the_edge_of_their_title(visit: Callable[..., Page]) -> None:
    page = visit(next(place for place in PLACES if place.name == "change a note"))

    title, words = (page.locator(each).first.bounding_box() for each in ("main h1", "main textarea"))

    assert title and words
    assert words["x"] == title["x"]


WORDS_OF_THE_HEAD = """(cells) => cells.filter((cell) => cell.checkVisibility()).map((cell) => {
    const range = document.createRange()
    range.selectNodeContents(cell)
    return [cell.textContent.trim(), new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size]
})"""


@pytest.mark.parametrize("couple", ["unbroken", pytest.param("strange", marks=AT_NIGHT)])
def test_short_heads_of_a_table_stay_whole_beside_a_long_name(
    visit: Callable[..., Page], couple: str
) -> None:
    page = visit(next(place for place in PLACES if place.name == "trends"), couple)
    page.locator("details:has(.numbers)").evaluate_all(
        "folds => folds.forEach((fold) => { fold.open = true })"
    )

    heads = dict(page.locator(".numbers").first.locator("thead th").evaluate_all(WORDS_OF_THE_HEAD))

    assert (heads["You"], heads["Week of"]) == (1, 1)


def left_of(page: Page, *each: str) -> list[int]:
    """Where the words of some things begin."""
    script = """(each) => {
        const range = document.createRange()
        range.selectNodeContents(each)
        return Math.round(range.getBoundingClientRect().left)
    }"""
    return [page.locator(one).first.evaluate(script) for one in each]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("/pauses", [".row__name"], marks=AT_NIGHT),
        pytest.param("/settings/reminders", ["#when"], marks=AT_NIGHT),
        pytest.param("/settings/security", [".field__label"], marks=AT_NIGHT),
        ("/check-in/{earlier_week}", [".voice[id^=theirs] .voice__who", ".voice[id^=own] .voice__who"]),
        ("/habits/{habit}", [".calendar h3", ".year__month"]),
    ],
)
def test_what_stands_in_a_sheet_begins_at_one_edge(
    visit: Callable[..., Page], path: str, words: list[str]
) -> None:
    page = visit(Place("a page", "one", path))
    page.set_viewport_size({"width": 768, "height": 900})

    places = left_of(page, *(words if len(words) > 1 else ["main h1", *words]))

    assert len(set(places)) == 1, places


@AT_NIGHT
def test_a_heading_stands_nearer_to_what_it_begins_than_to_what_was_before(
    visit: Callable[..., Page],
) -> None:
    page = visit(Place("pauses", "one", "/pauses"))
    button, heading, below = (
        page.locator(each).first.bounding_box()
        for each in ("main form .button--wide", "main section h2", "main section h2 + *")
    )

    assert button and heading and below
    above = heading["y"] - button["y"] - button["height"]
    assert above > below["y"] - heading["y"] - heading["height"] > 0


DIRECTIONS = "(each) => each.map((one) => getComputedStyle(one).direction)"


def test_the_dot_before_a_cue_stands_where_the_page_begins_whatever_the_cue_is_written_in(
    visit: Callable[..., Page],
) -> None:
    page = visit(next(place for place in PLACES if place.name == "today"), "strange")

    cues = page.locator(".habit__about > :not(:first-child)")

    assert cues.count()
    assert set(cues.evaluate_all(DIRECTIONS)) == {"ltr"}


@pytest.mark.parametrize(
    ("path", "sign"), [("/settings", ".guest .face"), ("/habits/{habit}", ".whose .face")]
)
def test_a_sign_that_is_drawn_as_several_stays_within_its_circle(
    visit: Callable[..., Page], path: str, sign: str
) -> None:
    page = visit(Place("a sign", "one", path), "strange")
    face = page.locator(sign).first
    face.evaluate("(each) => { each.style.color = 'red' }")  # on its sheet it would not be seen
    circle = face.bounding_box()

    assert circle
    beside = {
        "x": circle["x"] + circle["width"] + 1,
        "width": 6,
        "y": circle["y"],
        "height": circle["height"],
    }
    picture = Image.open(BytesIO(page.screenshot(clip=beside)))
    assert len(picture.getcolors()) == 1


TWICE_AS_LARGE = {
    "width": 180,
    "height": 740,
}  # as many letters in a line as 360 pixels hold where each has twice the size
OVERFLOWING = "(rows) => rows.filter((each) => each.scrollHeight > each.clientHeight + 1).length"


@AT_NIGHT
@pytest.mark.parametrize(("who", "path", "rows"), [("asked", "/invite", ".waiting-notes .choice")])
def test_rows_of_large_letters_do_not_run_over_each_other(
    visit: Callable[..., Page], who: str, path: str, rows: str
) -> None:
    page = visit(Place("rows", who, path))
    page.set_viewport_size(TWICE_AS_LARGE)

    assert page.locator(rows).count() > 1
    assert page.locator(rows).evaluate_all(OVERFLOWING) == 0


@AT_NIGHT
def test_the_name_of_a_passkey_has_the_width_of_a_phone_to_itself(visit: Callable[..., Page]) -> None:
    page = visit(Place("passkeys", "coded", "/settings/passkeys"))
    row = page.locator(".row--named").last

    text, all_of_it = row.locator(".row__text").bounding_box(), row.bounding_box()

    assert text and all_of_it
    assert text["width"] == pytest.approx(all_of_it["width"], abs=1)


@pytest.mark.parametrize(
    "path",
    [
        "/wall",
        *(
            pytest.param(path, marks=AT_NIGHT)
            for path in ("/ways", "/guide", "/reflections", "/help?country=")
        ),
    ],
)
def test_a_search_has_a_line_to_itself_where_letters_are_large(visit: Callable[..., Page], path: str) -> None:
    page = visit(Place("a search", "one", path))
    page.set_viewport_size(TWICE_AS_LARGE)
    search = page.locator(".search, .seek__line").first

    field = search.locator("input:not([type=hidden]), select").first.bounding_box()
    all_of_it = search.bounding_box()

    assert field and all_of_it
    assert field["width"] == pytest.approx(all_of_it["width"], abs=1)


def test_what_ends_the_log_in_stands_below_the_middle_of_a_talk(visit: Callable[..., Page]) -> None:
    page = visit(Place("a talk", "speaking-one", "/talk"))
    page.set_viewport_size({"width": 1440, "height": 900})

    talk, button = (
        page.locator(".talk").bounding_box(),
        page.get_by_role("button", name="Log out").bounding_box(),
    )

    assert talk and button
    assert button["x"] + button["width"] / 2 == pytest.approx(talk["x"] + talk["width"] / 2, abs=2)


def test_links_below_the_day_stay_as_high_as_they_are_beside_a_long_column(
    visit: Callable[..., Page],
) -> None:
    page = visit(Place("today", "other", "/today"))
    page.set_viewport_size({"width": 1440, "height": 900})

    link = page.get_by_role("link", name="Plant another habit").bounding_box()

    assert link and link["height"] < 50
