"""The page of a talk: what is there before and while it goes on, what is heard, and what stays that was typed."""

import pytest
from playwright.sync_api import expect

from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.talk.turns import AT_NIGHT, are, be_in_the_middle, begin, come_together

pytestmark = pytest.mark.browser
WATCH_SCREEN = """
window.held = 0
navigator.wakeLock.request = async () => {
  window.held += 1
  const lock = { released: false, release: async () => { lock.released = true; window.held -= 1 } }
  return lock
}
"""
GROUND = "getComputedStyle(document.querySelector('.talk__now'), '::before').backgroundColor"


@AT_NIGHT
def test_while_it_goes_on_nothing_else_is_there_and_the_screen_stays_awake(
    couple: tuple[Partner, Partner],
) -> None:
    ada, ben = couple
    ada.page.add_init_script(WATCH_SCREEN)
    ada.open("/talk")
    around = ada.page.get_by_role("navigation", name="Around Tend")
    expect(around).to_be_visible()
    assert ada.page.evaluate("window.held") == 0

    come_together(ada, ben)
    ada.page.wait_for_function("window.held === 1")
    expect(around).to_be_hidden()
    expect(ben.page.get_by_role("navigation", name="Around Tend")).to_be_hidden()
    adas = ada.page.evaluate(GROUND)
    assert ben.page.evaluate(GROUND) == adas

    ada.press("I have said it")
    ada.press("Yes, that is what I meant")
    are(ada, "Listen", ben, "You have the floor")
    assert ada.page.evaluate(GROUND) == ben.page.evaluate(GROUND) != adas

    ben.press("End the talk")
    ada.read("Thank you, both of you")
    expect(around).to_be_visible()
    ada.page.wait_for_function("window.held === 0")


@AT_NIGHT
def test_who_has_the_page_open_sees_that_the_other_has_begun(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    ben.open("/talk")

    begin(ada)

    are(ada, "Ready when Ben is", ben, "Ada is ready for a talk")


def test_words_that_are_being_typed_stay_when_the_other_has_begun(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    ben.open("/talk")
    ben.write("What is it about?", "my new work")
    begin(ada)
    ada.read("Ready when Ben is")

    expect(ben.page.get_by_label("What is it about?")).to_have_value("my new work")
    ben.press("Begin")

    ben.read("A talk has begun already, so this one has not. You had written: “my new work”")
    are(ada, "Ready when Ben is", ben, "Ada is ready for a talk")


@AT_NIGHT
def test_what_is_heard_and_where_the_focus_is(couple: tuple[Partner, Partner], lodging: Lodging) -> None:
    ada, ben = couple
    be_in_the_middle(ada, ben, lodging)
    ben.page.reload()  # whoever has tapped nothing here hears what has changed; whoever has, finds the focus on it
    expect(ben.page.get_by_role("heading", level=1)).to_have_text("Listen")
    said = ben.page.locator("[data-said]")
    clock = ada.page.get_by_role("timer")

    ada.page.get_by_role("button", name="I have said it").focus()
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_role("heading", name="Is that what you meant?")).to_be_focused()
    expect(said).to_have_text("Say back what you heard")
    ada.page.get_by_role("button", name="Not quite, let me say it again").focus()
    ada.page.keyboard.press("Enter")
    expect(said).to_have_text("Listen")
    before = clock.inner_text()
    expect(clock).not_to_have_text(before)
    expect(said).to_have_text("Listen")
