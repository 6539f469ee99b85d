"""A talk: on two phones, of which one drops out, and on one phone that is passed over, without JavaScript."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hurrying import IN_A_TALK, ON_ANY_PAGE, hurry
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole(
    "every run talks on two phones from the invitation to a tick, and on one that is passed over"
)

HABIT = "Talk in turns after dinner"
LISTENING = 2  # the strategy that talks belong to
TOPIC = "the summer at your mother’s"
SPEAKERS = re.compile("^(I have said it|Yes, that is what I meant|Not quite, let me say it again)$")


@pytest.fixture
def couple(meet: Callable[..., Partner], lodging: Lodging) -> tuple[Partner, Partner]:
    """Ada and Ben, who share a space and have a habit for talks."""
    ada, ben = meet("Ada"), meet("Ben")
    lodging.move_in_together(ada, ben)
    lodging.plant(ada, HABIT, strategy=LISTENING)
    for each in (ada, ben):
        hurry(each.page, IN_A_TALK, ON_ANY_PAGE)
    return ada, ben


def begin(ada: Partner) -> None:
    ada.open("/talk")
    ada.write("What is it about?", TOPIC)
    ada.press("Begin")


def are(ada: Partner, at: str, ben: Partner, bens: str) -> None:
    """Each has this before them, and only one the speaker’s buttons."""
    for somebody, heading in ((ada, at), (ben, bens)):
        expect(somebody.page.get_by_role("heading", level=1)).to_have_text(heading)
    floors = [bool(each.page.get_by_role("button", name=SPEAKERS).count()) for each in (ada, ben)]
    assert sum(floors) <= 1


def come_together(ada: Partner, ben: Partner) -> None:
    begin(ada)
    ada.read("Ready when Ben is")
    ben.open("/today")
    ben.read("Ada is ready for a talk, when you are.")
    ben.never_see(TOPIC)
    ben.follow("Have a look")
    are(ada, "Ready when Ben is", ben, "Ada is ready for a talk")
    ben.read(TOPIC)
    ben.press("I am here, let us begin")
    are(ada, "You have the floor", ben, "Listen")


def be_in_the_middle(ada: Partner, ben: Partner, lodging: Lodging) -> None:
    """Be where they have come together, with both pages open."""
    lodging.talk(ada, ben, TOPIC)
    for somebody in (ada, ben):
        somebody.open("/talk")
    are(ada, "You have the floor", ben, "Listen")


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


WATCH_SCREEN = """
window.held = 0
navigator.wakeLock.request = async () => {
  window.held += 1
  const lock = { released: false, release: async () => { lock.released = true; window.held -= 1 } }
  return lock
}
"""
GROUND = "getComputedStyle(document.querySelector('.talk__now'), '::before').backgroundColor"


@AT_NIGHT
def test_while_it_goes_on_nothing_else_is_there_and_the_screen_stays_awake(
    couple: tuple[Partner, Partner],
) -> None:
    ada, ben = couple
    ada.page.add_init_script(WATCH_SCREEN)
    ada.open("/talk")
    around = ada.page.get_by_role("navigation", name="Around Tend")
    expect(around).to_be_visible()
    assert ada.page.evaluate("window.held") == 0

    come_together(ada, ben)
    ada.page.wait_for_function("window.held === 1")
    expect(around).to_be_hidden()
    expect(ben.page.get_by_role("navigation", name="Around Tend")).to_be_hidden()
    adas = ada.page.evaluate(GROUND)
    assert ben.page.evaluate(GROUND) == adas

    ada.press("I have said it")
    ada.press("Yes, that is what I meant")
    are(ada, "Listen", ben, "You have the floor")
    assert ada.page.evaluate(GROUND) == ben.page.evaluate(GROUND) != adas

    ben.press("End the talk")
    ada.read("Thank you, both of you")
    expect(around).to_be_visible()
    ada.page.wait_for_function("window.held === 0")


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


@AT_NIGHT
def test_who_has_the_page_open_sees_that_the_other_has_begun(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    ben.open("/talk")

    begin(ada)

    are(ada, "Ready when Ben is", ben, "Ada is ready for a talk")


def test_words_that_are_being_typed_stay_when_the_other_has_begun(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    ben.open("/talk")
    ben.write("What is it about?", "my new work")
    begin(ada)
    ada.read("Ready when Ben is")

    expect(ben.page.get_by_label("What is it about?")).to_have_value("my new work")
    ben.press("Begin")

    ben.read("A talk has begun already, so this one has not. You had written: “my new work”")
    are(ada, "Ready when Ben is", ben, "Ada is ready for a talk")


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
def test_what_is_heard_and_where_the_focus_is(couple: tuple[Partner, Partner], lodging: Lodging) -> None:
    ada, ben = couple
    be_in_the_middle(ada, ben, lodging)
    ben.page.reload()  # whoever has tapped nothing here hears what has changed; whoever has, finds the focus on it
    expect(ben.page.get_by_role("heading", level=1)).to_have_text("Listen")
    said = ben.page.locator("[data-said]")
    clock = ada.page.get_by_role("timer")

    ada.page.get_by_role("button", name="I have said it").focus()
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_role("heading", name="Is that what you meant?")).to_be_focused()
    expect(said).to_have_text("Say back what you heard")
    ada.page.get_by_role("button", name="Not quite, let me say it again").focus()
    ada.page.keyboard.press("Enter")
    expect(said).to_have_text("Listen")
    before = clock.inner_text()
    expect(clock).not_to_have_text(before)
    expect(said).to_have_text("Listen")


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
