"""Tend in processes of its own, as whoever runs it starts it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from textwrap import indent
from urllib.parse import urlsplit

from config import ROOT
from tests.operations.loaded import Command, Loaded
from tests.processes import PROC, read
from tests.there import there

PATIENCE = 60
OF_THE_WORKER = """
import sys

if "tracker.server.worker" in sys.orig_argv:
"""


class Server(subprocess.Popen[str]):
    """A server that runs, where it says that it is; once it has ended, what it has ``said`` and logged."""

    address: str
    at: tuple[str, int]
    said: str
    log: str


def tend(*words: str, folder: Path, before: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """A command that runs to its end, with what it said; some lines of Python may come ``before``.

    It is done in a process that has loaded Tend already. Only `run` loads it for itself.
    """
    if words[0] == "run":
        return tend_from_nothing(*words, folder=folder, **environment)
    return at_hand().done(Command([*words], surroundings(folder, environment), before))


@cache
def at_hand() -> Loaded:
    """What does the commands of all tests of this process."""
    return Loaded()


def tend_from_nothing(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process that has loaded nothing yet, as whoever runs it starts it."""
    return subprocess.run(
        command(*words),
        env=surroundings(folder, environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def in_a_hurry(folder: Path, source: str) -> dict[str, str]:
    """Settings for a server in which some lines of Python come first: they make times shorter that tests only sit out."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(source)
    return {
        "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))),
        "PYTHONWARNINGS": "ignore::RuntimeWarning:runpy",  # that something was loaded before it is run
    }


def worker_in_a_hurry(folder: Path, source: str) -> dict[str, str]:
    """The same of the worker alone: what watches it, and what looks before it starts, load no more than they do."""
    return in_a_hurry(folder, OF_THE_WORKER + indent(source, " "))


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "tracker", *words]


def surroundings(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "TEND_DATA": str(folder), "TEND_PORT": "0", **environment}


def heed() -> None:
    """Hear Ctrl-C, also where the tests were started in the background by a shell that has them not hear it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def started(*words: str, folder: Path, elsewhere: Path | None = None, **environment: str) -> Iterator[Server]:
    """A server, once it has said where it is; stopped like a service is."""
    server = Server(
        command(*words),
        env={"PYTHONPATH": str(ROOT), **surroundings(folder, environment)},
        cwd=elsewhere or ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed,
    )
    out, log, greeting = there(server.stdout), there(server.stderr), ""
    try:
        greeting = out.readline()
        assert "http://" in greeting, greeting + log.read()
        server.address = address_in(greeting)
        parts = urlsplit(server.address)
        server.at = there(parts.hostname), there(parts.port)
        yield server
    finally:
        server.terminate()
        server.said = greeting + out.read()
        server.log = log.read()
        out.close()
        log.close()
        server.wait(PATIENCE)


def address_in(line: str) -> str:
    return there(re.search(r"http://\S+", line))[0]


def get(address: str, path: str = "/healthz") -> int:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def answered_again(address: str) -> bool:
    """Whether somebody answers at last."""
    return becomes_true(lambda: get(address) == 200)


def becomes_true(question: Callable[[], bool]) -> bool:
    """Whether something becomes true before patience ends."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if question():
                return True
        except OSError:
            pass
        time.sleep(0.05)
    return False


def workers_of(server: Server) -> list[int]:
    """The ids of the processes that answer."""
    alone = children_of(server.pid, "tracker.server.worker")
    return alone + [worker for nursery in nurseries_of(server) for worker in children_of(nursery)]


def nurseries_of(server: Server) -> list[int]:
    """The ids of the processes that fork those."""
    return children_of(server.pid, "tracker.server.nursery")


def children_of(process: int, module: str = "") -> list[int]:
    """The ids of a process's children, of those that run a module."""
    found = map(int, read(PROC / f"{process}/task/{process}/children").split())
    return [each for each in found if module in read(PROC / f"{each}/cmdline")]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
