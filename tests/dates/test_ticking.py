"""A date that has been counts for habits, and for a note on the wall."""

from datetime import date, timedelta

import pytest

from tests.house.test_queries import MOST, costs
from tests.visitors import Page
from tests.world import (
    ADAS_OWN_OUTING,
    ARCHIVED,
    BENS_OWN,
    DONE_OUTING,
    EACH,
    NOW,
    OUTING,
    TODAY,
    TOGETHER,
    outing,
    person,
    planted,
)
from tracker.dates import actions
from tracker.dates.ticking import counting
from tracker.domain.habits import Mode
from tracker.habits.tracks import ticks_on
from tracker.models import Outing
from tracker.planned import one_of

DAY = date(2026, 3, 7)  # of the date that has been
BEFORE = DAY - timedelta(days=20)


@pytest.fixture
def path(world):
    return f"/dates/{world.outings[DONE_OUTING]}"


def names(name, title=DONE_OUTING, world=None):
    by = person(name)
    return {
        each.habit.name: each.ticked for each in counting(by, one_of(by, Outing, world.outings[title]), NOW)
    }


def test_it_counts_for_time_together_own_or_shared_and_for_being_close_no_more(inside, world):
    planted("hold hands", by="ben", mode=Mode.EACH, since=BEFORE, strategy=8)
    planted("bens alone", by="ben", mode=Mode.ONE, since=BEFORE, strategy=3)
    planted("adas alone", by="ada", mode=Mode.ONE, since=BEFORE, strategy=3, private=True)
    planted("listen", by="ada", mode=Mode.TOGETHER, since=BEFORE, strategy=4)
    planted("begun later", by="ada", mode=Mode.TOGETHER, since=TODAY, strategy=3)

    assert names("ada", world=world).keys() - {"canary-once-together"} == {
        TOGETHER,
        "adas alone",
    }
    assert names("ben", world=world).keys() == {TOGETHER, "bens alone"}
    assert not {EACH, ARCHIVED, BENS_OWN} & names("ada", world=world).keys()


def test_one_tap_ticks_the_day_of_the_date_and_another_takes_it_back(app, world, ada, path):
    track = world.tracks[TOGETHER]
    tick = f"/tracks/{track}/ticks/{DAY}"

    answer = ada.submit(path, to=tick)

    assert answer.location == f"{path}#habit-{world.habits[TOGETHER]}"
    with app.app_context():
        assert DAY in ticks_on(track)
    page = ada.page(path)
    assert f"{tick}/undo" in page.actions and tick not in page.actions
    ada.submit(path, to=f"{tick}/undo")
    with app.app_context():
        assert DAY not in ticks_on(track)


@pytest.mark.parametrize("title", [OUTING, ADAS_OWN_OUTING])
def test_before_it_has_been_it_counts_for_nothing(world, ada, title):
    page = ada.page(f"/dates/{world.outings[title]}")

    assert [action for action in page.actions if action.startswith("/tracks/")] == []


def test_it_leads_to_a_note_about_time_together(ada, path):
    link = next(link for link in ada.page(path).links if link.startswith("/wall?"))

    assert Page.of(ada.get(link)).form("/wall").values["about"] == "strategy-3"


def test_it_costs_the_same_with_one_habit_and_with_thirty(app, keeper, world, visit, path):
    found = []
    for count in (1, 30):
        with app.app_context():
            for n in range(count):
                planted(f"habit {n}", by="ada", mode=Mode.TOGETHER, since=BEFORE, strategy=3)
            actions.db.session.commit()
        found.append(costs(app, visit("ada"), [path]))
        keeper.put_back()

    assert found[0] == found[1]
    assert found[0][path] <= MOST


def test_alone_it_counts_as_well(inside):
    planted("hum", by="cleo", since=BEFORE, strategy=3)
    made = outing("Tea", DAY, by="cleo")
    actions.finish(made, "", by=person("cleo"), now=NOW)

    assert [each.habit.name for each in counting(person("cleo"), made, NOW)] == ["hum"]
