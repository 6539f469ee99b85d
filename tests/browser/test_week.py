"""A whole week of two people and the beginning of the next, on a server whose days are turned."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from secrets import token_hex
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.calendar import turn
from tests.browser.conftest import opened
from tests.browser.daytime import zone_where_it_is_day
from tests.browser.partner import Partner
from tests.browser.phones import Phones
from tests.browser.server import running

pytestmark = [
    pytest.mark.browser,
    pytest.mark.whole(
        "tests/checkins lives weeks by the same actions, and two people check in from sign-up on, in every run"
    ),
]

THANKS = "Thank your partner for one exact thing they did today"
TEA = "Bring you tea on Saturday"
TALK = "I would like one evening without the phones"
LINE = "No wonder it is on your mind."


@pytest.fixture
def place(empty_folder: Path) -> Iterator[str]:
    with running(empty_folder, "tests.browser.calendar") as address:
        yield address


@pytest.fixture
def neighbour(browser: Browser, place: str) -> Iterator[Callable[[str], Partner]]:
    """Somebody new on the server with the calendar. At the end nothing must have gone wrong at theirs."""
    with Phones(partial(opened, browser, place)).lending() as lend:

        def somebody(name: str) -> Partner:
            address = f"{name.lower()}-{token_hex(4)}@example.org"
            return Partner(name, address, lend(for_good=True).page, zone_where_it_is_day())

        yield somebody


def days_to(weekday: int) -> int:
    """How many days it is from today to the next such day, 0 for Monday; at least one."""
    today = datetime.now(UTC).astimezone(ZoneInfo(zone_where_it_is_day()))
    return (weekday - today.weekday() - 1) % 7 + 1


def test_a_week_from_its_first_tick_to_the_question_of_the_next(
    neighbour: Callable[[str], Partner], empty_folder: Path
) -> None:
    ada, ben = neighbour("Ada"), neighbour("Ben")
    monday = days_to(0)
    turn(empty_folder, monday)
    they_begin(ada, ben)

    turn(empty_folder, monday + 6)
    ada_seals_on_sunday(ada)
    ben_learns_that_it_is_sealed_no_more(ben)

    turn(empty_folder, monday + 8)
    ben_answers_and_both_open(ada, ben)
    ben_hears_ada(ada, ben)
    the_small_thing_becomes_a_habit(ada, ben)

    turn(empty_folder, monday + 13)
    the_next_week_asks_how_it_went(ada, ben)
    both_look_back(ada, ben)

    turn(empty_folder, monday + 28)
    a_closed_week_takes_no_answer(ben, datetime.now(UTC) + timedelta(days=monday))


def they_begin(ada: Partner, ben: Partner) -> None:
    ada.open("/register")
    ada.sign_up()
    ada.take_first_steps(THANKS)
    link = ada.make_invitation()
    ben.come_by(link)
    ada.open("/invite")
    ada.press("Yes, that is them")
    ada.choose(THANKS)
    ada.press("Share what I chose")
    ben.open("/today")
    expect(ben.page.get_by_text("Time for the week’s check-in")).to_have_count(0)


def ada_seals_on_sunday(ada: Partner) -> None:
    ada.open("/today")
    ada.read("Time for the week’s check-in, when you have ten quiet minutes.")
    ada.follow("Begin")
    ada.answer(
        appreciated="the tea you brought",
        went_well="Sunday",
        talk_about=TALK,
        small_thing=TEA,
        private_line="mine",
    )
    ada.say("Just touching")
    ada.keep_draft("mine")
    ada.seal()
    ada.read("Sealed. It opens for both of you the moment Ben seals theirs.")


def ben_learns_that_it_is_sealed_no_more(ben: Partner) -> None:
    ben.open("/today")
    ben.read("Ada’s check-in is sealed. It opens with yours.")
    for path in (
        "/today",
        "/check-in",
        "/trends",
        "/trends/" + ben.page.evaluate("String(new Date().getFullYear())"),
    ):
        ben.open(path)
        ben.never_see("the tea you brought", TALK, TEA, "mine")


def ben_answers_and_both_open(ada: Partner, ben: Partner) -> None:
    ben.open("/check-in")
    ben.answer(appreciated="you waited for me", went_well="the walk")
    ben.say("Overlapping by half")
    ben.seal()
    ben.read("You have both answered. Here is your week.")
    ben.read(TALK)
    ben.never_see("mine")
    ada.open("/check-in")
    ada.read("you waited for me")


def ben_hears_ada(ada: Partner, ben: Partner) -> None:
    answer = ben.page.locator(".answer").filter(has_text=TALK)
    field = answer.get_by_label("Answer …")
    field.click()
    answer.get_by_role("button", name=LINE).click()
    expect(field).to_have_value(LINE)
    answer.get_by_role("button", name="I hear you").click()
    ben.read("You hear Ada.")
    ada.page.reload()
    ada.read("Ben hears you.")
    ada.read(LINE)


def the_small_thing_becomes_a_habit(ada: Partner, ben: Partner) -> None:
    ada.press("Make the small thing a habit")
    ada.read(f"“{TEA}” is planted, once a week.")
    ada.open("/today")
    ada.tick(TEA)
    ben.open("/today")
    ben.unfold("What Ada does alone")
    ben.read(TEA)


def the_next_week_asks_how_it_went(ada: Partner, ben: Partner) -> None:
    ada.open("/check-in")
    ada.turn_to(ada.page.get_by_role("group", name="How did last week’s small thing go?"))
    ada.say("It happened")
    ada.say("Overlapping by half")
    ada.seal()
    ada.page.locator("summary").filter(has_text="More").click()
    ada.press("Let Ben read it now")
    ada.read("Your partner can read it now.")
    ben.open("/check-in")
    ben.read("It happened")


def both_look_back(ada: Partner, ben: Partner) -> None:
    for partner, words in ((ada, "You"), (ben, "Ada")):
        partner.open("/trends")
        chart = partner.page.locator("#trend-0")
        expect(chart.get_by_role("img")).to_have_count(2)
        chart.locator("summary").click()
        table = chart.get_by_role("table")
        expect(table.get_by_role("columnheader", name=words, exact=True)).to_be_visible()
        own, theirs = ("3", "5"), ("5", "–")
        column = [own, theirs] if words == "You" else [own[::-1], theirs[::-1]]
        cells = [
            tuple(row.get_by_role("cell").all_inner_texts()) for row in table.get_by_role("row").all()[1:]
        ]
        assert cells == column
        partner.read("Whether something has changed is yours to say.")
        partner.read(re.compile("Weeks so far: 2"))


def a_closed_week_takes_no_answer(ben: Partner, monday: datetime) -> None:
    week = monday.astimezone(ZoneInfo(ben.zone)).date() + timedelta(days=7)
    ben.open(f"/check-in/{week}")
    expect(ben.page.get_by_role("button", name="Seal it")).to_have_count(0)
