"""A run of pytest that reads all tests and makes the world once, and then forks for each change that tests are to meet.

    python -m pytest -p tests.mutants.forking --asked-over NUMBER tests

What a child does, nobody sees but who asked: the world is in its memory, and it ends without a word to others.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from tests.mutants.codes import NotLoaded, put_in

PASSED, HANGS, UNCLEAR = "passed", "hangs", "unclear"


@dataclass(frozen=True)
class Asked:
    """That tests meet a file with another source, each within so many seconds."""

    file: str
    source: str
    tests: dict[str, float]


class Forking:
    """Answers with the name of the first test that failed, or says that all passed, hang, or cannot be asked here."""

    def __init__(self, asked: Connection[Any, Any]) -> None:
        self.asked = asked
        self.failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {each.nodeid: each for each in session.items}
        make_world(session)
        with suppress(EOFError):
            while True:
                self.asked.send(self.answer(self.asked.recv()))
        return True

    def answer(self, asked: Asked) -> str:
        """What a child finds, which has no time left from the first test on that takes too long."""
        ours, theirs = Pipe(duplex=False)
        child = os.fork()
        if child == 0:
            try:
                os.setsid()
                for each in self.found(asked):
                    theirs.send(each)
            finally:
                os._exit(0)
        theirs.close()
        try:
            return heard(ours, asked.tests.values())
        finally:
            ours.close()
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)

    def found(self, asked: Asked) -> Iterator[str]:
        """What comes of each test, until one fails; whoever asks this does nothing else any more."""
        try:
            items = [self.items[each] for each in asked.tests]
            put_in(Path.cwd() / asked.file, asked.source)
        except (KeyError, NotLoaded, ValueError):
            yield UNCLEAR
            return
        hear_anew(items[0].config)
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            yield item.nodeid if self.failed else PASSED
            if self.failed:
                return


def heard(child: Connection[Any, Any], limits: Iterable[float]) -> str:
    """What a child says that is not that a test has passed, where it says something so often, within so many seconds."""
    for seconds in limits:
        if not child.poll(seconds):
            return HANGS
        try:
            said = str(child.recv())
        except EOFError:
            return UNCLEAR
        if said != PASSED:
            return said
    return PASSED


def make_world(session: pytest.Session) -> None:
    """Let one test that needs the world make it, and leave it to whoever follows."""
    for item in session.items:
        if "world" in getattr(item, "fixturenames", ()):
            other = next((each for each in session.items if each.path.parent != item.path.parent), None)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=other)
            return


def hear_anew(config: pytest.Config) -> None:
    """What tests say goes into files of this process."""
    manager = config.pluginmanager.getplugin("capturemanager")
    manager.stop_global_capturing()
    manager.start_global_capturing()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--asked-over", type=int, help="the number of the open connection over which to be asked"
    )


def pytest_configure(config: pytest.Config) -> None:
    number = config.getoption("asked_over")
    if number is not None:
        config.pluginmanager.register(Forking(Connection(number)), "forking")
