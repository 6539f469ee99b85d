"""Two who share a space, what lies between them and Tend, and what they do without a network."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from tests.browser.conftest import SECONDS_TO_WAIT, opened
from tests.browser.cutting import Cutting
from tests.browser.daytime import zone_where_it_is_day
from tests.browser.doing import meet, move_in, someone
from tests.browser.hurrying import UNTIL_SENT, hurry
from tests.browser.lodging import Lodging
from tests.browser.server import ROOT, address_of, environment_in
from tests.databases import acting
from tracker.domain.days import today
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.models import Booking, Habit, Note, Person, Tick, Track

AT_NIGHT = pytest.mark.whole("every run loses every third answer of two who come back: all is there, once")

# And two notes: of each kind an answer is lost, and to lose one more takes a second.
TICKED, TAKEN_BACK = 5, 2
NAMES = ("ada", "ben")
ONLINE = "dispatchEvent(new Event('online'))"
UNFOLD = "for (const fold of document.querySelectorAll('details.fold')) fold.open = true"
STORED = "async () => (await indexedDB.databases()).map(({ name }) => name)"
# Ticks one after the other, as fast as a thumb never could.
TAP = """(names) => { for (const name of names) [...document.querySelectorAll(".habit")].find(
    (row) => row.querySelector(".habit__name").textContent.trim() === name).querySelector(".tick").click() }"""


@dataclass
class Server:
    """A Tend that can be killed, and begins again where it was."""

    folder: Path
    way: Cutting
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        others = {name: value for name, value in os.environ.items() if not name.startswith("TEND_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tracker", "run"],
            cwd=ROOT,
            env=others | environment_in(self.folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self.way.target = address_of(self.process, self.folder / "complaints.txt")

    def kill(self) -> None:
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            if self.process.stdout:
                self.process.stdout.close()
            self.process = None


@dataclass
class House:
    """Two who share a space, with as many habits as there are to be ticked, and what lies between them and Tend."""

    browser: Browser
    way: Cutting
    lodging: Lodging  # on the server that lies behind
    key: str  # what the addresses of both have and nobody else's

    def address_of(self, name: str) -> str:
        return f"{name}-{self.key}@example.org"

    @contextmanager
    def phone(self, name: str) -> Iterator[BrowserContext]:
        context, _watch = opened(self.browser, self.way.address)
        hurry(context, *UNTIL_SENT)
        self.let_in(name, context)
        yield context
        context.close()

    def let_in(self, name: str, context: BrowserContext, *, stays: bool = True) -> None:
        cookie = self.lodging.cookie_of(self.address_of(name), stays=stays)
        context.add_cookies([cookie | {"url": self.way.address}])

    @contextmanager
    def with_someone(self, name: str) -> Iterator[Person]:
        """Somebody as they are now, who acts or is asked about."""
        with acting(self.lodging.app):
            yield someone(self.address_of(name))

    def ticked(self, name: str) -> list[str]:
        """What somebody has ticked today, by name."""
        with self.with_someone(name) as owner:
            day = today(owner.rhythm, datetime.now(UTC))
            rows = (
                select(Habit.name).join(Track).join(Tick).where(Track.owner_id == owner.id, Tick.day == day)
            )
            return sorted(db.session.scalars(rows))

    def notes(self) -> list[str]:
        with self.with_someone("ada") as ada:
            return sorted(db.session.scalars(select(Note.body).where(Note.space_id == ada.space_id)))

    def bookings(self) -> int:
        with self.with_someone("ada") as ada:
            of_both = select(Person.id).where(Person.space_id == ada.space_id)
            return len(db.session.scalars(select(Booking.mark).where(Booking.person_id.in_(of_both))).all())

    def furnish(self) -> None:
        ada, ben = (self.address_of(name) for name in NAMES)
        now = datetime.now(UTC)
        with acting(self.lodging.app):
            for name, address in zip(NAMES, (ada, ben), strict=True):
                move_in(address, name.capitalize(), now, zone_where_it_is_day())
            meet(ada, ben, now)
            starts_on = today(someone(ada).rhythm, now)
            for number in range(TICKED):
                plan = HabitPlan(number % 7 + 1, f"Thing {number:02}", Mode.EACH, DAILY, starts_on)
                habits.plant(plan, by=someone(ada), now=now)


def at_home(browser: Browser, lodging: Lodging, way: Cutting) -> House:
    way.lose_nothing()
    way.count = 0
    house = House(browser, way, lodging, token_hex(4))
    house.furnish()
    return house


def things(first: int = 0, last: int = TICKED) -> list[str]:
    return [f"Thing {number:02}" for number in range(first, last)]


def arrive(context: BrowserContext, path: str = "/today") -> Page:
    """A page that is ready for being without a network."""
    page = context.new_page()
    page.goto(path)
    expect(page.locator(".late")).to_be_attached()
    page.evaluate(UNFOLD)
    return page


def wait_for(page: Page, count: int) -> None:
    expect(page.locator(".late summary")).to_have_text(f"Waiting to be sent: {count}")


def wait_for_nothing(page: Page) -> None:
    """Wait until nothing lies in the browser, where a page that has just come clears up."""
    for _each in range(SECONDS_TO_WAIT * 10):
        if page.evaluate(STORED) == []:
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate(STORED))


def tap(page: Page, names: list[str]) -> None:
    page.evaluate(TAP, names)


def write(page: Page, words: str) -> None:
    page.evaluate(
        "document.querySelector('textarea[name=body]').closest('details')?.setAttribute('open', '')"
    )
    page.locator("textarea[name=body]").first.fill(words)
    page.get_by_role("button", name="Put it on the wall").click()
    expect(page.locator("textarea[name=body]").first).to_have_value("")


def ticked_on(page: Page) -> list[str]:
    page.reload()
    return sorted(page.locator(".habit:has(.tick[aria-pressed=true]) .habit__name").all_text_contents())


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait for what no page tells."""
    for _moment in range(600):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came")
