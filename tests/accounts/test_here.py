"""In which month somebody was here is noted, and nobody waits for it or is kept from reading by it."""

from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from tests.databases import acting, kept
from tests.world import NOW, email, involve
from tracker import folding
from tracker.extensions import db
from tracker.models import Person

THIS_MONTH = NOW.date().replace(day=1)


def used_in(app):
    return kept(app, select(Person.used_in).where(Person.email == email("ada")))[0]


def some_time_ago(app):
    involve("ada")
    with acting(app):
        db.session.execute(update(Person).where(Person.email == email("ada")).values(used_in=None))


def test_whoever_opens_a_page_is_here(app, ada):
    some_time_ago(app)

    assert ada.page("/today")

    assert used_in(app) == THIS_MONTH


def test_where_nothing_can_be_written_one_can_read_all_the_same(app, ada, monkeypatch):
    some_time_ago(app)

    def full(_person, _month):
        raise OperationalError("UPDATE", {}, Exception("database or disk is full"))

    monkeypatch.setattr(folding, "be_here", full)

    assert ada.page("/today")
    assert ada.page("/wall")
    assert used_in(app) is None
