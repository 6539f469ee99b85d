"""A check-in that is due asks once it can, and can be put away until the next week."""

from datetime import timedelta

import pytest

from tests.databases import acting
from tests.world import BENS_DRAFT, NOW, SEALED_WEEK, TODAY, person
from tracker.today.asking import DAYS_TO_SETTLE_IN
from tracker.today.queries import today_page

DAY = timedelta(days=1)
PATH = "/today/check-in/put-away"
SEALED = "Ada’s check-in is sealed. It opens with yours."


def asked(name, now=NOW):
    return [
        each.button.name for each in today_page(person(name), None, now).news if each.symbol == "check-in"
    ]


def test_it_is_put_away_for_the_week_and_asked_for_in_the_next(app, ben):
    assert SEALED in ben.page("/today").text

    assert ben.submit("/today", to=PATH).status_code == 303

    assert SEALED not in ben.page("/today").text
    with acting(app):
        assert asked("ben", NOW + 7 * DAY) == ["Begin"]


def test_the_check_in_itself_can_still_be_written(ben):
    ben.submit("/today", to=PATH)

    assert BENS_DRAFT.went_well in ben.page(f"/check-in/{SEALED_WEEK}").source


def test_what_is_sealed_is_nothing_to_put_away(ada):
    assert PATH not in ada.page("/today").actions


def test_the_other_reads_nothing_of_it(ada, ben):
    before = ada.page("/today").text

    ben.submit("/today", to=PATH)

    assert ada.page("/today").text == before


@pytest.mark.parametrize("week", ["", "soon", "2020-01-06", str(SEALED_WEEK + 7 * DAY), str(TODAY)])
def test_no_other_week_is_put_away(app, ben, world, week):
    assert ben.send(PATH, week=week).status_code == 303

    with acting(app):
        assert person("ben").check_in_put_away is None
    assert SEALED in ben.page("/today").text


def test_in_the_first_three_days_here_nobody_is_asked_whatever_waits(inside):
    ben, found = person("ben"), []
    for days in range(DAYS_TO_SETTLE_IN + 1):
        ben.joined_on = TODAY - days * DAY
        found.append(asked("ben"))

    assert found == [*[[]] * DAYS_TO_SETTLE_IN, ["Go on"]]
