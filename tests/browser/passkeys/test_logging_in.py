"""Passkeys in a real browser, with an authenticator of its own: made, used, refused, removed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.partner import PASSWORD, Partner
from tests.browser.passkeys.device import AT_NIGHT, MAKE, UNLOCK, USE, Begin, lock, log_out, to_passkeys, use

pytestmark = pytest.mark.browser


def test_a_passkey_is_made_and_opens_tend_alone_and_a_second_one_too(begin: Begin) -> None:
    eve, device = begin()
    eve.write("What to call it", "My phone")
    eve.press(MAKE)
    eve.read("From now on you can log in with this passkey alone.")
    eve.read("My phone")
    (kept,) = device.passkeys()
    assert kept["isResidentCredential"] and kept["rpId"] == "localhost"

    log_out(eve, device)
    use(eve, device)
    eve.be_at("/today")

    device.go()
    device.add(transport="usb")
    to_passkeys(eve, "One more")
    eve.write("What to call it", "A key of metal")
    eve.press(MAKE)
    eve.read("A key of metal")
    log_out(eve)  # what is plugged in is offered nowhere by itself
    use(eve, device)
    eve.be_at("/today")


@AT_NIGHT
def test_where_the_browser_offers_it_in_the_field_one_tap_is_enough(begin: Begin) -> None:
    eve, _device = begin()
    eve.press(MAKE)
    eve.read("From now on you can log in")

    eve.open("/settings")
    eve.press("Log out")
    eve.open("/login")

    eve.be_at("/today")


@AT_NIGHT
def test_whoever_presses_at_once_is_not_asked_in_another_way(begin: Begin) -> None:
    eve, device = begin()
    eve.press(MAKE)
    eve.read("From now on you can log in")
    log_out(eve, device)
    slow = "PublicKeyCredential.isConditionalMediationAvailable = () => new Promise((known) => { window.known = known })"
    eve.page.add_init_script(slow)
    eve.open("/login")

    eve.press(USE)
    eve.page.wait_for_selector("[data-asked=pressed]", state="attached")
    eve.page.evaluate("known(true)")

    assert eve.page.evaluate("document.documentElement.dataset.asked") == "pressed"
    assert "".join(eve.page.locator("[role=status]").all_inner_texts()) == ""


@AT_NIGHT
def test_the_same_device_is_told_that_it_has_one(begin: Begin) -> None:
    eve, device = begin()
    eve.press(MAKE)
    eve.read("From now on you can log in")

    eve.press(MAKE)

    eve.read("This device has a passkey for you already.")
    assert len(device.passkeys()) == 1


def test_one_that_is_removed_here_or_on_the_device_opens_nothing(begin: Begin) -> None:
    eve, device = begin()
    eve.press(MAKE)
    eve.read("From now on you can log in")
    eve.press("Remove: Chrome on Linux")
    eve.read("It opens nothing any more.")
    log_out(eve, device)
    use(eve, device)
    eve.read("This passkey opens nothing here, or not any more.")
    eve.be_at("/login")

    device.forget()
    eve.press(USE)
    eve.read("No passkey was used, and nothing was sent.")
    eve.write("E-mail address", eve.email)
    eve.write("Password", PASSWORD)
    eve.press("Log in")
    eve.be_at("/today")


def test_a_device_that_does_not_know_its_owner_is_refused(begin: Begin) -> None:
    eve, device = begin()
    eve.press(MAKE)
    eve.read("From now on you can log in")
    log_out(eve, device)
    eve.write("E-mail address", eve.email)
    device.no_longer_knows_its_owner()

    use(eve, device)

    eve.read("No passkey was used, and nothing was sent.")
    expect(eve.page.get_by_label("E-mail address")).to_have_value(eve.email)  # nothing typed is gone
    eve.open("/today")
    eve.be_at("/login")


@AT_NIGHT
def test_without_javascript_nothing_offers_what_does_not_work(meet: Callable[..., Partner]) -> None:
    eve = meet("Eve", scripted=False)
    eve.open("/login")
    expect(eve.page.get_by_role("button", name=USE)).to_be_hidden()
    eve.open("/register")
    eve.sign_up()
    to_passkeys(eve)

    eve.read("It takes JavaScript, and a browser and a device that have passkeys.")
    expect(eve.page.get_by_role("button", name=MAKE)).to_be_hidden()
    lock(eve)
    expect(eve.page.get_by_role("button", name=UNLOCK)).to_be_hidden()
    eve.write("Your password", PASSWORD)
    eve.press("Unlock")
    expect(eve.page.get_by_role("heading", level=1)).not_to_have_text("Locked")
