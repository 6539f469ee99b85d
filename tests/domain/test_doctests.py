import doctest
import pkgutil
from importlib import import_module

import pytest

from tracker import catalogue, domain

NAMES = sorted(
    module.name
    for layer in (domain, catalogue)
    for module in pkgutil.walk_packages(layer.__path__, f"{layer.__name__}.")
)


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_a_module_hold(name):
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_examples():
    found = [doctest.DocTestFinder().find(import_module(name)) for name in NAMES]

    assert sum(len(test.examples) for tests in found for test in tests) > 0
