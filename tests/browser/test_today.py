"""Today as two people open it every night, in the world of the demo: what is in the first screen, and what a tap does."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect
from sqlalchemy import delete

from tests.browser.axe import VARIANTS, what_axe_finds
from tests.browser.conftest import PHONE
from tests.browser.doing import someone
from tests.browser.keyboard import press_key_on
from tests.browser.lodging import Lodging
from tests.browser.phones import Phones
from tests.databases import acting
from tests.whole import some
from tracker.dates import actions as dates
from tracker.demo.build import build
from tracker.domain.outings import OutingPlan
from tracker.extensions import db
from tracker.models import Habit, Note, Tick, Track
from tracker.wall import actions as wall

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("every run looks at the first screen, ticks, and sees whose mark is whose")

ADA, BEN = "ada@example.org", "ben@example.org"
ROOM_TO_COME = 44  # for what will stand in the bars: the way out
# The open ticks of which all of the row is in sight, above the bar.
IN_SIGHT = """(room) => {
    const bar = document.querySelector(".around").getBoundingClientRect().top - room
    return [...document.querySelectorAll(".habit .tick[aria-pressed=false]")]
        .filter((each) => each.checkVisibility())
        .map((each) => each.closest(".habit").getBoundingClientRect())
        .filter((row) => row.top >= 0 && row.bottom <= bar).length
}"""
# What is cut off in the middle of itself.
CUT = """(all) => all.flatMap((each) => [each, ...each.querySelectorAll("*")]).filter((each) =>
    each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== "visible").map((each) => each.className)"""
HEIGHTS = "(all) => all.map((each) => each.getBoundingClientRect().height)"
NAMES = ".today__list > .habits > .habit .habit__name"


@pytest.fixture(scope="session")
def demo(lodging: Lodging) -> Lodging:
    """The two of the demo live here as well, and have ticked nothing today; Ben has written two notes to Ada."""
    now = datetime.now(UTC)
    with acting(lodging.app):
        build("", now)
        of_theirs = Tick.track_id.in_(
            db.select(Track.id).join(Habit).where(Habit.space_id == someone(ADA).space_id)
        )
        today = max(db.session.scalars(db.select(Tick.day).where(of_theirs)))
        db.session.execute(delete(Tick).where(of_theirs, Tick.day == today))
        for words, ago in (("The soup was good.", 60), ("Sleep well.", 0)):
            wall.write(words, by=someone(BEN), now=now - timedelta(seconds=ago))
        out = OutingPlan("Cook something that neither of us has cooked", today + timedelta(days=2))
        dates.plan(out, by=someone(BEN), now=now - timedelta(seconds=30))
        plain = (Note.author_id == someone(ADA).id) & Note.reaction.is_(None) & Note.deleted_at.is_(None)
        thanked = db.session.scalars(db.select(Note).where(plain, Note.waiting.is_(False))).first()
        assert thanked
        wall.react(thanked, "hug", by=someone(BEN), now=now - timedelta(seconds=40))
    return lodging


@pytest.fixture
def today(phones: Phones, demo: Lodging) -> Iterator[Callable[..., Page]]:
    """Today of Ada, or of Ben, at a browser of their own. At the end nothing must have gone wrong in it."""
    with phones.lending() as lend:

        def page_with(who: str = ADA, viewport: ViewportSize = PHONE, **wishes: Any) -> Page:
            phone = lend(**wishes)
            phone.context.add_cookies([demo.kept_cookie_of(who)])
            phone.page.set_viewport_size(viewport)
            phone.page.goto("/today")
            return phone.page

        yield page_with


def tick_of(page: Page, place: int = 0) -> Locator:
    return page.locator(".today__list > .habits > .habit .tick").nth(place)


@pytest.mark.parametrize("scripted", [True, False])
def test_four_open_ticks_are_in_the_first_screen_of_a_phone_with_what_arrived_above(today, scripted):
    page = today(java_script_enabled=scripted)

    expect(page.locator(".tidings")).to_contain_text("notes")
    expect(page.locator(".today__waits")).to_be_visible()
    for name in ("Help", "Settings"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_in_viewport()
    assert page.evaluate(IN_SIGHT, ROOM_TO_COME) >= 4


@pytest.mark.parametrize(
    ("width", "lines_at_most"),
    [(320, 3), pytest.param(360, 2, marks=AT_NIGHT), pytest.param(1280, 2, marks=AT_NIGHT)],
)
def test_what_arrived_and_what_waits_end_at_whole_words_in_few_lines(today, width, lines_at_most):
    page = today(viewport={"width": width, "height": 740})

    arrived = page.locator(".tidings__text")
    assert re.search(
        r"^Ben notes\W+\w+day: Cook something that neither…\W+and more$", arrived.inner_text()
    ), arrived.inner_text()
    lines = page.locator(".tidings__text, .today__waits > span").filter(visible=True)
    assert lines.count() == (1 if width == 1280 else 2)
    assert lines.evaluate_all(CUT) == []
    assert all(height <= lines_at_most * 24 for height in lines.evaluate_all(HEIGHTS))


def test_a_row_stays_where_it_is_until_the_page_is_opened_again(today):
    page = today()
    before = page.locator(NAMES).all_inner_texts()

    tick_of(page).click()
    expect(tick_of(page)).to_have_accessible_name(f"{before[0]}: done")
    expect(tick_of(page)).to_be_focused()
    expect(page.locator(".strip [aria-current] .dot.colour--plum")).to_have_count(1)
    assert page.locator(NAMES).all_inner_texts() == before

    page.reload()
    assert page.locator(NAMES).all_inner_texts() == [*before[1:], before[0]]
    page.locator(".habit", has_text=before[0]).locator(".tick").click()
    expect(page.locator(".habit", has_text=before[0]).locator(".tick")).to_have_attribute(
        "aria-pressed", "false"
    )


def test_all_of_a_row_that_is_no_button_leads_to_the_habit(today):
    """What is told of it below its name, too; and another amount can be given all the same."""
    page = today()
    row = page.locator(".today__list > .habits > .habit", has=page.locator(".habit__amount"))
    row.locator("summary").click()
    expect(row.get_by_label("How much?")).to_be_visible()

    row.locator(".habit__about").click(force=True)

    expect(page).to_have_url(re.compile(r"/habits/\d+$"))


@AT_NIGHT
def test_a_tick_moves_for_a_moment_and_not_at_all_for_those_whom_it_makes_ill(today):
    durations = "(tick) => [...tick.querySelectorAll('circle, path')].map((each) => getComputedStyle(each).transitionDuration)"
    moves = [tick_of(today(reduced_motion=each)).evaluate(durations) for each in ("no-preference", "reduce")]

    assert {each for duration in moves[0] for each in duration.split(", ")} == {"0.2s"}
    assert {each for duration in moves[1] for each in duration.split(", ")} == {"0s"}


@pytest.mark.parametrize("forced", ["none", "active"])
def test_done_looks_other_than_not_done_in_any_colours(today, forced):
    page = today(forced_colors=forced, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('.tick').forEach((each) => each.blur())")
    tick = page.locator(".habits > .habit .tick[aria-pressed=false]").first
    rings = tick.locator(".rings")
    before = rings.screenshot()

    tick.evaluate("(each) => each.setAttribute('aria-pressed', 'true')")

    assert rings.screenshot() != before


def test_a_wide_screen_has_what_waits_beside_the_list(today):
    page = today(viewport={"width": 1280, "height": 800})

    beside, habits = (page.locator(each).bounding_box() for each in ("#beside", ".habits >> nth=0"))
    assert beside["x"] >= habits["x"] + habits["width"]
    assert beside["y"] < 300
    expect(page.locator(".today__waits")).to_be_hidden()
    expect(page.locator(".letter")).to_contain_text("Sleep well.")
    expect(page.locator("#beside")).to_have_accessible_name("A note from Ben, and what is next")


@AT_NIGHT
def test_a_name_of_many_lines_takes_four_of_them_and_is_heard_whole(today):
    name = today().locator(NAMES).first

    name.evaluate("(name) => name.querySelector('bdi').textContent = 'Walk'.repeat(30)")

    assert (name.bounding_box() or {})["height"] <= 4 * 1.25 * 16 + 1
    expect(name).to_have_accessible_name("Walk" * 30)


FILLED = (
    "(all) => all.map((each) => [each.className.includes('theirs'), getComputedStyle(each).backgroundColor])"
)


@pytest.mark.parametrize(
    "colours",
    [
        pytest.param("none", id="own colours", marks=AT_NIGHT),
        pytest.param("active", id="colours of the system"),
    ],
)
def test_a_mark_in_the_week_says_whose_it_is_without_its_colour(today, colours):
    page = today(forced_colors=colours)
    page.goto(
        str(page.locator(".week__days .turning__way").first.get_attribute("href"))
    )  # a day on which both did something

    marks = page.locator(".strip .dot").evaluate_all(FILLED)

    empty = "rgba(0, 0, 0, 0)"
    assert {theirs for theirs, _ground in marks} == {True, False}
    assert [ground == empty for _theirs, ground in marks] == [theirs for theirs, _ground in marks]


def test_one_tap_lets_the_other_find_that_one_thinks_of_them_and_leads_to_doing_so_too(today):
    adas = today(java_script_enabled=False)
    press_key_on(adas, "Send Ben “thinking of you”")
    expect(adas.get_by_role("status")).to_contain_text("“Thinking of you” is sent.")
    expect(adas.locator("#nudge")).to_contain_text("was sent")

    bens = today(BEN)
    expect(bens.locator(".tidings")).to_contain_text("Ada thinking of you")
    assert bens.evaluate(IN_SIGHT, ROOM_TO_COME) >= 4
    assert not any(what_axe_finds(bens, some(VARIANTS, "thinking of you")).values())
    press_key_on(bens, "thinking of you", role="link")
    expect(bens.locator("#nudge")).to_be_focused()
    expect(bens.get_by_role("button", name="Send Ada “thinking of you”")).to_be_in_viewport()

    bens.reload()
    expect(bens.locator(".habits").first).to_be_visible()
    expect(bens.locator(".tidings")).to_have_count(0)
