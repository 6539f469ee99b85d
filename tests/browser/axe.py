"""axe, which finds what is out of reach for people who see, hear or move differently.

It works in a world of its own beside the page's, where it sees all of the page and the page's policy does not keep it out.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page, ViewportSize

SCRIPT = Axe().axe_script
# Whose HTML is shown needs no other name. A rule that is an experiment of theirs is a promise of ours: what is said
# begins with what is seen, so that whoever speaks to their phone is understood. No rule of these looks into sheets that
# were read before, nor at films: to read them costs a fifth.
WANTED = {
    "resultTypes": ["violations"],
    "selectors": False,
    "preload": False,
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}
NARROW, WIDE = 360, 1280
HEIGHT = 740

Variant = tuple[int, Literal["light", "dark"]]
Finding = tuple[str, str, str]

VARIANTS: tuple[Variant, ...] = ((NARROW, "light"), (NARROW, "dark"), (WIDE, "light"), (WIDE, "dark"))


class Examiner:
    """Looks over the page that is open, as often as it is asked."""

    def __init__(self, session: CDPSession) -> None:
        self.session = session
        frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self.world = session.send("Page.createIsolatedWorld", {"frameId": frame})["executionContextId"]
        self.run(f"{SCRIPT}\n0")

    def findings(self) -> list[Finding]:
        """The rules that the page does not keep, where, and why."""
        violations = self.run(f"axe.run({json.dumps(WANTED)}).then((found) => found.violations)")
        return [
            (rule["id"], node["html"], node["failureSummary"])
            for rule in violations
            for node in rule["nodes"]
        ]

    def run(self, script: str) -> Any:
        wishes = {"contextId": self.world, "awaitPromise": True, "returnByValue": True}
        answer = self.session.send("Runtime.evaluate", {"expression": script, **wishes})
        assert "exceptionDetails" not in answer, answer
        return answer["result"]["value"]


@contextmanager
def examining(page: Page) -> Iterator[Examiner]:
    session = page.context.new_cdp_session(page)
    yield Examiner(session)
    session.detach()


def what_axe_finds(page: Page, variants: Sequence[Variant] = VARIANTS) -> dict[Variant, list[Finding]]:
    """By width and theme, what does not keep the rules."""
    found = {}
    with examining(page) as examiner:
        for width, theme in variants:
            widen(page, width)
            page.emulate_media(color_scheme=theme)
            found[width, theme] = examiner.findings()
    return found


def widen(page: Page, width: int) -> None:
    """Let a page be so wide, unless it is: to lay it out anew takes as long as to look at it."""
    if page.viewport_size != (wished := ViewportSize(width=width, height=HEIGHT)):
        page.set_viewport_size(wished)
