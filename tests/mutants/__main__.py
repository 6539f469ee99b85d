"""Whether the tests bite: single changes to rules, queries and actions, drawn at random, each of which should fail a test.

    ./tend mutants               twenty of them, drawn anew
    ./tend mutants 300 --seed 7  three hundred, and always the same ones

First all tests run once in a copy of the tree, but those of browsers and processes, and it is written down which lines
each runs (`tests/ran.py`); with `--ran FOLDER` that is kept, and a later draw on the same code begins at once. A change
then meets the tests that run what it stands in, those of its room before others and quick ones before slow ones: at first
in the fork of a process that has read all tests and made the world, where the changed functions take the place of those
that are there. What lives through that, or is done while files are read, meets tests that are read anew. What then
survives is printed, and is either no change at all or a test that is missing. A change that keeps its tests from
ending is told as such: they notice it, but whoever wrote it would have to wait.
"""

import argparse
import os
import random
import sys
from pathlib import Path

from tests.mutants.changes import drawn
from tests.mutants.outcomes import Outcome
from tests.mutants.trying import say, tried


def main() -> None:
    """Draw them, try them, and say which live; ends with 1 where more than one in twenty does."""
    words = argparse.ArgumentParser(prog="./tend mutants", description=(__doc__ or "").splitlines()[0])
    words.add_argument("count", type=int, nargs="?", default=20)
    words.add_argument("--seed", type=int, default=random.randrange(10**6))
    words.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    words.add_argument("--ran", type=Path, help="a folder in which to keep which tests run which lines")
    words.add_argument("--tests", nargs="+", default=["tests"], help="the tests that they are to meet")
    asked = words.parse_args()
    mutants = drawn(asked.count, asked.seed)
    say(f"{len(mutants)} changes, drawn with --seed {asked.seed}")
    found = dict.fromkeys(Outcome, 0)
    for each in tried(mutants, asked.ran and asked.ran.resolve(), asked.at_once, asked.tests):
        found[each.outcome] += 1
        if each.outcome is not Outcome.KILLED:
            say(str(each))
    say(", ".join(f"{outcome.value}: {count}" for outcome, count in found.items()))
    sys.exit(found[Outcome.LIVES] * 20 > len(mutants))


if __name__ == "__main__":
    main()
