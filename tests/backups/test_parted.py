"""Whoever left or was erased after a backup stays so when that is put back, by the list beside it alone."""

import pytest
from sqlalchemy import func, select

from tests.backups.afterwards import after, odd
from tests.beside import BESIDE, not_beside
from tests.world import BEN_TO_ADA, BENS_OWN, BENS_SHARED, EACH, NOW, TOGETHER, habit_called, person
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits import leaving
from tracker.habits.tracks import track_to_tick
from tracker.models import Habit, Note, Person, Reflection, Space, Tick, Track
from tracker.spaces import actions as spaces
from tracker.spaces.leaving import erase

pytestmark = pytest.mark.on_either(
    "each puts a backup back by the same statements as the one beside it", one_in=10
)


def test_an_erased_account_stays_erased(home, elsewhere):
    after(
        home, elsewhere, lambda: erase(by=person("ben"), now=NOW), lambda: erase(by=person("cleo"), now=NOW)
    )

    with elsewhere.acting():
        assert set(db.session.scalars(select(Person.name))) == {"Ada", "Dan", *BESIDE.values()}
        assert db.session.scalar(select(func.count()).select_from(Space)) == 3
        assert (person("ada").space.farewell, person("ada").space.farewell_told) == ("", False)
        assert db.session.scalars(select(Note.author_id).where(Note.body == BEN_TO_ADA)).one() is None
        assert not list(db.session.scalars(select(Reflection).where(Reflection.body == BENS_SHARED)))
    assert odd(elsewhere) == []


def test_a_space_that_was_left_stays_left(home, elsewhere):
    after(home, elsewhere, lambda: spaces.leave(by=person("ben"), now=NOW))

    with elsewhere.acting():
        ada = person("ada")
        assert (ada.partner, ada.space.farewell) == (None, "Ben")
        ben = person("ben")
        assert ben.partner is None
        names = dict(
            db.session.execute(select(Habit.name, Habit.space_id).where(Habit.name == BENS_OWN)).all()
        )
        assert names == {BENS_OWN: ben.space_id}
        assert not db.session.scalar(select(func.count()).where(Habit.shared, not_beside(Habit)))
        shared = select(func.count()).where(Reflection.shared_with_id.is_not(None), not_beside(Reflection))
        assert not db.session.scalar(shared)
    assert odd(elsewhere) == []


@pytest.mark.parametrize("leaver", ["ada", "ben"])
@pytest.mark.parametrize("name", [EACH, TOGETHER])
@pytest.mark.crossed("a habit, who leaves it, and the database")
def test_a_habit_that_was_left_stays_left_with_what_each_has_done_since(home, elsewhere, leaver, name):
    """Of days that were ticked before and taken back since, none is ticked again on either one's own."""
    other = {"ada": "ben", "ben": "ada"}[leaver]

    def own(who):
        of_both = (Habit.name == name) & (Habit.owner_id == person(who).id)
        return db.session.scalars(select(Track).join(Habit).where(of_both)).one()

    def ticked_days(who):
        return set(db.session.scalars(select(Tick.day).where(Tick.track_id == own(who).id)))

    def untick_the_first():
        ben = person(other)
        habits.untick(track_to_tick(ben, own(other).id), min(ticked_days(other)), by=ben, now=NOW)

    after(
        home,
        elsewhere,
        lambda: leaving.leave(habit_called(name, leaver).id, by=person(leaver), now=NOW),
        untick_the_first,
    )

    with home.acting():
        were = {who: (own(who).id, own(who).habit_id, ticked_days(who)) for who in (leaver, other)}
    with elsewhere.acting():
        for who in (leaver, other):
            assert (own(who).id, own(who).habit_id, ticked_days(who)) == were[who]
            habit = db.session.get(Habit, own(who).habit_id)
            assert (habit.mode, habit.archived_on is None) == ("one", who == other)
    assert odd(elsewhere) == []
