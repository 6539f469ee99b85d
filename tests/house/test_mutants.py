"""What changes the code at random, to see whether tests fail, changes one thing at a time."""

import ast
import shutil

import pytest

from tests.house.sources import ROOT
from tests.mutants import anew, forks, outcomes
from tests.mutants.changes import Mutant, drawn, statement_around
from tests.mutants.forks import Forks
from tests.mutants.outcomes import Outcome, batches, readers
from tests.mutants.trees import recorded
from tests.ran import Ran

A_TOOL = pytest.mark.whole("it is a tool of whoever writes tests; a fork kills two changes in every run")


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


SOURCE = """from functools import cache
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


@cache
def most() -> int:
    return 5
"""
TESTS = """
from tracker.jar.actions import enough, ever, most

MOST = most()

def test_three_are_enough():
    assert enough(3)

def test_less_than_none_are_not():
    assert not enough(-3)

def test_it_ends():
    assert ever(2)

def test_there_is_a_most():
    assert most() == 5
"""
FILE = "tracker/jar/actions.py"
NAMES = [
    f"tests/jar/test_jar.py::test_{each}"
    for each in ("three_are_enough", "less_than_none_are_not", "it_ends", "there_is_a_most")
]


@pytest.mark.parametrize(
    ("start", "end", "lines"), [((11, 8), (12, 15), range(10, 13)), ((8, 7), (8, 16), range(8, 9))]
)
def test_a_change_is_run_with_the_statement_it_stands_in(start, end, lines):
    assert statement_around(Mutant(FILE, start, end, "", ""), SOURCE) == lines


def test_a_change_meets_those_that_run_it_its_room_first_and_quick_ones_before_slow_ones(monkeypatch):
    monkeypatch.setattr(outcomes, "FIRST", 2)
    near, slow, far, other = "tests/jar/a", "tests/jar/b", "tests/house/a", "tests/jar/c"
    ran = Ran({slow: 9, far: 1, near: 2, other: 1}, {FILE: {8: {slow, far, near}}})

    met = list(batches(Mutant(FILE, (8, 7), (8, 16), "", ""), SOURCE, ran))

    assert met == [[near, slow], [far], [other]]


def test_what_runs_as_a_file_is_read_meets_all_that_run_any_of_it_and_those_of_tables():
    near, far, columns = "tests/jar/a", "tests/house/a", "tests/migrations/a"
    ran = Ran({near: 1, far: 1, columns: 1}, {FILE: {8: {near}}})

    met = batches(Mutant(FILE, (2, 8), (2, 9), "2", "3"), SOURCE, ran)

    assert list(met) == [[near], [], [columns]]


def test_whatever_takes_something_from_a_file_reads_it():
    others = ["tracker/trends/queries.py", "tracker/trends/views.py", "tracker/talk/queries.py"]

    assert readers("tracker/domain/trends.py", others) == ["tracker/domain/trends.py", others[0]]
    assert readers("tracker/trends/queries.py", others) == [others[0], others[1]]


@pytest.fixture
def tree(tmp_path):
    """A tree with a function or two, and tests of some of it."""
    tree = tmp_path / "tree"
    for name, text in {
        FILE: SOURCE,
        "tests/jar/test_jar.py": TESTS,
        "pyproject.toml": "[tool.pytest.ini_options]",
    }.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    shutil.copy(ROOT / "tests/ran.py", tree / "tests")
    shutil.copytree(ROOT / "tests/mutants", tree / "tests/mutants")
    return tree


RAN = Ran(
    dict.fromkeys(NAMES, 0.1),
    {FILE: {8: {*NAMES[:2]}, 9: {NAMES[1]}, 10: {NAMES[0]}, 17: {NAMES[2]}, 24: {NAMES[3]}}},
)


def a_change(line, left, right, before, after):
    return Mutant(FILE, (line, left), (line, right), before, after)


AS_IT_IS_READ = a_change(2, 8, 9, "2", "4")
KILLED = a_change(9, 15, 20, "False", "True")
LIVES = a_change(8, 15, 16, "0", "1")
HANGS = a_change(17, 10, 20, "count != 0", "count != 5")
REMEMBERED = a_change(24, 11, 12, "5", "6")
OVER_LINES = Mutant(FILE, (11, 8), (12, 15), "count > LEAST", "count <= LEAST")


@A_TOOL
def test_it_is_seen_which_tests_run_which_lines(tree, tmp_path):
    ran = recorded(tree, tmp_path / "ran", at_once=0, paths=["tests"])

    assert ran.seconds.keys() == RAN.seconds.keys()
    # What is remembered is run by nobody any more.
    assert {line: ran.through(FILE, [line]) for line in (8, 9, 10, 17)} == {
        line: tests for line, tests in RAN.lines[FILE].items() if line < 24
    }


@A_TOOL
def test_a_change_is_killed_lives_or_keeps_its_tests_from_ending(tree, monkeypatch):
    monkeypatch.setattr(anew, "TO_BEGIN", 5)

    found = [anew.outcome_of(each, tree, RAN) for each in (AS_IT_IS_READ, KILLED, LIVES, HANGS)]

    assert found == [Outcome.KILLED, Outcome.KILLED, Outcome.LIVES, Outcome.HANGS]
    assert (tree / FILE).read_text() == SOURCE


@A_TOOL
def test_forks_tell_the_same_of_all_that_is_not_done_as_files_are_read(tree, monkeypatch):
    monkeypatch.setattr(forks, "TO_BEGIN", 2)

    with Forks(tree, ["tests"]) as forking:
        found = [forking.outcome_of(each, RAN) for each in (AS_IT_IS_READ, HANGS, KILLED, LIVES)]

    assert found == [None, Outcome.HANGS, Outcome.KILLED, Outcome.LIVES]


def test_in_a_fork_whole_functions_change_and_nobody_remembers_what_they_said(tree):
    with Forks(tree, ["tests"]) as forking:
        found = [forking.outcome_of(each, RAN) for each in (OVER_LINES, REMEMBERED)]

    assert found == [Outcome.KILLED, Outcome.KILLED]


@A_TOOL
def test_what_fails_in_a_fork_without_any_change_too_is_left_to_others(tree):
    (tree / "tests/jar/test_jar.py").write_text("def test_less_than_none_are_not():\n    assert False\n")

    with Forks(tree, ["tests"]) as forking:
        assert forking.outcome_of(KILLED, RAN) is None
