"""A browser that is handed on holds nothing of whoever had it before."""

import pytest
from playwright.sync_api import expect

from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.phones import Phones

pytestmark = pytest.mark.browser

KEPT = "[localStorage.length, sessionStorage.length, document.cookie]"


def test_whoever_has_a_phone_next_finds_it_empty_and_nobody_logged_in(
    phones: Phones, lodging: Lodging
) -> None:
    with phones.lending() as lend:
        ada = lend()
        somebody = Partner("Ada", "before@example.org", ada.page, "Europe/Berlin")
        lodging.move_in(somebody)
        somebody.open("/today")
        ada.page.evaluate("localStorage.mine = sessionStorage.mine = 'words'; document.cookie = 'mine=words'")
        ada.context.set_offline(True)

    with phones.lending() as lend:
        ben = lend()
        ben.page.goto("/today")

        assert ben.context is ada.context
        expect(ben.page.get_by_label("E-mail address")).to_be_visible()
        assert ben.page.evaluate(KEPT) == [0, 0, ""]


def test_a_phone_that_is_lent_for_good_is_nobodys_afterwards(phones: Phones) -> None:
    with phones.lending() as lend:
        spoilt = lend(for_good=True)

    with phones.lending() as lend:
        assert lend().context is not spoilt.context


def test_what_went_wrong_in_a_phone_is_told_at_the_end(phones: Phones) -> None:
    with pytest.raises(AssertionError, match="a word from the page"), phones.lending() as lend:
        page = lend().page
        page.goto("/help")
        with page.expect_console_message():
            page.evaluate("console.error('a word from the page')")
