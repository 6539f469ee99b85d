"""Whoever asks is made of one row here, and is what the library itself would have made."""

import pytest
from sqlalchemy import inspect, select, update

from tests.world import NOW, person, token_of
from tracker.accounts.queries import person_on_device
from tracker.accounts.tokens import digest
from tracker.extensions import db
from tracker.holding import AT_HOME, at_home
from tracker.models import Person

pytestmark = pytest.mark.sql


def asking(name):
    return person_on_device(digest(token_of(name)), NOW)


def told(thing):
    """All that is known of somebody or their space, as far as it was read from the database."""
    state = inspect(thing)
    return {each.key: state.dict.get(each.key, "not read") for each in state.mapper.column_attrs}


@pytest.mark.parametrize("name", ["ada", "ben", "cleo"])
def test_it_holds_what_the_library_reads(inside, name):
    whole = at_home(AT_HOME.where(Person.id == person(name).id))
    expected = [told(each) for each in (whole, whole.space, whole.partner) if each]
    waits = whole.tidings_wait
    db.session.remove()

    found = asking(name)

    assert [told(each) for each in (found, found.space, found.partner) if each] == expected
    assert (found.tidings_wait, found.partner and found.partner.space) == (
        waits,
        found.partner and found.space,
    )
    assert inspect(found).unloaded == inspect(whole).unloaded == set()


def test_it_is_who_the_session_knows_from_then_on(inside):
    db.session.remove()
    found = asking("ada")

    assert db.session.get(Person, found.id) is found
    assert db.session.scalars(select(Person).where(Person.id == found.partner.id)).one() is found.partner
    assert inspect(found).persistent
    assert not db.session.is_modified(found)


def test_what_somebody_else_has_changed_meanwhile_is_known(app, inside):
    found = asking("ada")
    db.session.commit()
    with app.app_context():
        for name, table in (("Ada Byron", Person.id == found.id), ("Benno", Person.id == found.partner.id)):
            db.session.execute(update(Person).where(table).values(name=name))
        db.session.commit()

    assert asking("ada") is found
    assert (found.name, found.partner.name) == ("Ada Byron", "Benno")


def test_whoever_is_known_already_stays_as_they_are_known(inside):
    known = person("ada")
    known.name = "Ada Lovelace"

    assert asking("ada") is known
    assert known.name == "Ada Lovelace"


def test_what_is_changed_is_written(inside):
    db.session.remove()
    found = asking("ada")
    found.name = "Ada Lovelace"
    found.space.name = "Here"
    found.partner.colour = "rose"
    db.session.commit()

    db.session.remove()
    again = asking("ada")
    assert (again.name, again.space.name, again.partner.colour) == ("Ada Lovelace", "Here", "rose")


def test_what_is_undone_is_read_anew(inside):
    db.session.remove()
    found = asking("ada")
    found.name = "Ada Lovelace"
    db.session.rollback()
    db.session.execute(update(Person).where(Person.id == found.id).values(name="Augusta"))

    assert found.name == "Augusta"
