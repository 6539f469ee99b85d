"""A private habit is nowhere in the partner's view: in no page, no count, no picture, no export."""

import pytest

from tests.house.doors import doors
from tests.looking import Looking, let, unlike
from tests.world import TODAY, on, person, planted, remarked, ticked
from tracker.domain.days import ONE_DAY
from tracker.domain.pauses import PausedDays
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.queries import habits_of
from tracker.pauses import actions as pauses

pytestmark = pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)


@pytest.fixture
def pages(app, world):
    with app.app_context():
        found = [door for door in doors(app) if door.method == "GET"]
        db.session.rollback()
    return found


def keep_some_to_oneself():
    """Ada plants a private habit in each strategy, ticks and remarks on each, pauses one and puts one into the archive."""
    since = TODAY - 12 * ONE_DAY
    for number in range(1, 11):
        planted(f"private {number}", by="ada", since=since, strategy=number, private=True)
        ticked(f"private {number}", since, 13, by="ada")
        remarked(f"private {number}", "for me", by="ada")
    ada = person("ada")
    private = [habit for habit in habits_of(ada) if habit.name.startswith("private ")]
    pauses.pause(PausedDays(TODAY, TODAY + ONE_DAY), both=False, habit=private[0], by=ada, now=on(TODAY))
    habits.archive(private[-1], by=ada, now=on(TODAY))


@pytest.mark.parametrize("reader", ["ben", "dan", "cleo", ""])
def test_no_page_of_anybody_elses_is_any_different_for_it(app, world, pages, visit, reader):
    looking = Looking(app, pages, visit(reader))
    before = looking.what_is_said()

    let(app, keep_some_to_oneself)

    assert unlike(before, looking.what_is_said()) == []


def test_its_owner_sees_all_of_it(app, pages, visit):
    looking = Looking(app, pages, visit("ada"))
    before = looking.what_is_said()

    let(app, keep_some_to_oneself)

    changed = unlike(before, looking.what_is_said())
    assert {"GET /today", "GET /habits", "GET /garden", "GET /guide/selfcare"} <= set(changed)
