"""What changes the code at random, to see whether tests fail, changes one thing at a time."""

import ast

from tests.house.sources import ROOT
from tests.mutants import Mutant, drawn


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
