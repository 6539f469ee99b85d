"""All of it with the keyboard alone: from logging in to a note on the wall."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.keyboard import go_to
from tests.browser.partner import PASSWORD, Partner
from tests.browser.places import PLACES

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("every run writes on the wall by keyboard")

HABIT = "Walk round the block"


def test_an_evening_by_keyboard(meet: Callable[..., Partner]) -> None:
    ada = meet("Ada")
    ada.open("/register")
    page = ada.page

    sign_up(ada)
    ada.read("Welcome, Ada")
    ada.plant(HABIT, for_whom="Each of us")
    tick(page)
    check_in(page)
    write_on_the_wall(page)
    look_for_something(page)


def sign_up(ada: Partner) -> None:
    for label, text in (("Your name", ada.name), ("E-mail address", ada.email), ("Password", PASSWORD)):
        go_to(ada.page, ada.page.get_by_label(label, exact=True))
        ada.page.keyboard.type(text)
    ada.page.keyboard.press("Enter")


def tick(page: Page) -> None:
    button = page.locator(".habit .tick")
    go_to(page, button)
    page.keyboard.press("Space")
    expect(button).to_have_accessible_name(f"{HABIT}: done")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_have_accessible_name(f"{HABIT}: not yet")
    expect(button).to_be_focused()


def check_in(page: Page) -> None:
    follow(page, "Check-in")
    closeness = page.get_by_role("radio", name="Far apart")
    go_to(page, closeness)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Just touching")).to_be_checked()
    leaf_to(page, page.get_by_label("What went well"))
    go_to(page, page.get_by_label("What went well"))
    page.keyboard.type("The walk")
    statement = page.get_by_role("group", name="I looked after myself.")
    leaf_to(page, statement)
    go_to(page, statement.get_by_role("radio", name="Not at all"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(statement.get_by_role("radio", name="A little")).to_be_checked()
    go_to(page, page.get_by_role("button", name="Keep it"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kept for yourself")).to_be_visible()


def leaf_to(page: Page, control: Locator) -> None:
    """Go on from card to card until one is there; the focus is at its beginning each time."""
    while not control.is_visible():
        go_to(page, page.get_by_role("button", name="Next"))
        page.keyboard.press("Enter")
        focused = page.locator(":focus")
        assert focused.evaluate("(element) => Boolean(element.closest('.cards__card:not([hidden])'))")


def write_on_the_wall(page: Page) -> None:
    follow(page, "Wall")
    go_to(page, page.locator("summary").filter(has_text="A line for your partner"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("What do you appreciate about your partner?")).to_be_focused()
    page.keyboard.type("You sang in the kitchen.")
    go_to(page, page.get_by_role("button", name="Put it on the wall"))
    page.keyboard.press("Space")
    expect(page.locator(".note__body")).to_have_text("You sang in the kitchen.")


def look_for_something(page: Page) -> None:
    follow(page, "Ways")
    go_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("fights, or singing")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Found · Tend")
    go_to(page, page.get_by_role("searchbox"))
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("sang")
    page.keyboard.press("Enter")
    go_to(page, page.get_by_role("link", name="You sang in the kitchen."))
    page.keyboard.press("Enter")
    expect(page.locator(".note__body")).to_have_text("You sang in the kitchen.")


def follow(page: Page, name: str) -> None:
    go_to(page, page.get_by_role("link", name=name, exact=True))
    page.keyboard.press("Enter")
    expect(page).to_have_title(f"{TITLES[name]} · Tend")


TITLES = {"Check-in": "Check-in", "Wall": "The wall", "Ways": "Ways"}


def test_the_first_tab_leads_past_the_way_around(meet: Callable[..., Partner]) -> None:
    page = meet("Ada").page
    page.goto("/guide")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")

    assert page.locator("main :focus").count() == 1


@AT_NIGHT
def test_an_older_note_is_answered_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit(next(place for place in PLACES if place.name == "wall"))
    older = page.locator(".note").filter(has=page.get_by_text("Sasha", exact=True)).last
    reaction = older.get_by_role("button", name="Made my day")
    expect(reaction).to_be_hidden()

    older.locator(".note__signed").focus()
    page.keyboard.press("Enter")
    go_to(page, reaction)
    page.keyboard.press("Space")

    older = page.locator(".note").filter(has=page.get_by_text("Made my day", exact=True)).last
    expect(older.locator(".note__mark--given")).to_have_text(", Made my day")
    older.locator(".note__signed").focus()
    page.keyboard.press("Enter")
    go_to(page, older.locator(".note__reply > summary"))
    page.keyboard.press("Enter")
    field = older.get_by_label("Your answer")
    go_to(page, field)
    page.keyboard.type("So did you.")
    page.keyboard.press("Enter")

    expect(page.get_by_text("So did you.")).to_be_visible()
