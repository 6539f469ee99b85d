"""A passkey in the place of a password: to unlock, and to prove who one is; codes beside it, and all of it in reach."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import VARIANTS, what_axe_finds
from tests.browser.partner import PASSWORD, Partner
from tests.browser.passkeys.device import AT_NIGHT, MAKE, UNLOCK, USE, Begin, lock, log_out
from tests.factors.apps import App
from tests.whole import some

pytestmark = pytest.mark.browser


@AT_NIGHT
def test_it_unlocks_what_is_locked_where_one_was(begin: Begin) -> None:
    eve, device = begin()
    eve.press(MAKE)
    eve.read("From now on you can log in")
    lock(eve)
    eve.open("/habits")
    device.no_longer_knows_its_owner()

    eve.press(UNLOCK)
    eve.read("No passkey was used, and nothing was sent.")
    eve.open("/habits")
    expect(eve.page.get_by_role("heading", level=1)).to_have_text("Locked")

    device.knows_its_owner()
    eve.press(UNLOCK)
    expect(eve.page.get_by_role("heading", level=1)).not_to_have_text("Locked")
    eve.be_at("/habits")


@AT_NIGHT
def test_the_locked_page_with_a_passkey_is_in_reach(begin: Begin) -> None:
    eve, _device = begin()
    lock(eve)
    expect(eve.page.get_by_role("button", name=UNLOCK)).to_be_visible()
    assert eve.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = what_axe_finds(eve.page)
    assert found == dict.fromkeys(found, [])


@AT_NIGHT
def test_it_is_a_proof_by_keyboard_alone(begin: Begin) -> None:
    eve, device = begin()
    eve.press(MAKE)
    eve.read("From now on you can log in")
    log_out(eve, device)
    tab_to(eve.page, USE)
    device.touched()
    eve.page.keyboard.press("Enter")
    eve.be_at("/today")

    eve.open("/settings/log")
    tab_to(eve.page, "Use a passkey instead")
    eve.page.keyboard.press("Enter")
    eve.read("A passkey was made")
    eve.be_at("/settings/log")


def tab_to(page: Page, name: str) -> None:
    """Go from control to control until one of that name has the focus."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_visible()
    for _ in range(40):
        if button.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no tab leads to {name}")


@AT_NIGHT
@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_codes_are_switched_on_and_asked_for(meet: Callable[..., Partner], scripted: bool) -> None:
    eve = meet("Eve", scripted=scripted)
    eve.open("/register")
    eve.sign_up()
    eve.open("/settings/codes")
    eve.write("Your password", PASSWORD)
    eve.press("Go on")
    app = App(eve.page.locator("code").inner_text().replace(" ", ""))
    shows_a_picture(eve.page)
    eve.write("Code from the app", app.code())
    eve.press("Switch codes on")
    eve.read("Your recovery codes")
    recovery = eve.page.get_by_label("Recovery codes").input_value().split()
    assert len(recovery) == 10

    log_out(eve)
    eve.write("E-mail address", eve.email)
    eve.write("Password", PASSWORD)
    eve.press("Log in")
    eve.be_at("/login/code")
    eve.follow("I have no app at hand")
    eve.write("Recovery code", recovery[3].lower())
    eve.press("Log in")
    eve.be_at("/today")


def shows_a_picture(page: Page) -> None:
    picture = page.get_by_role("img", name=re.compile("^The secret as a picture"))
    box = picture.locator("svg").bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= 200


@AT_NIGHT
def test_nothing_there_is_out_of_reach(begin: Begin) -> None:
    eve, _device = begin()
    eve.press(MAKE)
    eve.read("From now on you can log in")
    for path in ("/settings/passkeys", "/settings/codes", "/settings/proof", "/login"):
        if path == "/login":
            log_out(eve)  # axe has ended the device with its session
        eve.open(path)
        found = what_axe_finds(eve.page, some(VARIANTS, path))
        assert {where: wrong for where, wrong in found.items() if wrong} == {}, path
