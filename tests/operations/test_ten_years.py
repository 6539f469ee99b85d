"""A couple who have lived with Tend for long: no page of theirs is longer than a phone likes to load."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from tests.databases import furnish
from tests.whole import many
from tracker.bench.growth import AGES, PAGES, TEN_YEARS, Lived

MOST_ELEMENTS = 1_000
MOST_BYTES = 40_000
DAYS = many(AGES["a year"], whole=AGES[TEN_YEARS])  # most lists fill a page by then


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[int, int]]:
    """Of each page how many elements and bytes it has, today."""
    folder = tmp_path_factory.mktemp("lived")
    furnish(folder)
    couple = Lived({"TEND_DATA": str(folder)}, DAYS, datetime.now(UTC))
    found = {page: couple.shown(page) for page in PAGES}
    couple.visitor.leave()
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stays_as_long_as_a_phone_likes(shown: Mapping[str, tuple[int, int]], page: str) -> None:
    elements, size = shown[page]

    assert (elements <= MOST_ELEMENTS, size <= MOST_BYTES) == (True, True), (elements, size)
