"""The check-in as it is filled in: two circles, drawn together by hand, and one card after the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser.hurrying import DRAFT, hurry
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("every run draws by hand and by thumb, and leafs from card to card to the seal")
BOTH_WAYS = pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
BAR = "document.querySelector('.around').getBoundingClientRect().top"


@dataclass
class Circles:
    """The large pair of a page, and which answer it has come to."""

    page: Page

    @property
    def box(self) -> dict[str, float]:
        box = self.page.locator(".closeness__pairs").bounding_box()
        assert box
        return {"x": box["x"], "y": box["y"] + box["height"] / 2, "width": box["width"]}

    @property
    def chosen(self) -> list[str]:
        return [each.input_value() for each in self.page.locator(".closeness input:checked").all()]

    @property
    def drawn(self) -> Locator:
        return self.page.locator(".near").filter(visible=True)

    def apart(self) -> float:
        """How far the two lie from each other, in circles: 1 where they just touch."""
        boxes = [
            self.drawn.locator(circle).bounding_box()
            for circle in (".near__theirs > :first-child", ".near__own")
        ]
        start, end = (each["x"] + each["width"] / 2 for each in boxes if each)
        return (end - start) / (self.drawn.bounding_box() or {"width": 0})["width"] * 64 / 20


@pytest.fixture
def ada(meet: Callable[..., Partner], lodging: Lodging) -> Partner:
    ada = meet("Ada")
    lodging.move_in(ada)
    hurry(ada.page, DRAFT)
    ada.open("/check-in")
    ada.page.get_by_text("Draw them together").wait_for()  # by then they can be drawn
    return ada


@pytest.fixture
def fingers(meet: Callable[..., Partner], lodging: Lodging) -> Iterator[tuple[Partner, CDPSession]]:
    """Somebody with a touch screen, and what their thumb does."""
    ada = meet("Ada", has_touch=True)
    lodging.move_in(ada)
    ada.open("/check-in")
    ada.page.get_by_text("Draw them together").wait_for()
    session = ada.page.context.new_cdp_session(ada.page)
    yield ada, session
    session.detach()


@BOTH_WAYS
def test_the_circles_and_the_seal_are_in_the_first_screen(
    meet: Callable[..., Partner], lodging: Lodging, scripted: bool
) -> None:
    ada = meet("Ada", scripted=scripted)
    lodging.move_in(ada)
    ada.open("/check-in")
    bar = ada.page.evaluate(BAR) if scripted else 740 - 57

    for seen in (
        ada.page.locator(".closeness__pairs"),
        ada.page.locator(".closeness__choice").first,
        ada.page.get_by_role("button", name="Keep it", exact=True).first,
    ):
        box = seen.bounding_box()
        assert box and box["y"] > 0 and box["y"] + box["height"] <= bar


def drag(page: Page, start: tuple[float, float], by: tuple[float, float], *, let_go: bool = True) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    for part in range(1, 9):
        page.mouse.move(start[0] + by[0] * part / 8, start[1] + by[1] * part / 8)
    if let_go:
        page.mouse.up()


def test_a_hand_draws_them_together_and_sets_the_button_that_says_so(ada: Partner) -> None:
    circles = Circles(ada.page)
    box = circles.box
    own, partners = (box["x"] + box["width"] * 0.8, box["y"]), (box["x"] + box["width"] * 0.2, box["y"])
    assert circles.chosen == []

    drag(ada.page, own, (-box["width"] * 11 / 64, 0))
    assert circles.chosen == ["3"]
    expect(ada.page.get_by_role("radio", name="Just touching")).to_be_checked()
    assert circles.apart() == pytest.approx(1, abs=0.01)
    ada.read("Saved as a draft")

    drag(ada.page, partners, (box["width"] * 5 / 64, 0))  # the other circle leads as well
    assert circles.chosen == ["5"]
    assert circles.apart() == pytest.approx(0.5, abs=0.01)

    drag(ada.page, own, (400, 300))  # out of the window, where it is let go of
    assert circles.chosen == ["1"]


TURNED = """() => {
    const cancel = new PointerEvent("pointercancel", { pointerId: 1, bubbles: true })
    document.querySelector(".closeness__pairs").dispatchEvent(cancel)
}"""


# Pages hear of another size before they are drawn with it.
DRAWN_ANEW = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


@AT_NIGHT
@pytest.mark.parametrize("cancelled", [False, True], ids=["still held", "taken away"])
def test_a_phone_that_is_turned_in_the_middle_of_a_stroke_keeps_what_was_said(
    ada: Partner, cancelled: bool
) -> None:
    circles = Circles(ada.page)
    box = circles.box
    own = (box["x"] + box["width"] * 0.8, box["y"])
    drag(ada.page, own, (-box["width"] * 11 / 64, 0), let_go=False)
    assert circles.chosen == ["3"]

    if cancelled:  # as phones do before they turn
        ada.page.evaluate(TURNED)
        assert circles.chosen == []
    ada.page.set_viewport_size({"width": 740, "height": 360})
    ada.page.evaluate(DRAWN_ANEW)
    ada.page.wait_for_function("() => document.querySelector('.closeness input:checked')?.value === '3'")
    ada.page.mouse.move(600, 200)
    ada.page.mouse.move(700, 200)
    assert circles.chosen == ["3"]
    ada.page.mouse.up()

    assert circles.chosen == ["3"]
    assert circles.apart() == pytest.approx(1, abs=0.01)


@AT_NIGHT
def test_a_tap_chooses_nothing_and_what_is_taken_away_from_the_hand_goes_back(ada: Partner) -> None:
    circles = Circles(ada.page)
    box = circles.box
    own = (box["x"] + box["width"] * 0.8, box["y"])

    ada.page.mouse.click(*own)
    assert circles.chosen == []

    drag(ada.page, own, (-80, 0), let_go=False)
    assert circles.chosen != []
    ada.page.locator(".closeness__pairs").dispatch_event("pointercancel", {"pointerId": 1})
    ada.page.mouse.up()
    assert circles.chosen == []


def stroke(thumb: CDPSession, start: tuple[float, float], by: tuple[float, float]) -> None:
    def touch(kind: str, at: float) -> None:
        points = [{"x": start[0] + by[0] * at, "y": start[1] + by[1] * at}] if kind != "touchEnd" else []
        thumb.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 0)
    for part in range(1, 13):
        touch("touchMove", part / 12)
    touch("touchEnd", 1)


def test_a_thumb_draws_across_and_scrolls_up_and_down(fingers: tuple[Partner, CDPSession]) -> None:
    ada, thumb = fingers
    circles = Circles(ada.page)
    box = circles.box
    own = (box["x"] + box["width"] * 0.8, box["y"])

    stroke(thumb, own, (8, -200))
    ada.page.wait_for_function("() => scrollY > 50")
    assert circles.chosen == []

    ada.open("/check-in")  # a page that was thrown up still moves
    stroke(thumb, (358, box["y"]), (-120, 0))  # from the edge, where phones go back
    assert circles.chosen == []

    stroke(thumb, own, (-box["width"] * 16 / 64, 0))
    ada.page.wait_for_function("() => document.querySelector('.closeness input:checked')?.value === '5'")


def test_one_card_is_there_at_a_time_and_the_seal_beside_each(ada: Partner) -> None:
    cards = ada.page.locator(".cards__card").filter(visible=True)
    on, back = (ada.page.get_by_role("button", name=name, exact=True) for name in ("Next", "Back"))
    names = []
    expect(back).to_be_hidden()

    while on.is_visible():
        expect(cards).to_have_count(1)
        expect(ada.page.get_by_role("button", name="Keep it", exact=True)).to_have_count(1)
        names.append(cards.locator("legend, label, h2").first.inner_text())
        on.click()
    back.click()

    assert names[:4] == [
        "How close do I feel to my partner?",
        "What I appreciated this week",
        "What went well",
        "Ten short statements",
    ]
    assert len(names) == 3 + 10 + 3  # and the line of one's own, from which nothing leads on
    expect(ada.page.get_by_label("One small thing for the coming week")).to_be_visible()


def test_what_is_left_open_again_is_not_sent(ada: Partner) -> None:
    statement = ada.page.get_by_role("group", name="I looked after myself.")
    ada.turn_to(statement)
    leave = statement.locator(".steps__none")
    expect(leave).to_have_css("opacity", "0")

    statement.locator("label").filter(has_text="Mostly").click()
    ada.read("Saved as a draft")
    expect(leave).to_have_css("opacity", "1")
    leave.click()

    expect(statement.get_by_role("radio", name="Leave it open")).to_be_checked()
    ada.read("Saved as a draft")
    expect(statement.get_by_role("radio", name="Mostly")).not_to_be_checked()


@AT_NIGHT
def test_what_is_chosen_is_drawn_where_the_system_has_the_colours(
    meet: Callable[..., Partner], lodging: Lodging
) -> None:
    ada = meet("Ada", forced_colors="active")
    lodging.move_in(ada)
    ada.open("/check-in")
    choice = ada.page.locator(".closeness__choice").nth(2)
    before = choice.screenshot()

    choice.click()
    ada.page.mouse.move(0, 0)

    assert choice.screenshot() != before
