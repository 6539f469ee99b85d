"""The moment at which a check-in opens, and what comes after it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hurrying import ON_ANY_PAGE, hurry
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.test_keyboard import go_to

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole(
    "every run sees a week open by itself, without a script, and answers it by keyboard"
)

MOVING = """() => document.getAnimations().map((each) => each.effect.getComputedTiming().endTime)"""
VEILED = "getComputedStyle(document.querySelector('.opening__envelope')).visibility"


@pytest.mark.parametrize("motion", [pytest.param("no-preference", marks=AT_NIGHT), "reduce"])
def test_the_envelope_opens_in_a_moment_and_rests_where_motion_is_not_wanted(
    meet: Callable[..., Partner], lodging: Lodging, motion: str
) -> None:
    ada, ben = meet("Ada"), meet("Ben", reduced_motion=motion)
    lodging.move_in_together(ada, ben)
    for partner in (ada, ben):
        partner.open("/check-in")
        partner.say("Mostly one")
        partner.seal()
    ben.read("You have both answered.")

    moving = ben.page.evaluate(MOVING)
    assert all(each <= 600 for each in moving)
    if motion == "reduce":
        assert (moving, ben.page.evaluate(VEILED)) == ([], "hidden")
    expect(ben.page.locator(".opening__envelope")).to_have_css("visibility", "hidden")
    expect(ben.page.locator(".opened .near").filter(visible=True)).to_have_count(2)
    ben.page.reload()
    expect(ben.page.locator(".opening__envelope")).to_have_count(0)


SAID = "document.querySelector('main > [data-said]').textContent"


def sealed_by(partner: Partner) -> None:
    partner.open("/check-in")
    partner.say("Mostly one")
    partner.answer(went_well=f"{partner.name} laughed")
    partner.seal()


def test_a_sealed_page_shows_the_opening_by_itself_and_says_so(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada, ben = meet("Ada"), meet("Ben")
    lodging.move_in_together(ada, ben)
    hurry(ada.page, ON_ANY_PAGE)
    sealed_by(ada)
    ada.read("the moment Ben seals theirs")
    ada.page.evaluate("window.stayed = true")
    ada.page.locator("main").focus()

    sealed_by(ben)

    ada.read("Ben laughed")
    assert ada.page.evaluate("window.stayed")
    assert ada.page.evaluate(SAID) == "You have both answered. Here is your week."
    expect(ada.page.locator("main").get_by_role("status")).to_have_count(1)
    expect(ada.page.locator(".sealed")).to_have_count(0)
    assert ada.page.evaluate("document.activeElement.id") == "main"
    expect(ada.page.locator(".openers button").first).to_be_attached()  # what has come works like any page


@AT_NIGHT
def test_a_page_that_is_read_or_touched_stays_under_the_thumb_and_shows_the_way(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada, ben = meet("Ada"), meet("Ben")
    lodging.move_in_together(ada, ben)
    sealed_by(ada)
    page = ada.page
    page.mouse.move(180, 300)
    page.mouse.down()

    sealed_by(ben)
    with page.expect_response(lambda answer: answer.url.endswith("/sealed") and answer.status == 204):
        pass  # it is known by now, and the thumb still down
    page.locator("summary").filter(has_text="More").evaluate("fold => fold.parentElement.open = true")
    expect(page.locator(".sealed")).to_have_count(1)
    page.mouse.up()

    way = page.get_by_role("link", name="It has opened: look at your week")
    expect(way).to_be_visible()
    assert page.evaluate(SAID) == "It has opened: look at your week"
    way.click()
    ada.read("Ben laughed")


def test_without_a_script_there_is_a_way_to_look_again(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada, ben = meet("Ada", scripted=False), meet("Ben")
    lodging.move_in_together(ada, ben)
    sealed_by(ada)
    sealed_by(ben)
    ben.read("Ada laughed")

    ada.page.get_by_role("link", name="Look again").click()

    ada.read("Ben laughed")


def test_an_opened_week_is_answered_with_the_keyboard_alone(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada, ben = meet("Ada"), meet("Ben")
    lodging.move_in_together(ada, ben)
    for partner in (ada, ben):
        partner.open("/check-in")
        partner.say("Mostly one")
        partner.answer(went_well=f"{partner.name} laughed")
        partner.seal()
    ben.read("Ada laughed")
    page = ben.page

    go_to(page, page.locator("summary").filter(has_text="Before you answer"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("You owe nobody an answer.")).to_be_hidden()
    go_to(page, page.get_by_label("Answer …, Went well"))
    page.keyboard.type("I heard it")
    page.keyboard.press("Enter")

    ben.read("You hear Ada.")
    ben.read("I heard it")
