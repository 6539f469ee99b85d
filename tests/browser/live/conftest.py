"""Two who share habits."""

from collections.abc import Callable

import pytest

from tests.browser.hurrying import DRAFT, ON_ANY_PAGE, hurry
from tests.browser.live.watching import TEA, WALK, WITH_OTHERS
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tracker.domain.habits import Mode


@pytest.fixture
def couple(meet: Callable[..., Partner], lodging: Lodging) -> tuple[Partner, Partner]:
    ada, ben = meet("Ada"), meet("Ben")
    lodging.move_in_together(ada, ben)
    lodging.plant(ada, TEA, strategy=WITH_OTHERS)
    lodging.plant(ada, WALK, strategy=WITH_OTHERS, mode=Mode.EACH)
    hurry(ada.page, DRAFT, ON_ANY_PAGE)
    return ada, ben
