"""Passkeys in a real browser, with an authenticator of its own: made, used, refused, removed; and codes beside them."""

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.axe import VARIANTS, what_axe_finds
from tests.browser.conftest import come_from_elsewhere, opened
from tests.browser.furnished import Folders
from tests.browser.lodging import Lodging
from tests.browser.partner import PASSWORD, Partner
from tests.browser.phones import Phones
from tests.browser.proxy import first_free_port
from tests.browser.server import running
from tests.factors.apps import App
from tests.whole import some

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole(
    "every run makes passkeys, logs in with them, and lets none in that is removed or not its owner’s"
)

MAKE, USE, UNLOCK = "Make a passkey here", "Log in with a passkey", "Unlock with a passkey"
KNOWS_ITS_OWNER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def lodging(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lodging]:
    """Lets people live in a Tend that has a name, which passkeys are of."""
    folder, port = tmp_path_factory.mktemp("named") / "data", first_free_port(0)
    shutil.copytree(folders.empty, folder)
    address = f"http://localhost:{port}"
    with running(folder, TEND_PORT=str(port), TEND_PUBLIC_URL=address):
        lodging = Lodging(folder, address)
        yield lodging
        lodging.close()


@pytest.fixture(scope="module")
def phones(browser: Browser, lodging: Lodging) -> Phones:
    """Browsers of people who come there."""
    return Phones(partial(opened, browser, lodging.address), arrive=come_from_elsewhere)


# Says on the page in which way a passkey was asked for last.
TELLS = """
const { credentials } = navigator
const get = credentials.get.bind(credentials)
credentials.get = (asked) => {
  document.documentElement.dataset.asked = asked.mediation ?? "pressed"
  return get(asked)
}
"""


class Device:
    """What keeps passkeys for a browser, and knows its owner or not."""

    def __init__(self, page: Page, **otherwise: Any) -> None:
        page.add_init_script(TELLS)
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        self.add(**otherwise)

    def add(self, **otherwise: Any) -> None:
        options = {"options": {**KNOWS_ITS_OWNER, **otherwise}}
        self.id = self.session.send("WebAuthn.addVirtualAuthenticator", options)["authenticatorId"]

    def passkeys(self) -> list[dict[str, Any]]:
        found = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        credentials: list[dict[str, Any]] = found["credentials"]
        return credentials

    def forget(self) -> None:
        """Somebody deletes what it keeps."""
        self.session.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})

    def no_longer_knows_its_owner(self) -> None:
        self.knows_its_owner(verified=False)

    def knows_its_owner(self, *, verified: bool = True) -> None:
        self.session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": verified}
        )

    def wait(self) -> None:
        """Let nobody touch it, until somebody does."""
        self.touched(enabled=False)

    def touched(self, *, enabled: bool = True) -> None:
        asked = {"authenticatorId": self.id, "enabled": enabled}
        self.session.send("WebAuthn.setAutomaticPresenceSimulation", asked)

    def go(self) -> None:
        """Take it away, so that another is asked."""
        self.session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.id})


Begin = Callable[[], tuple[Partner, Device]]


@pytest.fixture
def begin(meet: Callable[..., Partner], lodging: Lodging) -> Begin:
    """Somebody who has an account, and stands before the page of passkeys with a proof."""

    def begin() -> tuple[Partner, Device]:
        eve = meet("Eve")
        lodging.move_in(eve)
        device = Device(eve.page)
        eve.open("/settings/passkeys")
        eve.read("Your first")
        return eve, device

    return begin


def to_passkeys(eve: Partner, reads: str = "Your first") -> None:
    eve.open("/settings/passkeys")
    eve.write("Your password", PASSWORD)
    eve.press("Go on")
    eve.read(reads)


def log_out(eve: Partner, device: Device | None = None) -> None:
    """Log out, and stand before the log-in page; a device waits there, or its passkey would be offered and taken at once."""
    if device:
        device.wait()
    eve.open("/settings")
    eve.press("Log out")
    eve.read("You are logged out.")
    eve.open("/login")
    if device:
        eve.page.wait_for_selector("[data-asked=conditional]", state="attached")


def use(eve: Partner, device: Device) -> None:
    device.touched()
    eve.press(USE)


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


def lock(eve: Partner) -> None:
    """Choose that Tend locks, and lock it at once."""
    eve.open("/settings/lock")
    eve.choose("Lock after five minutes")
    eve.press("Save")
    eve.read("Saved.")
    eve.press("Lock now")
    expect(eve.page.get_by_role("heading", level=1)).to_have_text("Locked")


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
