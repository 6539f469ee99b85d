"""What a whole Chromium thinks of Tend as something to put on a home screen, and what only an icon's own window shows."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import PHONE, SWITCHES
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("tests/installing reads the manifest and all its icons in every run")

PATHS = ("/", "/login", "/today", "/settings/home-screen")
# Under which conditions a rule holds that shows the elements of a class.
CONDITIONS = """(selector) => {
    const found = []
    const walk = (rules, within) => {
        for (const rule of rules) {
            const here = rule.conditionText ? [...within, rule.conditionText] : within
            const style = rule.style ?? rule
            if (rule.selectorText === selector) walk(rule.cssRules, [...here, selector])
            else if (within.includes(selector) && style.display === "block") found.push(here.slice(1))
            else if (rule.cssRules) walk(rule.cssRules, here)
        }
    }
    for (const sheet of document.styleSheets) walk(sheet.cssRules, [])
    return found
}"""


@pytest.fixture
def whole(browser: Browser, address: str, lodging: Lodging, tmp_path: Path) -> Iterator[BrowserContext]:
    """A Chromium as somebody has it who has installed it, and is logged in: others know nothing of home screens."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("No whole Chromium here: apt-get install chromium.")
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=path,
        args=list(SWITCHES),
        base_url=address,
        viewport=PHONE,
        locale="en-GB",
    )
    context.add_cookies([lodging.kept_cookie_of("newcomer")])
    yield context
    context.close()


@AT_NIGHT
def test_chromium_finds_nothing_that_is_in_the_way_of_installing_it(whole: BrowserContext) -> None:
    page = whole.new_page()
    devtools = whole.new_cdp_session(page)

    for path in PATHS:
        page.goto(path)
        read = devtools.send("Page.getAppManifest")
        wrong = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]

        assert (path, read["url"].rpartition("/")[2], read["errors"]) == (path, "manifest.webmanifest", [])
        assert (path, wrong) == (path, [])


@AT_NIGHT
def test_it_would_say_what_is_in_the_way(whole: BrowserContext) -> None:
    page = whole.new_page()
    devtools = whole.new_cdp_session(page)
    page.goto("/measures")

    (wrong,) = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert wrong["errorId"] == "no-manifest"


def test_only_an_icon_of_an_iphone_says_at_the_door_that_its_log_in_is_its_own(
    meet: Callable[..., Partner],
) -> None:
    page: Page = meet("Ada").page
    page.goto("/login")

    assert not page.locator(".apart").is_visible()
    assert page.evaluate(CONDITIONS, ".apart") == [
        ["(display-mode: standalone)", "(-webkit-touch-callout:none)"]
    ]
