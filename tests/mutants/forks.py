"""Changes meet tests in forks of one process that has read all of them, which else takes longer than most tests do."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from itertools import islice
from multiprocessing import Pipe
from pathlib import Path
from typing import Self

from tests.mutants.changes import Mutant, statement_around
from tests.mutants.codes import within_function
from tests.mutants.forking import PASSED, Asked
from tests.mutants.outcomes import SO_MUCH_LONGER, Outcome, batches
from tests.mutants.trees import ENVIRONMENT, NOT_FAR, PYTEST
from tests.ran import Ran

TO_BEGIN = 20  # seconds that a test has beside its own


class Forks:
    """A process in a copy of the tree that forks whenever tests are to meet a change."""

    def __init__(self, tree: Path, paths: Sequence[str]) -> None:
        self.tree, self.paths = tree, paths

    def __enter__(self) -> Self:
        self.ours, theirs = Pipe()
        number = theirs.fileno()
        with theirs, self.tree.with_suffix(".log").open("w") as said:
            self.process = subprocess.Popen(
                [*PYTEST, "-p", "tests.mutants.forking", "--asked-over", str(number), *NOT_FAR, *self.paths],
                cwd=self.tree,
                env=ENVIRONMENT,
                pass_fds=[number],
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        return self

    def __exit__(self, *_: object) -> None:
        self.ours.close()
        self.process.wait()

    def outcome_of(self, mutant: Mutant, ran: Ran) -> Outcome | None:
        """What becomes of a change, or nothing where a fork cannot tell: what it does is done as files are read."""
        whole = (self.tree / mutant.file).read_text()
        if not within_function(mutant, whole) or not ran.through(
            mutant.file, statement_around(mutant, whole)
        ):
            return None
        # Those that were not seen to run it are for whoever reads tests anew.
        for tests in filter(None, islice(batches(mutant, whole, ran), 2)):
            within = {each: TO_BEGIN + SO_MUCH_LONGER * ran.seconds[each] for each in tests}
            match self.answer(Asked(mutant.file, mutant.into(whole), within)):
                case "passed":
                    continue
                case "hangs":
                    return Outcome.HANGS
                case "unclear":
                    return None
                case failed:
                    met = {each: within[each] for each in tests[: tests.index(failed) + 1]}
                    without = self.answer(Asked(mutant.file, whole, met))
                    return Outcome.KILLED if without == PASSED else None
        return Outcome.LIVES

    def answer(self, asked: Asked) -> str:
        try:
            self.ours.send(asked)
            return str(self.ours.recv())
        except (EOFError, ConnectionError) as error:
            raise RuntimeError(self.tree.with_suffix(".log").read_text()[-3000:]) from error
