"""A talk: on two phones, of which one drops out, and on one phone that is passed over, without JavaScript."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.talk.turns import AT_NIGHT, HABIT, TOPIC, are, be_in_the_middle, begin, come_together

pytestmark = pytest.mark.browser


def test_two_phones_from_the_invitation_to_a_ticked_habit(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    come_together(ada, ben)

    ada.press("I have said it")
    are(ada, "Is that what you meant?", ben, "Say back what you heard")
    ada.press("Not quite, let me say it again")
    are(ada, "You have the floor", ben, "Listen")
    ada.press("I have said it")
    are(ada, "Is that what you meant?", ben, "Say back what you heard")
    ada.press("Yes, that is what I meant")
    are(ada, "Listen", ben, "You have the floor")

    ada.press("Let us pause here")  # the listener
    are(ada, "A pause", ben, "A pause")
    expect(ben.page.get_by_role("button", name="Go on where we were")).to_have_count(0)
    ada.press("Go on where we were")
    are(ada, "Listen", ben, "You have the floor")

    ben.press("I have said it")
    are(ada, "Say back what you heard", ben, "Is that what you meant?")
    ben.press("Yes, that is what I meant")
    are(ada, "You have the floor", ben, "Listen")
    ben.press("End the talk")
    are(ada, "Thank you, both of you", ben, "Thank you, both of you")
    ada.never_see(TOPIC)
    ben.never_see(TOPIC)

    ada.tick(HABIT)
    ada.be_at("/talk")
    ada.press("Close")
    ada.be_at("/today")
    ada.see_ticked(HABIT)
    are(ada, ada.page.get_by_role("heading", level=1).inner_text(), ben, "Thank you, both of you")


@AT_NIGHT
def test_a_phone_that_drops_out_comes_back_into_the_same_place(
    couple: tuple[Partner, Partner], lodging: Lodging
) -> None:
    ada, ben = couple
    be_in_the_middle(ada, ben, lodging)
    no_connection = ben.page.get_by_text("No connection right now.")

    ben.page.context.set_offline(True)
    expect(no_connection).to_be_visible()
    ada.press("I have said it")
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("Is that what you meant?")
    expect(ben.page.get_by_role("heading", level=1)).to_have_text("Listen")
    ben.press("Let us pause here")
    expect(no_connection).to_be_visible()

    ben.page.context.set_offline(False)
    are(ada, "Is that what you meant?", ben, "Say back what you heard")
    expect(no_connection).to_be_hidden()

    ada.page.context.set_offline(True)
    ada.press("Yes, that is what I meant")
    expect(ada.page.get_by_text("No connection right now.")).to_be_visible()
    are(ada, "Is that what you meant?", ben, "Say back what you heard")
    ada.page.context.set_offline(False)
    ada.press("Yes, that is what I meant")
    are(ada, "Listen", ben, "You have the floor")

    for somebody in (ada, ben):
        somebody.page.reload()
    are(ada, "Listen", ben, "You have the floor")
    ben.page.goto("about:blank")
    ben.open("/talk")
    are(ada, "Listen", ben, "You have the floor")


@pytest.mark.whole("it is a measurement: the same taps are seen in the talk from invitation to tick")
def test_what_one_taps_the_other_sees_while_they_watch(
    couple: tuple[Partner, Partner], lodging: Lodging
) -> None:
    """How long it takes is printed: two seconds are promised, and a clock in a test proves nothing."""
    ada, ben = couple
    be_in_the_middle(ada, ben, lodging)
    waits = []
    for _turn in range(3):
        for speaker, listener in ((ada, ben), (ben, ada)):
            for button, heading in (
                ("I have said it", "Say back what you heard"),
                ("Yes, that is what I meant", "You have the floor"),
            ):
                speaker.press(button)
                began = time.monotonic()
                expect(listener.page.get_by_role("heading", level=1)).to_have_text(heading)
                waits.append(time.monotonic() - began)

    print(f"\nseen by the other after {sum(waits) / len(waits):.2f} s, at most {max(waits):.2f} s")


@AT_NIGHT
def test_a_double_tap_does_not_press_what_comes_under_the_finger(
    couple: tuple[Partner, Partner], lodging: Lodging
) -> None:
    ada, ben = couple
    be_in_the_middle(ada, ben, lodging)
    box = ada.page.get_by_role("button", name="I have said it").bounding_box()

    ada.page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    are(ada, "Is that what you meant?", ben, "Say back what you heard")


@AT_NIGHT
def test_a_tap_on_an_old_page_says_where_the_talk_is_now(
    couple: tuple[Partner, Partner], lodging: Lodging
) -> None:
    ada, ben = couple
    be_in_the_middle(ada, ben, lodging)
    ada.page.route("**/live", lambda route: route.abort())
    expect(ada.page.get_by_text("No connection right now.")).to_be_visible()
    ben.press("Let us pause here")
    ben.read("You asked for a pause.")

    ada.press("I have said it")

    are(ada, "A pause", ben, "A pause")
    expect(ada.page.get_by_text("The talk has moved on since your page was shown.").first).to_be_visible()


@AT_NIGHT
def test_who_stays_when_the_other_leaves_finds_the_talk_over(
    couple: tuple[Partner, Partner], lodging: Lodging
) -> None:
    ada, ben = couple
    be_in_the_middle(ada, ben, lodging)

    ben.open("/settings/leave")
    ben.press("Leave now")

    ada.read("A talk in turns")
    ada.never_see(TOPIC)


def test_one_phone_is_passed_over_without_javascript(meet: Callable[..., Partner], lodging: Lodging) -> None:
    ada = meet("Ada", scripted=False)
    lodging.move_in(ada)
    ada.open("/guide/communicate")
    ada.follow("To the talk")
    ada.write("What is it about?", TOPIC)
    ada.choose("My partner")
    ada.press("Begin")

    ada.read("It is your partner’s turn to speak")
    ada.read(TOPIC)
    ada.press("I have said it")
    ada.read("Now Ada says back what was heard")
    ada.press("Not quite, let me say it again")
    ada.read("It is your partner’s turn to speak")
    ada.press("I have said it")
    ada.press("Yes, that is what I meant")
    ada.read("It is Ada’s turn to speak")
    ada.read("Hand the phone to Ada")
    ada.press("Let us pause here")
    ada.read("A pause")
    ada.page.reload()
    ada.press("Go on where we were")
    ada.read("It is Ada’s turn to speak")
    ada.press("End the talk")
    ada.read("Thank you, both of you")
    ada.press("Close")
    ada.be_at("/today")


@AT_NIGHT
def test_two_phones_without_javascript_look_again(meet: Callable[..., Partner], lodging: Lodging) -> None:
    ada, ben = meet("Ada", scripted=False), meet("Ben", scripted=False)
    lodging.move_in_together(ada, ben)
    begin(ada)
    ben.open("/talk")
    ben.press("I am here, let us begin")
    ada.follow("Look again")
    are(ada, "You have the floor", ben, "Listen")
    ada.press("I have said it")
    ben.follow("Look again")
    are(ada, "Is that what you meant?", ben, "Say back what you heard")
