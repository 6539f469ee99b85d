"""Tend as `./tend run` starts it, in a process and a folder of its own."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.there import there

ROOT = Path(__file__).parents[2]
GREETING = re.compile(r"Tend is at (\S+)(?: \(here (\S+)\))?")
NEWS = re.compile(r"\S+Z info Tend has (started|stopped)")
# What is compiled once is written down: to compile all of it takes each process a second.
LEFT_OUT = ("TEND_", "PYTHONDONTWRITEBYTECODE")
SECONDS_TO_START = 60
SECONDS_TO_STOP = 60


def environment_in(folder: Path) -> dict[str, str]:
    """The settings of the server; whatever else is set for Tend on this machine does not count."""
    return {
        "TEND_DATA": str(folder),
        "TEND_DATABASE_URL": f"sqlite:///{folder / 'tend.sqlite3'}",
        "TEND_PORT": "0",
        "TEND_PASSWORD_COST": "1",
        "TEND_REGISTRATION": "open",
        "TEND_PROXY_COUNT": "1",  # so that each browser can come from an address of its own
    }


@contextmanager
def running(folder: Path, *command: str, **settings: str) -> Iterator[str]:
    """Where a server that keeps everything in a folder listens. Whatever it has to say but that it
    starts and stops is a mistake of ours.

    The command is what follows ``python -m``.
    """
    with running_from(ROOT, folder, *command, **settings) as address:
        yield address


@contextmanager
def running_from(code: Path, folder: Path, *command: str, **settings: str) -> Iterator[str]:
    """The same of a Tend whose code lies anywhere."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}
    complaints = folder / "complaints.txt"
    with (
        complaints.open("w") as stderr,
        subprocess.Popen(
            [sys.executable, "-m", *(command or ("tracker", "run"))],
            cwd=code,
            env=others | environment_in(folder) | settings,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        ) as server,
    ):
        try:
            yield address_of(server, complaints)
        finally:
            server.terminate()
            server.wait(SECONDS_TO_STOP)
    assert [line for line in complaints.read_text().splitlines() if not NEWS.fullmatch(line)] == []


def address_of(server: subprocess.Popen[str], complaints: Path) -> str:
    for line in there(server.stdout):
        if found := GREETING.match(line):
            here = f"http://{found[2]}" if found[2] else found[1]
            wait_for(here)
            return here
    raise AssertionError(f"The server has ended: {complaints.read_text()}")


def wait_for(address: str) -> None:
    """Wait until a server answers. Nobody may listen yet."""
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            with urlopen(f"{address}/healthz", timeout=SECONDS_TO_START) as answer:
                assert answer.status == 200
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
