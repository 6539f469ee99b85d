"""What the tests of passkeys stand on: a Tend that has a name, which passkeys are of; and people who have codes as well."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.databases import set_otherwise
from tests.factors.conftest import coded
from tests.world import World

__all__ = ["app", "coded"]


@pytest.fixture
def app(keeper: Any, world: World) -> Iterator[Flask]:
    """The same application at an address that is a name, made once for all tests."""
    with set_otherwise(keeper, "at a name", TEND_PUBLIC_URL="http://localhost") as found:
        yield found
