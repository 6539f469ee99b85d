"""A reflection is kept while it is written, and a look from outside keeps the time for whoever wants it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hurrying import DRAFT, hurry
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("every run keeps what is written, by itself and once")


def begin(meet: Callable[..., Partner], lodging: Lodging, path: str, **wishes: bool) -> Partner:
    ada = meet("Ada", **wishes)
    lodging.move_in(ada)
    hurry(ada.page, DRAFT)
    ada.open(path)
    return ada


def test_what_is_written_is_kept_by_itself_and_once(meet: Callable[..., Partner], lodging: Lodging) -> None:
    ada = begin(meet, lodging, "/reflections/new?topic=work")
    ada.page.get_by_label("What comes to mind?").fill("The early train")
    ada.read("Saved, not shared")
    assert ada.page.url.endswith("/edit")
    with ada.page.expect_response("**/edit"):
        ada.page.get_by_label("A title, if you like").fill("Trains")
    ada.page.reload()
    expect(ada.page.get_by_label("What comes to mind?")).to_have_value("The early train")
    expect(ada.page.get_by_label("A title, if you like")).to_have_value("Trains")

    ada.press("Save")

    ada.read("Saved. Your partner cannot read it.")
    ada.open("/reflections")
    expect(ada.page.locator(".row")).to_have_count(1)


@AT_NIGHT
def test_the_time_is_shown_only_when_it_is_wanted(meet: Callable[..., Partner], lodging: Lodging) -> None:
    ada = begin(meet, lodging, "/reflections", for_good=True)  # its clock will not be right again
    ada.page.clock.install()
    ada.open("/reflections/look")
    time = ada.page.get_by_role("timer")
    expect(time).to_be_hidden()

    ada.page.get_by_role("button", name="Show the time").click()
    expect(time).to_have_text("7 min left")
    ada.page.clock.fast_forward("02:30")
    expect(time).to_have_text("5 min left")
    ada.page.clock.fast_forward("05:00")
    expect(time).to_have_text("Seven minutes have gone by. Stay as long as you like.")
    ada.page.get_by_role("button", name="Show the time").click()
    expect(time).to_be_hidden()


@AT_NIGHT
def test_going_back_from_what_was_found_leads_to_the_list(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada = begin(meet, lodging, "/reflections/new?topic=work")
    ada.page.get_by_label("What comes to mind?").fill("The early train")
    ada.press("Save")
    ada.read("Saved. Your partner cannot read it.")
    ada.open("/reflections")
    ada.page.get_by_role("searchbox").fill("train")
    ada.press("Find")
    expect(ada.page.get_by_role("searchbox")).to_have_value("train")
    expect(ada.page).to_have_url(re.compile("/reflections$"))

    ada.page.locator(".row__name").click()
    ada.read("The early train")
    ada.page.go_back()

    expect(ada.page.locator(".row")).to_have_count(1)
