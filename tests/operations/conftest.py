from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def moment() -> Iterator[None]:
    """The real clock: here whole processes run, and they know no other."""
    yield None
