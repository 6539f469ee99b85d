"""The page of a habit: its three numbers in one line; its year in colours of the system, done unlike what was not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from tests.browser.arriving import Place
from tests.browser.couples import Household

pytestmark = pytest.mark.browser

HABIT = Place("habit", "one", "/habits/{habit}")
FIGURES = """(all) => all.map((each) => { each.textContent = "128 times"
    const { top, height } = each.getBoundingClientRect()
    return [Math.round(top), height < 2 * parseFloat(getComputedStyle(each).lineHeight)] })"""
LOOKS = """() => Object.fromEntries(["done", "open", "quiet", "to-come", "before"]
    .map((kind) => [kind, document.querySelector(`.cell__day--${kind} .cell__number`)]).filter(([, each]) => each)
    .map(([kind, each]) => { const style = getComputedStyle(each); return [kind, [style.backgroundColor, style.borderTopStyle]] }))"""


def test_in_colours_of_the_system_a_day_that_is_done_is_filled_and_no_other(
    visit: Callable[..., Page], households: dict[str, Household]
) -> None:
    # On the first of a month none of its days is done.
    day = date.fromisoformat(households["everyday"].before) - timedelta(days=10)
    month = replace(HABIT, path=f"{HABIT.path}/{day.year}?month={day.month}")
    looks = visit(month, forced_colors="active").evaluate(LOOKS)

    done = looks.pop("done")
    assert looks and done[0] not in [ground for ground, _border in looks.values()]
    assert {border for kind, (_ground, border) in looks.items() if kind != "open"} == {"none"}


def test_three_numbers_stand_in_one_line_of_a_phone_and_none_is_torn(visit: Callable[..., Page]) -> None:
    figures = visit(HABIT).locator(".figures dd").evaluate_all(FIGURES)

    assert len(figures) == 3
    assert len({top for top, _whole in figures}) == 1, figures
    assert all(whole for _top, whole in figures)
