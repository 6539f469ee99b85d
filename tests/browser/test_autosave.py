"""What is typed into the check-in is kept by itself, however soon it was typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.partner import Partner

pytestmark = pytest.mark.browser

SCRIPT = "**/behaviours/autosave.js"


def test_words_typed_before_the_script_has_come_are_saved(meet: Callable[..., Partner]) -> None:
    ada = meet("Ada")
    ada.open("/register")
    ada.sign_up()
    ada.log_in()
    held: list[Route] = []
    ada.page.route(SCRIPT, lambda route: held.append(route))
    with ada.page.expect_request(SCRIPT):
        ada.open("/check-in")
    ada.answer(went_well="typed on a slow train")
    ada.choose("Just touching")

    held[0].continue_()

    ada.read("Saved as a draft")
    ada.page.unroute(SCRIPT)
    ada.page.reload()
    expect(ada.page.get_by_label("What went well")).to_have_value("typed on a slow train")
    expect(ada.page.get_by_label("Just touching")).to_be_checked()
