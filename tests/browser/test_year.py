"""The year of a habit in colours of the system: what was done looks otherwise than what was not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.places import Place

pytestmark = pytest.mark.browser

HABIT = Place("habit", "one", "/habits/{habit}")
LOOKS = """() => Object.fromEntries(["done", "open", "quiet", "to-come", "before"]
    .map((kind) => [kind, document.querySelector(`.cell__day--${kind} .cell__number`)]).filter(([, each]) => each)
    .map(([kind, each]) => { const style = getComputedStyle(each); return [kind, [style.backgroundColor, style.borderTopStyle]] }))"""


def test_in_colours_of_the_system_a_day_that_is_done_is_filled_and_no_other(
    visit: Callable[..., Page],
) -> None:
    looks = visit(HABIT, forced_colors="active").evaluate(LOOKS)

    done = looks.pop("done")
    assert looks and done[0] not in [ground for ground, _border in looks.values()]
    assert {border for kind, (_ground, border) in looks.items() if kind != "open"} == {"none"}
