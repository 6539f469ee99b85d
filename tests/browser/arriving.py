"""How somebody comes to a page: who they are, where it is, and what they do there first."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from playwright.sync_api import FilePayload, Page

from tests.browser.couples import Household
from tests.browser.partner import PASSWORD
from tests.imports.loop_files import HABITS, csv_files, zipped

GUEST = ""


def stay(page: Page) -> None:
    """Do nothing."""


def press(name: str, *, first: str = "") -> Callable[[Page], None]:
    """Press a button; nothing else is filled in but the field called `first`."""

    def act(page: Page) -> None:
        if first:
            page.get_by_label(first, exact=True).fill("nobody-here")
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=True).click()

    return act


def seal(page: Page) -> None:
    """Seal a check-in; the button stands after the circles, and again at the end where there are no cards."""
    with page.expect_navigation():
        page.get_by_role("button", name="Seal it", exact=True).first.click()


def leaf_through(page: Page) -> None:
    """Go on from card to card to the last one."""
    page.locator(".cards__late").wait_for(state="hidden")
    while (button := page.get_by_role("button", name="Next", exact=True)).is_visible():
        button.click()


def press_to_see(name: str) -> Callable[[Page], None]:
    """Press a button that shows something on the same page."""
    return lambda page: page.get_by_role("button", name=name, exact=True).click()


def look_for(words: str, *, by: str = "Search") -> Callable[[Page], None]:
    """Look for some words."""

    def act(page: Page) -> None:
        page.get_by_role("searchbox").fill(words)
        with page.expect_navigation():
            page.get_by_role("button", name=by, exact=True).click()

    return act


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.locator("details").evaluate_all("folds => folds.forEach((fold) => { fold.open = true })")


def invite(page: Page) -> None:
    """Make an invitation, unless its link is shown already."""
    if not page.get_by_label("Words to go with it").count():
        page.get_by_role("button", name=re.compile("^Make a")).click()
    page.get_by_label("Words to go with it").wait_for()
    unfold(page)


def make_address(page: Page) -> None:
    """Make the address of a calendar, or a new one in its place."""
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Make (my|a new) address")).click()
    page.get_by_label("Address", exact=True).wait_for()


def give_password(page: Page) -> None:
    """Say once more that it is you, unless that was a moment ago, and go on."""
    if page.get_by_label("Your password").count():
        page.get_by_label("Your password").fill(PASSWORD)
        with page.expect_navigation():
            page.get_by_role("button", name="Go on", exact=True).click()
    page.get_by_label("Your password").wait_for(state="detached")


def hand_in(content: bytes) -> Callable[[Page], None]:
    """Choose a file of another app, and look at what is in it, or at why it cannot be taken."""

    def act(page: Page) -> None:
        file: FilePayload = {
            "name": "Loop Habits CSV 2026-03-01.zip",
            "mimeType": "application/zip",
            "buffer": content,
        }
        page.get_by_label("The file", exact=True).set_input_files(file)
        with page.expect_navigation():
            page.get_by_role("button", name="Look at it").click()

    return act


def choose_no_picture(page: Page) -> None:
    """Send something that is no picture with a note, and look at why it cannot be taken."""
    unfold(page)
    page.get_by_label(re.compile("^What do you appreciate")).fill("Look at this")
    file: FilePayload = {"name": "picture.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    page.get_by_label("A picture", exact=True).set_input_files(file)
    press("Put it on the wall")(page)


def history_with_an_odd_line() -> bytes:
    """A file in which a name is as long as any, and a line cannot be read."""
    files = csv_files([*HABITS, replace(HABITS[0], position=4, name="W" * 200)])
    place = next(name for name in files if name.startswith("001") and name.endswith("Checkmarks.csv"))
    return zipped(files | {place: files[place] + "2025-02-30,YES_MANUAL,\n"})


@dataclass(frozen=True)
class Place:
    """A page. ``who`` is `one` or `other` of a couple, of one that talks (`resting-one`), or somebody of that name;
    ``path`` may name things of theirs. What is ``mailed`` stands in a Tend that sends mails and has a name."""

    name: str
    who: str
    path: str
    act: Callable[[Page], None] = stay
    mailed: bool = False

    def path_in(self, household: Household) -> str:
        return self.path.format(**asdict(household))

    @property
    def of_a_couple(self) -> bool:
        return self.who.rpartition("-")[2] in ("one", "other")
