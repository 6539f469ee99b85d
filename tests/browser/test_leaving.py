"""The exit on phones and by keyboard, and in the middle of everything."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.arriving import GUEST, Place, unfold
from tests.browser.hurrying import DRAFT, hurry
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.places import PLACES
from tests.pictures import colourful, file_of

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole(
    "every run leaves from the middle of a form, by thumb, by Enter and by Shift, and without scripts"
)

WORDS = "Only for myself"
AT_WHAT = """(button) => {
    const { x, y, width, height } = button.getBoundingClientRect()
    const [across, down] = [x + width / 2, y + height / 2]
    return [document.elementFromPoint(across, down).closest("button") === button, width, height, down / innerHeight]
}"""
UNCOVERED = """(each) => {
    const { x, y, width, height } = each.getBoundingClientRect()
    return each.contains(document.elementFromPoint(x + width / 2, y + height / 2))
}"""
# What somebody could tap, and of which the middle lies below the exit as the page is left to be scrolled to its end.
BELOW = """(button) => {
    scrollTo(0, document.body.scrollHeight)
    const bar = button.form.getBoundingClientRect()
    return [...document.querySelectorAll("main :is(a, button, input, summary, select, textarea)")]
        .filter((each) => each.checkVisibility() && getComputedStyle(each).position !== "fixed")
        .map((each) => each.getBoundingClientRect())
        .filter(({ y, height, bottom }) => height && y + height / 2 > bar.top && bottom > 0).length
}"""
USUAL = ("help", "today", "talk, speaking")
OTHERS = ("landing", "log in", "not found", "check-in", "wall", "summary on paper")
LOOKED_AT = [
    pytest.param(each, id=each.name, marks=() if each.name in USUAL else AT_NIGHT)
    for each in PLACES
    if each.name in (*USUAL, *OTHERS)
]


def exit_on(page: Page) -> Locator:
    return page.get_by_role("button", name="Exit", exact=True)


def keep_drafts_waiting(route: Route) -> None:
    """As without a network: words wait then, and the page would ask before it is left."""
    (route.abort if route.request.headers.get("tend-part") == "draft" else route.continue_)()


def gone(page: Page) -> None:
    expect(page).to_have_title("Kitchen measures")
    assert WORDS not in page.content()
    assert page.evaluate("[{ ...sessionStorage }, { ...localStorage }]") == [{}, {}]


@pytest.mark.parametrize("place", LOOKED_AT)
def test_it_is_in_reach_of_the_thumb_and_lies_on_nothing(visit: Callable[..., Page], place: Place) -> None:
    page = visit(place)
    button = exit_on(page)

    shown, width, height, down = button.evaluate(AT_WHAT)

    assert shown
    assert min(width, height) >= 44
    assert down > 0.5
    assert button.evaluate(BELOW) == 0


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=AT_NIGHT)])
def test_narrow_and_wide_it_is_there_and_apart_from_the_way_around(
    visit: Callable[..., Page], width: int
) -> None:
    page = visit(next(each for each in PLACES if each.name == "today"))
    page.set_viewport_size({"width": width, "height": 700})

    shown, *_ = exit_on(page).evaluate(AT_WHAT)

    assert shown
    for link in page.locator(".around__link, .top__name, .top__link, .top__help").all():
        assert link.evaluate(UNCOVERED)


def test_two_tabs_and_enter_leave(page_of: Callable[..., Page]) -> None:
    page = page_of(GUEST)
    page.goto("/help")

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(exit_on(page)).to_be_focused()
    page.keyboard.press("Enter")

    gone(page)


def test_three_shifts_leave_and_are_said_as_they_count(page_of: Callable[..., Page]) -> None:
    page = page_of(GUEST)
    page.goto("/safety")
    said = page.locator(".exit [role=status]")

    page.keyboard.press("Shift")
    expect(said).to_have_text("Shift to exit, times left: 2")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Shift to exit, times left: 1")
    for _time in range(4):  # whoever is frightened presses on
        page.keyboard.press("Shift")

    gone(page)


@AT_NIGHT
def test_other_uses_of_shift_do_nothing(page_of: Callable[..., Page]) -> None:
    page = page_of(GUEST, for_good=True)  # its clock will not be right again
    page.goto("/safety")
    page.clock.install()

    for _time in range(4):  # back by keyboard, and marking with the pointer
        page.keyboard.press("Shift+Tab")
        page.keyboard.down("Shift")
        page.mouse.click(5, 300)
        page.keyboard.up("Shift")
    for _time in range(4):  # too slowly
        page.keyboard.press("Shift")
        page.clock.run_for(5100)

    expect(exit_on(page)).to_be_visible()
    expect(page.locator(".exit [role=status]")).to_have_text("")


@AT_NIGHT
def test_three_shifts_of_somebody_who_types_do_nothing(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada = meet("Ada")
    lodging.move_in(ada)
    ada.open("/reflections/new?topic=free")
    words = ada.page.locator("textarea").first
    words.focus()

    for letter in "SOS":
        ada.page.keyboard.down("Shift")
        ada.page.keyboard.press(letter)
        ada.page.keyboard.up("Shift")
    for _time in range(3):
        ada.page.keyboard.press("Shift")

    expect(words).to_have_value("SOS")


@pytest.mark.parametrize("path", [pytest.param("/reflections/new?topic=free", marks=AT_NIGHT), "/wall"])
def test_in_the_middle_of_a_form_nothing_asks_and_nothing_is_kept(
    meet: Callable[..., Partner], lodging: Lodging, path: str
) -> None:
    ada = meet("Ada")
    lodging.move_in(ada)
    asked: list[str] = []
    ada.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    hurry(ada.page, DRAFT)
    ada.open(path)
    unfold(ada.page)
    ada.page.route("**", keep_drafts_waiting)
    words = ada.page.locator("main textarea:visible").first
    words.fill(WORDS)
    expect(words.locator("xpath=ancestor::form").locator("[role=status]")).to_have_text(re.compile("."))

    exit_on(ada.page).click()

    gone(ada.page)
    assert asked == []
    ada.open("/today")
    ada.be_at("/login")


@AT_NIGHT
def test_in_the_middle_of_an_upload(meet: Callable[..., Partner], lodging: Lodging) -> None:
    ada = meet("Ada")
    lodging.move_in(ada)
    ada.open("/wall")
    unfold(ada.page)
    ada.page.locator("main textarea:visible").first.fill(WORDS)
    file = {"name": "lake.jpeg", "mimeType": "image/jpeg", "buffer": file_of(colourful((600, 400)), "JPEG")}
    ada.page.get_by_label("A picture", exact=True).set_input_files(file)
    held: list[Route] = []
    ada.page.route("**/wall", lambda route: held.append(route))  # it goes on and on
    with ada.page.expect_request("**/wall"):
        ada.page.get_by_role("button", name="Put it on the wall").evaluate("(button) => button.click()")

    exit_on(ada.page).evaluate("(button) => button.click()")

    gone(ada.page)
    ada.page.unroute_all(behavior="ignoreErrors")
    ada.open("/wall")
    ada.be_at("/login")


@AT_NIGHT
def test_in_the_middle_of_a_talk_nothing_brings_it_back(visit: Callable[..., Page], lodging: Lodging) -> None:
    page = visit(next(each for each in PLACES if each.name == "talk, speaking"), for_good=True)
    page.context.add_cookies([lodging.cookie_of("everyday-speaking-one")])  # others go on with the one it has
    page.reload()

    exit_on(page).click()

    gone(page)
    page.wait_for_timeout(1500)  # nothing tells that nothing comes
    gone(page)


@pytest.mark.parametrize("who", ["Ada", pytest.param(GUEST, marks=AT_NIGHT)])
def test_without_scripts_it_is_a_form_like_any_other(
    meet: Callable[..., Partner], lodging: Lodging, who: str
) -> None:
    ada = meet(who or "Nobody", scripted=False)
    if who:
        lodging.move_in(ada)
    ada.open("/help")

    exit_on(ada.page).click()

    expect(ada.page).to_have_title("Kitchen measures")
    assert [each["name"] for each in ada.page.context.cookies()] == []
    ada.open("/wall")
    ada.be_at("/login")
