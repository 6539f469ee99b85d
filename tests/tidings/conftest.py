"""What tests of what is told share."""

import pytest
from flask import Flask
from sqlalchemy import delete

from tests.beside import not_beside
from tests.databases import acting
from tests.world import World
from tracker.extensions import db
from tracker.models import TidingRow


@pytest.fixture
def unspoken(app: Flask, world: World) -> World:
    """Ada and Ben have seen whatever the other had done for them."""
    with acting(app):
        db.session.execute(delete(TidingRow).where(not_beside(TidingRow)))
    return world
