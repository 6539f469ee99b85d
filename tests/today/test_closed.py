"""Today and the habits of somebody whose account is closed: to be read, and with nothing on them that would be refused."""

import pytest
from sqlalchemy import update

from tests.databases import acting
from tests.world import NOW
from tracker.extensions import db
from tracker.models import Person

REFUSED = ("/welcome", "/habits/new", "/today/order", "/invite")


def offered(who, path):
    return [there for there in REFUSED if there in who.page(path).links]


@pytest.mark.parametrize("path", ["/today", "/habits"])
@pytest.mark.parametrize("name", ["Ada", "Cleo"])
def test_whose_account_is_closed_is_offered_nothing_that_would_be_refused(app, visit, name, path):
    who = visit(name.lower())
    assert offered(who, path) != []

    with acting(app):
        db.session.execute(update(Person).where(Person.name == name).values(disabled_at=NOW))

    assert offered(who, path) == []
