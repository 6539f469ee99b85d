"""Whether the tests bite: single changes to rules, queries and actions, drawn at random, each of which should fail a test.

    ./tend mutants               twenty of them, drawn anew
    ./tend mutants 300 --seed 7  three hundred, and always the same ones

Each is made in a copy of the tree, where the tests of its room run first, and all but those of browsers and processes
if the room let it live. What survives is printed, and is either no change at all or a test that is missing.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).parents[1]
ROOMS = ("tracker/domain/*.py", "tracker/planned.py", "tracker/*/queries.py", "tracker/*/actions.py")
KEPT = ("tracker", "templates", "static", "tests", "migrations", "docs", ".ci", ".github")
LONGEST = 900  # seconds until tests that do not end count as failed
FAR = ("tests/browser", "tests/operations", "tests/migrations")

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


def copied(folder: Path) -> Path:
    """A copy of the tree, in which mutants can live."""
    for name in KEPT:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ROOT.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    return folder


def killed(mutant: Mutant, tree: Path) -> bool:
    """Whether a test fails for it."""
    file = tree / mutant.file
    whole = file.read_text()
    file.write_text(mutant.into(whole))
    try:
        everything = [f"--ignore={each}" for each in FAR]
        return fails(tree, mutant.room) or fails(tree, "tests", *everything)
    finally:
        file.write_text(whole)


def fails(tree: Path, *words: str) -> bool:
    if not (tree / words[0]).exists():
        return False
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *words]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, check=False, cwd=tree, env=environment, capture_output=True, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def survivors(mutants: list[Mutant], at_once: int) -> Iterator[Mutant]:
    """Those that no test fails for, as they are found."""
    with (
        tempfile.TemporaryDirectory(prefix="tend-mutants-") as folder,
        ThreadPoolExecutor(at_once) as threads,
    ):
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(at_once):
            place = Path(folder) / str(number)
            place.mkdir()
            trees.put(copied(place))

        def tried(mutant: Mutant) -> bool:
            tree = trees.get()
            try:
                return killed(mutant, tree)
            finally:
                trees.put(tree)

        for mutant, found in zip(mutants, threads.map(tried, mutants), strict=True):
            if not found:
                yield mutant


def main() -> None:
    """Draw them, try them, and say which live; ends with 1 where more than one in twenty does."""
    words = argparse.ArgumentParser(prog="./tend mutants", description=__doc__.splitlines()[0])
    words.add_argument("count", type=int, nargs="?", default=20)
    words.add_argument("--seed", type=int, default=random.randrange(10**6))
    words.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    asked = words.parse_args()
    mutants = drawn(asked.count, asked.seed)
    print(f"{len(mutants)} changes, drawn with --seed {asked.seed}", flush=True)
    alive = 0
    for mutant in survivors(mutants, asked.at_once):
        alive += 1
        print(f"lives: {mutant}", flush=True)
    print(f"killed: {len(mutants) - alive} of {len(mutants)}")
    sys.exit(alive * 20 > len(mutants))


if __name__ == "__main__":
    main()
