import pytest


@pytest.fixture(autouse=True)
def moment() -> None:
    """The real clock: here whole processes run, and they know no other."""
