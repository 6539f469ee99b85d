"""What docs/asvs.md names as holding a requirement is there: each test, each file, each requirement once and in its chapter."""

import ast
import re
from functools import cache

from tests.house.sources import ROOT, tree

DOCUMENT = (ROOT / "docs" / "asvs.md").read_text()
NAMED = re.compile(r"`([\w./-]+/[\w./-]+\.\w+|\w+\.py)(?:::(\w+))?`")
NUMBERS = re.compile(r"^\| ([0-9]+\.[0-9]+\.[0-9]+(?:, [0-9]+\.[0-9]+\.[0-9]+)*) \|", re.MULTILINE)
ABOUT_SIXTY = range(60, 200)


@cache
def names_in(path: str) -> frozenset[str]:
    found = (node for node in ast.walk(tree(ROOT / path)) if isinstance(node, ast.FunctionDef))
    return frozenset(each.name for each in found if each.name.startswith("test_"))


def missing(text: str) -> list[str]:
    """What a text names that is not there."""
    return [
        f"{path}::{name}" if name else path
        for path, name in NAMED.findall(text)
        if not (ROOT / path).exists() or (name and name not in names_in(path))
    ]


def requirements() -> list[str]:
    return [each for row in NUMBERS.findall(DOCUMENT) for each in row.split(", ")]


def test_each_test_and_file_that_is_named_is_there():
    assert missing(DOCUMENT) == []
    assert len(NAMED.findall(DOCUMENT)) > len(requirements()) // 2


def test_a_test_or_file_that_is_not_there_is_found():
    assert missing("`tracker/nowhere.py` `tests/house/test_asvs.py::test_no_such`") == [
        "tracker/nowhere.py",
        "tests/house/test_asvs.py::test_no_such",
    ]


def test_each_requirement_stands_once():
    assert len(requirements()) == len(set(requirements()))
    assert len(requirements()) in ABOUT_SIXTY


def test_each_row_says_what_holds_it_or_that_nothing_does():
    rows = [line for line in DOCUMENT.splitlines() if NUMBERS.match(line)]

    assert [row for row in rows if not (NAMED.search(row) or "](" in row or "ot met" in row)] == []
