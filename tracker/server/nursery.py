"""The nursery: makes the application once, and forks a worker whenever the process that watches asks for one.

So what all workers have in common lies in memory once, and a new one is there in an instant. Whoever forks
must have no threads, and nothing open that two would then use at once: no connection, no lock on a file.
"""

from __future__ import annotations

import os
import signal
import socket
from contextlib import ExitStack
from dataclasses import replace

from flask import Flask

from tracker.extensions import db
from tracker.presence import present
from tracker.server.children import Work
from tracker.server.worker import begun, ready, say, serve, telling, watch_the_watcher

TO_STOP = {signal.SIGTERM}


def main() -> None:
    """Do what stands on the input. What has been begun with the database comes to its end, even if nobody watches."""
    work = begun()
    with telling(work), present(work.settings):
        app = ready(work)
    if app is None:
        say(work, again=True)
        return
    let_go(app)
    # Whoever ends all processes at once means the workers. This one is needed until they have ended, and ends with its input.
    signal.pthread_sigmask(signal.SIG_BLOCK, TO_STOP)
    say(work, ready=True)
    with socket.socket(fileno=os.dup(0)) as watcher:
        own = raised(work, watcher)
    if own is not None:
        live(app, own)


def let_go(app: Flask) -> None:
    """Close all connections to the database."""
    with app.app_context():
        db.engine.dispose()


def raised(work: Work, watcher: socket.socket) -> Work | None:
    """Fork workers as long as somebody asks. Returns in each of them what it is to do, and here nothing at the end."""
    while True:
        asked, files, _flags, _address = socket.recv_fds(watcher, 64, 3)
        if not asked:
            return None
        if not files:
            watcher.sendall(str(end_of(int(asked))).encode())
            continue
        number = forked()
        if number == 0:
            return own_work(work, *files)
        for each in files:
            os.close(each)
        watcher.sendall(str(max(number, 0)).encode())


def end_of(number: int) -> int:
    """How a worker has ended, which is so already or will be in an instant."""
    _number, status = os.waitpid(number, 0)
    return os.waitstatus_to_exitcode(status)


def forked() -> int:
    """The number of a new process, 0 in that itself; -1 where there is no room for one."""
    try:
        return os.fork()
    except OSError:
        return -1


def own_work(work: Work, listener: int, word: int, end_of_input: int) -> Work:
    """What a worker is to do that was just born. It lets go of what is its nursery's."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TO_STOP)
    os.close(work.word)
    os.dup2(end_of_input, 0)
    os.close(end_of_input)
    return replace(work, listener=listener, word=word)


def live(app: Flask, work: Work) -> None:
    """Be a worker."""
    watch_the_watcher()
    with ExitStack() as here:
        with telling(work):
            here.enter_context(present(work.settings))
        serve(app, work)


if __name__ == "__main__":
    main()
