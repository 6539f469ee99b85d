"""Two who have lived with all that an export can hold, and what everybody took along."""

from collections.abc import Iterator

import pytest

from tests.exports.lives import gone, live_and_take
from tests.exports.steps import STEPS
from tests.keeper import Keeper
from tests.world import Named
from tracker.exports.archive import Archive


@pytest.fixture
def lived(inside: None, keeper: Keeper) -> Iterator[Named[Archive]]:
    yield STEPS.begin(keeper, live_and_take)
    STEPS.end()


@pytest.fixture
def halves(lived: Named[Archive]) -> dict[str, Archive]:
    """What both of a couple have taken along, before all of it was lost."""
    gone("ada")
    return {name: lived[name] for name in ("ada", "ben")}
