"""Single changes to rules, queries and actions: a comparison turned, a number moved, a condition less."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("tracker/domain/*.py", "tracker/planned.py", "tracker/*/queries.py", "tracker/*/actions.py")

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
    return random.Random(seed).sample(every(), min(count, len(every())))


@cache
def every() -> tuple[Mutant, ...]:
    files = sorted(file for room in ROOMS for file in ROOT.glob(room))
    return tuple(mutant for file in files for mutant in mutants_of(file))


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
