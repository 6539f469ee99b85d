"""One's account with the keyboard alone: codes, passkeys, another address, the end of a log-in, the lock, and the way out."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accounts import opens_in_many_ways
from tests.browser.conftest import opened
from tests.browser.doing import someone
from tests.browser.furnished import Folders
from tests.browser.keyboard import go_to, press_key_on, type_into
from tests.browser.lodging import Lodging
from tests.browser.mailing import mailing
from tests.browser.partner import PASSWORD, Partner
from tests.browser.phones import Phones
from tests.databases import acting
from tests.factors.apps import App
from tests.smtp import SmtpServer
from tracker.domain.invitations import LETTERS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.whole("every run spends an evening by keyboard, from signing up on"),
]

CODE = re.compile(rf"^ +([{LETTERS}]{{4}}-[{LETTERS}]{{4}})\s*$", re.MULTILINE)
SECONDS_FOR_A_MAIL = 60
HALF_A_MINUTE = 30
LOCKED = "Locked"


class Tend(NamedTuple):
    """Where a Tend is that sends mails, where they come, and who lets people live there."""

    address: str
    post: SmtpServer
    lodging: Lodging


@pytest.fixture(scope="module")
def tend(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tend]:
    folder = shutil.copytree(folders.empty, tmp_path_factory.mktemp("mailing") / "data")
    with mailing(folder) as (address, post):
        lodging = Lodging(folder, address)
        yield Tend(address, post, lodging)
        lodging.close()


@pytest.fixture(scope="module")
def phones(browser: Browser, tend: Tend) -> Phones:
    return Phones(partial(opened, browser, tend.address))


@pytest.fixture
def ada(meet: Callable[..., Partner], tend: Tend) -> Partner:
    """Somebody who is in, and has shown a moment ago who it is."""
    ada = meet("Ada")
    tend.lodging.move_in(ada)
    return ada


def log_in(ada: Partner) -> None:
    """From wherever one is to what comes after the password."""
    press_key_on(ada.page, "Log out")
    ada.read("You are logged out.")
    ada.open("/login")
    type_into(ada.page, "E-mail address", ada.email)
    type_into(ada.page, "Password", PASSWORD)
    ada.page.keyboard.press("Enter")
    ada.be_at("/login/code")


def test_codes_are_made_and_asked_for(ada: Partner) -> None:
    page = ada.page
    ada.open("/settings")
    press_key_on(page, "Codes as a second step", role="link")
    app = App(page.locator("code").inner_text().replace(" ", ""))
    type_into(page, "Code from the app", app.code())
    page.keyboard.press("Enter")
    ada.read("They are shown only now")
    recovery = page.get_by_label("Recovery codes").input_value().split()
    go_to(page, page.get_by_role("button", name="Copy them"))
    press_key_on(page, "I have put them away", role="link")
    ada.read("You have 10 left.")

    log_in(ada)
    type_into(page, "Code from the app", app.code(later=HALF_A_MINUTE))
    page.keyboard.press("Enter")
    ada.be_at("/today")

    log_in(ada)
    type_into(page, "Code from the app", "12 monkeys")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code from the app")).to_have_attribute("aria-invalid", "true")
    press_key_on(page, "I have no app at hand", role="link")
    type_into(page, "Recovery code", recovery[0].lower())
    page.keyboard.press("Enter")
    ada.read("That recovery code is used up.")


def test_the_address_becomes_another(ada: Partner, tend: Tend) -> None:
    page, another = ada.page, ada.email.replace("ada", "adele")
    ada.open("/settings")
    press_key_on(page, "E-mail address", role="link")
    type_into(page, "New e-\u2060mail address", another)
    go_to(page, page.get_by_role("checkbox", name="Do not write to my old address"))
    page.keyboard.press("Space")
    press_key_on(page, "Use this address")
    ada.be_at("/confirm/change/code")
    ada.read(another)

    mail = tend.post.wait_for(1, SECONDS_FOR_A_MAIL)[-1]
    found = CODE.search(mail.get_content())
    assert mail["To"] == another and found is not None
    type_into(page, "Code from the mail", found[1])
    page.keyboard.press("Enter")

    ada.read("Your new address is set.")
    ada.read(another)


def test_another_log_in_is_ended(ada: Partner, meet: Callable[..., Partner], tend: Tend) -> None:
    there = meet("Ada")
    there.page.context.add_cookies([tend.lodging.cookie_of(ada.email)])
    there.open("/today")
    there.be_at("/today")
    ada.open("/settings")
    press_key_on(ada.page, "Keys: log-ins, addresses, links", role="link")

    go_to(ada.page, ada.page.get_by_role("button", name=re.compile("^End it: Log-ins, ")))
    ada.page.keyboard.press("Enter")

    ada.read("It has ended.")
    there.open("/today")
    there.be_at("/login")
    ada.open("/today")
    ada.be_at("/today")


def test_it_is_locked_and_unlocked(ada: Partner) -> None:
    page = ada.page
    ada.open("/settings/lock")
    press_key_on(page, "Lock after five minutes", role="checkbox", key="Space")
    page.keyboard.press("Enter")
    ada.read("Saved.")
    press_key_on(page, "Lock now")
    expect(page.get_by_role("heading", level=1)).to_have_text(LOCKED)

    page.keyboard.type("not this one")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your password")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Your password")).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    ada.read("Lock after five minutes")


def test_a_passkey_is_renamed_and_another_removed(ada: Partner, tend: Tend) -> None:
    with acting(tend.lodging.app):
        opens_in_many_ways(someone(ada.email), datetime.now(UTC))
    page = ada.page
    ada.open("/settings")
    press_key_on(page, "Passkeys", role="link")

    press_key_on(page, "My phone", role="link")
    go_to(page, page.get_by_label("What to call it"))
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("The blue one")
    page.keyboard.press("Enter")
    ada.read("Saved.")
    press_key_on(page, "Remove: The blue one", key="Space")

    ada.read("It opens nothing any more.")
    expect(page.locator(".row")).to_have_count(1)


def lock_now(ada: Partner) -> None:
    ada.open("/settings/lock")
    ada.choose("Lock after five minutes")
    ada.press("Save")
    ada.press("Lock now")
    expect(ada.page.get_by_role("heading", level=1)).to_have_text(LOCKED)


def leave_by_the_button(page: Page) -> None:
    """It is the second stop, right behind the way to the content, or the first where there is none."""
    for _tab in range(2):
        page.keyboard.press("Tab")
        if page.locator(".exit :focus").count():
            break
    expect(page.get_by_role("button", name="Exit", exact=True)).to_be_focused()
    page.keyboard.press("Enter")


def leave_by_shift(page: Page) -> None:
    for _press in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [leave_by_the_button, leave_by_shift])
@pytest.mark.parametrize(
    "path", ["/settings/log", "/settings/codes", "/confirm/change", "/settings/passkeys"]
)
def test_the_way_out_is_near_on_every_page(ada: Partner, path: str, leave: Callable[[Page], None]) -> None:
    ada.open(path)

    leave(ada.page)

    expect(ada.page).to_have_title("Kitchen measures")
    assert ada.page.context.cookies() == []


def test_the_way_out_is_near_while_it_is_locked(ada: Partner) -> None:
    lock_now(ada)
    expect(ada.page.get_by_label("Your password")).to_be_focused()  # by itself
    for _step in ("to help", "to the name", "to the first stop of all"):
        ada.page.keyboard.press("Shift+Tab")
    expect(ada.page.get_by_role("button", name="Exit", exact=True)).to_be_focused()
    ada.page.keyboard.press("Enter")

    expect(ada.page).to_have_title("Kitchen measures")
    assert ada.page.context.cookies() == []
