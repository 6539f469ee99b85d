"""Somebody at a browser that has a worker, and a Tend that can be gone: what is kept there, and how to wait for it."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from threading import Thread

from playwright.sync_api import BrowserContext, Page

from tests.browser.cutting import Cutting
from tests.browser.daytime import zone_where_it_is_day
from tests.browser.door import Door
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.proxy import first_free_port
from tests.browser.server import ROOT, running_from
from tracker.domain.habits import Mode

SECONDS_TO_WAIT = 60
OURS, MINE = "A walk at dusk", "Write in my diary"
KEPT = """async () => {
    const found = await caches.keys()
    for (const name of [...found]) {
        const cache = await caches.open(name)
        for (const each of await cache.keys()) found.push(each.url, await (await cache.match(each)).text())
    }
    return found.join("\\n")
}"""
HOLDS = f"async (words) => (await ({KEPT})()).includes(words)"
OF_TODAY = "async () => (await caches.keys()).filter((name) => name.startsWith('tend today'))"
NONE_OF_TODAY = f"async () => (await ({OF_TODAY})()).length === 0"
UNTIL = """async (given) => {
    const begun = Date.now()
    while (!(await (%s)(given))) {
        if (Date.now() - begun > 1000 * %s) throw new Error("it did not come true")
        await new Promise((next) => setTimeout(next, 50))
    }
}"""


class Tend:
    """A server that can be gone, and come back at the same address. It runs on behind a door that is shut; ``here`` one may
    run already that keeps everything in the same folder."""

    def __init__(self, folder: Path, here: str = "") -> None:
        self.folder, self.door = folder, Door(first_free_port(0))
        self.address = f"http://127.0.0.1:{self.door.port}"
        self.lodging = Lodging(folder, self.address)
        self.code, self.target = ROOT, here
        self.server = ExitStack()

    def come(self, code: Path = ROOT) -> None:
        """Be there, with the same code or another."""
        self.go()
        self.run(code)
        self.door.open(self.target)

    def run(self, code: Path) -> None:
        if not self.target or code != self.code:
            self.end()
            self.code, self.target = code, self.server.enter_context(running_from(code, self.folder))

    def go(self) -> None:
        """Be gone, for all who come."""
        self.door.shut()

    def end(self) -> None:
        self.go()
        self.server.close()

    @contextmanager
    def slow(self, path: str, seconds: float) -> Iterator[Cutting]:
        """As long as this holds, a page takes long to come."""
        self.go()
        way = Cutting(self.door.port)
        way.target, way.slow = self.target, {path: seconds}
        try:
            yield way
        finally:
            way.shutdown()
            way.server_close()

    @contextmanager
    def silent(self) -> Iterator[None]:
        """As long as this holds, whoever comes to the address is let in and hears nothing, as in a network that carries nothing."""
        self.go()
        with socket.create_server(("127.0.0.1", self.door.port), backlog=100) as door:
            guests: list[socket.socket] = []
            Thread(target=let_in, args=(door, guests), daemon=True).start()
            try:
                yield
            finally:
                door.shutdown(socket.SHUT_RDWR)
                for each in guests:
                    each.close()


@contextmanager
def living(folder: Path, here: str = "") -> Iterator[Tend]:
    """A server that can be gone, for a while."""
    tend = Tend(folder, here)
    yield tend
    tend.end()
    tend.lodging.close()


def let_in(door: socket.socket, guests: list[socket.socket]) -> None:
    """Take in all who come, until the door is shut."""
    with suppress(OSError):
        while True:
            guests.append(door.accept()[0])


def ada_at(context: BrowserContext, tend: Tend, name: str = "Ada") -> Partner:
    """Somebody new, with a habit for two and a private one, whose Today is kept."""
    address = f"{name.lower()}-{token_hex(4)}@example.org"
    ada = Partner(name, address, context.new_page(), zone_where_it_is_day())
    tend.lodging.move_in(ada)
    tend.lodging.log_in(ada, stays=True)
    tend.lodging.plant(ada, OURS, strategy=4)
    tend.lodging.plant(ada, MINE, strategy=4, mode=Mode.ONE, private=True)
    ada.open("/today")
    be_kept(ada.page)
    return ada


def come_true(page: Page, script: str, *given: str) -> None:
    """Wait until what a script looks up is so; Playwright's own way takes a promise for a yes."""
    page.evaluate(UNTIL % (script, SECONDS_TO_WAIT), *given)


def be_kept(page: Page, words: str = OURS) -> None:
    """Wait until the worker is there, and has kept Today with these words."""
    come_true(page, HOLDS, words)
    page.wait_for_function("() => navigator.serviceWorker.controller")


def shows_nothing_of(person: Partner) -> bool:
    source = person.page.content()
    return not any(each in source for each in (OURS, MINE, person.name, person.email))
