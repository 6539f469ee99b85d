"""Two who have a habit for talks."""

from collections.abc import Callable

import pytest

from tests.browser.hurrying import IN_A_TALK, ON_ANY_PAGE, hurry
from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.browser.talk.turns import HABIT, LISTENING


@pytest.fixture
def couple(meet: Callable[..., Partner], lodging: Lodging) -> tuple[Partner, Partner]:
    """Ada and Ben, who share a space and have a habit for talks."""
    ada, ben = meet("Ada"), meet("Ben")
    lodging.move_in_together(ada, ben)
    lodging.plant(ada, HABIT, strategy=LISTENING)
    for each in (ada, ben):
        hurry(each.page, IN_A_TALK, ON_ANY_PAGE)
    return ada, ben
