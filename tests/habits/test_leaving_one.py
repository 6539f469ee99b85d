"""One habit for two can be left alone too, without leaving the space."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.databases import kept
from tests.settled import assert_settled
from tests.world import (
    ADAS_PRIVATE,
    ADAS_PRIVATE_REMARK,
    BENS_OWN,
    CLEOS,
    EACH,
    NOW,
    TODAY,
    TOGETHER,
    habit_called,
    person,
    planted,
    remarked,
    ticked,
)
from tracker.accounts.room import stored_count
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.pauses import PausedDays
from tracker.domain.refusals import Missing, Refused
from tracker.domain.schedules import DAILY
from tracker.exports import archive
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits import actions
from tracker.habits.leaving import bring_back, leave
from tracker.habits.queries import habits_of
from tracker.habits.settling import settle_space
from tracker.habits.tracks import track_to_tick, tracks_of
from tracker.history.actions import remark
from tracker.models import Habit, Remark, Tick, Track
from tracker.pauses.actions import pause
from tracker.spaces import actions as spaces
from tracker.today.queries import today_page

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each leaves one habit by the same statements as the one beside it"),
]

OTHERS = {"ada": "ben", "ben": "ada"}
EITHER = pytest.mark.parametrize("leaver", OTHERS)
OF_BOTH = pytest.mark.parametrize("name", [EACH, TOGETHER])


def left(name, leaver):
    """What each has once somebody has left a habit: the leaver's, and the other's."""
    before = ticks_of(name)
    leave(habit_called(name, leaver).id, by=person(leaver), now=NOW)
    own, others = (owned(name, who) for who in (leaver, OTHERS[leaver]))
    return before, own, others


def owned(name, owner):
    there = (Habit.name == name) & (Habit.owner_id == person(owner).id)
    return db.session.scalars(select(Habit).where(there)).one()


def ticks_of(name, owner=""):
    """The days that were ticked, by whose track it was; both's go by 0."""
    rows = select(Track.owner_id, Tick.day).join(Tick).join(Habit).where(Habit.name == name)
    found = {}
    for owner_id, day in db.session.execute(rows):
        found.setdefault(owner_id or 0, set()).add(day)
    return found


@EITHER
@OF_BOTH
def test_the_leaver_finds_theirs_at_rest_and_the_other_goes_on_alone(inside, world, leaver, name):
    before, own, others = left(name, leaver)

    assert [each.mode for each in (own, others)] == [Mode.ONE] * 2
    assert (own.archived_on, others.archived_on) == (TODAY, None)
    ids = [world.people[each] for each in OTHERS]
    assert ticks_of(name) == {each: before.get(0) or before[each] for each in ids}
    asked = {row.habit.name for row in today_page(person(leaver), None, NOW).rows if row.own}
    assert name not in asked
    for each in OTHERS:
        assert_settled(each, NOW)


@EITHER
@OF_BOTH
def test_what_was_counts_on_for_both(inside, leaver, name):
    before = couples_days()
    left(name, leaver)

    assert couples_days() == before


def couples_days():
    settle_space(person("ada"), NOW)
    space = person("ada").space
    return space.days, space.settled_through


def shown_to(name):
    """All that somebody sees."""
    return archive.written(archive_of(person(name), NOW))


@EITHER
@OF_BOTH
def test_whoever_goes_on_alone_has_all_the_days_and_shows_nothing_new(inside, leaver, name):
    _before, own, _others = left(name, leaver)
    other = OTHERS[leaver]
    days, shown, couples = days_of(own), shown_to(other), couples_days()

    again = bring_back(own, by=person(leaver), now=NOW)
    assert days_of(again) == days
    assert (again.shared, again.archived_on, again.mode) == (False, None, Mode.ONE)
    tick_one(again, TODAY, leaver)

    assert bring_back(own, by=person(leaver), now=NOW).id == again.id
    assert shown_to(other) == shown
    assert couples_days() == couples
    for each in OTHERS:
        assert_settled(each, NOW)


def days_of(habit):
    rows = select(Tick.day).join(Track, Track.id == Tick.track_id).where(Track.habit_id == habit.id)
    return {*db.session.scalars(rows)}


def tick_one(habit, day, name):
    of_it = select(Track.id).where(Track.habit_id == habit.id)
    by = person(name)
    actions.tick(track_to_tick(by, db.session.scalars(of_it).one()), day, by=by, now=NOW)


@EITHER
@OF_BOTH
def test_nothing_new_comes_to_what_was_left_as_long_as_the_other_sees_it(inside, leaver, name):
    _before, own, _others = left(name, leaver)
    yesterday = TODAY - timedelta(days=1)
    plan = HabitPlan(own.strategy, "Other words", Mode.ONE, DAILY, own.starts_on)
    shown = shown_to(OTHERS[leaver])
    track = next(each for each in tracks_of(person(leaver), since=date.min) if each.habit_id == own.id)

    for act in (
        lambda: tick_one(own, yesterday, leaver),
        lambda: actions.change(own, plan, by=person(leaver), now=NOW),
        lambda: actions.bring_back(own, by=person(leaver), now=NOW),
        lambda: remark(track, yesterday, "new", private=False, by=person(leaver), now=NOW),
        lambda: pause(PausedDays(TODAY, TODAY), both=False, habit=own, by=person(leaver), now=NOW),
    ):
        with pytest.raises(Refused, match="You have left this habit"):
            act()
    remark(track, yesterday, "for oneself", private=True, by=person(leaver), now=NOW)

    assert shown_to(OTHERS[leaver]) == shown


def test_what_was_left_can_be_hidden_and_is_ones_own_then(inside):
    _before, own, _others = left(EACH, "ada")
    plan = HabitPlan(own.strategy, EACH, Mode.ONE, DAILY, own.starts_on, private=True)

    actions.change(own, plan, by=person("ada"), now=NOW)
    actions.bring_back(own, by=person("ada"), now=NOW)
    tick_one(own, TODAY, "ada")

    assert EACH not in {each.name for each in habits_of(person("ben")) if each.owner_id != person("ben").id}


@EITHER
@OF_BOTH
def test_neither_ticks_for_the_other_any_more(inside, leaver, name):
    _before, _own, others = left(name, leaver)

    ticked(name, TODAY, 1, by=OTHERS[leaver])
    with pytest.raises(Refused):
        leave(others.id, by=person(leaver), now=NOW)
    page = today_page(person(leaver), None, NOW)
    (row,) = [row for row in page.rows if row.habit.name == name]
    assert (row.own, row.shared, row.partners.ticked) == (None, None, True)


def test_each_keeps_what_they_have_written_about_days_of_both(inside, world):
    remarked(TOGETHER, "Ben's", by="ben")
    _before, own, others = left(TOGETHER, "ada")

    said = {
        (habit.owner_id, body)
        for habit in (own, others)
        for body in db.session.scalars(
            select(Remark.body).join(Track, Track.id == Remark.track_id).where(Track.habit_id == habit.id)
        )
    }
    assert said == {(world.people["ada"], ADAS_PRIVATE_REMARK), (world.people["ben"], "Ben's")}


@pytest.mark.parametrize(
    ("by", "name"), [("ada", ADAS_PRIVATE), ("ben", BENS_OWN), ("cleo", CLEOS), ("ada", BENS_OWN)]
)
def test_only_what_is_for_two_can_be_left(inside, by, name):
    before = db.session.scalar(select(func.count()).select_from(Habit))
    with pytest.raises(Refused):
        leave(habit_called(name, by).id, by=person(by), now=NOW)

    assert db.session.scalar(select(func.count()).select_from(Habit)) == before


@pytest.mark.parametrize("name", [ADAS_PRIVATE, CLEOS])
def test_what_is_not_theirs_is_not_there(inside, world, name):
    with pytest.raises(Missing):
        leave(world.habits[name], by=person("ben"), now=NOW)


def test_when_the_leaver_ends_their_account_their_words_go_and_the_others_ticks_stay(inside, world):
    before, _own, _others = left(TOGETHER, "ben")
    spaces.erase(by=person("ben"), now=NOW)

    names = {habit.name for habit in habits_of(person("ada"))}
    assert TOGETHER not in names
    assert [len(before[0])] == [
        len(days) for name in names for owner, days in ticks_of(name).items() if days == before[0]
    ]


@EITHER
def test_want_of_room_keeps_nobody_and_the_copy_counts_as_its_owner_s(inside, room_for, leaver):
    most = stored_count(Habit, person("ben"), most=1000) + 1
    for who in OTHERS:
        more = most - stored_count(Habit, person(who), most=1000)
        for n in range(max(0, more)):
            planted(f"One more {n}", by=who)
    room_for(Habit, most)
    had = {who: stored_count(Habit, person(who), most=1000) for who in OTHERS}

    leave(habit_called(TOGETHER, leaver).id, by=person(leaver), now=NOW)

    has = {who: stored_count(Habit, person(who), most=1000) for who in OTHERS}
    assert (has["ada"] - had["ada"], has["ben"] - had["ben"]) == (1, 0)
    with pytest.raises(Refused):
        planted("Another", by="ada")


def test_it_is_a_button_where_one_changes_the_habit(app, world, ada, ben):
    page = ada.page(f"/habits/{world.habits[TOGETHER]}/edit")
    assert "Ben goes on with it alone" in page.text
    assert "it is a habit of your own, with all its days, and Ben sees nothing new of it" in page.text

    answer = ada.submit(
        f"/habits/{world.habits[TOGETHER]}/edit", to=f"/habits/{world.habits[TOGETHER]}/leave"
    )

    assert (answer.status_code, answer.location) == (303, "/habits")
    assert "You have left" in ada.page("/habits").text
    assert TOGETHER in ben.page("/today").text
    bens = ben.page("/habits").text
    (own,) = kept(app, select(Habit.id).where(Habit.name == TOGETHER, Habit.owner_id == world.people["ada"]))
    assert ada.send(f"/habits/{own}/bring-back").status_code == 303
    assert TOGETHER in ada.page("/today").text
    assert ben.page("/habits").text == bens
    again = ben.page(f"/habits/{world.habits[TOGETHER]}/edit").text
    assert "goes on with it alone" not in again


def test_both_leave_one_at_the_same_instant_and_each_has_one(concurrent):
    with concurrent.app.app_context():
        habit_id = habit_called(TOGETHER, "ada").id
        db.session.rollback()

    def act(name):
        def do():
            leave(habit_id, by=person(name), now=NOW)
            db.session.commit()

        return do

    results = concurrent.at_once(act("ada"), act("ben"))

    assert sorted(type(each).__name__ for each in results) == ["NoneType", "Refused"]
    with concurrent.app.app_context():
        found = db.session.scalars(select(Habit).where(Habit.name == TOGETHER)).all()
        assert sorted(each.owner_id for each in found) == sorted(
            concurrent.world.people[each] for each in OTHERS
        )
        assert {each.mode for each in found} == {Mode.ONE}
        db.session.rollback()
