"""What the tests of second factors stand on: people who have codes, and their app."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.databases import acting
from tests.factors.apps import SECRET, App, give_codes
from tests.world import World, involve


@pytest.fixture
def coded(app: Flask, world: World) -> Callable[[str], App]:
    """Lets somebody have codes: `coded("ada")` is their app."""

    def switched_on(name: str) -> App:
        involve(name)
        with acting(app):
            give_codes(name)
        return App(SECRET)

    return switched_on
