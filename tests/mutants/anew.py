"""Changes meet tests that are read anew for each, so that whatever is done as files are read is done with the change."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.mutants.changes import Mutant
from tests.mutants.outcomes import SO_MUCH_LONGER, Outcome, batches
from tests.mutants.trees import pytest
from tests.ran import Ran

TO_BEGIN = 60  # seconds that tests have beside their own, to be read and to make the world


def outcome_of(mutant: Mutant, tree: Path, ran: Ran) -> Outcome:
    """What the tests that could tell of a change say of it."""
    file = tree / mutant.file
    whole, times = file.read_text(), file.stat()
    file.write_text(mutant.into(whole))
    try:
        return next(told(tree, ran, batches(mutant, whole, ran)), Outcome.LIVES)
    finally:
        file.write_text(whole)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def told(tree: Path, ran: Ran, some: Iterator[list[str]]) -> Iterator[Outcome]:
    """What is found out by tests, some after the other; nothing where all pass."""
    names = tree.with_suffix(".txt")
    for tests in filter(None, some):
        names.write_text("\n".join(tests))
        seconds = TO_BEGIN + SO_MUCH_LONGER * ran.taken_by(tests)
        try:
            done = pytest(tree, "-x", f"@{names}", seconds=seconds, PYTHONDONTWRITEBYTECODE="1")
        except subprocess.TimeoutExpired:
            yield Outcome.HANGS
        else:
            if done.returncode:
                yield Outcome.KILLED
