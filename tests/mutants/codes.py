"""What is loaded of a file, changed in its place."""

from __future__ import annotations

import ast
import functools
import gc
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

from tests.mutants.changes import Mutant

CACHE = type(functools.cache(len))
OURS = "tracker"


class NotLoaded(Exception):
    """What has changed is no function that anybody has now, so whoever wants to see it has to read the file anew."""


def within_function(mutant: Mutant, source: str) -> bool:
    """Whether a change is within what a function does, and not within what is done as the file is read."""
    return any(
        (first.lineno, first.col_offset) <= mutant.start
        and mutant.end <= (last.end_lineno or 0, last.end_col_offset or 0)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.Lambda)
        for first, last in [(node.body[0], node.body[-1]) if isinstance(node.body, list) else [node.body] * 2]
    )


def put_in(file: Path, changed: str) -> None:
    """Let all functions of a file do what they would do if this were its source, and let none of ours remember what
    they did before. Raises `NotLoaded`."""
    source = file.read_text()
    if source == changed:
        return
    instead = codes_instead(file, source, changed)
    found = False
    gc.unfreeze()
    for each in gc.get_objects():
        # Some say of themselves that they are what they stand for, and cannot say it now.
        if type(each) is FunctionType and each.__code__.co_filename == str(file) and each.__code__ in instead:
            found = found or each.__code__ != instead[each.__code__]
            each.__code__ = instead[each.__code__]
        elif type(each) is CACHE and each.__module__.startswith(OURS):
            each.cache_clear()
    if not found:
        raise NotLoaded(file)


def codes_instead(file: Path, source: str, changed: str) -> dict[CodeType, CodeType]:
    """By what is compiled of one source, what is compiled of the other in its place."""
    before, after = (
        [*codes(compile(text, str(file), "exec", dont_inherit=True))] for text in (source, changed)
    )
    if [each.co_qualname for each in before] != [each.co_qualname for each in after]:
        raise NotLoaded(file)
    return dict(zip(before, after, strict=True))


def codes(code: CodeType) -> Iterator[CodeType]:
    """A piece of code with all that stand in it."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from codes(each)
