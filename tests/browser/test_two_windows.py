"""Two people change the same thing at the same time, on phones, without JavaScript: the second sees both."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import what_axe_finds
from tests.browser.couples import COUPLES, EVERYDAY, HOST, OTHER
from tests.whole import only_whole

pytestmark = [
    pytest.mark.browser,
    pytest.mark.whole(
        "tests/web/test_overwriting.py sends every form over what has changed meanwhile, in every run"
    ),
]

ODD = [
    only_whole(words.key, why="names of any letters and lengths fit every page, this one too, in every run")
    for words in COUPLES[1:]
]
KEYS = [EVERYDAY.key, *ODD]


@pytest.mark.parametrize("key", KEYS)
def test_the_second_sees_what_the_first_has_changed_and_says_what_stands(households, page_of, key):
    address = f"/habits/{households[key].habit}/edit"
    first, second = (opened(page_of, f"{key}-{who}", address) for who in (HOST, OTHER))
    name, cue = first.get_by_label("What will you do?"), first.get_by_label("When, or after what?")
    fits = name.input_value()[:40]
    name.fill(f"{fits} 🌿")
    cue.fill("After the tea")
    first.get_by_role("button", name="Save").click()

    mine = second.get_by_label("What will you do?")
    mine.fill(f"{fits} 🍵")
    second.get_by_role("button", name="Save").click()

    told = second.get_by_role("alert")
    expect(told).to_be_focused()
    expect(told).to_contain_text(f"{fits} 🌿")
    expect(told).to_contain_text(f"{fits} 🍵")
    expect(mine).to_have_value(f"{fits} 🍵")
    expect(second.get_by_label("When, or after what?")).to_have_value("After the tea")
    assert second.evaluate("document.documentElement.scrollWidth <= innerWidth")

    second.get_by_role("button", name="Save").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text(f"{fits} 🍵")


def test_the_second_can_leave_it_as_it_is_there_now(households, page_of):
    address = f"/habits/{households['everyday'].habit}/edit"
    first, second = (opened(page_of, f"everyday-{who}", address) for who in (HOST, OTHER))
    first.get_by_label("When, or after what?").fill("On the balcony")
    first.get_by_role("button", name="Save").click()
    second.get_by_label("When, or after what?").fill("In the kitchen")
    second.get_by_role("button", name="Save").click()

    second.get_by_role("link", name="Leave it as it is now").click()

    expect(second.get_by_label("When, or after what?")).to_have_value("On the balcony")


def test_what_changed_is_out_of_reach_for_nobody(households, page_of):
    address = f"/habits/{households['strange'].habit}/edit"
    first = opened(page_of, f"strange-{HOST}", address)
    second = opened(page_of, f"strange-{OTHER}", address, reduced_motion="reduce")
    first.get_by_label("When, or after what?").fill("על המרפסת")
    first.get_by_role("button", name="Save").click()
    second.get_by_label("When, or after what?").fill("🪴")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_role("alert")).to_be_focused()

    found = what_axe_finds(second)
    assert found == dict.fromkeys(found, [])


def opened(page_of, who: str, address: str, **wishes: object) -> Page:
    page = page_of(who, **(wishes or {"java_script_enabled": False}))
    page.goto(address)
    return page
