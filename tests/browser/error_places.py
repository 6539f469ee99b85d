"""The pages of what goes wrong, each as somebody comes to it who did nothing odd."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.arriving import GUEST, Place, press, stay

TYPED = "You took the early train so that we had the evening. " * 3 + "W" * 120
TOO_MUCH = 600_000
ODD_TOKEN = "document.querySelector('main [name=csrf_token]').value = 'of-another-visit'"
ENOUGH = "(count) => { document.querySelector('main textarea').value = 'W'.repeat(count) }"


def plan_after(change: Callable[[Page], None]) -> Callable[[Page], None]:
    """Plan a date and send it, after something has changed meanwhile."""

    def act(page: Page) -> None:
        page.get_by_label("To remember").fill(TYPED)
        change(page)
        press("Plan it")(page)

    return act


def run(script: str, given: object = None) -> Callable[[Page], None]:
    """Let the page be otherwise than it came."""
    return lambda page: page.evaluate(script, given)


def without_cookies(page: Page) -> None:
    page.context.clear_cookies()
    press("Log in", first="E-mail address")(page)


OF_ERRORS = (
    Place("error, a page out of date", "one", "/dates/new", plan_after(run(ODD_TOKEN))),
    Place("error, too large", "one", "/dates/new", plan_after(run(ENOUGH, TOO_MUCH))),
    Place("error, no cookie", GUEST, "/login", without_cookies),
    Place("error, closed", "closed", "/dates/new", plan_after(stay)),
)
