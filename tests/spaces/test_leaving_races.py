"""Leaving while the other does something, at the same instant: one comes before the other, and nothing is torn apart."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.beside import not_beside
from tests.rows import rows_now, torn
from tests.settled import assert_settled
from tests.spaces.test_nothing_is_lost import MAY_POINT_AWAY
from tests.world import (
    APPOINTMENT,
    DELETED_OUTING,
    DONE_OUTING,
    EACH,
    NOW,
    OUTING,
    REMEMBERED,
    SEALED_WEEK,
    TODAY,
    TOGETHER,
    bring,
    habit_called,
    outing,
    own_track_id,
    person,
    planted,
)
from tracker import planned
from tracker.checkins import actions as checkins
from tracker.covers import actions as covers
from tracker.dates import actions as dates
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.habits import Mode
from tracker.domain.outings import OutingPlan
from tracker.domain.pauses import PausedDays
from tracker.domain.refusals import Missing, Refused
from tracker.domain.remembered import Yearly
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.leaving import leave as leave_one
from tracker.habits.tracks import track_to_tick
from tracker.history import actions as history
from tracker.models import (
    Appointment,
    CheckIn,
    Cover,
    Habit,
    Outing,
    Pause,
    Person,
    RememberedDay,
    Space,
    Tick,
)
from tracker.pauses import actions as pauses
from tracker.remembered import actions as remembered
from tracker.spaces import actions as spaces
from tracker.wall import actions as wall

pytestmark = pytest.mark.sql

A_YEAR_AGO = TODAY - timedelta(days=200)


def seal():
    checkins.seal(SEALED_WEEK, Answers(closeness=4, went_well="x"), by=person("ben"), now=NOW)


def tick():
    ben = person("ben")
    habits.tick(track_to_tick(ben, own_track_id(TOGETHER, ben)), TODAY, by=ben, now=NOW)


def untick():
    ben = person("ben")
    habits.untick(track_to_tick(ben, own_track_id(EACH, ben)), TODAY - timedelta(days=2), by=ben, now=NOW)


def remark():
    ben = person("ben")
    history.remark(
        track_to_tick(ben, own_track_id(TOGETHER, ben)), TODAY, "x", private=False, by=ben, now=NOW
    )


def plan():
    outing("planned at that instant", TODAY + timedelta(days=4), by="ben")


def change_a_plan():
    found = planned.one_of(person("ben"), Outing, of(Outing, Outing.title == OUTING))
    dates.change(found, OutingPlan("Otherwise", TODAY), by=person("ben"), now=NOW)


def finish():
    found = planned.one_of(person("ben"), Outing, of(Outing, Outing.title == DONE_OUTING))
    dates.finish(found, "So it was.", by=person("ben"), now=NOW)


def remember():
    found = planned.one_of(person("ben"), RememberedDay, of(RememberedDay, RememberedDay.name == REMEMBERED))
    remembered.change(found, "Otherwise", Yearly(4, 2), by=person("ben"))


def think_of():
    found = planned.one_of(person("ben"), Appointment, of(Appointment, Appointment.who == APPOINTMENT))
    bring("Tea", found, by="ben")


def of(table, which):
    return db.session.scalars(select(table.id).where(which)).first()


def plant():
    planted("planted at that instant", by="ben", mode=Mode.EACH, since=TODAY)


def change_a_habit():
    ben = person("ben")
    habits.archive(habit_called(TOGETHER, "ben"), by=ben, now=NOW)


def bring_back():
    ben = person("ben")
    habits.bring_back(habit_called("canary-archived", "ben"), by=ben, now=NOW)


def pause_a_habit():
    ben = person("ben")
    days = PausedDays(TODAY, TODAY)
    pauses.pause(days, both=False, habit=habit_called(EACH, "ben"), by=ben, now=NOW)


def write_about_a_habit():
    wall.write("About it", by=person("ben"), now=NOW, habit=habit_called(EACH, "ben"))


def end_a_pause():
    pauses.end(
        there_still(select(Pause).where(Pause.person_id.is_(None)).limit(1)), by=person("ben"), now=NOW
    )


def delete_a_plan():
    planned.remove(
        planned.one_of(person("ben"), Outing, of(Outing, Outing.title == OUTING)), by=person("ben"), now=NOW
    )


def put_a_plan_back():
    found = planned.deleted_one_of(person("ben"), Outing, of(Outing, Outing.title == DELETED_OUTING))
    planned.put_back(found, by=person("ben"), now=NOW)


def decline_a_cover():
    covers.decline(there_still(select(Cover).where(not_beside(Cover))), by=person("ben"))


def there_still(asked):
    """A thing, or `Missing` where it has gone with whoever left."""
    found = db.session.scalar(asked)
    if found is None:
        raise Missing("thing")
    return found


def leave_one_habit():
    leave_one(habit_called(EACH, "ben").id, by=person("ben"), now=NOW)


def write():
    wall.write("Written at that instant", by=person("ben"), now=NOW)


def shape():
    space = person("ben").space
    ways = {"first_weekday": space.first_weekday, "check_in_weekday": 3}
    spaces.shape(person("ben"), name="Another name", **ways, strict=False, now=NOW)


ACTS = (
    *(seal, tick, untick, remark, plan, change_a_plan, finish, remember, think_of, plant, change_a_habit),
    *(bring_back, leave_one_habit, write, shape, pause_a_habit, write_about_a_habit, end_a_pause),
    *(delete_a_plan, put_a_plan_back, decline_a_cover),
)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("end", [spaces.leave, spaces.erase], ids=lambda end: end.__name__)
@pytest.mark.crossed("what is done, how one leaves, and the database")
def test_one_leaves_while_the_other_does_something(concurrent, act, end):
    def acts():
        act()
        db.session.commit()

    with concurrent.app.app_context():
        adas = texts_of(person("ada"))
        db.session.rollback()
    left, done = concurrent.at_once(ending(end, "ada"), acts)

    assert left is None
    assert done is None or isinstance(done, (Refused, Missing)), done
    with concurrent.app.app_context():
        if end is spaces.leave and done is not None:
            after = texts_of(person("ada"))
            assert {key: after[key] for key in adas} == adas
        assert person("ben").partner is None
        assert set(torn(rows_now())) - MAY_POINT_AWAY.keys() == set()
        assert (
            db.session.scalar(select(func.count()).select_from(Habit).where(Habit.shared, not_beside(Habit)))
            == 0
        )
        sealed = (CheckIn.state == CheckInState.SEALED) & (
            CheckIn.author_id != concurrent.world.people["cleo"]
        )
        assert (
            db.session.scalar(select(func.count()).select_from(CheckIn).where(sealed, not_beside(CheckIn)))
            == 0
        )
        for name in ("ben",) if end is spaces.erase else ("ada", "ben"):
            assert_settled(name, NOW)
        db.session.rollback()


def texts_of(owner):
    """What somebody's own habits, dates, days to remember and pauses say: nobody who is a stranger by then changes it."""
    mine = {
        Habit: (Habit.owner_id, Habit.name),
        Outing: (Outing.author_id, Outing.title),
        RememberedDay: (RememberedDay.author_id, RememberedDay.name),
    }
    return {
        (table.__tablename__, row_id): name
        for table, (whose, named) in mine.items()
        for row_id, name in db.session.execute(select(table.id, named).where(whose == owner.id))
    }


def test_both_end_their_accounts_at_the_same_instant(concurrent):
    assert concurrent.at_once(ending(spaces.erase, "ada"), ending(spaces.erase, "ben")) == [None, None]

    assert who_is_there(concurrent) == ({"Cleo", "Dan"}, 2)


def test_the_same_one_ends_their_account_twice_at_the_same_instant(concurrent):
    ends = ending(spaces.erase, "ben")

    assert concurrent.at_once(ends, ends).count(None) >= 1

    assert who_is_there(concurrent) == ({"Ada", "Cleo", "Dan"}, 3)
    with concurrent.app.app_context():
        assert person("ada").partner is None
        db.session.rollback()


def test_the_same_one_leaves_twice_at_the_same_instant(concurrent):
    leaves = ending(spaces.leave, "ben")

    results = concurrent.at_once(leaves, leaves)

    assert sorted(type(each).__name__ for each in results) == ["NoneType", "Refused"]
    assert who_is_there(concurrent) == ({"Ada", "Ben", "Cleo", "Dan"}, 4)
    with concurrent.app.app_context():
        copies = db.session.scalars(select(Outing.id).where(Outing.title == DONE_OUTING)).all()
        ticks = select(func.count()).select_from(Tick)
        assert (len(copies), db.session.scalar(ticks) > 0) == (2, True)
        db.session.rollback()


def ending(end, name):
    """Somebody's leaving, or the end of their account."""

    def ends():
        end(by=person(name), now=NOW)
        db.session.commit()

    return ends


def who_is_there(place):
    """Everybody's names, and how many spaces there are."""
    with place.app.app_context():
        names = set(db.session.scalars(select(Person.name).where(not_beside(Person))))
        count = db.session.scalar(select(func.count()).select_from(Space).where(Space.id > 0))
        db.session.rollback()
    return names, count
