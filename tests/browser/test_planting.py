"""How somebody comes to a habit: one's own words are first in sight, and what we have thought of is two taps away."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.arriving import Place

pytestmark = pytest.mark.browser

NEW = Place("a new habit", "one", "/habits/new")


@pytest.mark.parametrize("scripted", [True, False])
def test_whoever_has_a_habit_in_mind_writes_it_in_the_first_screen(
    visit: Callable[..., Page], scripted: bool
) -> None:
    page = visit(NEW, java_script_enabled=scripted)

    expect(page.get_by_label("What will you do?")).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Or take an idea of ours")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scripted", [True, False])
def test_a_ready_made_habit_is_two_taps_away_and_stands_in_the_form_at_once(
    visit: Callable[..., Page], scripted: bool
) -> None:
    page = visit(NEW, java_script_enabled=scripted)

    page.get_by_text("Or take an idea of ours").click()
    page.get_by_role("link", name="Thank your partner for one exact thing they did today").click()

    name = page.get_by_label("What will you do?")
    expect(name).to_have_value("Thank your partner for one exact thing they did today")
    expect(name).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("It belongs to")).to_have_value("9")
