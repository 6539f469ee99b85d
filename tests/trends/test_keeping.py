from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from tests.databases import transactions
from tests.trends.test_insights import TEA, lived, names_of
from tests.world import NOW, SEALED_WEEK, person
from tracker.domain.habits import Mode
from tracker.domain.insights import SOMETHING_FOUND
from tracker.extensions import db
from tracker.models import CheckIn, Habit, InsightRow, Tick
from tracker.spaces import actions as spaces
from tracker.trends.insights import insights_for
from tracker.trends.keeping import home_of, keep, keep_insights, looked_at

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each keeps what was worked out by the same statements as the one beside it"),
]


def kept():
    return {
        row.person_id: (row.week_count, row.weeks, len(row.found))
        for row in db.session.scalars(select(InsightRow))
    }


@pytest.fixture
def of_two(inside):
    lived("ada", 48, partner="ben", opened=True)
    db.session.execute(update(Habit).where(Habit.name == TEA).values(mode=Mode.TOGETHER))
    db.session.commit()


def test_what_is_kept_reads_as_it_was_found(of_two):
    found = {name: insights_for(person(name)) for name in ("ada", "ben")}

    assert keep_insights() == 2

    assert kept() == {person(name).id: (48, 48, 1) for name in ("ada", "ben")}
    assert {name: insights_for(person(name)) for name in ("ada", "ben")} == found
    assert names_of(found["ben"]) == [TEA]


def test_it_stands_until_the_next_look_is_due(of_two):
    keep_insights()
    found = insights_for(person("ada"))
    db.session.execute(delete(Tick).where(Tick.space_id == person("ada").space_id))
    db.session.commit()

    assert insights_for(person("ada")) == found
    assert keep_insights() == 0

    lived("ada", 57, partner="ben", opened=True)
    assert insights_for(person("ada")).sentence.values == {"weeks": 56}
    assert keep_insights() == 2
    assert {each[0] for each in kept().values()} == {56}


def test_what_takes_long_keeps_nobody_from_writing(of_two):
    keep_insights()

    with transactions() as begun:
        assert keep_insights() == 0

    assert set(begun) == {"reads"}


def test_it_is_of_one_person_alone(inside):
    lived("ada", 48, partner="ben", opened=True)
    keep_insights()

    assert (kept()[person("ada").id], kept()[person("ben").id]) == ((48, 48, 1), (48, 48, 0))
    assert names_of(insights_for(person("ada"))) == [TEA]
    assert insights_for(person("ben")).findings == ()


@pytest.mark.parametrize("become", [{"strategy": 8}, {"shared": False, "mode": Mode.ONE}])
def test_a_habit_that_may_be_told_no_longer_is_not(of_two, become):
    keep_insights()
    db.session.execute(update(Habit).where(Habit.name == TEA).values(owner_id=person("ada").id, **become))
    db.session.commit()

    assert insights_for(person("ben")).findings == ()
    assert insights_for(person("ben")).sentence.text == SOMETHING_FOUND


def test_once_one_has_left_it_is_gone_for_both(of_two):
    keep_insights()

    spaces.leave(by=person("ben"), now=NOW)

    assert kept() == {}


def test_what_was_worked_out_while_one_left_is_not_kept(of_two):
    ada = person("ada")
    home, (week_count, insight) = home_of(ada), looked_at(ada)
    spaces.leave(by=person("ben"), now=NOW)
    db.session.commit()

    assert not keep(ada.id, home, week_count, insight)
    assert kept() == {}


def test_below_sixteen_weeks_nothing_is_kept(inside):
    lived("cleo", 15)

    assert (keep_insights(), kept()) == (0, {})


def test_a_week_that_opens_later_makes_no_look_twice(inside):
    lived("cleo", 17)
    keep_insights()
    db.session.execute(
        update(CheckIn)
        .where(CheckIn.week == SEALED_WEEK, CheckIn.author_id == person("cleo").id)
        .values(week=SEALED_WEEK + timedelta(weeks=1))
    )
    db.session.commit()

    assert (keep_insights(), kept()) == (0, {person("cleo").id: (16, 16, kept()[person("cleo").id][2])})
