"""Who asks whether anything is new: one tab that is seen, with a network, of somebody who is logged in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.live.watching import AT_NIGHT, HIDE, LIVE, MINUTE, WALK, asked_by, looked, open_and_look
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner

pytestmark = pytest.mark.browser


@AT_NIGHT
def test_a_hidden_page_asks_nothing_and_one_that_is_seen_again_at_once(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada = meet("Ada", for_good=True)
    lodging.move_in(ada)
    ada.page.clock.install()
    open_and_look(ada, "/today")
    looked(ada.page)
    ada.page.evaluate(HIDE, True)
    with asked_by(ada.page) as asked:
        ada.page.clock.run_for(MINUTE)
        ada.page.evaluate("fetch('/healthz')")
        assert asked == []

    with ada.page.expect_request(LIVE):
        ada.page.evaluate(HIDE, False)


def test_without_a_network_nothing_is_asked_and_with_one_at_once(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada = meet("Ada")
    lodging.move_in(ada)
    open_and_look(ada, "/today")
    ada.page.context.set_offline(True)
    with ada.page.expect_request(LIVE):
        ada.page.context.set_offline(False)


@AT_NIGHT
def test_of_two_tabs_one_asks_and_both_show_it(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    open_and_look(ada, "/today")
    other = Partner(ada.name, ada.email, ada.page.context.new_page(), ada.zone)
    with asked_by(other.page) as asked:
        other.open("/today")
        expect(other.page.locator("body > [role=status]")).to_have_count(1)

        ben.open("/today")
        ben.tick(WALK)

        ada.read_in_row(WALK, "Ben: done")
        other.read_in_row(WALK, "Ben: done")
        assert asked == []

    with other.page.expect_request(LIVE):  # whoever goes leaves it to the other
        ada.page.close()


def test_whoever_is_logged_out_elsewhere_asks_no_more(meet: Callable[..., Partner], lodging: Lodging) -> None:
    ada = meet("Ada", for_good=True)
    lodging.move_in(ada)
    ada.page.clock.install()
    open_and_look(ada, "/today")
    ada.page.context.clear_cookies()
    with ada.page.expect_response(lambda answer: bool(LIVE.search(answer.url)) and answer.text() == "gone"):
        ada.page.clock.run_for(5000)

    with asked_by(ada.page) as asked:
        ada.page.clock.run_for(MINUTE)
        ada.page.evaluate("fetch('/healthz')")
        assert asked == []


@AT_NIGHT
def test_where_browsers_have_no_locks_each_tab_asks_by_itself(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada = meet("Ada", for_good=True)
    lodging.move_in(ada)
    ada.page.context.add_init_script("delete Navigator.prototype.locks; delete globalThis.BroadcastChannel")
    open_and_look(ada, "/today")
    other = Partner(ada.name, ada.email, ada.page.context.new_page(), ada.zone)

    open_and_look(other, "/wall")
    looked(ada.page)
