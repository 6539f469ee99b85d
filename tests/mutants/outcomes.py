"""What can become of a change, and which tests it meets."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from tests.mutants.changes import Mutant, statement_around
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
    """The tests that could tell of a change, at first a few. What is run as the file is read, all its tests depend on."""
    running = ran.through(mutant.file, statement_around(mutant, source))
    through = running or ran.through_any_of(mutant.file)
    rooms = (f"{mutant.room}/", *(() if running else OF_TABLES))
    own = {test for test in ran.seconds if test.startswith(rooms)}
    nearest = sorted(through, key=lambda test: (test not in own, ran.seconds[test], test))
    yield nearest[:FIRST]
    yield nearest[FIRST:]
    # What a test remembers for the next, only the first of them was seen to run.
    yield sorted(own - through)
