"""Watches the workers: starts them on one socket, replaces one that dies, and stops them when told to.

This process holds no part of the application, so that it costs next to nothing: it must import none.
"""

from __future__ import annotations

import fcntl
import json
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from selectors import EVENT_READ, DefaultSelector
from typing import NoReturn

from config import Settings
from tracker.lines import Line, say, warn_of
from tracker.log import set_up
from tracker.refusing import StartError
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


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker is to do, as it reads it from its input: who serves what, on which open files."""

    settings: Settings
    application: str
    listener: int
    word: int
    first: bool


class Worker:
    """A process that answers. Its input stays open as long as this process lives, and so it learns of the end."""

    def __init__(self, settings: Settings, application: str, listener: socket.socket, *, first: bool) -> None:
        self.word, word = os.pipe()
        work = Work(settings, application, listener.fileno(), word, first)
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tracker.server.worker"],
                stdin=subprocess.PIPE,
                pass_fds=(listener.fileno(), word),
            )
        finally:
            os.close(word)
        self.tell(pickle.dumps(work))
        self.said: dict[str, object] = {}

    def tell(self, work: bytes) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(work)
            self.process.stdin.flush()
        except BrokenPipeError:  # it has ended already, which is noticed elsewhere
            pass

    def hear(self) -> None:
        """Take what it says of its start: that it is ready, or what is wrong."""
        line = os.read(self.word, 65536)
        if line:
            self.said = json.loads(line)

    @property
    def ready(self) -> bool:
        """Whether it has said that it answers."""
        return self.said.get("ready") is True

    def gone(self) -> bool:
        """Whether it has ended; what was open for it is closed then."""
        if self.process.poll() is None:
            return False
        self.hear_the_last()
        os.close(self.word)
        if self.process.stdin is not None:
            self.process.stdin.close()
        return True

    def hear_the_last(self) -> None:
        if not self.said:
            self.hear()


class Watch:
    """The workers of one server."""

    def __init__(self, settings: Settings, application: str, listener: socket.socket, greeting: str) -> None:
        self.settings, self.application, self.listener, self.greeting = (
            settings,
            application,
            listener,
            greeting,
        )
        self.workers: list[Worker] = []
        self.failed_count = 0
        self.greeted = False
        self.selector = DefaultSelector()
        self.signals = listen_to_signals()
        self.selector.register(self.signals, EVENT_READ)

    def serve(self) -> None:
        """Serve until told to stop. Raises `StartError` where it cannot begin."""
        try:
            self.start(first=True)
            while not self.told_to_stop(self.wait(None)):
                self.look_after()
        finally:
            self.stop()

    def start(self, *, first: bool) -> None:
        worker = Worker(self.settings, self.application, self.listener, first=first)
        self.workers.append(worker)
        self.selector.register(worker.word, EVENT_READ, worker)

    def wait(self, seconds: float | None) -> set[int]:
        """Wait until something happens, and take what workers say; returns the signals that have come."""
        came: set[int] = set()
        for key, _events in self.selector.select(seconds):
            if key.data is None:
                came |= set(os.read(self.signals, 4096))
                continue
            key.data.hear()
            self.selector.unregister(key.data.word)
        return came

    def told_to_stop(self, came: set[int]) -> bool:
        return bool(came & TOLD_TO_STOP)

    def look_after(self) -> None:
        """Greet once somebody answers, let others begin then, and replace who has ended."""
        if not self.greeted and any(worker.ready for worker in self.workers):
            self.greeted = True
            print(self.greeting.format(address=shown_address(self.settings)), flush=True)
            say(Line("Tend has started"))
            for _ in range(self.settings.workers - 1):
                self.start(first=False)
        for worker in [each for each in self.workers if each.gone()]:
            self.forget(worker)
            self.replace(worker)

    def forget(self, worker: Worker) -> None:
        self.workers.remove(worker)
        if worker.word in self.selector.get_map():
            self.selector.unregister(worker.word)

    def replace(self, worker: Worker) -> None:
        """Start another in the place of one that has ended, or give up where that has no end."""
        if worker.said.get("again"):
            self.start(first=True)
            return
        if "wrong" in worker.said and not self.greeted:
            give_up(worker)
        if worker.ready:
            self.failed_count = 0
            warn_of(Line(f"a worker has ended ({how(worker)}) and is replaced"))
        else:
            self.failed_count += 1
            if self.greeted:  # others may be at work, and what is wrong may be mended
                warn_of(Line(f"a worker could not begin: {worker.said.get('wrong', how(worker))}"))
            elif self.failed_count >= MOST_FAILED_STARTS:
                raise ServerError(f"Tend cannot start: its worker ends at once ({how(worker)}).")
            time.sleep(min(LONGEST_PAUSE, SECONDS_BETWEEN_STARTS * 2**self.failed_count))
        self.start(first=not self.greeted)

    def stop(self) -> None:
        """Let what is in flight come to its end, but not for ever; told a second time, stop at once."""
        self.listener.close()
        for worker in self.workers:
            worker.process.terminate()
        until = time.monotonic() + SECONDS_TO_STOP + SECONDS_MORE
        while self.workers:
            left = until - time.monotonic()
            if left <= 0 or self.told_to_stop(self.wait(min(left, 1.0))):
                for worker in self.workers:
                    worker.process.kill()
                    worker.process.wait()
            for worker in [each for each in self.workers if each.gone()]:
                self.forget(worker)
        self.selector.close()


def serve(settings: Settings, *, greeting: str = GREETING, application: str = APPLICATION) -> None:
    """Bring the database up to date and serve until told to stop. Raises `StartError`.

    Each worker makes the application for itself: ``application`` names the module and the function that do.
    """
    set_up(settings)
    with alone_with_file(settings):
        settings, listener = listening(settings)
        with listener:
            Watch(settings, application, listener, greeting).serve()
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
    for each in (*TOLD_TO_STOP, signal.SIGCHLD):
        if signal.getsignal(each) != signal.SIG_IGN:  # whoever started us may want us to outlive a log-out
            signal.signal(each, lambda _number, _frame: None)
    return read


def give_up(worker: Worker) -> NoReturn:
    """Say what a worker has found wrong, as it would have itself."""
    raise StartError(str(worker.said["wrong"]), code=int(str(worker.said["code"])))


def how(worker: Worker) -> str:
    """How a worker has ended, for whoever runs Tend."""
    code = worker.process.returncode
    return f"signal {-code}" if code < 0 else f"exit code {code}"
