"""What a browser has kept of somebody is gone once it is not theirs any more."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, expect

from tests.browser.conftest import opened
from tests.browser.unplugged import (
    KEPT,
    NONE_OF_TODAY,
    OF_TODAY,
    OURS,
    Tend,
    ada_at,
    come_true,
    shows_nothing_of,
)

pytestmark = pytest.mark.browser


def test_nothing_is_kept_after_logging_out(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Elsa")

    ada.open("/help")
    ada.press("Log out")
    ada.be_at("/")

    assert OURS not in ada.page.evaluate(KEPT)
    tend.go()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        ada.open("/today")


def test_who_logs_in_after_somebody_finds_nothing_of_them(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Fina")
    phone.clear_cookies()
    ben = ada_at(phone, tend, "Gero")
    come_true(ben.page, f"async () => (await ({OF_TODAY})()).length === 1")

    tend.go()
    ben.open("/today")

    expect(ben.row(OURS)).to_be_visible()
    ben.never_see(ada.name, ada.email)


def test_a_log_in_that_was_ended_elsewhere_clears_at_its_next_contact(
    tend: Tend, phone: BrowserContext, browser: Browser
) -> None:
    ada = ada_at(phone, tend, "Hanna")
    elsewhere, _watch = opened(browser, tend.address)
    elsewhere.add_cookies(phone.cookies())  # type: ignore[arg-type]
    page = elsewhere.new_page()
    page.goto("/help")
    page.get_by_role("button", name="Log out", exact=True).click()
    elsewhere.close()

    ada.open("/help")

    come_true(ada.page, NONE_OF_TODAY)
    tend.go()
    ada.open("/today")
    ada.read("What works meanwhile")
    assert shows_nothing_of(ada)


def test_nothing_is_kept_from_where_somebody_chooses_to_lock(tend: Tend, phone: BrowserContext) -> None:
    ada = ada_at(phone, tend, "Ines")

    ada.open("/settings/lock")
    ada.choose("Lock after five minutes")
    ada.press("Save")

    come_true(ada.page, NONE_OF_TODAY)
    tend.go()
    ada.open("/today")
    ada.read("What works meanwhile")
    assert shows_nothing_of(ada)


def test_whoever_exits_without_a_network_leaves_nothing_that_could_be_shown(
    tend: Tend, phone: BrowserContext
) -> None:
    ada = ada_at(phone, tend, "Jule")
    tend.go()
    ada.open("/today")
    expect(ada.row(OURS)).to_be_visible()

    ada.press("Exit")
    expect(ada.page).to_have_url("about:blank")

    ada.page = phone.new_page()
    with pytest.raises(Error, match="ERR_FAILED"):
        ada.open("/today")
    tend.come()
    ada.page = phone.new_page()  # the other is still about to say that nothing came
    ada.open("/measures")
    assert OURS not in ada.page.evaluate(KEPT)
