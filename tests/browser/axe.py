"""axe, which finds what is out of reach for people who see, hear or move differently.

It works in a world of its own beside the page's, where it sees all of the page and the page's policy does not keep it out.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page

from tests.whole import RUN

SCRIPT = Axe().axe_script
CONTRAST = ["color-contrast"]
NARROW, WIDE = 360, 1280

Finding = tuple[str, str, str]


class Examiner:
    """Looks over the page that is open, as often as it is asked."""

    def __init__(self, session: CDPSession) -> None:
        self.session = session
        frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self.world = session.send("Page.createIsolatedWorld", {"frameId": frame})["executionContextId"]
        self.run(f"{SCRIPT}\n0")

    def findings(self, rules: list[str] | None = None) -> list[Finding]:
        """The rules that the page does not keep, where, and why: all rules, or only those that are named."""
        wanted: dict[str, Any] = {"resultTypes": ["violations"]}
        if rules:
            wanted["runOnly"] = {"type": "rule", "values": rules}
        violations = self.run(f"axe.run({json.dumps(wanted)}).then((found) => found.violations)")
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


def what_axe_finds(page: Page) -> dict[tuple[int, str], list[Finding]]:
    """By width and theme: all rules once, and everywhere how well letters stand out, which alone depends on colours."""
    found = {}
    with examining(page) as examiner:
        for width in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": 740})
            for theme in ("dark", "light"):
                page.emulate_media(color_scheme=theme)
                everything = RUN.whole or (width, theme) == (NARROW, "light")
                found[width, theme] = examiner.findings([] if everything else CONTRAST)
    return found
