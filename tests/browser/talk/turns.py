"""Two who talk in turns, and what each has before them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.lodging import Lodging
from tests.browser.partner import Partner

AT_NIGHT = pytest.mark.whole(
    "every run talks on two phones from the invitation to a tick, and on one that is passed over"
)
HABIT = "Talk in turns after dinner"
LISTENING = 2  # the strategy that talks belong to
TOPIC = "the summer at your mother’s"
SPEAKERS = re.compile("^(I have said it|Yes, that is what I meant|Not quite, let me say it again)$")


def begin(ada: Partner) -> None:
    ada.open("/talk")
    ada.write("What is it about?", TOPIC)
    ada.press("Begin")


def are(ada: Partner, at: str, ben: Partner, bens: str) -> None:
    """Each has this before them, and only one the speaker’s buttons."""
    for somebody, heading in ((ada, at), (ben, bens)):
        expect(somebody.page.get_by_role("heading", level=1)).to_have_text(heading)
    floors = [bool(each.page.get_by_role("button", name=SPEAKERS).count()) for each in (ada, ben)]
    assert sum(floors) <= 1


def come_together(ada: Partner, ben: Partner) -> None:
    begin(ada)
    ada.read("Ready when Ben is")
    ben.open("/today")
    ben.read("Ada is ready for a talk, when you are.")
    ben.never_see(TOPIC)
    ben.follow("Have a look")
    are(ada, "Ready when Ben is", ben, "Ada is ready for a talk")
    ben.read(TOPIC)
    ben.press("I am here, let us begin")
    are(ada, "You have the floor", ben, "Listen")


def be_in_the_middle(ada: Partner, ben: Partner, lodging: Lodging) -> None:
    """Be where they have come together, with both pages open."""
    lodging.talk(ada, ben, TOPIC)
    for somebody in (ada, ben):
        somebody.open("/talk")
    are(ada, "You have the floor", ben, "Listen")
