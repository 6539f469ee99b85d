"""Changes meet tests: first in forks, and what these cannot tell in tests that are read anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import TypeVar

from tests.mutants import anew
from tests.mutants.changes import Mutant
from tests.mutants.forks import Forks
from tests.mutants.outcomes import Outcome, Tried
from tests.mutants.trees import copied, recorded

Lent = TypeVar("Lent")
Found = TypeVar("Found")


def tried(
    mutants: Sequence[Mutant], kept: Path | None, at_once: int, paths: Sequence[str]
) -> Iterator[Tried]:
    """All of them with what became of each, as it is found out."""
    with TemporaryDirectory(prefix="tend-mutants-") as name, ThreadPoolExecutor(at_once) as threads:
        folder = Path(name)
        trees = [copied(folder / "0")]
        ran = recorded(trees[0], kept or folder / "ran", at_once, paths)
        say(f"{len(ran.seconds)} tests were watched, {ran.taken_by(ran.seconds):.0f} seconds in all")
        trees += [Path(shutil.copytree(trees[0], folder / str(number))) for number in range(1, at_once)]
        left = []
        with ExitStack() as stack:
            forks = [stack.enter_context(Forks(tree, paths)) for tree in trees]
            asked = lending(forks, lambda fork, mutant: fork.outcome_of(mutant, ran))
            for mutant, outcome in zip(mutants, threads.map(asked, mutants), strict=True):
                if outcome in {None, Outcome.LIVES}:
                    say(f"{'not told by forks' if outcome is None else 'lives in forks'}: {mutant}")
                    left.append(mutant)
                else:
                    yield Tried(mutant, outcome)
        say(f"{len(left)} are left to meet tests that are read anew")
        judged = lending(trees, lambda tree, mutant: anew.outcome_of(mutant, tree, ran))
        yield from map(Tried, left, threads.map(judged, left))


def lending(things: Sequence[Lent], act: Callable[[Lent, Mutant], Found]) -> Callable[[Mutant], Found]:
    """An act on a change that is lent one of several things while it lasts, which no other has meanwhile."""
    free: SimpleQueue[Lent] = SimpleQueue()
    for each in things:
        free.put(each)

    def with_one(mutant: Mutant) -> Found:
        lent = free.get()
        try:
            return act(lent, mutant)
        finally:
            free.put(lent)

    return with_one


def say(words: str) -> None:
    print(words, flush=True)
