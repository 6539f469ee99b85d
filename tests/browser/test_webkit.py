"""Two people in the engine of iPhones: what engines differ in, from the first page to the last.

Its driver types no letters beyond the first 65,536, and tells nothing of the console.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from secrets import token_hex
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.daytime import zone_where_it_is_day
from tests.browser.doing import move_in
from tests.browser.furnished import Folders
from tests.browser.partner import PASSWORD, QUESTIONS, Partner
from tests.browser.server import ROOT
from tests.browser.unplugged import Tend, living
from tests.browser.webkit import PROGRAMS, Phone, phone, screen, until
from tests.databases import acting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.whole("another engine: two people live in Chromium in every run"),
]

ZONE = zone_where_it_is_day()
TODAY = datetime.now(ZoneInfo(ZONE)).date()
WALK = "Walk round the block"
SUNDAY = "Sunday in the rain\nand after"
NOTE = "You made me laugh ♥\n\nin the <queue> & on the tram."
MORE_TO_SAY = (
    'return [...document.querySelectorAll(".weekdays, .asked")].map((each) => each.checkVisibility())'
)
PRESSED = "return document.querySelectorAll('.note [aria-pressed=true]').length"
GROUND = "return getComputedStyle(document.body).backgroundColor"
KEEPS_TODAY = """
const done = arguments[0]
caches.keys().then((names) => done(navigator.serviceWorker.controller !== null && names.some((each) => each.startsWith("tend today"))))
"""
SAID_TO_WAIT = "return document.querySelector('.late summary')?.textContent"
APART = ("alone/", "worker/")  # those want a page of their own, or none
# Reading a script once more tells whether the engine understands it.
SCRIPTS_UNREAD = """
const [names, done] = arguments
const own = document.querySelector("script[type=module]").src
const read = (name) => import(new URL(`../${name}`, own)).then(() => [], (error) => (/already exists/.test(error) ? [] : [`${name}: ${error}`]))
Promise.all(names.map(read)).then((wrong) => done(wrong.flat()))
"""


@pytest.fixture(scope="module")
def tend_that_goes(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tend]:
    """A server of these tests' own, in which two have the addresses that others have elsewhere."""
    with living(shutil.copytree(folders.empty, tmp_path_factory.mktemp("webkit") / "data")) as tend:
        yield tend


@pytest.fixture
def display() -> Iterator[str]:
    """Where WebKit draws; without it the test is left out, and does not pass where it counts."""
    if not all(map(shutil.which, PROGRAMS)):
        reason = "No WebKit here: apt-get install webkit2gtk-driver xvfb."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with screen() as display:
        yield display


@pytest.fixture
def couple(address: str, display: str) -> Iterator[tuple[Phone, Phone]]:
    """Ada likes it light, Ben likes it dark."""
    with phone(address, display, ZONE) as ada, phone(address, display, ZONE, dark=True) as ben:
        yield ada, ben


def test_two_people_in_the_engine_of_iphones(couple: tuple[Phone, Phone]) -> None:
    ada, ben = couple

    they_find_each_other(ada, ben)
    they_plant_and_tick(ada, ben)
    what_one_does_appears_before_the_other(ada, ben)
    today_is_drawn_by_day_and_by_night(ada, ben)
    they_check_in(ada, ben)
    they_write_on_the_wall(ada, ben)
    they_pause(ada, ben)
    every_script_is_understood(ada)
    ben_leaves(ada, ben)
    ada_exits(ada)


def test_today_is_there_without_a_network_in_that_engine(tend: Tend, display: str) -> None:
    with phone(tend.address, display, ZONE) as ada:
        with acting(tend.lodging.app):
            move_in("ada", "Ada", datetime.now(UTC), ZONE)
        tend.lodging.plant(Partner("Ada", "ada@example.org", cast(Page, None), ZONE), WALK, strategy=4)
        ada.open("/measures")
        cookie = tend.lodging.cookie_of("ada", stays=True)
        ada.ask("cookie", cookie={name: cookie[name] for name in ("name", "value")})
        ada.open("/today")
        ada.see_button(f"{WALK}: not yet")
        until(lambda: ada.run(KEEPS_TODAY, kind="async"), "what is kept")
        tend.go()

        ada.open("/today")
        ada.read("Tend cannot be reached just now.")
        ada.press(f"{WALK}: not yet")
        until(lambda: ada.run(SAID_TO_WAIT) == "Waiting to be sent: 1", "what waits")
        ada.open("/wall")
        ada.read("What works meanwhile")

        tend.come()
        ada.open("/today")
        ada.see_button(f"{WALK}: done")


WENT_WELL = "return document.querySelector('[name=went_well]')?.value"
UNFOLD = "document.querySelectorAll('details').forEach((each) => { each.open = true })"


def sign_up(somebody: Phone, name: str, *, by: str = "Make my account") -> None:
    somebody.write("Your name", name)
    somebody.write("E-mail address", f"{name.lower()}-{token_hex(4)}@example.org")
    somebody.write("Password", PASSWORD)
    somebody.press(by)


def they_find_each_other(ada: Phone, ben: Phone) -> None:
    ada.open("/")
    ada.follow("Begin")
    sign_up(ada, "Ada")
    ada.read("Welcome, Ada")
    ada.run(UNFOLD)
    ada.hold("Your time zone", ZONE)
    ada.press("Go on")
    ada.press("Make an invitation")
    ada.read("Words to go with it")
    ada.run(UNFOLD)

    ben.open(ada.value_of("Link"))
    ben.follow("I am new here")
    sign_up(ben, "Ben", by="Ask to join")
    ben.read("Almost there")
    ada.open("/invite")
    ada.press("Yes, that is them")
    ada.be_at("/habits/share")
    ben.read("Welcome. From today on you share this space with Ada.")  # by itself


def they_plant_and_tick(ada: Phone, ben: Phone) -> None:
    ada.open("/habits/new")
    assert ada.run(MORE_TO_SAY) == [True, False, False, False]
    ada.choose("times a week")
    assert ada.run(MORE_TO_SAY) == [False, True, False, False]
    ada.choose("On these days")
    ada.write("What will you do?", WALK)
    ada.choose("Each of us")
    ada.write_day("Starts on", TODAY - timedelta(days=5))
    ada.press("Plant it")
    ada.read(f"“{WALK}” is planted.")

    ada.open("/today")
    ada.press(f"{WALK}: not yet")
    ada.press(f"{WALK}: done")
    ada.press(f"{WALK}: not yet")
    ada.see_button(f"{WALK}: done")
    ben.open("/today")
    ben.read("Ada: done")
    ben.press(f"{WALK}: not yet. Ada: done")
    ben.read("1 day you both tended")


def what_one_does_appears_before_the_other(ada: Phone, ben: Phone) -> None:
    """By itself, on the page that is open."""
    ada.open("/today")
    ada.run("window.stayed = true")
    ben.open("/today")
    ben.press(f"{WALK}: done. Ada: done")
    ada.see_button(f"{WALK}: done")
    ben.press(f"{WALK}: not yet. Ada: done")
    ada.see_button(f"{WALK}: done. Ben: done")
    assert ada.run("return window.stayed") is True


def today_is_drawn_by_day_and_by_night(ada: Phone, ben: Phone) -> None:
    for somebody, ground in ((ada, "rgb(248, 243, 236)"), (ben, "rgb(27, 24, 21)")):
        somebody.open("/today")
        somebody.read("1 day you both tended")
        assert somebody.run(GROUND) == ground

        with Image.open(BytesIO(somebody.picture())) as picture:
            assert len(picture.convert("RGB").getcolors(picture.width * picture.height)) > 50


def they_check_in(ada: Phone, ben: Phone) -> None:
    ada.open("/check-in")
    ada.choose("Overlapping a little")
    go_on_to_what_went_well(ada)
    ada.write(QUESTIONS["went_well"], SUNDAY)
    ada.read("Saved as a draft")
    until(lambda: comes_back(ada), "the draft")
    ada.press("Seal it")
    ada.read("It opens for both of you the moment Ben seals theirs.")

    ben.open("/check-in")
    ben.never_see("Sunday in the rain")
    ben.choose("Just touching")
    go_on_to_what_went_well(ben)
    ben.write(QUESTIONS["went_well"], "nobody shouted")
    ben.press("Seal it")
    ben.read("You have both answered.")
    ben.read("Sunday in the rain")
    ada.read("nobody shouted")  # by itself


def go_on_to_what_went_well(somebody: Phone) -> None:
    for _card in range(2):
        somebody.press("Next")


def comes_back(ada: Phone) -> bool:
    """Whether what was written is there in a page that is new."""
    ada.open("/check-in")
    return ada.run(WENT_WELL) == SUNDAY  # on a card that is not there yet


def they_write_on_the_wall(ada: Phone, ben: Phone) -> None:
    ada.open("/wall")
    ada.run('document.querySelector(".writing").open = true')
    ada.write("What do you appreciate about Ben?", NOTE)
    ada.press("Put it on the wall")
    ada.read("Your note is on the wall.")

    ben.open("/wall")
    assert ben.run('return document.querySelector(".note__body").innerText') == NOTE
    ben.press("Touched me")
    until(lambda: ben.run(PRESSED) == 1, "a reaction")
    ada.open("/wall")
    ada.read("Touched me")


def they_pause(ada: Phone, ben: Phone) -> None:
    ada.open("/pauses")
    ada.write_day("Last day", TODAY + timedelta(days=2))
    ada.select("For", "Both of us, everything")
    ada.press("Pause these days")
    ada.read("Your partner is offered the same days")
    ben.open("/today")
    ben.press("Pause too")
    ben.read("A pause. Nothing is asked today.")


def every_script_is_understood(ada: Phone) -> None:
    scripts = ROOT / "static" / "js"
    found = {str(each.relative_to(scripts)) for each in scripts.rglob("*.js")}
    names = sorted(each for each in found if not each.startswith(APART))

    assert len(names) > 5
    assert ada.run(SCRIPTS_UNREAD, names, kind="async") == []


def ben_leaves(ada: Phone, ben: Phone) -> None:
    ben.open("/settings")
    ben.follow("Leave the space")
    ben.press("Leave now")
    ben.read("You have left.")
    ada.open("/today")
    ada.read("Ben has left this space. What is yours is still here.")
    ada.press("Put away")
    ada.never_see(WALK)


def ada_exits(ada: Phone) -> None:
    """Of an answer that leads elsewhere this engine tells a script nothing."""
    ada.open("/guide")
    ada.press("Exit")
    ada.read("1 teaspoon")
    ada.open("/login")
    ada.read("I have forgotten my password")
