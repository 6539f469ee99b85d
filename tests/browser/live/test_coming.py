"""What the other does stands on an open page by itself: where it has room at once, else once one asks for it. Nothing moves."""

import pytest
from playwright.sync_api import expect

from tests.browser.live.watching import (
    AT_NIGHT,
    HELLO,
    NOTE,
    SAID,
    STANDING,
    TEA,
    WALK,
    WITH_OTHERS,
    open_and_look,
    take_back,
    write_on_the_wall,
)
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.test_opening import sealed_by
from tracker.domain.habits import Mode
from tracker.wall.queries import A_PAGE

pytestmark = pytest.mark.browser


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
