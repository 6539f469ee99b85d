"""The bar below a page on a phone: whatever size letters have, each label is its own, whole or parted at its hyphen."""

from collections.abc import Callable
from itertools import pairwise, product

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.arriving import Place
from tests.browser.fitting import letters

pytestmark = pytest.mark.browser

HEIGHT = 740
LABELS = ["Today", "Habits", "Check-in", "Wall", "Ways", "Exit"]

# The lines of each label, where they begin and end, and where the drawing over them begins.
SHOWN = """(links) => links.map((link) => {
    const text = [...link.childNodes].find((each) => each.nodeType === Node.TEXT_NODE && each.data.trim())
    const range = document.createRange(), lines = []
    range.selectNodeContents(text)
    const { left, right } = range.getBoundingClientRect()
    const start = text.data.search(/\\S/), end = text.data.trimEnd().length
    for (let at = start; at < end; at += 1) {
        range.setStart(text, at)
        range.setEnd(text, at + 1)
        const { top } = range.getBoundingClientRect()
        if (lines.at(-1)?.top === top) lines.at(-1).words += text.data[at]
        else lines.push({ top, words: text.data[at] })
    }
    return [lines.map((line) => line.words), left, right, link.querySelector("svg").getBoundingClientRect().top]
})"""


@pytest.mark.parametrize("path", ["/check-in", "/habits"])
def test_labels_stay_whole_and_apart_however_large_letters_are(visit: Callable[..., Page], path: str) -> None:
    page = visit(Place("the bar", "one", path))

    for width, pixels in product((320, 360, 412), (16, 18, 20, 24, 28, 32)):
        page.set_viewport_size(ViewportSize(width=width, height=HEIGHT))
        with letters(page, pixels):
            shown = page.locator(".around .around__link, .exit .around__link").evaluate_all(SHOWN)
        shown.sort(key=lambda each: each[1])

        lines = [each[0] for each in shown]
        assert ["".join(each) for each in lines] == LABELS, (width, pixels)
        assert all(begun.endswith("-") for each in lines for begun in each[:-1]), (width, pixels, lines)
        assert all(before[2] < after[1] for before, after in pairwise(shown)), (width, pixels, shown)
        assert len({round(top) for *_label, top in shown}) == 1, (width, pixels, shown)
        assert 0 <= shown[0][1] <= shown[-1][2] <= width, (width, pixels, shown)
