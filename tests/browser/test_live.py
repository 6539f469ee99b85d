"""What the other does stands on an open page by itself: where it has room at once, else once one asks for it. Nothing moves."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hurrying import DRAFT, ON_ANY_PAGE, hurry
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.test_opening import sealed_by
from tracker.domain.habits import Mode
from tracker.wall.queries import A_PAGE

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole(
    "every run sees a tick and a note come, while nothing moves and what is typed stays"
)

WALK = "Walk round the block"
TEA = "Tea together"
HELLO = "Say hello"
NOTE = "You made me laugh in the queue."
WITH_OTHERS = 3
MINUTE = 60_000
LIVE = re.compile("/live$")

# Where all stands that can be tapped, what has the focus, and how far the page is scrolled.
STANDING = """() => ({
    boxes: [...document.querySelectorAll("main :is(a, button, summary, input, select, textarea)")]
        .filter((each) => each.checkVisibility({ contentVisibilityAuto: true }))
        .map((each) => each.getBoundingClientRect()).map(({ top, left, width, height }) => [top, left, width, height].map(Math.round)),
    focused: document.activeElement?.className ?? "",
    scrolled: scrollY,
})"""
SAID = "[...document.querySelectorAll('body > [role=status]')].map((each) => each.textContent).join('')"
HIDE = """(hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden })
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (hidden ? "hidden" : "visible") })
    document.dispatchEvent(new Event("visibilitychange"))
}"""


@pytest.fixture
def couple(meet: Callable[..., Partner], lodging: Lodging) -> tuple[Partner, Partner]:
    ada, ben = meet("Ada"), meet("Ben")
    lodging.move_in_together(ada, ben)
    lodging.plant(ada, TEA, strategy=WITH_OTHERS)
    lodging.plant(ada, WALK, strategy=WITH_OTHERS, mode=Mode.EACH)
    hurry(ada.page, DRAFT, ON_ANY_PAGE)
    return ada, ben


def looked(page: Page) -> None:
    """Wait until a page has asked once, so that it knows what there was."""
    with page.expect_response(LIVE):
        pass


def open_and_look(somebody: Partner, path: str) -> None:
    with somebody.page.expect_response(LIVE):
        somebody.open(path)
    somebody.page.evaluate("window.stayed = true")


@contextmanager
def asked_by(*pages: Page) -> Iterator[list[str]]:
    """What pages ask by themselves meanwhile."""
    asked: list[str] = []
    for page in pages:
        page.on("request", lambda request: asked.append(request.url) if LIVE.search(request.url) else None)
    yield asked


def test_a_tick_of_the_partners_stands_in_its_row_and_nothing_moves(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    open_and_look(ada, "/today")
    ada.tick_of(WALK).focus()
    ada.tick_of(TEA).hover()
    before = ada.page.evaluate(STANDING)

    ben.open("/today")
    ben.tick(WALK)

    ada.read_in_row(WALK, "Ben: done")
    assert ada.page.evaluate(STANDING) == before
    assert ada.page.evaluate(SAID) == f"{WALK}: not yet. Ben: done"
    assert ada.page.evaluate("window.stayed")

    ben.untick(WALK)

    expect(ada.row(WALK)).not_to_contain_text("Ben: done")
    assert ada.page.evaluate(STANDING) == before


@AT_NIGHT
def test_one_tick_of_both_is_there_for_both(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    open_and_look(ada, "/today")

    ben.open("/today")
    ben.tick(TEA)

    ada.see_ticked(TEA)
    assert ada.page.evaluate("window.stayed")


@AT_NIGHT
def test_what_would_move_something_waits_to_be_asked_for(
    couple: tuple[Partner, Partner], lodging: Lodging
) -> None:
    ada, ben = couple
    open_and_look(ada, "/today")
    before = ada.page.evaluate(STANDING)

    lodging.plant(ben, HELLO, strategy=WITH_OTHERS, mode=Mode.EACH)

    way = ada.page.get_by_role("button", name="Something new: show it")
    expect(way).to_be_visible()
    assert ada.page.evaluate(STANDING) == before
    assert ada.page.evaluate(SAID) == "Something new: show it"
    way.click()
    ada.read(HELLO)
    expect(way).to_have_count(0)
    ada.tick(HELLO)
    assert ada.page.evaluate("window.stayed")


def test_a_note_comes_to_the_wall_and_what_is_being_typed_stays(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    open_and_look(ada, "/wall")
    ada.unfold("A line to Ben")
    ada.write("What do you appreciate about Ben?", "You are")
    ada.read("Kept as a draft, not sent")
    before = ada.page.evaluate(STANDING)

    ben.open("/wall")
    ben.unfold("A line to Ada")
    ben.write("What do you appreciate about Ada?", NOTE)
    ben.press("Put it on the wall")

    expect(ada.page.locator("body > [role=status]")).to_have_text("Something new: show it")
    way = ada.page.get_by_role("button", name="Something new: show it")
    expect(way).to_have_count(0)  # nothing lies over what is being written
    assert ada.page.evaluate(STANDING) == before
    ada.page.get_by_label("What do you appreciate about Ben?").blur()
    way.click()
    ada.read(NOTE)
    expect(ada.page.get_by_label("What do you appreciate about Ben?")).to_have_value("You are")
    assert ada.page.evaluate("window.stayed")
    ada.open("/today")
    expect(ada.page.locator(".tidings__one, .welcomed__note")).to_have_count(0)  # it was seen


@AT_NIGHT
def test_what_waits_on_the_page_unasked_for_was_not_seen(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    open_and_look(ada, "/wall")
    ben.open("/wall")
    ben.unfold("A line to Ada")
    ben.write("What do you appreciate about Ada?", NOTE)
    ben.press("Put it on the wall")
    expect(ada.page.get_by_role("button", name="Something new: show it")).to_be_visible()

    ada.open("/today")

    expect(ada.page.locator(".tidings__one, .welcomed__note")).to_have_count(1)


def write_on_the_wall(ben: Partner, words: str) -> None:
    ben.open("/wall")
    ben.unfold("A line to Ada")
    ben.write("What do you appreciate about Ada?", words)
    ben.press("Put it on the wall")
    ben.read("Your note is on the wall.")


def take_back(ben: Partner, words: str) -> None:
    note = ben.page.locator("article, li").filter(has=ben.page.locator(".note__body", has_text=words)).last
    note.locator("summary").filter(has_text="More").click()
    note.get_by_role("button", name="Delete").click()
    ben.read("Your note is deleted.")


@AT_NIGHT
def test_a_note_that_is_taken_back_is_seen_no_more_and_nothing_moves(
    couple: tuple[Partner, Partner], lodging: Lodging
) -> None:
    ada, ben = couple
    lodging.write(ben, "It stays.", NOTE, "It stays, too.")
    ben.open("/wall")
    open_and_look(ada, "/wall")
    before = ada.page.evaluate(STANDING)

    take_back(ben, NOTE)

    expect(ada.page.get_by_text(NOTE)).to_be_hidden()
    assert ada.page.evaluate(STANDING) == before
    way = ada.page.get_by_role("button", name="Something new: show it")
    expect(way).to_be_visible()
    ben.press("Undo")
    expect(ada.page.get_by_text(NOTE)).to_be_visible()
    expect(way).to_have_count(0)
    assert ada.page.evaluate(STANDING) == before
    assert ada.page.evaluate("window.stayed")


@AT_NIGHT
def test_the_newest_is_seen_no_more_also_where_one_comes_from_the_next_page(
    couple: tuple[Partner, Partner], lodging: Lodging
) -> None:
    ada, ben = couple
    lodging.write(ben, *(f"Number {number}." for number in range(A_PAGE)))
    write_on_the_wall(ben, NOTE)
    open_and_look(ada, "/wall")
    before = ada.page.evaluate(STANDING)

    take_back(ben, NOTE)

    expect(ada.page.get_by_text(NOTE)).to_be_hidden()
    expect(ada.page.get_by_text("Number 1.")).to_be_visible()
    assert ada.page.evaluate(STANDING) == before


@AT_NIGHT
def test_the_dot_in_the_bar_of_any_page_comes_and_goes(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    open_and_look(ada, "/habits")
    dot = ada.page.get_by_role("link", name="Today something arrived")
    before = ada.page.evaluate(STANDING)
    expect(dot).to_have_count(0)

    write_on_the_wall(ben, NOTE)

    expect(dot).to_be_visible()
    assert ada.page.evaluate(SAID) == "something arrived"
    other = ada.page.context.new_page()
    other.goto("/wall")
    expect(other.get_by_text(NOTE)).to_be_visible()
    expect(dot).to_have_count(0)
    assert ada.page.evaluate(STANDING) == before
    assert ada.page.evaluate("window.stayed")


@AT_NIGHT
def test_i_hear_you_comes_to_an_opened_week(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    sealed_by(ada)
    sealed_by(ben)
    open_and_look(ada, "/check-in")

    ben.page.get_by_role("button", name="I hear you: Went well").click()

    heard = ada.page.get_by_text("Ben hears you.")
    expect(heard.or_(ada.page.get_by_role("button", name="Something new: show it")).first).to_be_visible()
    assert ada.page.evaluate("window.stayed")


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
