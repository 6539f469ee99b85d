"""No page, and nothing that is counted for it, has the database look through a table that grows with the couples on it.

What SQLite plans is asked of it for each statement: rows are found by an index, or are of something found so before.
"""

import re

import pytest
from sqlalchemy import delete, event, select

from tests.house.test_queries import PAGES
from tests.world import EACH, NOW
from tracker.domain.days import ONE_DAY
from tracker.extensions import db
from tracker.models import Device, Limit
from tracker.web.limits import forget_tries, in_window, limit, spaced_out, wrong_tries

pytestmark = pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)

# A scan of a table by its name or another in the statement; what is made of rows found before has brackets or no name.
SCAN = re.compile(r"SCAN (?!anon_|CONSTANT|\()(\w+)")


@pytest.fixture
def planned(app):
    """What is sent to the database from here on, with how it goes about it, where that is a scan."""
    scans = {}

    def note(connection, cursor, statement, parameters, _context, many):
        if statement.split()[0] in ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH"):
            asked = connection.connection.driver_connection.execute(
                f"EXPLAIN QUERY PLAN {statement}", parameters[0] if many else parameters
            )
            found = [SCAN.search(row[3]) for row in asked]
            if any(found):
                scans[statement] = [each[1] for each in found if each]

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield scans
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("name", ["ada", "ben", "cleo"])
def test_a_page_finds_its_rows_by_an_index(planned, world, visit, name):
    visitor = visit(name)
    habit = f"/habits/{world.habits[EACH]}"
    for path in (*PAGES, habit, f"{habit}/2026"):
        address, _mark, words = path.partition("?words=")
        answer = visitor.send(address, words=words) if words else visitor.get(path)
        assert (path, answer.status_code in (200, 404)) == (path, True)

    assert planned == {}


def test_what_is_tried_is_counted_by_an_index(planned, app):
    with app.test_request_context("/", method="POST"):
        limit("tea", most=3, within=ONE_DAY)
        with wrong_tries([in_window("tea", "cake", most=3, within=ONE_DAY)]) as right:
            right()
        spaced_out("tea", apart=ONE_DAY, most=3, within=ONE_DAY)
        forget_tries("tea")
        db.session.commit()

    assert planned == {}


def test_a_scan_would_be_noticed(planned, app):
    with app.app_context():
        db.session.execute(select(Limit.key).where(Limit.window < 5))
        db.session.execute(delete(Device).where(Device.expires_at < NOW))
        db.session.rollback()

    assert list(planned.values()) == [["limits"], ["devices"]]
