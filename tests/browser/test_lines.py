"""Where lines end: not within a word that is one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.places import PLACES

pytestmark = pytest.mark.browser

# On how many lines each such word of a page stands.
LINES_OF_EACH = r"""() => {
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), range = document.createRange()
    const lines = []
    while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/e-\u2060?mail/g)) {
        range.setStart(walk.currentNode, word.index)
        range.setEnd(walk.currentNode, word.index + word[0].length)
        lines.push(new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size)
    }
    return lines
}"""


@pytest.mark.parametrize("name", ["register with errors", "change the address, no mails"])
def test_no_line_ends_within_e_mail(visit: Callable[..., Page], name: str) -> None:
    page = visit(next(place for place in PLACES if place.name == name))

    lines = []
    for width in range(140, 500, 4):
        page.set_viewport_size({"width": width, "height": 740})
        lines += page.evaluate(LINES_OF_EACH)

    assert set(lines) == {1}
