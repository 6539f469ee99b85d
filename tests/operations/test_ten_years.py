"""A couple who have lived with Tend for ten years: no page of theirs is longer than a phone likes to load."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.databases import furnish
from tracker.bench.growth import AGES, PAGES, TEN_YEARS, Lived

MOST_ELEMENTS = 1_000
MOST_BYTES = 40_000
NOW = datetime(2026, 3, 11, 20, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    folder = tmp_path_factory.mktemp("lived")
    furnish(folder)
    couple = Lived({"TEND_DATA": str(folder)}, AGES[TEN_YEARS], NOW)
    yield couple
    couple.visitor.leave()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stays_as_long_as_a_phone_likes(lived: Lived, page: str) -> None:
    elements, size = lived.shown(page)

    assert (elements <= MOST_ELEMENTS, size <= MOST_BYTES) == (True, True), (elements, size)
