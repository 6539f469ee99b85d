"""Help: whom to call, an appointment for both, and the summary from two yeses to paper, to a link and to its end."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from config import settings_from
from tests.browser.couples import EVERYDAY
from tests.browser.daytime import zone_where_it_is_day
from tests.browser.doing import A_DAY, A_WEEK, agreed, meet, move_in, planted, someone, ticked
from tests.browser.hurrying import DRAFT, hurry
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.server import environment_in
from tests.whole import only_whole
from tracker.app import create_app
from tracker.checkins import actions as checkins
from tracker.checkins.queries import current_week
from tracker.domain.checkins import Answers
from tracker.domain.habits import Mode
from tracker.domain.summaries import WANTS_LENGTH
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.summaries import actions as agreeing

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("every run takes a summary from two yeses to paper, and to a link that is dead")

HABIT = "Talk in turns after dinner"
WANTS = "To be asked how my day was, and to be believed."
A_PAGE = re.compile(rb"/Type\s*/Page\b")
MOST_PAGES = 2


@pytest.mark.parametrize(
    "scripted",
    [pytest.param(True, id="with JavaScript"), pytest.param(False, id="without JavaScript", marks=AT_NIGHT)],
)
def test_whom_to_call_is_in_sight_at_once(meet: Callable[..., Partner], scripted: bool) -> None:
    somebody = meet("Somebody", scripted=scripted)
    somebody.open("/help")
    somebody.page.get_by_label("The country you are in").select_option("Germany")
    somebody.press("Show")

    call = somebody.page.get_by_role("link", name="112", exact=True)
    expect(call).to_have_attribute("href", "tel:112")
    expect(call).to_be_in_viewport()
    expect(
        somebody.page.get_by_role("heading", name="When somebody frightens or hurts you")
    ).to_be_in_viewport()


@pytest.fixture
def couple(
    meet: Callable[..., Partner], lodging: Lodging, request: pytest.FixtureRequest
) -> tuple[Partner, Partner]:
    """Ada and Ben, who share a space and a habit."""
    scripted = getattr(request, "param", True)
    ada, ben = meet("Ada", scripted=scripted), meet("Ben", scripted=scripted)
    lodging.move_in_together(ada, ben)
    ada.plant(HABIT, for_whom="Together")
    return ada, ben


WITHOUT = only_whole(False, why="without JavaScript one of two lives from sign-up to farewell in every run")
both_ways = pytest.mark.parametrize(
    "couple", [True, WITHOUT], ids=["with JavaScript", "without JavaScript"], indirect=True
)


@AT_NIGHT
@both_ways
def test_an_appointment_for_both_with_what_to_take_along(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    ada.open("/help/appointments")
    ada.follow("New")
    ada.write("With whom?", "Marta")
    ada.write("Day", str((datetime.now(UTC) + A_WEEK).date()))
    ada.choose("For both of us")
    ada.press("Write it down")
    ada.read("It is written down.")
    ada.press("A list of medicines")

    ben.open("/help/appointments")
    ben.follow("Marta")
    ben.press("Pack: A list of medicines")
    ada.page.reload()
    ada.read("Packed")

    ada.press("Keep it to yourself again")
    ada.read("It is not shared any more.")
    ben.open("/help/appointments")
    ben.never_see("Marta")


@both_ways
def test_the_summary_from_two_yeses_to_paper_and_to_a_link_that_is_dead(
    couple: tuple[Partner, Partner], meet: Callable[..., Partner]
) -> None:
    ada, ben = couple
    hurry(ada.page, DRAFT)
    ada.open("/help/summary")
    ada.write("What I want from help", WANTS)
    if ada.scripted:
        ada.read("Saved as a draft")
    ben.open("/help/summary")
    ben.never_see(WANTS)

    ada.press("Agree to these words")
    ada.read("You can take it back at any time.")
    ben.page.reload()
    ben.read(WANTS)
    ben.press("Agree to it: What Ada wants from help")
    ben.read("In the summary")

    they_print(ben)
    ada.open("/help/summary")
    ada.read("Printed on")

    ada.press("Make a link")
    link = ada.page.get_by_label("Link", exact=True).input_value()
    marta = meet("Marta")
    marta.open(link)
    marta.read(WANTS)
    marta.never_see("/today", ada.email, ben.email, HABIT)

    ben.open("/help/summary")
    ben.read("There is a link since")
    ben.press("Take it back: What Ada wants from help")
    ben.read("Taken back.")
    marta.page.reload()
    marta.never_see(WANTS)
    ben.press("Agree to it: What Ada wants from help")
    marta.page.reload()
    marta.read(WANTS)

    ben.press("End the link now")
    ben.read("The link has ended.")
    assert marta.page.reload().status == 404
    marta.never_see(WANTS)


def they_print(ben: Partner) -> None:
    """Nothing of it goes on paper before it is noted."""
    ben.follow("See it as it will be printed")
    ben.page.emulate_media(media="print")
    expect(ben.page.get_by_text(WANTS)).to_be_hidden()
    ben.page.emulate_media(media="screen")
    ben.press("Print it")
    ben.read("Tend has noted that this is on paper as of today.")
    window = ben.page.get_by_text("Open the print window")
    expect(window).to_be_visible(visible=ben.scripted)
    ben.page.emulate_media(media="print")
    expect(ben.page.get_by_text(WANTS)).to_be_visible()
    expect(ben.page.get_by_text("Tend has noted that")).to_be_hidden()
    ben.page.emulate_media(media="screen")


LONGEST = replace(EVERYDAY, key="longest", names=("👩🏽‍❤️‍💋‍👨🏿" * 3, "W" * 30), habit="🫖" * 120)
WANTED = ("a\n" * 7 + "🫖" * (WANTS_LENGTH - 14), ("🫖" * (WANTS_LENGTH // 8 - 1) + "\n") * 8)


@pytest.fixture(scope="module")
def longest(folder: Path, address: str) -> None:
    """A couple that has said as much as there is room for, in the widest letters, for half a year."""
    app = create_app(settings_from(environment_in(folder)))
    with app.app_context():
        now = datetime.now(UTC)
        live_long(now)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def live_long(now: datetime) -> None:
    people = ("longest-one", "longest-other")
    begin = now - 27 * A_WEEK
    for who, name in zip(people, LONGEST.names, strict=True):
        move_in(who, name, begin, zone_where_it_is_day())
    meet(*people, begin)
    for number in range(14):
        habit = planted(people[0], LONGEST, begin, strategy=number % 10 + 1, mode=Mode.TOGETHER)
        for day in range(3 + number):
            ticked(people[0], habit, begin + day * A_DAY)
    for n in reversed(range(1, 26)):
        at = now - n * A_WEEK
        steps = tuple((number, 1 if n > 4 else 5) for number in range(1, 11))
        for who in people:
            week = current_week(someone(who), at)
            checkins.seal(week, Answers(closeness=1 if n > 4 else 7, ratings=steps), by=someone(who), now=at)
    settle_space(someone(people[0]), now)
    for who, words in zip(people, WANTED, strict=True):
        agreeing.want(words.strip(), by=someone(who), now=now)
        agreed(who, "wants-me", now)
    for who in people:
        for name in ("tried", "trend-me", "trend-partner", "wants-partner"):
            agreed(who, name, now)


@AT_NIGHT
@pytest.mark.parametrize(
    "paper",
    [
        "A4",
        only_whole("Letter", why="what a link shows, as long, is printed on it in every run"),
    ],
)
def test_the_longest_there_can_be_fits_on_two_pages(
    longest: None, page_of: Callable[..., Page], paper: str
) -> None:
    page = page_of("longest-one")
    page.goto("/help/summary/paper")
    if page.get_by_role("button", name="Print it").count():
        page.get_by_role("button", name="Print it").click()
        page.get_by_text("Tend has noted").wait_for()
    assert page.locator(".paper__section").count() == 5

    printed = page.pdf(format=paper)

    assert len(A_PAGE.findall(printed)) == MOST_PAGES


@AT_NIGHT
def test_a_link_can_be_printed_too(longest: None, page_of: Callable[..., Page]) -> None:
    page = page_of("longest-other")
    page.goto("/help/summary")
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("Link", exact=True).input_value()

    page.goto(link)

    assert len(A_PAGE.findall(page.pdf(format="Letter"))) == MOST_PAGES
