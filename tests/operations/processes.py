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
from tests.processes import PROC, read

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
    alone = children_of(server.pid, "tracker.server.worker")
    return alone + [worker for nursery in nurseries_of(server) for worker in children_of(nursery)]


def nurseries_of(server):
    """The ids of the processes that fork those."""
    return children_of(server.pid, "tracker.server.nursery")


def children_of(process, module=""):
    """The ids of a process's children, of those that run a module."""
    found = map(int, read(PROC / f"{process}/task/{process}/children").split())
    return [each for each in found if module in read(PROC / f"{each}/cmdline")]


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
