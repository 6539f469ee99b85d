"""What was changed or taken back between the two files stays as it is now."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from tests.exports.halves import again, back, both, changed
from tests.exports.lives import fresh, fresh_couple
from tests.whole import some
from tests.world import NOW, TODAY, TOGETHER
from tracker.appointments import actions as appointments
from tracker.appointments.queries import meeting_of
from tracker.appointments.things import APPOINTMENTS
from tracker.archives.things import Who
from tracker.checkins.things import CHECK_INS
from tracker.dates.things import OUTINGS
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.outings import OutingState
from tracker.exports import archive
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.queries import habit_of
from tracker.habits.things import HABITS
from tracker.habits.tracks import track_to_tick
from tracker.history.actions import remark
from tracker.models import Appointment, CheckIn, Reflection, Track
from tracker.reflections import actions as reflections
from tracker.reflections.things import REFLECTIONS
from tracker.wall.things import NOTES

pytestmark = pytest.mark.on_either(
    "each brings two files in by the same statements as the one beside it", one_in=10
)


def test_what_has_been_changed_or_thrown_away_meanwhile_stays_so(halves):
    fresh_couple()
    back("ada", halves)
    ada = fresh("Ada")
    week = next(each.week for each in halves["ada"][CHECK_INS] if each.opened_to is Who.PARTNER)
    row = db.session.scalars(select(CheckIn).where(CheckIn.author_id == ada.id, CheckIn.week == week)).one()
    row.went_well = "thought of again"
    shared = next(each for each in halves["ada"][REFLECTIONS] if each.shared_at)
    db.session.execute(delete(Reflection).where(Reflection.id == int(shared.id)))
    db.session.commit()

    back("ben", halves)

    assert "thought of again" not in archive.written(again("ben")).decode()
    assert shared.id not in {each.id for each in again("ben")[REFLECTIONS]}


def test_ticks_of_both_that_each_has_made_since_are_all_there(halves):
    fresh_couple()
    back("ada", halves)
    mine = next(each for each in again("ada")[HABITS] if each.mode is Mode.TOGETHER and each.name == TOGETHER)
    track = db.session.scalars(select(Track.id).where(Track.habit_id == int(mine.id))).one()
    day = max(tick.day for tick in mine.tracks[0].ticks) + timedelta(days=1)
    ada = fresh("Ada")
    habits.tick(track_to_tick(ada, track), day, by=ada, now=NOW)
    db.session.commit()

    back("ben", halves)

    for name in ("ada", "ben"):
        found = next(each for each in again(name)[HABITS] if each.name == TOGETHER)
        was = next(each for each in halves[name][HABITS] if each.name == TOGETHER)
        assert {tick.day for tick in found.tracks[0].ticks} == {
            day,
            *(tick.day for tick in was.tracks[0].ticks),
        }
        assert found.id == was.id


def shared_reflection(halves):
    return next(each for each in halves["ada"][REFLECTIONS] if each.shared_at)


def test_words_written_since_into_a_reflection_stay_one_s_own(halves):
    """Until the other's half is here it stands there as not shared: so the other reads nothing that was written by then."""
    fresh_couple()
    back("ada", halves)
    own, ada = shared_reflection(halves), fresh("Ada")
    entry = replace(own.entry, body="written for nobody else")
    reflections.rewrite(int(own.id), entry, by=ada, now=NOW)
    db.session.commit()

    back("ben", halves)

    assert "written for nobody else" not in archive.written(again("ben")).decode()


def test_what_was_taken_back_since_is_not_shared_by_the_other_s_half(halves):
    fresh_couple()
    back("ada", halves)
    own, ada = shared_reflection(halves), fresh("Ada")
    reflections.share(int(own.id), by=ada, now=NOW)
    db.session.commit()
    reflections.take_back(int(own.id), by=ada)
    db.session.commit()

    back("ben", halves)

    assert own.id not in {each.id for each in again("ben")[REFLECTIONS]}


def test_a_habit_that_was_taken_back_since_stays_its_owner_s(halves):
    fresh_couple()
    back("ada", halves)
    own = next(each for each in halves["ada"][HABITS] if each.shared and each.mode is Mode.ONE)
    for private in (False, True):
        ada = fresh("Ada")
        habit = habit_of(ada, int(own.id))
        plan = HabitPlan(habit.strategy, habit.name, Mode.ONE, habit.terms[-1].schedule, habit.starts_on)
        habits.change(habit, replace(plan, private=private), by=ada, now=NOW)
        db.session.commit()

    back("ben", halves)

    assert own.id not in {each.id for each in again("ben")[HABITS]}


@pytest.mark.parametrize("mode", [Mode.ONE, Mode.EACH])
def test_what_was_written_since_about_a_day_stays_one_s_own(halves, mode):
    fresh_couple()
    back("ada", halves)
    own = next(each for each in halves["ada"][HABITS] if each.shared and each.mode is mode)
    ada = fresh("Ada")
    theirs = (Track.habit_id == int(own.id)) & (Track.owner_id == ada.id)
    track = track_to_tick(ada, db.session.scalars(select(Track.id).where(theirs)).one())
    remark(track, TODAY, "for nobody else", private=False, by=ada, now=NOW + timedelta(hours=1))
    db.session.commit()

    back("ben", halves)

    assert own.id in {each.id for each in again("ben")[HABITS]}
    assert "for nobody else" not in archive.written(again("ben")).decode()
    assert "for nobody else" in archive.written(again("ada")).decode()


def test_an_appointment_is_not_for_both_as_it_was_changed_since(halves):
    fresh_couple()
    back("ada", halves)
    own, ada = next(each for each in halves["ada"][APPOINTMENTS] if each.shared), fresh("Ada")
    row = db.session.scalars(select(Appointment).where(Appointment.id == int(own.id))).one()
    appointments.change(row, replace(meeting_of(row), who="for her alone"), by=ada, now=NOW)
    db.session.commit()

    back("ben", halves)

    assert "for her alone" not in archive.written(again("ben")).decode()


def test_a_letter_with_other_words_in_its_author_s_file_replaces_none(halves):
    def other_words(note):
        return replace(note, body="never said") if note.to is Who.PARTNER else note

    both(halves, ada=changed(halves["ada"], NOTES, other_words))

    assert "never said" not in archive.written(again("ben")).decode()
    kept = {each.body for each in halves["ben"][NOTES] if each.by is Who.PARTNER}
    assert kept <= {each.body for each in again("ben")[NOTES]}


@pytest.mark.parametrize(
    "name", some(["ada", "ben"], "test_a_date_by_another_name_in_its_author_s_file_takes_no_copy_s_place")
)
def test_a_date_by_another_name_in_its_author_s_file_takes_no_copy_s_place(halves, name):
    other = {"ada": "ben", "ben": "ada"}[name]

    def renamed(outing):
        return replace(outing, title="never planned") if outing.by is Who.ME and outing.shared else outing

    back(other, halves)
    fresh_couple()
    back(name, {name: changed(halves[name], OUTINGS, renamed)})

    been = {each.title for each in halves[other][OUTINGS] if each.state is OutingState.DONE}
    assert been <= {each.title for each in again(other)[OUTINGS]}
