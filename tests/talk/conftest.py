"""What tests of a talk share."""

import pytest
from flask import Flask
from sqlalchemy import update

from tests.databases import acting
from tests.world import World, involve
from tracker.domain.talk import Phase
from tracker.extensions import db
from tracker.models import TalkRow


@pytest.fixture
def no_talk(app: Flask, world: World) -> None:
    """The talk of the world has ended, and both have put it away."""
    involve("ada")
    with acting(app):
        db.session.execute(
            update(TalkRow)
            .where(TalkRow.space_id == world.spaces["ada"])
            .values(phase=Phase.ENDED, topic="", closed_by_host=True, closed_by_other=True)
        )
