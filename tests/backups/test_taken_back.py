"""What was taken back after a backup stays taken back when that is put back, by the list beside it alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.backups.afterwards import after, odd, tick, untick
from tests.world import (
    ADA_SEALED,
    ADA_TO_BEN,
    ADAS_DELETED,
    ADAS_REMARK,
    ADAS_SHARED,
    BEN_ANSWERS,
    BEN_TO_ADA,
    BENS_DRAFT,
    BENS_OWN,
    BENS_SHARED,
    EACH,
    NOW,
    OUTING,
    SEALED_WEEK,
    habit_called,
    note,
    own_track_id,
    person,
)
from tracker import planned
from tracker.accounts.actions import change_password
from tracker.checking import times
from tracker.checkins import actions as checkins
from tracker.checkins.queries import week_page
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.habits import HabitPlan
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.tracks import track_to_tick
from tracker.history import actions as history
from tracker.models import CheckIn, Habit, Note, Outing, Person, Reflection, Remark, Tick
from tracker.reflections import actions as reflections
from tracker.wall import actions as wall

pytestmark = pytest.mark.on_either(
    "each puts a backup back by the same statements as the one beside it", one_in=10
)


def test_what_was_deleted_stays_deleted_and_what_was_put_back_is_there(home, elsewhere):
    world = home.world
    after(
        home,
        elsewhere,
        lambda: wall.remove(note(world.notes[BEN_TO_ADA]), now=NOW),
        lambda: wall.remove(note(world.notes[ADA_TO_BEN]), now=NOW),
        lambda: wall.put_back(note(world.notes[ADA_TO_BEN]), now=NOW),
        lambda: wall.put_back(note(world.notes[ADAS_DELETED]), now=NOW),
        lambda: planned.remove(db.session.get(Outing, world.outings[OUTING]), by=person("ada"), now=NOW),
        lambda: history.remove_remark(
            track_to_tick(person("ada"), own_track_id(EACH, person("ada"))), NOW.date(), by=person("ada")
        ),
    )

    with elsewhere.acting():
        there = set(db.session.scalars(select(Note.body).where(Note.deleted_at.is_(None))))
        assert {ADA_TO_BEN, ADAS_DELETED} <= there
        assert BEN_TO_ADA not in there
        assert db.session.scalar(select(Outing.deleted_at).where(Outing.title == OUTING)) is not None
        assert ADAS_REMARK not in set(db.session.scalars(select(Remark.body)))


def test_what_is_past_undo_is_gone_for_good(home, elsewhere):
    world = home.world
    later = NOW + timedelta(days=2)
    after(
        home,
        elsewhere,
        lambda: wall.remove(note(world.notes[ADA_TO_BEN]), now=NOW),
        lambda: times.sweep(later),
    )

    with elsewhere.acting():
        assert db.session.get(Note, world.notes[ADA_TO_BEN]) is None
        assert db.session.get(Note, world.notes[BEN_TO_ADA]) is not None


def test_what_was_made_private_is_private_again(home, elsewhere):
    world = home.world

    def hide_own():
        habit = habit_called(BENS_OWN, "ben")
        plan = HabitPlan(6, BENS_OWN, habit.mode, DAILY, habit.starts_on, "", private=True)
        habits.change(habit, plan, by=person("ben"), now=NOW)

    after(
        home,
        elsewhere,
        hide_own,
        lambda: reflections.take_back(world.reflections[ADAS_SHARED], by=person("ada")),
        lambda: reflections.take_back(world.reflections[BENS_SHARED], by=person("ben")),
        lambda: reflections.share(world.reflections[BENS_SHARED], by=person("ben"), now=NOW),
        lambda: checkins.reopen(SEALED_WEEK, by=person("ada"), now=NOW),
    )

    with elsewhere.acting():
        assert not db.session.scalar(select(Habit.shared).where(Habit.name == BENS_OWN))
        readers = dict(db.session.execute(select(Reflection.body, Reflection.shared_with_id)).all())
        assert readers[ADAS_SHARED] is None
        assert readers[BENS_SHARED] == person("ada").id
        states = select(CheckIn.state).where(
            CheckIn.week == SEALED_WEEK, CheckIn.author_id == person("ada").id
        )
        assert db.session.scalars(states).one() == "draft"
    assert odd(elsewhere) == []


@pytest.mark.parametrize(("wishes", "wanted"), [((False,), False), ((False, True), True)])
def test_who_wished_for_no_numbers_of_touch_has_none(home, elsewhere, wishes, wanted):
    def wish(*, numbers):
        person("ben").touch_numbers = numbers

    with home.acting():
        wish(numbers=True)
    after(home, elsewhere, *(lambda each=each: wish(numbers=each) for each in wishes))

    with elsewhere.acting():
        assert person("ben").touch_numbers is wanted


def seal(by, answers):
    checkins.seal(SEALED_WEEK, answers, by=person(by), now=NOW)


def read_by_ben():
    """What Ben reads of Ada's week, and whether it has opened."""
    page = week_page(person("ben"), SEALED_WEEK, NOW)
    return page.partners.state, page.partners.answers


@pytest.mark.parametrize("wished_before", [True, False])
def test_what_stayed_shut_stays_shut(home, elsewhere, wished_before):
    """The other, who has answered nothing, answers all of it once the backup is back: it opens no more than it had."""
    shut = replace(ADA_SEALED, mutual=True)
    circles = Answers(closeness=ADA_SEALED.closeness)

    def wish():
        checkins.reopen(SEALED_WEEK, by=person("ada"), now=NOW)
        seal("ada", shut)

    if wished_before:
        with home.acting():
            wish()
    after(home, elsewhere, *([] if wished_before else [wish]), lambda: seal("ben", Answers(closeness=2)))
    with home.acting():
        assert read_by_ben() == (CheckInState.OPENED, circles)

    with elsewhere.acting():
        assert week_page(person("ada"), SEALED_WEEK, NOW).own.answers == shut
        seal("ada", shut)
        seal("ben", replace(BENS_DRAFT, closeness=2, small_thing_went=1))
        assert read_by_ben() == (CheckInState.OPENED, circles)
    assert odd(elsewhere) == []


def test_a_wish_that_was_taken_back_is_none(home, elsewhere):
    def wish(*, mutual):
        checkins.reopen(SEALED_WEEK, by=person("ada"), now=NOW)
        seal("ada", replace(ADA_SEALED, mutual=mutual))

    after(home, elsewhere, lambda: wish(mutual=True), lambda: wish(mutual=False))

    with elsewhere.acting():
        seal("ada", week_page(person("ada"), SEALED_WEEK, NOW).own.answers)
        seal("ben", Answers(closeness=2))
        assert read_by_ben() == (CheckInState.OPENED, replace(ADA_SEALED, private_line=""))


def test_words_that_were_taken_out_are_found_by_no_search(home, elsewhere):
    after(
        home,
        elsewhere,
        lambda: wall.answer(note(home.world.notes[ADA_TO_BEN]), "", by=person("ben"), now=NOW),
    )

    with elsewhere.acting():
        answered = note(home.world.notes[ADA_TO_BEN])
        assert answered.answer == ""
        assert BEN_ANSWERS not in answered.searched
        assert ADA_TO_BEN in answered.searched


def test_an_unticked_day_stays_unticked_and_one_that_was_ticked_again_is_ticked(home, elsewhere):
    day, other = NOW.date() - timedelta(days=2), NOW.date() - timedelta(days=3)
    after(
        home,
        elsewhere,
        lambda: untick(EACH, day, "ada"),
        lambda: untick(EACH, other, "ada"),
        lambda: tick(EACH, other, "ada"),
    )

    with elsewhere.acting():
        track_id = own_track_id(EACH, person("ada"))
        days = set(db.session.scalars(select(Tick.day).where(Tick.track_id == track_id)))
        assert day not in days
        assert other in days
    assert odd(elsewhere) == []


def test_a_new_password_is_asked_of_whoever_chose_one_since(home, elsewhere):
    after(home, elsewhere, lambda: change_password(person("ada"), "another hash", now=NOW))

    with elsewhere.acting():
        due = dict(db.session.execute(select(Person.name, Person.new_password_due)).all())
        assert due == {"Ada": True, "Ben": False, "Cleo": False, "Dan": False, "Eve": False, "Finn": False}
