"""Coming in on a phone: how many taps and fields it takes, what the share sheet is handed, and all of it by keyboard."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Error, Locator, expect

from tests.browser.hurrying import AWAITED, hurry
from tests.browser.lodging import Lodging
from tests.browser.partner import PASSWORD, Partner
from tests.browser.test_keyboard import go_to
from tracker.domain.habits import Mode

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("every run comes in by a link and alone, and is handed the words to share")

HELLO = "Stop what you are doing and say hello when your partner comes home"
THANKS = "Thank your partner for one exact thing they did today"
LOOK_UP = "Put the phone down when your partner speaks to you"
WITH_OTHERS = 3  # the strategy that it belongs to
BOTH_WAYS = pytest.mark.parametrize(
    "scripted", [True, pytest.param(False, marks=AT_NIGHT)], ids=["with JavaScript", "without JavaScript"]
)

# A phone's share sheet, as far as a page can tell: it takes what it is given, or was put away.
SHARE_SHEET = """(cancelled) => { navigator.share = async (given) => {
    window.given = given
    if (cancelled) throw new DOMException("put away", "AbortError")
} }"""
# As over plain http, where pages have neither.
NEITHER = (
    "delete Navigator.prototype.share; Object.defineProperty(navigator, 'clipboard', { value: undefined })"
)


@dataclass
class Thumb:
    """Taps and types for somebody, and counts both. Each field that is typed into is one, whether tapped before or not."""

    who: Partner
    taps: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)

    def tap(self, what: Locator) -> None:
        self.taps.append(str(what))
        what.click()

    def press(self, name: str) -> None:
        self.tap(self.who.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str) -> None:
        self.tap(self.who.page.get_by_role("link", name=name, exact=True))

    def choose(self, label: str) -> None:
        self.tap(self.who.page.locator("label").filter(has_text=label))

    def tick(self, habit: str) -> None:
        self.tap(self.who.tick_of(habit))
        self.who.see_ticked(habit)

    def say_who_they_are(self) -> None:
        for label, text in (
            ("Your name", self.who.name),
            ("E-mail address", self.who.email),
            ("Password", PASSWORD),
        ):
            self.fields.append(label)
            self.who.write(label, text)

    def nothing_else_to_fill_in(self) -> None:
        """What is shown to be filled in here was."""
        shown = self.who.page.locator("main :is(input:not([type=hidden], [type=checkbox]), select, textarea)")
        assert [each for each in shown.all() if each.is_visible() and not each.input_value()] == []


@BOTH_WAYS
def test_from_opening_the_app_to_three_ticks_takes_eight_taps_and_three_fields(
    meet: Callable[..., Partner], scripted: bool
) -> None:
    ada = meet("Ada", scripted=scripted)
    thumb = Thumb(ada)

    ada.open("/")
    thumb.follow("Begin")
    thumb.say_who_they_are()
    thumb.nothing_else_to_fill_in()
    thumb.press("Make my account")
    ada.read("Welcome, Ada")
    thumb.nothing_else_to_fill_in()
    thumb.choose(LOOK_UP)
    thumb.press("Go on")
    thumb.follow("Later")
    for habit in (HELLO, THANKS, LOOK_UP):
        thumb.tick(habit)

    assert (len(thumb.taps), len(thumb.fields)) == (8, 3)
    expect(ada.page.locator("main").get_by_role("link", name="Invite your partner")).to_be_visible()


def test_from_the_link_to_the_first_shared_tick_takes_six_taps_and_three_fields_at_most(
    meet: Callable[..., Partner],
) -> None:
    ada, ben = meet("Ada"), meet("Ben")
    for each in (ada, ben):
        hurry(each.page, AWAITED)
    ada.open("/register")
    ada.sign_up()
    ada.take_first_steps(THANKS)
    link = ada.make_invitation()
    guest, host = Thumb(ben), Thumb(ada)

    ben.open(link)
    ben.read("Ada invites you")
    in_the_first_screen(ben, "I am new here")
    guest.follow("I am new here")
    guest.say_who_they_are()
    guest.nothing_else_to_fill_in()
    guest.press("Ask to join")
    ben.read("Almost there")
    ada.read("Is this your partner?")  # the page of the invitation has gone on by itself
    host.press("Yes, that is them")
    host.choose(THANKS)
    host.press("Share what I chose")
    ben.be_at("/today")  # so has theirs
    ben.open("/today")
    guest.tick(THANKS)

    assert len(guest.taps) <= 6
    assert len(guest.taps) == len(host.taps) == len(guest.fields) == 3
    ada.open("/today")
    expect(ada.page.locator(".habit").filter(has_text=THANKS)).to_contain_text("Ben")


def in_the_first_screen(somebody: Partner, link: str) -> None:
    """Whether what leads on is there without scrolling."""
    box = somebody.page.get_by_role("link", name=link).bounding_box()
    assert box is not None and box["y"] + box["height"] < 740


def invitation_of(ada: Partner, lodging: Lodging) -> str:
    """The link by which somebody invites who has just come."""
    lodging.move_in(ada)
    ada.open("/invite")
    return ada.make_invitation()


def test_the_share_sheet_is_handed_words_one_can_change_and_always_the_link(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada = meet("Ada", for_good=True)
    ada.page.add_init_script(f"({SHARE_SHEET})(false)")
    link = invitation_of(ada, lodging)

    ada.press("Send it …")
    assert ada.page.evaluate("given.text").endswith(link)

    ada.write("Words to go with it", "Come, have a look.")
    ada.press("Send it …")
    assert ada.page.evaluate("given.text") == f"Come, have a look.\n{link}"
    expect(ada.page.get_by_role("button", name="Copy it")).to_be_visible()


@AT_NIGHT
def test_a_share_sheet_that_is_put_away_leaves_all_as_it_was(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada = meet("Ada", for_good=True)
    ada.page.add_init_script(f"({SHARE_SHEET})(true)")
    invitation_of(ada, lodging)
    ada.write("Words to go with it", "Come, have a look.")

    ada.press("Send it …")
    ada.page.wait_for_function("window.given !== undefined")

    expect(ada.page.get_by_label("Words to go with it")).to_have_value("Come, have a look.")
    expect(ada.page.locator("main").get_by_role("status")).to_have_text("")


@AT_NIGHT
def test_where_there_is_neither_a_share_sheet_nor_a_clipboard_it_is_copied_all_the_same(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada = meet("Ada", for_good=True)
    ada.page.add_init_script(NEITHER)
    invitation_of(ada, lodging)
    expect(ada.page.get_by_role("button", name="Send it …")).to_have_count(0)

    drawn = ada.page.get_by_role("button", name="Copy it").locator("use")
    assert (drawn.get_attribute("href") or "").endswith("#copy")

    ada.press("Copy it")
    expect(ada.page.locator("main").get_by_role("status")).to_have_text(
        "Copied. Put it into a message to your partner."
    )

    ada.page.evaluate("document.execCommand = () => false")
    ada.press("Copy it")
    expect(ada.page.locator("main").get_by_role("status")).to_contain_text("It is selected")
    selected = "document.activeElement.selectionEnd - document.activeElement.selectionStart"
    assert ada.page.evaluate(selected) > 100


def test_without_javascript_words_and_link_are_there_to_be_copied_by_hand(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada = meet("Ada", scripted=False)

    link = invitation_of(ada, lodging)

    assert ada.page.get_by_label("Words to go with it").input_value().endswith(link)
    ada.read("Select all of it, copy it, and put it into a message to your partner.")
    expect(ada.page.get_by_role("button", name="Send it …")).to_have_count(0)


def look_again(somebody: Partner) -> None:
    """Come back to a page that waits: then it looks at once."""
    with suppress(Error):  # it may go on at once
        somebody.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@AT_NIGHT
def test_joining_by_keyboard(meet: Callable[..., Partner], lodging: Lodging) -> None:
    ada, ben = meet("Ada"), meet("Ben")
    ben.open(invitation_of(ada, lodging))
    lodging.plant(ada, HELLO, strategy=WITH_OTHERS, mode=Mode.ONE)

    go_to(ben.page, ben.page.get_by_role("link", name="I am new here"))
    ben.page.keyboard.press("Enter")
    for label, text in (("Your name", ben.name), ("E-mail address", ben.email), ("Password", PASSWORD)):
        go_to(ben.page, ben.page.get_by_label(label, exact=True))
        ben.page.keyboard.type(text)
    go_to(ben.page, ben.page.locator("summary").filter(has_text="change"))
    ben.page.keyboard.press("Enter")
    zone = ben.page.get_by_label("Your time zone")
    expect(zone).to_be_visible()
    expect(zone).to_have_value(ben.zone)
    go_to(ben.page, ben.page.get_by_role("button", name="Ask to join"))
    ben.page.keyboard.press("Enter")
    ben.read("Almost there")

    look_again(ada)
    ada.read("Is this your partner?")
    go_to(ada.page, ada.page.get_by_role("button", name="Yes, that is them"))
    ada.page.keyboard.press("Space")
    ada.be_at("/habits/share")
    look_again(ben)
    ben.be_at("/today")
