"""What the tests of accounts stand on beside the world."""

import pytest

from tests.databases import close, made
from tracker.extensions import db


@pytest.fixture
def mailing(keeper, world, tmp_path):
    """The same application with a mail server set."""
    app = made(keeper.url, tmp_path, TEND_SMTP_HOST="localhost")
    if keeper.url.startswith("sqlite"):
        with app.app_context():
            raw = db.engine.raw_connection()
            raw.driver_connection.deserialize(keeper.kept)
            raw.close()
    yield app
    close(app)
