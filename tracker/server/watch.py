"""Watches the workers: starts them on one socket, replaces one that dies, and stops them when told to.

This process holds no part of the application, so that it costs next to nothing: it must import none.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from selectors import EVENT_READ, DefaultSelector
from typing import NoReturn, TypeVar

from config import Settings
from tracker.lines import Line, say, warn_of
from tracker.log import set_up
from tracker.refusing import StartError
from tracker.server.children import Child, Nursery, Raised, Started, Work
from tracker.server.listening import ServerError, listening, shown_address

APPLICATION = "tracker.app:create_app"
GREETING = "Tend is at {address} — stop it with Ctrl+C"

LOCK = "serving.lock"
SECONDS_TO_STOP = 25.0
SECONDS_MORE = 3.0  # until a worker counts as one that does not end by itself
MOST_FAILED_STARTS = 5
SECONDS_BETWEEN_STARTS = 0.25
LONGEST_PAUSE = 30.0
TOLD_TO_STOP = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})

AnyChild = TypeVar("AnyChild", bound=Child)


class ServerWatch:
    """The workers of one server, and where there are several the nursery that makes them."""

    def __init__(self, settings: Settings, application: str, listener: socket.socket, greeting: str) -> None:
        self.settings, self.application, self.listener, self.greeting = (
            settings,
            application,
            listener,
            greeting,
        )
        self.workers: list[Child] = []
        self.nurseries: list[Nursery] = []  # one at most
        self.failed_count = 0
        self.greeted = False
        self.selector = DefaultSelector()
        self.signals = listen_to_signals()
        self.selector.register(self.signals, EVENT_READ)

    def serve(self) -> None:
        """Serve until told to stop. Raises `StartError` where it cannot begin."""
        try:
            self.fill_up()
            while not self.told_to_stop(self.wait(None)):
                self.look_after()
        finally:
            self.stop()

    def fill_up(self) -> None:
        """Start who is missing: one worker at first, and the others once that answers."""
        if self.settings.workers == 1:
            self.start_workers(lambda: Started("tracker.server.worker", self.work(self.listener.fileno())))
            return
        if not self.nurseries:
            self.nurseries.append(self.watched(Nursery(self.work())))
        nursery = self.nurseries[0]
        if nursery.ready and not nursery.ended:
            self.start_workers(lambda: Raised(nursery, self.listener.fileno()))

    def start_workers(self, start: Callable[[], Child]) -> None:
        wanted = self.settings.workers if self.greeted else 1
        while len(self.workers) < wanted:
            self.workers.append(self.watched(start()))

    def work(self, listener: int = -1) -> Work:
        """What somebody who is started now is to do; the first of all brings the database up to date."""
        return Work(self.settings, self.application, first=not self.greeted, listener=listener)

    def watched(self, child: AnyChild) -> AnyChild:
        self.selector.register(child.word, EVENT_READ, child)
        return child

    @property
    def children(self) -> list[Child]:
        """All that live, as far as is known."""
        return [*self.nurseries, *self.workers]

    def wait(self, seconds: float | None) -> set[int]:
        """Wait until something happens, and take what others say; returns the signals that have come."""
        came: set[int] = set()
        for key, _events in self.selector.select(seconds):
            if key.data is None:
                came |= set(os.read(self.signals, 4096))
            else:
                key.data.receive()
        return came

    def told_to_stop(self, came: set[int]) -> bool:
        return bool(came & TOLD_TO_STOP)

    def look_after(self) -> None:
        """Greet once somebody answers, let others begin then, and replace who has ended."""
        if not self.greeted and any(worker.ready for worker in self.workers):
            self.greeted = True
            print(self.greeting.format(address=shown_address(self.settings)), flush=True)
            say(Line("Tend has started"))
        for child in [each for each in self.children if each.ended]:
            self.forget(child)
            self.account_for(child)
            self.fill_up()
        self.fill_up()

    def forget(self, child: Child) -> None:
        self.workers = [each for each in self.workers if each is not child]
        self.nurseries = [each for each in self.nurseries if each is not child]
        self.selector.unregister(child.word)
        child.close()

    def account_for(self, child: Child) -> None:
        """Say that somebody has ended, before another takes that place; or give up where that has no end."""
        if child.said.get("again"):
            return
        if "wrong" in child.said and not self.greeted:
            give_up(child)
        if child.ready:
            self.failed_count = 0
            warn_of(Line(f"{child.name} has ended ({child.how}) and is replaced"))
            return
        self.failed_count += 1
        if self.greeted:  # others may be at work, and what is wrong may be mended
            warn_of(Line(f"{child.name} could not begin: {child.said.get('wrong', child.how)}"))
        elif self.failed_count >= MOST_FAILED_STARTS:
            raise ServerError(f"Tend cannot start: its worker ends at once ({child.how}).")
        time.sleep(min(LONGEST_PAUSE, SECONDS_BETWEEN_STARTS * 2**self.failed_count))

    def stop(self) -> None:
        """Let what is in flight come to its end, but not for ever; told a second time, stop at once."""
        self.listener.close()
        self.tell_workers(signal.SIGTERM)
        until = time.monotonic() + SECONDS_TO_STOP + SECONDS_MORE
        while self.workers:
            if self.told_to_stop(self.wait(1.0)) or time.monotonic() > until:
                self.tell_workers(signal.SIGKILL)
            for child in [each for each in self.children if each.ended]:
                self.forget(child)
        for nursery in self.nurseries:
            nursery.tell(signal.SIGKILL)  # it holds nothing by now
            self.forget(nursery)
        self.selector.close()

    def tell_workers(self, number: int) -> None:
        for worker in self.workers:
            worker.tell(number)


def serve(settings: Settings, *, greeting: str = GREETING, application: str = APPLICATION) -> None:
    """Bring the database up to date and serve until told to stop. Raises `StartError`.

    One worker makes the application for itself, several have it made once for all: ``application`` names the module and
    the function that do.
    """
    set_up(settings)
    with alone_with_file(settings):
        settings, listener = listening(settings)
        with listener:
            ServerWatch(settings, application, listener, greeting).serve()
    say(Line("Tend has stopped"))


@contextmanager
def alone_with_file(settings: Settings) -> Iterator[None]:
    """Be the only server of an SQLite database, which one process serves. Raises `ServerError` where another is."""
    with (settings.data / LOCK).open("a") as lock:
        try:
            if settings.database_url.startswith("sqlite"):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ServerError(
                f"Another Tend serves {settings.data} already, and SQLite is for one. Stop that one first."
            ) from error
        yield


def listen_to_signals() -> int:
    """Where the numbers of the signals that come can be read from now on."""
    read, write = os.pipe()
    for end in (read, write):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    for each in TOLD_TO_STOP:
        if signal.getsignal(each) != signal.SIG_IGN:  # whoever started us may want us to outlive a log-out
            signal.signal(each, lambda _number, _frame: None)
    return read


def give_up(child: Child) -> NoReturn:
    """Say what somebody has found wrong, as they would have themselves."""
    raise StartError(str(child.said["wrong"]), code=int(str(child.said["code"])))
