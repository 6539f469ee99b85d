"""What the tests of accounts stand on beside the world."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.databases import close, made
from tests.there import there
from tests.world import World
from tracker.extensions import db


@pytest.fixture
def mailing(keeper: Any, world: World, tmp_path: Path) -> Iterator[Flask]:
    """The same application with a mail server set."""
    app = made(keeper.url, tmp_path, TEND_SMTP_HOST="localhost")
    if keeper.url.startswith("sqlite"):
        with app.app_context():
            raw = db.engine.raw_connection()
            there(raw.driver_connection).deserialize(keeper.kept)
            raw.close()
    yield app
    close(app)
