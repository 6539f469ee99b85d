"""Whether the tests bite: single changes to rules, queries and actions, drawn at random, each of which should fail a test.

    ./tend mutants               twenty of them, drawn anew
    ./tend mutants 300 --seed 7  three hundred, and always the same ones

First all tests run once in a copy of the tree, but those of browsers and processes, and it is written down which lines
each runs (`tests/ran.py`); with `--ran FOLDER` that is kept, and a later draw on the same code begins at once. A change
then meets the tests that run what it stands in, those of its room before others and quick ones before slow ones. What
survives is printed, and is either no change at all or a test that is missing. A change that keeps its tests from
ending is told as such: they notice it, but whoever wrote it would have to wait.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from tests.ran import Ran, all_in

ROOT = Path(__file__).parents[1]
ROOMS = ("tracker/domain/*.py", "tracker/planned.py", "tracker/*/queries.py", "tracker/*/actions.py")
KEPT = ("tracker", "templates", "static", "tests", "migrations", "docs", ".ci", ".github")
FIRST = 60  # tests that a change meets before all others that could tell of it
TO_BEGIN = 60  # seconds that tests have beside their own, to be read and to make the world
SO_MUCH_LONGER = 10  # times their own seconds until tests count as not ending
FAR = ("tests/browser", "tests/operations")
OF_TABLES = (
    "tests/models/",
    "tests/migrations/",
)  # what tables are made of is read with a file, and run by nobody

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


@dataclass(frozen=True)
class Mutant:
    """One change: where, and what stands there instead."""

    file: str
    start: tuple[int, int]
    end: tuple[int, int]
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file}:{self.start[0]}: {self.before} → {self.after}"

    def into(self, source: str) -> str:
        """The source with the change. Places are counted in bytes, as Python counts them."""
        lines = source.encode().splitlines(keepends=True)
        (first, left), (last, right) = self.start, self.end
        head = b"".join(lines[: first - 1]) + lines[first - 1][:left]
        tail = lines[last - 1][right:] + b"".join(lines[last:])
        return (head + f"({self.after})".encode() + tail).decode()

    @property
    def lines(self) -> range:
        return range(self.start[0], self.end[0] + 1)

    @property
    def room(self) -> str:
        part = Path(self.file).parts[1]
        return "tests/dates" if part == "planned.py" else f"tests/{part}"


def mutants_of(file: Path) -> Iterator[Mutant]:
    """All single changes to a file."""
    tree = ast.parse(file.read_text())
    skipped = {id(inner) for node in ast.walk(tree) for said in not_run(node) for inner in ast.walk(said)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr) or id(node) in skipped:
            continue
        for changed in (*changed_signs(node), *changed_parts(node)):
            yield Mutant(
                str(file.relative_to(ROOT)),
                (node.lineno, node.col_offset),
                (node.end_lineno or 0, node.end_col_offset or 0),
                ast.unparse(node),
                ast.unparse(changed),
            )


def not_run(node: ast.AST) -> Iterator[ast.AST]:
    """What is not tried: annotations and decorators, and what stands within a text, where Python does not say its place."""
    if isinstance(node, ast.JoinedStr):
        yield node
    if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation:
        yield node.annotation
    if isinstance(node, ast.FunctionDef):
        yield from filter(None, [node.returns])
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield from node.decorator_list


def changed_signs(node: ast.expr) -> Iterator[ast.expr]:
    """What could stand in the place of an expression: another comparison, number or truth."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in TURNED:
            yield ast.Compare(node.left, [TURNED[type(op)]()], node.comparators)
        case ast.BoolOp(op=op):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), node.values)
        case ast.BinOp(op=ast.Add()):
            yield ast.BinOp(node.left, ast.Sub(), node.right)
        case ast.BinOp(op=ast.Sub()):
            yield ast.BinOp(node.left, ast.Add(), node.right)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)


def changed_parts(node: ast.expr) -> Iterator[ast.expr]:
    """What could stand in its place: one way of two, or a question to the database with a condition less."""
    match node:
        case ast.Call(func=ast.Attribute(attr="where")) if len(node.args) > 1:
            for number in range(len(node.args)):
                fewer = deepcopy(node)
                del fewer.args[number]
                yield fewer
        case ast.Call(func=ast.Attribute(attr="where", value=whole)):
            yield whole
        case ast.IfExp():
            yield node.body
            yield node.orelse


def drawn(count: int, seed: int) -> list[Mutant]:
    """So many of all there could be, without favour, and the same for the same seed."""
    files = sorted(file for room in ROOMS for file in ROOT.glob(room))
    every = [mutant for file in files for mutant in mutants_of(file)]
    return random.Random(seed).sample(every, min(count, len(every)))


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


def statement_around(mutant: Mutant, source: str) -> range:
    """The lines of the innermost statement that a change stands in, as far as the change goes."""
    begins = [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt)
        and node.lineno <= mutant.start[0]
        and mutant.end[0] <= (node.end_lineno or 0)
    ]
    return range(max(begins, default=mutant.start[0]), mutant.end[0] + 1)


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


def copied(folder: Path) -> Path:
    """A copy of the tree, in which mutants can live."""
    folder.mkdir(parents=True)
    for name in KEPT:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ROOT.iterdir():
        if file.is_file():
            shutil.copy2(file, folder)
    return folder


def fingerprint() -> str:
    """What the tree holds, in one word."""
    files = sorted(file for name in KEPT for file in (ROOT / name).rglob("*") if file.is_file())
    read = hashlib.sha256()
    for file in files:
        if "__pycache__" not in file.parts:
            read.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return read.hexdigest()[:16]


def recorded(tree: Path, folder: Path, at_once: int, paths: Sequence[str]) -> Ran:
    """Which tests run which lines, from a run in a copy of the tree, or from one of the same tree before."""
    place = folder / fingerprint()
    if not place.exists():
        making = folder / f"{place.name}-making"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        others = [f"--ignore={each}" for each in FAR]
        words = ["-q", "-p", "tests.ran", "--ran", str(making), "-n", str(at_once), *others, *paths]
        done = pytest(tree, *words)
        if done.returncode:
            sys.exit(f"Without any change these tests fail already:\n{done.stdout[-3000:]}")
        making.rename(place)
    return all_in(place)


def pytest(
    tree: Path, *words: str, seconds: float | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    # What is compiled of all that stays as it is lies in the copy, for every run there.
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words],
        check=False,
        cwd=tree,
        env=around | environment,
        capture_output=True,
        text=True,
        timeout=seconds,
    )


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
            done = pytest(tree, "-x", "-q", f"@{names}", seconds=seconds, PYTHONDONTWRITEBYTECODE="1")
        except subprocess.TimeoutExpired:
            yield Outcome.HANGS
        else:
            if done.returncode:
                yield Outcome.KILLED


def tried(
    mutants: Sequence[Mutant], kept: Path | None, at_once: int, paths: Sequence[str]
) -> Iterator[Tried]:
    """All of them with what became of each, as it is found out."""
    with (
        tempfile.TemporaryDirectory(prefix="tend-mutants-") as folder,
        ThreadPoolExecutor(at_once) as threads,
    ):
        first = copied(Path(folder) / "0")
        ran = recorded(first, kept or Path(folder) / "ran", at_once, paths)
        print(
            f"{len(ran.seconds)} tests were watched, {ran.taken_by(ran.seconds):.0f} seconds in all",
            flush=True,
        )
        trees: SimpleQueue[Path] = SimpleQueue()
        trees.put(first)
        for number in range(1, at_once):
            trees.put(Path(shutil.copytree(first, Path(folder) / str(number))))

        def outcome(mutant: Mutant) -> Outcome:
            tree = trees.get()
            try:
                return outcome_of(mutant, tree, ran)
            finally:
                trees.put(tree)

        yield from map(Tried, mutants, threads.map(outcome, mutants))


def main() -> None:
    """Draw them, try them, and say which live; ends with 1 where more than one in twenty does."""
    words = argparse.ArgumentParser(prog="./tend mutants", description=__doc__.splitlines()[0])
    words.add_argument("count", type=int, nargs="?", default=20)
    words.add_argument("--seed", type=int, default=random.randrange(10**6))
    words.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    words.add_argument("--ran", type=Path, help="a folder in which to keep which tests run which lines")
    words.add_argument("--tests", nargs="+", default=["tests"], help="the tests that they are to meet")
    asked = words.parse_args()
    mutants = drawn(asked.count, asked.seed)
    print(f"{len(mutants)} changes, drawn with --seed {asked.seed}", flush=True)
    found = dict.fromkeys(Outcome, 0)
    for each in tried(mutants, asked.ran and asked.ran.resolve(), asked.at_once, asked.tests):
        found[each.outcome] += 1
        if each.outcome is not Outcome.KILLED:
            print(each, flush=True)
    print(", ".join(f"{outcome.value}: {count}" for outcome, count in found.items()))
    sys.exit(found[Outcome.LIVES] * 20 > len(mutants))


if __name__ == "__main__":
    main()
