"""Tend in processes of its own, as whoever runs it starts it."""

import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from config import ROOT

PATIENCE = 60


def tend(*words, folder, **environment):
    """A command that runs to its end, with what it said."""
    return subprocess.run(
        command(*words),
        env=surroundings(folder, environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def in_a_hurry(folder, source):
    """Settings for a server in which some lines of Python come first: they make times shorter that tests only sit out."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(source)
    return {
        "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))),
        "PYTHONWARNINGS": "ignore::RuntimeWarning:runpy",  # that something was loaded before it is run
    }


def command(*words):
    return [sys.executable, "-m", "tracker", *words]


def surroundings(folder, environment):
    return {"PATH": os.environ["PATH"], "TEND_DATA": str(folder), "TEND_PORT": "0", **environment}


@contextmanager
def started(*words, folder, elsewhere=None, **environment):
    """A server, once it has said where it is; stopped like a service is."""
    server = subprocess.Popen(
        command(*words),
        env={"PYTHONPATH": str(ROOT), **surroundings(folder, environment)},
        cwd=elsewhere or ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    greeting = ""
    try:
        greeting = server.stdout.readline()
        assert "http://" in greeting, greeting + server.stderr.read()
        server.address = address_in(greeting)
        server.at = urlsplit(server.address).hostname, urlsplit(server.address).port
        yield server
    finally:
        server.terminate()
        server.said = greeting + server.stdout.read()
        server.log = server.stderr.read()
        server.stdout.close()
        server.stderr.close()
        server.wait(PATIENCE)


def address_in(line):
    return re.search(r"http://\S+", line)[0]


def get(address, path="/healthz"):
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def answered_again(address):
    """Whether somebody answers at last."""
    return becomes_true(lambda: get(address) == 200)


def becomes_true(question):
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


def workers_of(server):
    """The ids of the processes that answer."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return [
        int(pid) for pid in children if b"tracker.server.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
