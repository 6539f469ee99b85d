import doctest

import pytest

from tracker.imports import arrivals, choices, loop_export, loop_zip


@pytest.mark.parametrize("module", [loop_export, loop_zip, arrivals, choices])
def test_the_examples_of_a_module_hold(module):
    results = doctest.testmod(module)

    assert (results.failed, results.attempted > 0) == (0, True)
