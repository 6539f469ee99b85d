"""A statement's SQL is found again for the very same statement and for one that is like it, and for no other."""

import pytest
from sqlalchemy import create_engine, insert, literal_column, select

from tests.world import NOW
from tracker.extensions import db
from tracker.models import Habit, Person, Space
from tracker.statements import MOST, CompiledStatements


@pytest.fixture
def known():
    return CompiledStatements()


@pytest.fixture
def asked(known):
    """Asks an empty database, and says what was compiled for that."""
    engine = create_engine("sqlite://", execution_options={"compiled_cache": known})
    db.metadata.create_all(engine)

    def ask(statement, values=None):
        before = set(known)
        with engine.begin() as connection:
            found = connection.execute(statement, values) if values else connection.execute(statement)
            rows = found.all() if found.returns_rows else []
        return rows, len(set(known) - before)

    yield ask
    engine.dispose()


def test_the_very_same_statement_is_compiled_once_and_not_looked_through_again(asked, known, monkeypatch):
    statement = select(Space.id).where(Space.name == "Ada & Ben")
    assert [asked(statement)[1] for _ in range(2)] == [1, 0]
    monkeypatch.setattr(known, "by_key", {})

    assert asked(statement) == ([], 0)


def test_one_that_is_made_anew_and_alike_is_not_compiled_again(asked):
    assert [asked(select(Space.id).where(Space.id == number))[1] for number in (1, 2)] == [1, 0]


def test_each_gets_its_own_values(asked):
    """What was compiled for one value is asked with another, also where the statement is known by itself."""
    statement = select(literal_column("1").label("one"), select(Space.id).where(Space.id == 7).exists())

    assert [asked(statement)[0] for _ in range(3)] == [[(1, False)]] * 3
    made_alike = select(literal_column("1").label("one"), select(Space.id).where(Space.id == 8).exists())
    assert asked(made_alike) == ([(1, False)], 0)


def test_one_statement_with_other_columns_is_another(asked):
    """What is inserted depends on what is given, though the statement is the same thing."""
    table = Space.__table__
    row = {"id": 1, "name": "Us", "first_weekday": 0, "founded_on": NOW.date(), "settled_through": NOW.date()}
    statement = insert(table)
    asked(statement, row)

    _rows, compiled = asked(statement, {**row, "id": 2, "farewell": "Bye"})

    assert compiled == 1
    assert asked(select(table.c.id, table.c.farewell).order_by(table.c.id))[0] == [(1, ""), (2, "Bye")]


def test_it_holds_so_many_and_begins_anew(known):
    keys = [(None, ("made of", number), (), False, False) for number in range(MOST + 1)]
    for key in keys:
        known[key] = "SQL"
        assert known.get(key) == "SQL"

    assert len(known) == 1
    assert len(known.seen) == 1
    assert known.get(keys[0]) is None


def test_many_that_are_alike_are_not_all_kept(known):
    """A statement that is made anew each time is never the very same thing."""
    known[(None, ("like",), (), False, False)] = "SQL"

    for _ in range(MOST + 1):
        made_of = tuple(["like"])  # noqa: C409 - another thing each time
        assert known.get((None, made_of, (), False, False)) == "SQL"

    assert len(known.seen) <= MOST


@pytest.mark.sql
def test_pages_are_asked_through_it(app, ada):
    with app.app_context():
        known = db.engine.get_execution_options()["compiled_cache"]
    ada.get("/today")
    compiled, seen = set(known), {**known.seen}

    ada.get("/today")

    assert isinstance(known, CompiledStatements)
    assert set(known) == compiled
    assert {**known.seen} == seen
    assert seen


def test_the_two_that_ask_by_models_share_nothing(asked):
    assert [asked(select(each.id))[1] for each in (Person, Habit)] == [1, 1]
