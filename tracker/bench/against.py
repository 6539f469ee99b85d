"""Two commits in one run: each serves its own demo as people run it, and is asked for each page in turns with the other.

Judged is what the processors work for an answer, server and page together: that hardly depends on what else the machine
does, and what it does meets both alike. Beside them runs the floor, which has nothing of ours.
"""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener
from venv import create

from config import ROOT
from tracker.bench.client import HOST, OpenConnection, expect, request, wait_for
from tracker.bench.databases import URL
from tracker.bench.processors import kept_apart, worked
from tracker.bench.visits import A_HABIT, HELLO, PAGES, TICK
from tracker.demo.build import ADDRESSES, PASSWORD
from tracker.demo.habits import ADA

ROUNDS = 11
ANSWERS = 20
SECONDS_TO_START = 120
SECONDS_TO_STOP = 30
FLOOR_HELLO, FLOOR_PAGE, FLOOR_TICK = "/hello", "/page", "/tick"
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
HABIT = re.compile(r'href="(/habits/\d+)"')
TICKED = re.compile(r'action="(/tracks/\d+/ticks/[0-9-]+)(?:/undo)?"')
LOCK = "requirements.txt"


@dataclass(frozen=True, slots=True)
class Tree:
    """A Tend as it lies in a folder, and the Python that has what it stands on."""

    folder: Path
    python: str


HERE = Tree(ROOT, sys.executable)


@dataclass(frozen=True, slots=True)
class Serving:
    """A server, by its process and port, and for each thing that is measured the requests for it, and a good status."""

    process_id: int
    port: int
    asks: Mapping[str, tuple[Sequence[bytes], int]]


@dataclass(frozen=True, slots=True)
class Compared:
    """What an answer costs, in seconds of the processor: here, at the other commit, and how many times that; and of the floor."""

    here: float
    there: float
    times: float
    of_floor: float


@contextmanager
def tree_of(revision: str, root: Path = ROOT) -> Iterator[Tree]:
    """A commit in a folder of its own, with an environment of its own if it stands on anything else than we do."""
    with TemporaryDirectory(prefix="tend-against-") as folder:
        tree = Path(folder, "tend")
        git = ("git", "-C", str(root), "worktree")
        subprocess.run([*git, "add", "--quiet", "--detach", "--", str(tree), revision], check=True)  # noqa: S603
        try:
            yield Tree(tree, python_for(tree, root, Path(folder, "environment")))
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)  # noqa: S603


def python_for(tree: Path, root: Path, environment: Path) -> str:
    if (tree / LOCK).read_text() == (root / LOCK).read_text():
        return sys.executable
    create(environment, with_pip=True)
    python = str(environment / "bin" / "python")
    install = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(tree / LOCK)]
    subprocess.run(install, check=True)  # noqa: S603
    return python


def compare(here: Tree, there: Tree, rounds: int = ROUNDS, answers: int = ANSWERS) -> dict[str, Compared]:
    """What each page costs in both, and against the floor: medians over the rounds, ratios taken within each."""
    with ExitStack() as running:
        ours, theirs = (running.enter_context(demo_of(tree)) for tree in (here, there))
        floor = running.enter_context(floor_of(here))
        found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ours.asks}
        for each, name in [*product([floor], floor.asks), *product((ours, theirs), found)]:
            work(each, name, 1)  # whoever comes first finds nothing ready
        for number, (name, costs) in product(range(rounds), found.items()):
            least = work(floor, floor_under(name), answers)
            in_turn = (ours, theirs) if number % 2 else (theirs, ours)  # nobody always follows the floor
            one, other = (work(each, name, answers) for each in in_turn)
            costs.append((one, other, least) if in_turn[0] is ours else (other, one, least))
    return {name: middle(costs) for name, costs in found.items()}


def floor_under(name: str) -> str:
    """What the floor has that is like a page, a tick, or hello."""
    return {HELLO: FLOOR_HELLO, TICK: FLOOR_TICK}.get(name, FLOOR_PAGE)


def middle(costs: Sequence[tuple[float, float, float]]) -> Compared:
    return Compared(
        here=median(ours for ours, _theirs, _floor in costs),
        there=median(theirs for _ours, theirs, _floor in costs),
        times=median(ours / theirs for ours, theirs, _floor in costs),
        of_floor=median(ours / floor for ours, _theirs, floor in costs),
    )


@contextmanager
def demo_of(tree: Tree) -> Iterator[Serving]:
    """The demo, served as people run it, and Ada logged in."""
    with running(tree, "tracker", "demo") as (process_id, port):
        yield Serving(process_id, port, asks_of_ada(port))


@contextmanager
def floor_of(tree: Tree, **there: str) -> Iterator[Serving]:
    """The floor, for somebody whom it knows: hello, a page, and a tick; in a database if one is named."""
    with running(tree, "tracker.bench.alone", **there) as (process_id, port):
        browser, cookies = browsing()
        browser.open(f"http://{HOST}:{port}/healthz").close()
        known: dict[str, Any] = {"cookie": said(cookies), "host": f"{HOST}:{port}"}
        tick = request("POST", FLOOR_TICK, form={"day": "2026-03-01"}, **known)
        pages = {path: ((request("GET", path, **known),), 200) for path in (FLOOR_HELLO, FLOOR_PAGE)}
        yield Serving(process_id, port, {**pages, FLOOR_TICK: ((tick,), 303)})


@contextmanager
def running(tree: Tree, *words: str, **there: str) -> Iterator[tuple[int, int]]:
    """A server in a process of its own, on a port that nobody else has, with a file of its own or what is named."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        port = found.getsockname()[1]
    others = {name: value for name, value in os.environ.items() if name != URL}
    environment = {**others, "TEND_PORT": str(port), "TEND_CHANGES": "1000000", **there}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603
        [tree.python, "-m", *words], cwd=tree.folder, env=environment, stdout=quiet, stderr=quiet
    ) as server:
        try:
            wait_for(port, SECONDS_TO_START)
            with kept_apart(server.pid):
                yield server.pid, port
        finally:
            server.terminate()
            server.wait(SECONDS_TO_STOP)


def browsing() -> tuple[Any, CookieJar]:
    cookies = CookieJar()
    return build_opener(HTTPCookieProcessor(cookies)), cookies


def asks_of_ada(port: int) -> dict[str, tuple[Sequence[bytes], int]]:
    """What Ada asks for, as it goes over the wire: each page, and a tick that is taken back and made again."""
    address = f"http://{HOST}:{port}"
    browser, cookies = browsing()
    typed = {
        "email": ADDRESSES[ADA],
        "password": PASSWORD,
        "csrf_token": token_in(browser, f"{address}/login"),
    }
    browser.open(f"{address}/login", urlencode(typed).encode()).close()
    paths = {
        page: found_in(browser, f"{address}/habits", HABIT) if page == A_HABIT else page for page in PAGES
    }
    tick = found_in(browser, f"{address}/today", TICKED)
    form = {"csrf_token": token_in(browser, f"{address}/today")}
    known: dict[str, Any] = {"cookie": said(cookies), "host": f"{HOST}:{port}"}
    ticks = [request("POST", f"{tick}{end}", form=form, **known) for end in ("", "/undo")]
    pages = {page: ((request("GET", path, **known),), 200) for page, path in paths.items()}
    return {**pages, TICK: (ticks, 303)}


def token_in(browser: Any, address: str) -> str:
    return found_in(browser, address, TOKEN)


def found_in(browser: Any, address: str, what: re.Pattern[str]) -> str:
    with browser.open(address) as answer:
        found = what.search(answer.read().decode())
    assert found, f"nothing like {what.pattern} at {address}"
    return str(found[1])


def said(cookies: CookieJar) -> str:
    return "; ".join(f"{each.name}={each.value}" for each in cookies)


def work(asked: Serving, name: str, answers: int) -> float:
    """How many seconds the processors work for an answer, of some that are asked for one after the other."""
    requests, status = asked.asks[name]
    with OpenConnection(asked.port) as connection:
        before = worked(asked.process_id)
        for _ in range(answers):
            for each in requests:
                connection.send(each)
                expect(status, connection.read())
        return (worked(asked.process_id) - before) / (answers * len(requests))
