"""What changes the code at random, to see whether tests fail, changes one thing at a time."""

import ast
from itertools import chain

import pytest

from tests import mutants
from tests.house.sources import ROOT
from tests.mutants import Mutant, Outcome, batches, drawn, outcome_of, recorded, statement_around
from tests.ran import Ran


def test_each_is_python_and_is_not_what_it_was():
    for mutant in drawn(100, seed=1):
        source = (ROOT / mutant.file).read_text()
        assert ast.dump(ast.parse(mutant.into(source))) != ast.dump(ast.parse(source)), str(mutant)


def test_the_same_seed_draws_the_same():
    assert drawn(20, seed=7) == drawn(20, seed=7) != drawn(20, seed=8)


def test_each_room_they_live_in_has_tests():
    assert {each.room for each in drawn(10**6, seed=1) if not (ROOT / each.room).is_dir()} == set()


def test_a_change_is_made_in_its_place_alone():
    mutant = Mutant("tracker/domain/days.py", (2, 3), (2, 8), "b < c", "b <= c")

    assert mutant.into("é = 1\nif b < c:\n") == "é = 1\nif (b <= c):\n"


SOURCE = """
LEAST = 2


def enough(
    count: int,
) -> bool:
    if count < 0:
        return False
    return (
        count
        > LEAST
    )


def ever(count: int) -> bool:
    while count != 0:
        count -= 1
    return True
"""
TESTS = """
from tracker.jar.actions import enough, ever

def test_three_are_enough():
    assert enough(3)

def test_less_than_none_are_not():
    assert not enough(-3)

def test_it_ends():
    assert ever(2)
"""
FILE = "tracker/jar/actions.py"
NAMES = [
    f"tests/jar/test_jar.py::test_{each}"
    for each in ("three_are_enough", "less_than_none_are_not", "it_ends")
]


@pytest.mark.parametrize(
    ("start", "end", "lines"), [((11, 8), (12, 15), range(10, 13)), ((8, 7), (8, 16), range(8, 9))]
)
def test_a_change_is_run_with_the_statement_it_stands_in(start, end, lines):
    assert statement_around(Mutant(FILE, start, end, "", ""), SOURCE) == lines


def test_a_change_meets_those_that_run_it_its_room_first_and_quick_ones_before_slow_ones(monkeypatch):
    monkeypatch.setattr(mutants, "FIRST", 2)
    near, slow, far, other = "tests/jar/a", "tests/jar/b", "tests/house/a", "tests/jar/c"
    ran = Ran({slow: 9, far: 1, near: 2, other: 1}, {FILE: {8: {slow, far, near}}})

    met = list(batches(Mutant(FILE, (8, 7), (8, 16), "", ""), SOURCE, ran))

    assert met == [[near, slow], [far], [other]]


def test_what_runs_as_a_file_is_read_meets_all_that_run_any_of_it_and_those_of_tables():
    near, far, columns = "tests/jar/a", "tests/house/a", "tests/migrations/a"
    ran = Ran({near: 1, far: 1, columns: 1}, {FILE: {8: {near}}})

    met = batches(Mutant(FILE, (2, 8), (2, 9), "2", "3"), SOURCE, ran)

    assert list(met) == [[near], [], [columns]]


@pytest.fixture
def tree(tmp_path):
    """A tree with a function or two, and tests of some of it."""
    tree = tmp_path / "tree"
    for name, text in {
        FILE: SOURCE,
        "tests/jar/test_jar.py": TESTS,
        "pyproject.toml": "[tool.pytest.ini_options]",
        "tests/ran.py": (ROOT / "tests/ran.py").read_text(),
    }.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    return tree


def test_a_change_is_killed_lives_or_keeps_its_tests_from_ending(tree, tmp_path, monkeypatch):
    ran = recorded(tree, tmp_path / "ran", at_once=0, paths=["tests"])
    assert sorted(chain.from_iterable(ran.through(FILE, [line]) for line in (9, 17))) == sorted(NAMES[1:])

    def of(line, left, right, before, after):
        return outcome_of(Mutant(FILE, (line, left), (line, right), before, after), tree, ran)

    assert of(9, 15, 20, "False", "True") is Outcome.KILLED
    assert of(2, 8, 9, "2", "1") is Outcome.LIVES
    monkeypatch.setattr(mutants, "TO_BEGIN", 5)
    assert of(17, 10, 20, "count != 0", "count != 5") is Outcome.HANGS
    assert (tree / FILE).read_text() == SOURCE
