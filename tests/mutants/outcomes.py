"""What can become of a change, and which tests it meets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from tests.mutants.changes import ROOT, Mutant, statement_around
from tests.ran import Ran

FIRST = 60  # tests that a change meets before all others that could tell of it
SO_MUCH_LONGER = 10  # times their own seconds until tests count as not ending
# What tables are made of is read with a file, and run by nobody.
OF_TABLES = ("tests/models/", "tests/migrations/")


class Outcome(Enum):
    """What became of a change: a test failed, all passed, or they did not come to their end."""

    KILLED = "killed"
    LIVES = "lives"
    HANGS = "hangs"


class Tried(NamedTuple):
    """A change, and what became of it."""

    mutant: Mutant
    outcome: Outcome

    def __str__(self) -> str:
        return f"{self.outcome.value}: {self.mutant}"


def batches(mutant: Mutant, source: str, ran: Ran) -> Iterator[list[str]]:
    """The tests that could tell of a change, at first a few. On what is done as a file is read depend all tests that run it,
    or what takes something from it."""
    running = ran.through(mutant.file, statement_around(mutant, source))
    through = running or set[str]().union(*map(ran.through_any_of, readers(mutant.file, ran.lines)))
    rooms = (f"{mutant.room}/", *(() if running else OF_TABLES))
    own = {test for test in ran.seconds if test.startswith(rooms)}
    nearest = sorted(through, key=lambda test: (test not in own, ran.seconds[test], test))
    yield nearest[:FIRST]
    yield nearest[FIRST:]
    # What a test remembers for the next, only the first of them was seen to run.
    yield sorted(own - through)


def readers(file: str, others: Iterable[str]) -> list[str]:
    """A file with those of others that take something from it as they are read."""
    package, _, name = file.removesuffix(".py").replace("/", ".").rpartition(".")
    takes = re.compile(rf"^from {package}(\.{name}\b| import .*\b{name}\b)", re.MULTILINE)
    return [file, *(each for each in others if takes.search((ROOT / each).read_text()))]
