"""What was made while a half waits stays its owner's."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from tests.exports.halves import again, back, both, brought
from tests.exports.halves_there import one_of_adas, plan_of, seen_by_ben
from tests.exports.lives import empty, fresh, fresh_couple, taken, zipped
from tests.world import NOW, TODAY, person
from tracker.appointments import actions as appointments
from tracker.appointments.things import APPOINTMENTS
from tracker.archives.things import Who
from tracker.domain.habits import Mode
from tracker.domain.pauses import PausedDays
from tracker.domain.remembered import Yearly
from tracker.domain.schedules import TimesAMonth
from tracker.exports import archive
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.queries import habit_of
from tracker.habits.things import HABITS
from tracker.habits.tracks import track_to_tick
from tracker.models import Appointment, RememberedDay, Track
from tracker.pauses import actions as pauses
from tracker.planned import share
from tracker.remembered import actions as remembered
from tracker.remembered.things import REMEMBERED

pytestmark = pytest.mark.on_either(
    "each brings two files in by the same statements as the one beside it", one_in=10
)


LATER = NOW + timedelta(hours=1)


def ticks_it(habit, ada):
    owned = (Track.habit_id == habit.id) & (Track.owner_id == ada.id)
    habits.tick(
        track_to_tick(ada, db.session.scalars(select(Track.id).where(owned)).one()), TODAY, by=ada, now=LATER
    )


def renames_it(habit, ada):
    habits.change(habit, replace(plan_of(habit), name="Away from here", private=True), by=ada, now=LATER)


def asks_for_less(habit, ada):
    plan = replace(plan_of(habit), schedule=TimesAMonth(3), private=True)
    habits.change(habit, plan, by=ada, now=LATER)


def pauses_it(habit, ada):
    pauses.pause(PausedDays(TODAY, TODAY), both=False, by=ada, now=LATER, habit=habit)


@pytest.mark.parametrize("act", [ticks_it, renames_it, asks_for_less, pauses_it])
def test_a_habit_for_one_to_which_something_came_is_shared_again_by_its_owner_alone(halves, act):
    fresh_couple()
    back("ada", halves)
    own = one_of_adas(halves)
    ada = fresh("Ada")
    act(habit_of(ada, int(own.id)), ada)
    db.session.commit()

    assert brought(halves["ben"], "Ben").left_count >= 1
    db.session.commit()
    assert own.id not in seen_by_ben(HABITS)
    assert "Away from here" not in archive.written(again("ben")).decode()

    ada = fresh("Ada")
    habits.share([habit_of(ada, int(own.id))], by=ada, now=LATER)
    db.session.commit()
    assert own.id in seen_by_ben(HABITS)


def test_a_habit_for_one_to_which_nothing_came_is_shared_again(halves):
    both(halves)

    assert one_of_adas(halves).id in seen_by_ben(HABITS)


def test_a_habit_that_was_left_and_taken_up_again_stays_its_owner_s_alone(halves):
    own = one_of_adas(halves)
    left = [
        replace(each, left_on=TODAY, archived_on=TODAY) if each.id == own.id else each
        for each in halves["ada"][HABITS]
    ]
    fresh_couple()
    back("ada", {"ada": halves["ada"].with_things({HABITS: tuple(left)})})
    ada = fresh("Ada")
    habits.bring_back(habit_of(ada, int(own.id)), by=ada, now=NOW)
    db.session.commit()

    back("ben", halves)

    assert own.id not in seen_by_ben(HABITS)
    ticks_it(habit_of(fresh("Ada"), int(own.id)), fresh("Ada"))


def test_a_habit_for_two_comes_together_with_all_that_each_has_ticked(halves):
    fresh_couple()
    back("ada", halves)
    own = one_of_adas(halves, mode=Mode.EACH)
    ticks_it(habit_of(fresh("Ada"), int(own.id)), fresh("Ada"))
    db.session.commit()

    back("ben", halves)

    found = next(each for each in again("ben")[HABITS] if each.id == own.id)
    theirs = next(each for each in found.tracks if each.whose is Who.PARTNER)
    assert TODAY in {tick.day for tick in theirs.ticks}


def brings_something(row, ada):
    appointments.bring("What the lawyer asks for", row, by=ada)


def checks_it_off(row, ada):
    thing = appointments.bring("Tea", row, by=ada)
    appointments.pack(thing)


@pytest.mark.parametrize("act", [brings_something, checks_it_off])
def test_an_appointment_to_which_something_came_is_shared_again_by_its_author_alone(halves, act):
    fresh_couple()
    back("ada", halves)
    own = one_of_adas(halves, APPOINTMENTS)
    act(db.session.get(Appointment, int(own.id)), fresh("Ada"))
    db.session.commit()

    back("ben", halves)
    assert own.id not in seen_by_ben(APPOINTMENTS)
    assert "What the lawyer asks for" not in archive.written(again("ben")).decode()

    share(db.session.get(Appointment, int(own.id)), by=fresh("Ada"))
    db.session.commit()
    assert own.id in seen_by_ben(APPOINTMENTS)


def test_a_day_that_was_called_otherwise_since_is_not_for_both_by_the_other_s_file(halves):
    fresh_couple()
    back("ada", halves)
    own = one_of_adas(halves, REMEMBERED)
    remembered.change(
        db.session.get(RememberedDay, int(own.id)), "For her alone", Yearly(1, 2, 0), by=fresh("Ada")
    )
    db.session.commit()

    back("ben", halves)

    assert "For her alone" not in archive.written(again("ben")).decode()


def test_it_is_said_before_a_half_comes_back(app, world, cleo):
    with app.app_context():
        content = zipped(taken("ada"))
        empty(person("cleo"))
        db.session.commit()
    cleo.submit("/settings/import", file=(BytesIO(content), "tend.zip"))

    text = cleo.page("/settings/import/preview").text

    assert "what you add in the meantime stays with you until you share it yourself" in text
