"""The tools of the strategies, as two people use them; once more without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.whole import only_whole

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("tests/dates, tests/wall and tests/guide take each of these steps in every run")

NOTE = "You carried the shopping up, and I could sit down for a moment."
FOR_LATER = "Whatever today was like: I am glad that you are here."
SWIM = "A swim before work"


WITHOUT = only_whole(False, why="without JavaScript one of two lives from sign-up to farewell in every run")


@pytest.fixture(params=[True, WITHOUT], ids=["with JavaScript", "without JavaScript"])
def couple(
    request: pytest.FixtureRequest, meet: Callable[..., Partner], lodging: Lodging
) -> tuple[Partner, Partner]:
    ada, ben = meet("Ada", scripted=request.param), meet("Ben", scripted=request.param)
    lodging.move_in_together(ada, ben)
    return ada, ben


@AT_NIGHT
def test_a_date_from_the_idea_to_a_note_about_it(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    ben.plant("Do one thing together", for_whom="Together")

    ada.open("/guide/time")
    ada.follow("Ideas")
    ada.follow("Draw one")
    idea = ada.page.get_by_role("heading", level=1).inner_text()
    ada.follow("Plan it")
    expect(ada.page.get_by_label("What will you do?")).to_have_value(idea)
    ada.page.get_by_label("Day").fill(ada.page.evaluate("new Date().toLocaleDateString('sv')"))
    ada.page.get_by_label("Who prepares it?").select_option("Ben")
    ada.press("Plan it")
    ada.read(idea)

    ben.open("/today")
    ben.read(idea)
    ben.follow(f"See it: {idea}")
    ben.write("A line about it", "Cold, and we laughed.")
    ben.press("We did it")
    ben.read("Cold, and we laughed.")
    ben.follow("Begin a note about it")
    expect(ben.page.get_by_label("About", exact=True)).to_have_value("strategy-3")

    ada.open("/us")
    ada.follow(idea)
    ada.read("Cold, and we laughed.")
    ada.open("/guide/time")
    ada.read("1 date")


@AT_NIGHT
def test_a_note_is_reacted_to_answered_and_pinned(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    ada.open("/guide/gratitude")
    ada.follow("To the wall")
    ada.unfold("A line to Ben")
    ada.write("What do you appreciate about Ben?", NOTE)
    ada.press("Put it on the wall")
    ada.read("Your note is on the wall.")

    ben.open("/wall")
    ben.press("Touched me")
    ben.page.locator("summary").filter(has_text="Answer").click()
    ben.write("Your answer", "You had earned it.")
    ben.press("Send")
    ben.read("You had earned it.")
    ben.press("Pin")
    ben.read("pinned")

    ada.open("/wall")
    ada.read("You had earned it.")
    ada.read("Touched me")
    expect(ada.page.get_by_role("heading", name="Pinned")).to_be_visible()


def test_a_note_in_the_jar_is_opened_and_its_writer_never_knows(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    ada.open("/wall/jar")
    ada.unfold("Put a note in")
    ada.write("For a hard day", FOR_LATER)
    ada.press("Put it into the jar")
    ada.read("It is in the jar.")
    ada.open("/wall/jar")
    as_it_was = ada.page.locator("main").inner_text()

    ben.open("/guide/gratitude")
    ben.follow("Rainy-day jar")
    ben.never_see(FOR_LATER)
    ben.press("Look into the jar")
    ben.read(FOR_LATER)
    expect(ben.page.get_by_role("button", name="Look into the jar")).to_have_count(0)

    ada.open("/wall/jar")
    assert ada.page.locator("main").inner_text() == as_it_was


@AT_NIGHT
def test_the_guide_leads_to_a_habit_of_ones_own_and_back(couple: tuple[Partner, Partner]) -> None:
    ada, ben = couple
    ada.open("/guide")
    ada.write("Search tools, settings, the guide and your own words", "swallows worry")
    ada.press("Search")
    ada.page.get_by_role("link", name="Look after yourself").click()
    ada.read("Nothing is planted here yet.")
    ada.follow("Plant one for yourself alone")
    expect(ada.page.get_by_label("Not for my partner")).to_be_checked()
    ada.write("What will you do?", SWIM)
    ada.press("Plant it")
    ada.tick(SWIM)
    ada.open("/guide/selfcare")
    ada.read("1 small thing done")
    ada.follow(SWIM)
    ada.follow("Look after yourself")
    ada.read(SWIM)

    for path in ("/guide/selfcare", "/us", "/garden", "/today", "/habits"):
        ben.open(path)
        ben.never_see(SWIM, "1 small thing done")


@AT_NIGHT
def test_a_question_is_answered_where_it_comes_up(couple: tuple[Partner, Partner]) -> None:
    ada, _ben = couple
    ada.open("/talk")
    answer = ada.page.get_by_text("Then do not pull.")
    expect(answer).to_be_hidden()

    ada.page.locator("summary").filter(has_text="What if my partner will not open up?").click()

    expect(answer).to_be_visible()
