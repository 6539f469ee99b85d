"""The wall gives before it asks: words are the largest thing on it, and what one writes is neither hidden nor lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.arriving import Place
from tests.browser.hurrying import DRAFT, hurry
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.storage import STORED

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole(
    "every run keeps a line that was begun and an answer, and puts neither before anybody else"
)

ONE = Place("wall", "one", "/wall")
WORDS = "When you came home, I could breathe again."
LABEL = "What do you appreciate about Sasha?"

# Of each paper with nothing but words on it, on more than one line: how much of it is words.
SHARES = """(papers) => papers
    .filter((paper) => !paper.querySelector("img, .note__answer"))
    .map((paper) => [paper.querySelector(".note__body").getBoundingClientRect(), paper.getBoundingClientRect()])
    .filter(([words]) => words.height > 50)
    .map(([words, paper]) => (words.width * words.height) / (paper.width * paper.height))"""
LARGEST = """() => Math.max(...[...document.querySelectorAll("main *")]
    .filter((each) => each.checkVisibility() && !each.closest(".note"))
    .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""
UNDER_THE_BAR = """(button) => {
    const box = button.getBoundingClientRect()
    return box.bottom > document.querySelector(".around").getBoundingClientRect().top
}"""
LETTERING = "(body) => parseFloat(getComputedStyle(body).fontSize)"
LEFT = "(notes) => notes.map((note) => Math.round(note.getBoundingClientRect().left))"


def test_at_least_half_of_a_paper_is_words_and_the_newest_of_the_others_are_the_largest(
    visit: Callable[..., Page],
) -> None:
    page = visit(ONE)

    shares = page.locator(".note__paper").evaluate_all(SHARES)
    sizes = page.locator(".note__body").evaluate_all(f"(all) => all.map({LETTERING})")

    assert len(shares) > 3
    assert min(shares) >= 0.5
    assert {20 <= size <= 28 for size in sizes} == {True}
    assert page.locator(".note--leading .note__body").evaluate(LETTERING) > page.evaluate(LARGEST)


@AT_NIGHT
def test_columns_begin_at_700_pixels_and_the_order_stays(visit: Callable[..., Page]) -> None:
    page = visit(ONE)
    lists = page.locator(".wall")

    found = {}
    for width in (690, 700, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = max(
            len(set(lists.nth(n).locator(".note").evaluate_all(LEFT))) for n in range(lists.count())
        )

    assert found == {690: 1, 700: 2, 1280: 2}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/wall", "line to Sasha"),
        pytest.param("/wall/jar", "Put a note in", marks=AT_NIGHT),
        pytest.param("/reflections/new?topic=free", "", marks=AT_NIGHT),
    ],
)
def test_what_sends_words_is_never_under_the_bar(visit: Callable[..., Page], path: str, line: str) -> None:
    page = visit(Place("a page to write on", "one", path))
    if line:
        page.locator("summary").filter(has_text=line).click()
    words = page.locator("textarea")
    button = page.locator(".at-hand .button")

    assert not button.evaluate(UNDER_THE_BAR)
    words.focus()
    page.keyboard.insert_text("One line\n" * 60)
    assert not button.evaluate(UNDER_THE_BAR)
    words.evaluate("(words) => words.scrollIntoView({ block: 'start' })")
    assert not button.evaluate(UNDER_THE_BAR)
    reach(page, button)
    assert not button.evaluate(UNDER_THE_BAR)


def reach(page: Page, control: Locator) -> None:
    for _press in range(12):
        page.keyboard.press("Tab")
        if control.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError("The button cannot be reached")


@pytest.fixture
def alone(meet: Callable[..., Partner], lodging: Lodging) -> Callable[..., Partner]:
    """Somebody who lives here alone, at their wall."""

    def live(**wishes: object) -> Partner:
        ada = meet("Ada", **wishes)
        lodging.move_in(ada)
        hurry(ada.page, DRAFT)
        ada.open("/wall")
        ada.unfold("A line for your partner")
        return ada

    return live


FOR_SOMEBODY = "What do you appreciate about your partner?"


def test_a_line_that_was_begun_is_there_in_another_window_until_it_is_sent(
    alone: Callable[..., Partner],
) -> None:
    ada = alone()
    ada.page.locator("button.opener").first.click()
    begun = ada.page.get_by_label(FOR_SOMEBODY).input_value()
    ada.read("Kept as a draft, not sent")
    ada.page.close()

    ada.page = ada.page.context.new_page()
    ada.open("/wall")
    ada.unfold("Go on with your line")
    expect(ada.page.get_by_label(FOR_SOMEBODY)).to_have_value(begun)
    ada.write(FOR_SOMEBODY, WORDS)
    ada.press("Put it on the wall")
    ada.read("Your note is on the wall, and waits there for your partner.")
    expect(ada.page.locator(".note__body")).to_have_text(WORDS)
    ada.unfold("A line for your partner")
    expect(ada.page.get_by_label(FOR_SOMEBODY)).to_have_value("")


@AT_NIGHT
def test_a_line_is_kept_without_a_script_as_well(alone: Callable[..., Partner]) -> None:
    ada = alone(scripted=False)
    ada.write(FOR_SOMEBODY, WORDS)
    ada.press("Keep it as a draft")
    ada.read("Kept as a draft.")

    ada.unfold("Go on with your line")
    expect(ada.page.get_by_label(FOR_SOMEBODY)).to_have_value(WORDS)


def test_an_answer_outlives_a_page_that_is_left_and_not_its_being_sent(visit: Callable[..., Page]) -> None:
    page = visit(ONE)
    before = page.locator(".note--leading .note__answer").count()
    page.locator(".note--leading summary").filter(has_text="Answer").click()
    page.locator(".note--leading").get_by_label("Your answer").fill("Both of us")

    page.goto("/today")
    page.goto("/wall")

    answer = page.locator(".note--leading").get_by_label("Your answer")
    expect(answer).to_be_visible()
    expect(answer).to_have_value("Both of us")
    page.locator(".note--leading").get_by_role("button", name="Send").click()
    expect(page.locator(".note--leading .note__answer")).to_have_count(before + 1)
    page.wait_for_load_state()  # by then the page knows that it is the answer
    assert page.evaluate(STORED) == []
    bar = page.get_by_role("navigation", name="Around Tend")
    bar.get_by_role("link", name="Today").click()
    page.wait_for_url("**/today")
    bar.get_by_role("link", name="Wall").click()
    page.wait_for_url("**/wall")
    assert page.evaluate(STORED) == []
    expect(answer).to_be_hidden()


@AT_NIGHT
def test_a_note_is_found_by_its_words(visit: Callable[..., Page]) -> None:
    page = visit(ONE)
    page.get_by_label("Words in a note or an answer").fill("EARLY train")
    page.get_by_role("button", name="Search").click()

    expect(page.get_by_role("heading", name="Found on the wall")).to_be_visible()
    expect(page.locator(".note__body").first).to_contain_text("You took the early train")


def test_what_a_tab_kept_for_one_person_is_put_before_no_other(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada, ben = meet("Ada"), meet("Ben")
    lodging.move_in_together(ada, ben)
    ada.open("/dates/new")
    ada.write("What will you do?", "Tea with Ben")
    ben.open("/settings/leave")
    ben.press("Leave now")

    ada.open("/dates/new")

    ada.read("Begun for somebody who has left")
    ada.read("Tea with Ben")
    expect(ada.page.get_by_label("What will you do?")).to_have_value("")
    ada.page.reload()
    ada.press("Go on with it")
    expect(ada.page.get_by_label("What will you do?")).to_have_value("Tea with Ben")
    expect(ada.page.get_by_text("Begun for somebody who has left")).to_have_count(0)
