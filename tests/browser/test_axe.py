"""Nothing on any page is out of reach for people who see, hear or move differently."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.places import PLACES, Place

pytestmark = pytest.mark.browser

AXE = Axe().axe_script
EVERYTHING = {"resultTypes": ["violations"]}
NARROW = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 740}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_axe_finds_nothing(visit: Callable[..., Page], place: Place) -> None:
    page = visit(place, bypass_csp=True, reduced_motion="reduce")  # the policy would not let axe in
    page.evaluate(AXE)

    found = {}
    for width, size in (("narrow", NARROW), ("wide", WIDE)):
        page.set_viewport_size(size)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            found[width, theme] = findings(page)

    assert found == dict.fromkeys(found, [])


def findings(page: Page) -> list[tuple[str, str, str]]:
    """The rules a page does not keep, where, and why."""
    violations = page.evaluate("rules => axe.run(rules).then((found) => found.violations)", EVERYTHING)
    return [
        (rule["id"], node["html"], node["failureSummary"]) for rule in violations for node in rule["nodes"]
    ]
