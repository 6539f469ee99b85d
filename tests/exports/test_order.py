"""One's own order of habits goes along with them: in a file, at a parting, and once both halves are here."""

import pytest

from tests.exports.bringing import bring_back
from tests.exports.halves import both
from tests.exports.lives import fresh, gone, taken
from tests.world import NOW, person
from tracker.extensions import db
from tracker.habits.ordering import order_of
from tracker.models import Habit
from tracker.spaces import actions as spaces
from tracker.today.order import move, own_habits

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each brings a file in by the same statements as the one beside it", one_in=10),
]


def names(somebody):
    return [each.name for each in own_habits(somebody)]


def turned_round(name):
    """Put somebody's habits in another order, and say in which."""
    first = [each.id for each in own_habits(person(name))]
    for habit_id in first:
        move(habit_id, -len(first), by=person(name))
    return names(person(name))


def test_a_file_takes_it_along_and_brings_it_back(inside):
    before = names(person("ada"))
    wished = turned_round("ada")
    file = taken("ada")

    bring_back(file, by=fresh("Ada"), now=NOW)

    assert wished == before[::-1]
    assert names(fresh("Ada")) == wished


def test_who_has_none_of_their_own_gets_none(inside):
    file = taken("ada")

    bring_back(file, by=fresh("Ada"), now=NOW)

    assert (file.me.habit_order, fresh("Ada").habit_order) == ((), "")


def test_it_is_there_again_for_both_once_both_halves_are_here(inside):
    wished = {name: turned_round(name) for name in ("ada", "ben")}
    files = {name: taken(name) for name in wished}
    gone("ada")

    both(files)

    assert {name: names(fresh(name.capitalize())) for name in wished} == wished


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_a_parting_leaves_it_to_each(inside, leaver):
    wished = {name: turned_round(name) for name in ("ada", "ben")}

    spaces.leave(by=person(leaver), now=NOW)

    for name, order in wished.items():
        whose = person(name)
        there = [db.session.get(Habit, each) for each in order_of(whose)]
        assert [each.name for each in there if each.space_id == whose.space_id] == order
