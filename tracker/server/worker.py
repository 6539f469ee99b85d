"""A worker: it answers what comes in on the socket that all workers share, until it is told to stop.

Started by the process that watches, with what there is to do on its input; see `tracker.server.watch`. Where there are
several, `tracker.server.nursery` makes what they have in common, and each begins in `serve`.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import resource
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from flask import Flask
from waitress.adjustments import Adjustments

from config import Settings
from tracker.chores import Chores
from tracker.database import upgrade
from tracker.log import set_up
from tracker.presence import present
from tracker.refusing import StartError
from tracker.server.allowances import Allowances
from tracker.server.children import Work
from tracker.server.connections import Listener
from tracker.server.turns import Threads
from tracker.server.watch import SECONDS_TO_STOP
from tracker.web.causes import cause_of

if TYPE_CHECKING:
    from types import FrameType

THREADS = 4
MOST_CONNECTIONS = 1000
FILES_BESIDE = 200  # open ones that are no connections: the database's, those of pages, those that came in
LARGEST_HEAD = 32 * 1024
LARGEST_BODY = 256 * 2**20  # more is not even waited for, to say in words that it is too much
IN_MEMORY = 512 * 1024
ANSWER_IN_MEMORY = 2 * 2**20
NEVER = 2**40  # an answer is kept however large it is, so that no thread waits for who reads it
A_PIECE = 32 * 1024
SECONDS_FOR_THREADS = 2.0
NEW_THINGS = (
    10_000  # until what can go is looked for: after 700, ten times in a page, which takes it 2 to 3 % longer
)


def main() -> None:
    """Do what stands on the input."""
    work = begun()
    watch_the_watcher()
    with ExitStack() as here:
        with telling(work):
            here.enter_context(present(work.settings))
            app = ready(work)
        if app is None:
            say(work, again=True)
        else:
            serve(app, work)


def begun() -> Work:
    """What stands on the input. Nothing that a start loads goes again: looked through all the while, it takes a seventh longer."""
    gc.disable()
    os.umask(0o077)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal; the process that watches hears it, too
    work: Work = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that has started this one
    set_up(work.settings)
    return work


@contextmanager
def telling(work: Work) -> Iterator[None]:
    """Tell the process that watches what goes wrong in a start, and end."""
    try:
        yield
    except StartError as error:
        say(work, wrong=str(error), code=error.code)
        sys.exit(error.code)
    except Exception as error:  # noqa: BLE001
        say(work, wrong=f"Tend could not go on: {cause_of(error).words}.", code=1)
        sys.exit(1)


def ready(work: Work) -> Flask | None:
    """The application, ready to answer; nothing where bringing the database up to date has left too much behind in here."""
    find_room_for_files(work.settings.data)
    app = made(work.application, work.settings)
    if work.first:
        upgrade(app)
        if "alembic" in sys.modules:
            return None
    gc.collect()
    gc.enable()
    gc.freeze()  # what is there by now stays, so Python need not look through it again for what can go
    gc.set_threshold(NEW_THINGS)
    return app


def made(application: str, settings: Settings) -> Flask:
    module, _colon, function = application.partition(":")
    app: Flask = getattr(import_module(module), function)(settings)
    return app


def serve(app: Flask, work: Work) -> None:
    """Answer until told to stop, and for a while longer until what is in flight has come to its end."""
    listener = listener_for(app, work)
    told = Told(listener)
    signal.signal(signal.SIGTERM, told)
    chores = Chores(app)
    chores.start()
    say(work, ready=True)
    while not told:
        listener.turn()
    listener.stop_listening()
    until = time.monotonic() + SECONDS_TO_STOP
    while listener.active_channels and time.monotonic() < until:
        listener.turn()
    listener.hang_up(SECONDS_FOR_THREADS)
    chores.stop()


class Told:
    """Whether this worker was told to stop; a handler of signals."""

    def __init__(self, listener: Listener) -> None:
        self.listener, self.stop = listener, False

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        self.stop = True
        self.listener.pull_trigger()

    def __bool__(self) -> bool:
        return self.stop


def listener_for(app: Flask, work: Work) -> Listener:
    """What takes connections from the shared socket and hands their requests to the threads."""
    shared = socket.socket(fileno=work.listener)
    threads = Threads()
    threads.set_thread_count(THREADS)
    return Listener(
        app,
        {},
        True,
        shared,
        dispatcher=threads,
        adj=adjustments(),
        sockinfo=(shared.family, shared.type, shared.proto, shared.getsockname()),
        bind_socket=False,
        allowances=Allowances(app),
        most=most_connections(),
        fair=not work.settings.proxy_count,
    )


def adjustments() -> Adjustments:
    return Adjustments(
        backlog=1024,
        clear_untrusted_proxy_headers=False,  # Tend reads them only where whoever runs it has said so
        connection_limit=2**30,  # `Listener` keeps a limit that turns nobody away
        ident="",
        inbuf_overflow=IN_MEMORY,
        log_socket_errors=False,
        max_request_body_size=LARGEST_BODY,
        max_request_header_size=LARGEST_HEAD,
        outbuf_high_watermark=NEVER,
        outbuf_overflow=ANSWER_IN_MEMORY,
        recv_bytes=A_PIECE,
    )


def most_connections() -> int:
    """How many connections can be open at once, after asking the system for as many files as that needs."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + FILES_BESIDE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    room = MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else soft - FILES_BESIDE
    return max(FILES_BESIDE, min(room, MOST_CONNECTIONS))


def find_room_for_files(data: Path) -> None:
    """Let large files that come in lie in the data folder meanwhile, where this machine has no folder for such.

    A container in which nothing else can be written has none.
    """
    try:
        tempfile.TemporaryFile().close()
    except OSError:
        folder = data / "meanwhile"
        folder.mkdir(mode=0o700, exist_ok=True)
        tempfile.tempdir = str(folder)


def watch_the_watcher() -> None:
    """Stop once the process that watches is gone, however it has ended."""
    Thread(target=stop_at_the_end_of_input, name="watcher", daemon=True).start()


def stop_at_the_end_of_input() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def say(work: Work, **word: Any) -> None:
    """Tell the process that watches how the start went. The pipe stays open: its end tells of the end of this process."""
    with suppress(BrokenPipeError):  # nobody watches any more
        os.write(work.word, json.dumps(word).encode())


if __name__ == "__main__":
    main()
