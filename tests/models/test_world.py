"""The world itself: what every test takes for granted."""

from sqlalchemy import func, select

from tests.world import PEOPLE, person
from tracker.extensions import db
from tracker.models import Person


def test_ada_and_ben_share_a_space_cleo_and_dan_are_alone(inside, world):
    assert {name: person(name).partner and person(name).partner.name for name in PEOPLE} == {
        "ada": "Ben",
        "ben": "Ada",
        "cleo": None,
        "dan": None,
    }


def test_a_test_finds_the_world_as_if_no_other_had_been(app, world, keeper):
    with app.app_context():
        db.session.delete(person("cleo"))
        db.session.commit()

    keeper.put_back()

    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Person)) == len(PEOPLE) + 2
        db.session.rollback()
