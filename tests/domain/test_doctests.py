import doctest
import pkgutil
from importlib import import_module

import pytest

from tracker import domain

NAMES = sorted(module.name for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."))


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_a_module_hold(name):
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_examples():
    found = [doctest.DocTestFinder().find(import_module(name)) for name in NAMES]

    assert sum(len(test.examples) for tests in found for test in tests) > 0
