"""What is typed into the check-in is kept by itself, however soon it was typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.hurrying import DRAFT, hurry
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.storage import STORED

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole(
    "every run drops a page with words in it: they are there again, and nobody else sees them"
)

SCRIPT = "**/js/pages/checkins.js"


@AT_NIGHT
def test_words_typed_before_the_script_has_come_are_saved(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada = meet("Ada")
    lodging.move_in(ada)
    held: list[Route] = []
    ada.page.route(SCRIPT, lambda route: held.append(route))
    with ada.page.expect_request(SCRIPT):
        ada.page.goto("/check-in", wait_until="commit")
    ada.page.get_by_label("What went well").fill("typed on a slow train")
    ada.choose("Just touching")

    held[0].continue_()

    ada.read("Saved as a draft")
    ada.page.unroute(SCRIPT)
    ada.page.reload()
    expect(ada.page.get_by_label("What went well")).to_have_value("typed on a slow train")
    expect(ada.page.get_by_label("Just touching")).to_be_checked()


def begin(meet: Callable[..., Partner], lodging: Lodging, *pauses: int) -> Partner:
    """Somebody at their check-in, where some pauses are shorter."""
    ada = meet("Ada")
    lodging.move_in(ada)
    hurry(ada.page, *pauses)
    ada.open("/check-in")
    return ada


@AT_NIGHT
def test_while_the_network_is_gone_words_stay_and_are_saved_once_it_is_back(
    meet: Callable[..., Partner],
    lodging: Lodging,
) -> None:
    ada = begin(meet, lodging)
    ada.say("Just touching")
    ada.read("Saved as a draft")

    ada.page.context.set_offline(True)
    ada.answer(went_well="typed in a tunnel")
    ada.read("Tend cannot be reached.")
    ada.seal("Keep it")
    ada.read("Tend cannot be reached.")
    expect(ada.page.get_by_label("What went well")).to_have_value("typed in a tunnel")
    ada.page.context.set_offline(False)

    ada.read("Saved as a draft")
    ada.seal("Keep it")
    ada.read("Kept. This check-in is not shared.")
    ada.read("typed in a tunnel")


def test_words_outlive_a_page_that_the_phone_drops_while_the_network_is_gone(
    meet: Callable[..., Partner],
    lodging: Lodging,
) -> None:
    ada = begin(meet, lodging)
    ada.page.context.set_offline(True)
    ada.answer(went_well="typed in a tunnel")
    ada.say("Just touching")
    ada.read("Tend cannot be reached.")

    ada.page.on("dialog", lambda dialog: dialog.accept())
    ada.page.goto("about:blank")
    ada.page.context.set_offline(False)
    ada.open("/check-in")

    expect(ada.page.get_by_label("What went well")).to_have_value("typed in a tunnel")
    expect(ada.page.get_by_label("Just touching")).to_be_checked()
    # What the page sent as it went may have arrived after all. Either way nothing waits any more, and all is there.
    ada.read("Saved as a draft")
    assert ada.page.evaluate(STORED) == []
    ada.page.reload()
    expect(ada.page.get_by_label("What went well")).to_have_value("typed in a tunnel")


def test_words_that_wait_are_not_shown_to_whoever_logs_in_next(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada = begin(meet, lodging, DRAFT)
    ada.page.context.set_offline(True)
    ada.answer(went_well="typed in a tunnel")
    ada.read("Tend cannot be reached.")
    ada.page.on("dialog", lambda dialog: dialog.accept())
    ada.page.goto("about:blank")
    ada.page.context.set_offline(False)
    ada.page.context.clear_cookies()
    ben = Partner("Ben", f"with-{ada.email}", ada.page, ada.zone)

    lodging.move_in(ben)
    ben.open("/check-in")

    expect(ben.page.get_by_label("What went well")).to_have_value("")
    ben.answer(went_well="my own")
    ben.read("Saved as a draft")
    assert ben.page.evaluate(STORED) == []


@AT_NIGHT
@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_enter_never_seals(meet: Callable[..., Partner], lodging: Lodging, scripted: bool) -> None:
    ada = meet("Ada", scripted=scripted)
    lodging.move_in(ada)
    ada.open("/check-in")
    ada.say("Just touching")
    ada.answer(small_thing="tea in the morning")

    ada.page.get_by_label("One small thing for the coming week").press("Enter")

    if scripted:
        expect(ada.page.get_by_label("For myself")).to_be_visible()  # the next card
        ada.read("Saved as a draft")
    else:
        ada.read("Your draft is saved. Your partner cannot see it.")


@AT_NIGHT
def test_a_box_that_was_unticked_comes_back_unticked(meet: Callable[..., Partner], lodging: Lodging) -> None:
    ada, ben = meet("Ada"), meet("Ben")
    lodging.move_in_together(ada, ben)
    ada.open("/check-in")
    box = ada.page.get_by_label("Open my words only where you wrote too")
    ada.turn_to(box)
    box.check()
    ada.read("Saved as a draft")
    ada.page.context.set_offline(True)
    box.uncheck()
    ada.read("Tend cannot be reached.")

    ada.page.on("dialog", lambda dialog: dialog.accept())
    ada.page.goto("about:blank")
    ada.page.context.set_offline(False)
    ada.open("/check-in")

    expect(box).not_to_be_checked()
    ada.read("Saved as a draft")
    ada.page.reload()
    expect(box).not_to_be_checked()
