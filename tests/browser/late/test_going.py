"""Whoever logs out, leaves or exits while something waits to be sent: nobody else sends or sees it."""

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.late.house import (
    AT_NIGHT,
    ONLINE,
    STORED,
    House,
    arrive,
    tap,
    things,
    until,
    wait_for,
    wait_for_nothing,
    write,
)
from tests.browser.partner import PASSWORD

pytestmark = pytest.mark.browser


def test_a_log_in_that_has_ended_keeps_what_waits_and_nobody_else_sends_or_sees_it(house: House) -> None:
    with house.phone("ada") as phone:
        wall = arrive(phone, "/wall")
        phone.set_offline(True)
        write(wall, "For Ben alone")
        wait_for(wall, 1)
        phone.clear_cookies()
        phone.set_offline(False)
        wall.evaluate(ONLINE)
        wall.locator(".late summary").click()
        expect(wall.get_by_role("link", name="Log in to send this")).to_be_visible()

        house.let_in("ben", phone)
        wall.goto("/today")
        expect(wall.locator(".late")).to_be_attached()
        expect(wall.locator(".late")).to_be_hidden()
        assert "For Ben alone" not in wall.content()
        assert house.notes() == []

        house.let_in("ada", phone)
        wall.goto("/today")
        until(wall, lambda: house.notes() == ["For Ben alone"])


@AT_NIGHT
def test_whoever_logs_out_hears_what_waits_and_may_stay(house: House) -> None:
    with house.phone("ada") as phone:
        page = arrive(phone)
        phone.set_offline(True)
        tap(page, things(0, 2))
        wait_for(page, 2)
        house.way.lost_there = lambda _number: True
        phone.set_offline(False)
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.message)
            dialog.dismiss()

        page.once("dialog", stay)
        page.get_by_role("button", name="Log out").click()
        wait_for(page, 2)
        assert asked[0].startswith("Not sent yet: 2")

        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Log out").click()
        page.get_by_role("link", name="Log in").first.wait_for()
        assert page.evaluate(STORED) == []


@AT_NIGHT
@pytest.mark.parametrize(
    ("path", "button"), [("leave", "Leave now"), ("delete", "Delete my account for good")]
)
def test_whoever_leaves_hears_what_waits_and_may_stay(house: House, path: str, button: str) -> None:
    with house.phone("ada") as phone:
        page = arrive(phone, "/wall")
        phone.set_offline(True)
        write(page, "Until later")
        wait_for(page, 1)
        house.way.lost_there = lambda _number: True
        phone.set_offline(False)
        page.goto(f"/settings/{path}")
        wait_for(page, 1)
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.message)
            dialog.dismiss()

        page.once("dialog", stay)
        page.get_by_role("button", name=button).click()
        assert asked == ["Not sent yet: 1\n\nThat is gone then. Go on all the same?"]
        assert page.url.endswith(f"/settings/{path}")
        wait_for(page, 1)

        page.on("dialog", lambda dialog: dialog.accept())
        if path == "delete":  # refused without a password: then it waits on
            with page.expect_navigation():
                page.get_by_role("button", name=button).click()
            wait_for(page, 1)
            page.get_by_label("Your password").fill(PASSWORD)
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()
        wait_for_nothing(page)


def test_the_exit_asks_nothing_and_leaves_nothing(house: House) -> None:
    with house.phone("ada") as phone:
        page = arrive(phone)
        phone.set_offline(True)
        tap(page, things(0, 2))
        wait_for(page, 2)
        phone.set_offline(False)

        page.get_by_role("button", name="Exit", exact=True).click()

        expect(page).to_have_title("Kitchen measures")
        assert page.evaluate(STORED) == []
