"""Whoever ends their account takes every word of theirs out of what others keep, but letters that were given."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.spaces.scribbles import (
    A_WHILE_AGO,
    GIVEN,
    LETTERS,
    SCRIBBLE,
    all_with,
    call_the_space,
    scribble_everywhere,
)
from tests.world import (
    DONE_OUTING,
    EACH,
    NOW,
    OUTING,
    REMEMBERED,
    SPACE,
    TOGETHER,
    couple,
    habit_called,
    outing,
    person,
)
from tracker.catalogue.strategies import strategy
from tracker.dates import actions as dates
from tracker.dates.queries import plan_of
from tracker.domain.habits import Mode
from tracker.domain.outings import OutingPlan
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.models import (
    Habit,
    Outing,
    RememberedDay,
    Tick,
    ToBring,
    Track,
)
from tracker.planned import seen_by
from tracker.spaces import actions as spaces

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each parts two or ends an account by the same statements as the one beside it"),
]


@pytest.fixture
def scribbled(inside, keeper):
    keeper.live(bens_scribbles)


def bens_scribbles():
    scribble_everywhere("ben")


# Whoever leaves leaves the notes to both with whoever stays.
WAYS = [[], ["leave ben"], ["leave ben", "join ada cleo"]]


@pytest.mark.parametrize(
    ("way", "letters"), [*((way, LETTERS) for way in WAYS), (["leave ada"], {("openings", "body")})]
)
def test_an_account_that_ends_leaves_no_word_but_letters(scribbled, way, letters):
    for what in way:
        verb, name, *others = what.split()
        spaces.leave(by=person(name), now=NOW) if verb == "leave" else couple(others[0], name, NOW)

    spaces.erase(by=person("ben"), now=NOW)

    assert all_with(SCRIBBLE) == set()
    assert all_with(GIVEN) == letters


def test_leaving_leaves_only_copies_that_know_whose_words_they_hold(scribbled):
    spaces.leave(by=person("ben"), now=NOW)

    assert ("spaces", "farewell") in all_with(SCRIBBLE)
    assert {name for name, _column in all_with(SCRIBBLE)} >= {"habits", "outings", "remembered_days"}


def test_words_of_ours_stand_where_theirs_stood_and_ticks_stay(inside, world):
    before = ticked(TOGETHER, "ada")
    spaces.erase(by=person("ben"), now=NOW)

    ours = next(each for each in strategy(3).suggestions if each.mode is Mode.TOGETHER)
    habit = habit_called(ours.name, "ada")
    assert (habit.name, habit.cue, ticked(ours.name, "ada")) == (ours.name, "", before)
    assert habit_called(EACH, "ada").name == EACH


def ticked(name, of):
    habit = habit_called(name, of)
    days = select(Tick.day).join(Track).where(Track.habit_id == habit.id, Track.owner_id.is_(None))
    return set(db.session.scalars(days))


def test_a_line_of_ones_own_stays_on_a_copy_of_the_others_date(inside):
    date = outing("Ben's", A_WHILE_AGO, by="ben", place="Ben's place")
    dates.finish(date, "A line of Ada's", by=person("ada"), now=NOW)
    spaces.erase(by=person("ben"), now=NOW)

    found = db.session.scalars(select(Outing).where(Outing.line == "A line of Ada's")).one()
    assert (found.title, found.place, found.author_id) == ("Time together", "", person("ada").id)


def test_what_somebody_never_wrote_stays_as_it_is(inside, world):
    spaces.erase(by=person("ben"), now=NOW)

    planned = db.session.get(Outing, world.outings[OUTING])
    assert (planned.title, plan_of(planned, person("ada")).place) == (OUTING, "canary-outing-place")
    assert person("ada").space.name == SPACE


def test_what_two_have_written_goes_with_either(inside):
    date = outing("By the lake", A_WHILE_AGO, by="ada")
    dates.change(date, OutingPlan("By the small lake", A_WHILE_AGO), by=person("ben"), now=NOW)
    call_the_space("Ada's and Ben's", "ben")
    spaces.erase(by=person("ben"), now=NOW)

    there = seen_by(person("ada"), Outing)
    titles = set(db.session.scalars(select(Outing.title).where(there, Outing.day == A_WHILE_AGO)))
    assert (titles, person("ada").space.name) == ({"Time together"}, "")


def test_a_copy_of_a_copy_still_knows_whose_words_it_holds(inside):
    for number in range(2):
        at = NOW + timedelta(minutes=number)
        spaces.leave(by=person("ben"), now=at)
        couple("ada", "ben", at)
        habits.share([habit_called(TOGETHER, "ada")], by=person("ada"), now=NOW)
    spaces.erase(by=person("ben"), now=NOW + timedelta(minutes=2))

    left = set(db.session.scalars(select(Habit.name)))
    assert TOGETHER not in left
    assert DONE_OUTING not in set(db.session.scalars(select(Outing.title)))
    assert REMEMBERED not in set(db.session.scalars(select(RememberedDay.name)))


def test_what_one_thought_of_taking_along_goes_with_their_account(inside, world):
    spaces.leave(by=person("ben"), now=NOW)
    name = select(ToBring.name).where(ToBring.id == world.to_bring["canary-to-bring"])
    assert db.session.scalar(name) == "canary-to-bring"

    spaces.erase(by=person("ben"), now=NOW)

    assert db.session.scalar(name) is None


def test_erasing_twice_is_erasing_once(app, ben):
    pages = [ben.page("/settings/delete") for _time in range(2)]
    answers = [ben.send("/settings/delete", password="correct horse") for _page in pages]

    assert [each.status_code for each in answers] == [303, 401]
