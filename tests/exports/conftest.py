"""Two who have lived with all that an export can hold."""

import pytest

from tests.databases import Keeper
from tests.exports.lives import live_on


@pytest.fixture
def lived(inside: None, keeper: Keeper) -> None:
    keeper.live(live_on)
