"""What is done without a network: it waits in the browser, is sent once there is one, and is there then, once."""

import os
import shutil
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
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect
from sqlalchemy import select

from tests.browser.conftest import SECONDS_TO_WAIT, opened
from tests.browser.cutting import Cutting
from tests.browser.daytime import zone_where_it_is_day
from tests.browser.doing import meet, move_in, someone
from tests.browser.furnished import Folders
from tests.browser.hurrying import UNTIL_SENT, hurry
from tests.browser.lodging import Lodging
from tests.browser.partner import PASSWORD
from tests.browser.server import ROOT, address_of, environment_in
from tests.databases import acting
from tests.whole import some
from tracker.domain.days import today
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.actions import archive
from tracker.models import Booking, Habit, Note, Person, Tick, Track

pytestmark = pytest.mark.browser
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
        context.add_cookies([{**cookie, "url": self.way.address}])

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


@pytest.fixture(scope="module")
def server(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that can be killed."""
    way = Cutting()
    server = Server(shutil.copytree(folders.empty, tmp_path_factory.mktemp("late") / "data"), way)
    server.start()
    yield server
    server.kill()
    way.shutdown()
    way.server_close()


@pytest.fixture(scope="module")
def way(address: str) -> Iterator[Cutting]:
    """The way to the server that is there for all."""
    way = Cutting()
    way.target = address
    yield way
    way.shutdown()
    way.server_close()


@pytest.fixture
def house(browser: Browser, lodging: Lodging, way: Cutting) -> House:
    return at_home(browser, lodging, way)


@pytest.fixture
def fragile(browser: Browser, server: Server) -> Iterator[House]:
    """The same on a server that can be killed."""
    lodging = Lodging(server.folder, server.way.address)
    yield at_home(browser, lodging, server.way)
    lodging.close()


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


def done_without_a_network(context: BrowserContext, name: str) -> Page:
    """All ticks, of which some are taken back, and two notes; the day stays open."""
    day, wall = arrive(context), arrive(context, "/wall")
    context.set_offline(True)
    tap(day, things())
    wait_for(day, TICKED)
    tap(day, things(0, TAKEN_BACK))
    wait_for(day, TICKED + TAKEN_BACK)
    for number in range(2):
        write(wall, f"{name} {number}")
    wait_for(wall, TICKED + TAKEN_BACK + 2)
    wall.close()
    return day


def all_is_sent(page: Page) -> None:
    page.evaluate(ONLINE)
    expect(page.locator(".late")).to_be_hidden()


def ticked_on(page: Page) -> list[str]:
    page.reload()
    return sorted(page.locator(".habit:has(.tick[aria-pressed=true]) .habit__name").all_text_contents())


@pytest.mark.parametrize("order", some([NAMES, NAMES[::-1]], "who is first"), ids="-".join)
def test_two_come_back_and_every_third_answer_is_lost(house: House, order: tuple[str, str]) -> None:
    house.way.lost_back = lambda number: number % 3 == 0
    with house.phone("ada") as adas, house.phone("ben") as bens:
        phones = {"ada": adas, "ben": bens}
        days = {name: done_without_a_network(phones[name], name) for name in NAMES}
        assert (house.ticked("ada"), house.notes()) == ([], [])

        for name in order:
            phones[name].set_offline(False)
            all_is_sent(days[name])

        for name in NAMES:
            assert house.ticked(name) == things(TAKEN_BACK)
            assert ticked_on(days[name]) == things(TAKEN_BACK)
        assert house.notes() == ["ada 0", "ada 1", "ben 0", "ben 1"]
        assert house.bookings() == 2 * (TICKED + TAKEN_BACK + 2)
        for name in NAMES:
            days[name].goto("/wall")
            for words in house.notes():
                expect(days[name].get_by_text(words, exact=True)).to_have_count(1)


MOMENTS = [
    (what, where, number)
    for what in ("tab", "server")
    for where in ("there", "back")
    for number in (1, 2, 4, 6, 7)
]


@AT_NIGHT
@pytest.mark.parametrize(("what", "where", "number"), some(MOMENTS, "late"), ids=str)
def test_whatever_dies_in_the_middle_all_is_there_once(
    fragile: House, server: Server, what: str, where: str, number: int
) -> None:
    with fragile.phone("ada") as phone:
        page = arrive(phone)
        phone.set_offline(True)
        tap(page, things(0, 5))
        tap(page, things(0, 2))
        wait_for(page, 7)
        died: list[int] = []
        setattr(fragile.way, f"lost_{where}", die_at(number, died, server.kill if what == "server" else None))
        phone.set_offline(False)
        page.evaluate(ONLINE)
        until(page, lambda: bool(died))
        page.close()
        fragile.way.lose_nothing()
        if what == "server":
            server.start()

        page = phone.new_page()
        page.goto("/habits")
        until(page, lambda: fragile.bookings() == 7)

        assert fragile.ticked("ada") == things(2, 5)
        assert ticked_on(arrive(phone)) == things(2, 5)


def die_at(number: int, died: list[int], kill: Callable[[], None] | None) -> Callable[[int], bool]:
    def lost(count: int) -> bool:
        if count < number:
            return False
        if not died and kill:
            kill()
        died.append(count)
        return True

    return lost


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait for what no page tells."""
    for _moment in range(600):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came")


@AT_NIGHT
def test_what_is_refused_is_shown_with_its_words_until_it_is_put_away(house: House) -> None:
    with house.phone("ada") as phone:
        page = arrive(phone)
        phone.set_offline(True)
        tap(page, things(0, 1))
        wait_for(page, 1)
        with house.with_someone("ada") as ada:
            of_hers = select(Habit).where(Habit.owner_id == ada.id, Habit.name == "Thing 00")
            [habit] = db.session.scalars(of_hers)
            archive(habit, by=ada, now=datetime.now(UTC))

        phone.set_offline(False)
        page.evaluate(ONLINE)
        expect(page.locator(".late summary")).to_have_text("Could not be taken: 1")
        page.locator(".late summary").click()
        expect(page.locator(".late")).to_contain_text("in the archive")
        assert page.locator(".late textarea").input_value().startswith("Thing 00 · ")
        page.goto("/habits")
        page.locator(".late summary").click()
        page.get_by_role("button", name="Put away").click()
        expect(page.locator(".late")).to_be_hidden()


def test_a_log_in_that_has_ended_keeps_what_waits_and_nobody_else_sends_or_sees_it(house: House) -> None:
    with house.phone("ada") as phone:
        wall = arrive(phone, "/wall")
        phone.set_offline(True)
        write(wall, "For Ben alone")
        wait_for(wall, 1)
        phone.clear_cookies()
        phone.set_offline(False)
        wall.evaluate(ONLINE)
        wall.locator(".late summary").click()
        expect(wall.get_by_role("link", name="Log in to send this")).to_be_visible()

        house.let_in("ben", phone)
        wall.goto("/today")
        expect(wall.locator(".late")).to_be_attached()
        expect(wall.locator(".late")).to_be_hidden()
        assert "For Ben alone" not in wall.content()
        assert house.notes() == []

        house.let_in("ada", phone)
        wall.goto("/today")
        until(wall, lambda: house.notes() == ["For Ben alone"])


@AT_NIGHT
def test_whoever_logs_out_hears_what_waits_and_may_stay(house: House) -> None:
    with house.phone("ada") as phone:
        page = arrive(phone)
        phone.set_offline(True)
        tap(page, things(0, 2))
        wait_for(page, 2)
        house.way.lost_there = lambda _number: True
        phone.set_offline(False)
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.message)
            dialog.dismiss()

        page.once("dialog", stay)
        page.get_by_role("button", name="Log out").click()
        wait_for(page, 2)
        assert asked[0].startswith("Not sent yet: 2")

        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Log out").click()
        page.get_by_role("link", name="Log in").first.wait_for()
        assert page.evaluate(STORED) == []


@AT_NIGHT
@pytest.mark.parametrize(
    ("path", "button"), [("leave", "Leave now"), ("delete", "Delete my account for good")]
)
def test_whoever_leaves_hears_what_waits_and_may_stay(house: House, path: str, button: str) -> None:
    with house.phone("ada") as phone:
        page = arrive(phone, "/wall")
        phone.set_offline(True)
        write(page, "Until later")
        wait_for(page, 1)
        house.way.lost_there = lambda _number: True
        phone.set_offline(False)
        page.goto(f"/settings/{path}")
        wait_for(page, 1)
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.message)
            dialog.dismiss()

        page.once("dialog", stay)
        page.get_by_role("button", name=button).click()
        assert asked == ["Not sent yet: 1\n\nThat is gone then. Go on all the same?"]
        assert page.url.endswith(f"/settings/{path}")
        wait_for(page, 1)

        page.on("dialog", lambda dialog: dialog.accept())
        if path == "delete":  # refused without a password: then it waits on
            with page.expect_navigation():
                page.get_by_role("button", name=button).click()
            wait_for(page, 1)
            page.get_by_label("Your password").fill(PASSWORD)
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()
        wait_for_nothing(page)


PICTURE = {
    "name": "sunset.png",
    "mimeType": "image/png",
    "buffer": (ROOT / "static/icons/circles-192.png").read_bytes(),
}


@AT_NIGHT
def test_a_note_with_a_picture_stays_in_its_form_and_it_says_so(house: House) -> None:
    with house.phone("ada") as phone:
        page = arrive(phone, "/wall")
        page.locator(".writing summary").first.click()
        body, picture = page.locator("textarea[name=body]").first, page.locator("[name=picture]").first
        phone.set_offline(True)
        body.fill("The sky over our street")
        picture.set_input_files([PICTURE])
        page.get_by_role("button", name="Put it on the wall").click()

        expect(page.locator(".late summary")).to_contain_text("A picture cannot wait to be sent.")
        expect(body).to_have_value("The sky over our street")
        assert picture.evaluate("(each) => [...each.files].map(({ name }) => name)") == ["sunset.png"]
        assert page.evaluate(STORED) == []

        phone.set_offline(False)
        page.get_by_role("button", name="Put it on the wall").click()
        expect(page.locator(".note__body")).to_have_text("The sky over our street")
        expect(page.locator(".note img")).to_have_count(1)


def test_the_exit_asks_nothing_and_leaves_nothing(house: House) -> None:
    with house.phone("ada") as phone:
        page = arrive(phone)
        phone.set_offline(True)
        tap(page, things(0, 2))
        wait_for(page, 2)
        phone.set_offline(False)

        page.get_by_role("button", name="Exit", exact=True).click()

        expect(page).to_have_title("Kitchen measures")
        assert page.evaluate(STORED) == []


FULL = """() => {
    IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError") } }"""


@AT_NIGHT
def test_where_there_is_no_room_it_says_so_and_the_form_stays_filled(house: House) -> None:
    with house.phone("ada") as phone:
        wall = arrive(phone, "/wall")
        day = arrive(phone)
        for page in (wall, day):
            page.evaluate(FULL)
        phone.set_offline(True)
        wall.evaluate(
            "document.querySelector('textarea[name=body]').closest('details')?.setAttribute('open', '')"
        )
        wall.locator("textarea[name=body]").first.fill("Too long a day")
        wall.get_by_role("button", name="Put it on the wall").click()
        tap(day, things(0, 1))

        for page in (wall, day):
            expect(page.locator(".late summary")).to_contain_text("no room to keep that")
        expect(wall.locator("textarea[name=body]").first).to_have_value("Too long a day")
        expect(day.locator(".tick").first).to_have_attribute("aria-pressed", "false")


def test_where_nobody_stays_logged_in_nothing_is_kept(house: House) -> None:
    with house.phone("ada") as phone:
        house.let_in("ada", phone, stays=False)
        page = phone.new_page()
        page.goto("/today")
        phone.set_offline(True)
        page.locator(".tick").first.click()

        expect(page.get_by_text("That did not reach Tend.")).to_be_visible()
        assert page.evaluate(STORED) == []
