"""Where nothing was written since somebody looked nothing is read for them, and whatever is written is seen at once."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from tests.databases import acting, statements
from tests.visitors import Visitor
from tests.world import EACH, NOW, TODAY, person
from tracker.extensions import db
from tracker.live.unchanged import FileStamp, Looks
from tracker.models import Device, Person, TalkRow

pytestmark = pytest.mark.sql

BENS = f"{EACH} of ben"
A_SECOND = timedelta(seconds=1)
MEASURED = {"sqlite": 0, "postgresql": 1}  # queries by which it is known that nothing was written


@pytest.fixture
def place(concurrent):
    """The world in a file, or on a server, in which Ada and Ben talk no more."""
    with acting(concurrent.app):
        db.session.execute(delete(TalkRow))
    return concurrent


@pytest.fixture
def ada(place):
    return Visitor.of("ada", place.app)


@pytest.fixture
def ben(place):
    return Visitor.of("ben", place.app)


def tag(visitor):
    answer = visitor.get("/live")
    assert answer.status_code == 200
    return answer.text


def reads(place, visitor):
    """Whether it takes more to answer than to know that nothing was written."""
    with statements(place.app) as sent:
        visitor.get("/live")
    with place.app.app_context():
        return len(sent) > MEASURED[db.engine.dialect.name]


def test_who_looks_again_is_told_the_same_and_nothing_is_read_for_it(place, ada, ben):
    tag(ada)  # which opens the file
    first, bens = tag(ada), tag(ben)

    assert (reads(place, ada), reads(place, ben)) == (False, False)
    assert (tag(ada), tag(ben)) == (first, bens)
    assert first != bens


def test_what_the_partner_does_is_seen_at_once_and_so_is_that_it_was_taken_back(place, ada, ben):
    path, before = f"/tracks/{place.world.tracks[BENS]}/ticks/{TODAY}", tag(ada)

    ben.send(path)
    between = tag(ada)
    ben.send(f"{path}/undo")

    assert between != before == tag(ada)
    assert not reads(place, ada)


def test_what_is_written_beside_this_application_is_seen_at_once(place, ada):
    before = tag(ada)

    write_beside(place, f"UPDATE {Person.__tablename__} SET name = 'Benedict' WHERE name = 'Ben'")

    assert tag(ada) != before


def write_beside(place, statement):
    with place.app.app_context():
        url = db.engine.url
        if db.engine.dialect.name == "sqlite":
            with sqlite3.connect(url.database) as file:
                file.execute(statement)
            file.close()
        else:
            with db.engine.begin() as connection:
                connection.exec_driver_sql(statement)


def test_a_log_in_that_ends_opens_nothing_more(ada, ben):
    tag(ada)
    bens, cookie = tag(ben), ada.session
    ada.send("/logout")
    ada.session = cookie

    assert (ada.get("/live").text, ben.get("/live").text) == ("gone", bens)


def test_with_each_minute_it_is_read_anew(place, ada, moment):
    tag(ada)
    moment.move_to(NOW.replace(second=59, microsecond=0))
    tag(ada)
    assert not reads(place, ada)

    moment.move_to(NOW.replace(second=59, microsecond=0) + A_SECOND)

    assert reads(place, ada)


@pytest.mark.parametrize("why", ["locks", "expires", "is shut", "talks"])
def test_whatever_the_clock_ends_is_read_each_time(place, ada, ben, why):
    match why:
        case "locks":
            change_person(place, locks=True)
            with acting(place.app):
                db.session.execute(update(Device).values(touched_at=NOW))
        case "expires":
            with acting(place.app):
                db.session.execute(update(Device).values(expires_at=NOW + 60 * A_SECOND))
        case "is shut":
            change_person(place, disabled_at=NOW)
        case _:
            assert begins(ada).status_code == 303
    assert tag(ada)

    assert reads(place, ada)


def begins(visitor):
    """Asks for a talk, on two phones."""
    return visitor.submit("/talk", words="the summer", minutes="5", first="other")


def change_person(place, **values):
    with acting(place.app):
        for name, value in values.items():
            setattr(person("ada"), name, value)


def test_a_tag_that_was_read_before_something_was_written_is_not_kept():
    stamps = iter([(1,), (2,), (2,)])
    looks = Looks(lambda: next(stamps))
    before = looks.mark_at(NOW)
    after = looks.mark_at(NOW)

    looks.keep("token", "of.before", before)

    assert looks.tag("token", after) is None
    looks.keep("token", "of.after", after)
    assert looks.tag("token", looks.mark_at(NOW)) == "of.after"


@pytest.mark.parametrize("file", [":memory:", "", "/nowhere/tend.sqlite3"])
def test_where_nothing_tells_what_was_written_nothing_is_kept(file):
    looks = Looks(FileStamp(file))
    mark = looks.mark_at(NOW)

    looks.keep("token", "a.tag", mark)

    assert (mark, looks.tag("token", mark)) == (None, None)
