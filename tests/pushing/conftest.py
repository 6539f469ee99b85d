"""What the tests of notices stand on: a push service that the application reaches as if it were out in the world."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.pushes import PushService


@pytest.fixture
def service(app: Flask, monkeypatch: Any) -> Iterator[PushService]:
    """It is there for as long as a test lasts."""
    with PushService() as service:
        monkeypatch.setitem(app.extensions, "outside", service.outside)
        yield service
