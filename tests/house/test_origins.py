"""Of which tables an answer came is seen whole: one that was left out could hide what shows."""

import pytest
from sqlalchemy import delete

from tests.origins import Telling, named_in, watched, written_by
from tests.rows import tables
from tracker.extensions import db
from tracker.models import Note


def test_all_tables_that_a_statement_names_are_seen():
    statement = 'SELECT 1 FROM notes AS "a" JOIN people ON people.id = a.author_id WHERE EXISTS (SELECT 1 FROM pauses)'

    assert named_in(statement) == {"notes", "people", "pauses"}


@pytest.mark.parametrize(
    ("statement", "written"),
    [
        ("SELECT body FROM notes", set()),
        ("INSERT INTO notes (id) VALUES (1) RETURNING id", {"notes"}),
        ("INSERT OR IGNORE INTO limits (key) SELECT name FROM people", {"limits"}),
        ("WITH x AS (SELECT 1) UPDATE notes SET pinned_at = NULL", {"notes"}),
        ("INSERT INTO ticks (day) VALUES (1) ON CONFLICT DO UPDATE SET amount = 2", {"ticks"}),
    ],
)
def test_where_a_statement_writes_is_seen(statement, written):
    assert written_by(statement) == written


def test_what_goes_with_a_row_is_written_too():
    assert {"habits", "tracks", "ticks", "terms"} <= written_by("DELETE FROM habits WHERE id = 1")
    assert written_by("DELETE FROM spaces") <= tables().keys()


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_a_page_comes_of_what_it_shows_and_who_asks_and_of_no_more(ada):
    with watched() as page:
        ada.page("/wall")  # for whom nothing waits to be seen

    assert {"devices", "people", "notes", "pictures"} <= page.named
    assert page.named.isdisjoint({"outings", "check_ins", "reflections"})
    assert not page.leaves_something


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_a_form_leaves_what_it_writes(ada):
    with watched() as form:
        ada.send("/wall", body="Tea")

    assert {"notes"} <= form.written


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_what_the_database_tells_shows_whether_a_page_can_be_otherwise(app, ada, ben):
    with watched() as page:
        ben.page("/wall")
    before = told_to(app, page)

    ada.send("/reflections/new?topic=work", body="Alone", topic="work")
    assert told_to(app, page) == before

    ada.send("/wall", body="Tea")
    assert told_to(app, page) != before


def told_to(app, page):
    with app.app_context():
        return Telling().to(page.asked)


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_what_was_told_is_told_again_until_somebody_writes(app, world):
    telling, asked = Telling(), [("SELECT count(*) FROM notes", ())]
    with app.app_context():
        ((before,),) = telling.to(asked)[0]
        db.session.execute(delete(Note))

        assert telling.to(asked) == [[(before,)]]

        telling.forget()
        assert telling.to(asked) == [[(0,)]]
        db.session.rollback()
