"""No page, and nothing that is counted for it, has the database look through a table that grows with the couples on it.

What the database plans is asked of it for each statement: rows are found by an index, or are of something found so before.
"""

import re
import sqlite3

import pytest
from sqlalchemy import delete, select

from tests.databases import engine_of, heard
from tests.house.test_queries import PAGES
from tests.world import EACH, NOW
from tracker.domain.days import ONE_DAY
from tracker.extensions import db
from tracker.models import Device, Limit
from tracker.web.limits import forget_tries, in_window, limit, spaced_out, wrong_tries

pytestmark = pytest.mark.sql

# A scan of a table by its name or another in the statement; what is made of rows found before has brackets or no name.
SCAN = re.compile(r"(?:SCAN (?!anon_|CONSTANT|\()|Seq Scan on )(\w+)")


@pytest.fixture
def planned(app):
    """What is sent to the database from here on, with how it goes about it, where that is a scan."""
    scans = {}

    def note(connection, cursor, statement, parameters, _context, many):
        if statement.split()[0] in ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH"):
            raw = connection.connection.driver_connection
            found = [SCAN.search(row) for row in plan(raw, statement, parameters[0] if many else parameters)]
            if any(found):
                scans[statement] = [each[1] for each in found if each]

    with heard(engine_of(app), note):
        yield scans


def plan(raw, statement, given):
    """How the database would go about a statement, line by line. PostgreSQL scans what is small, unless it is told not to."""
    if isinstance(raw, sqlite3.Connection):
        return [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", given)]
    with raw.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        return [line for (line,) in cursor.execute(f"EXPLAIN {statement}", given)]


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
        db.session.execute(select(Limit.key).where(Limit.try_count < 5))
        db.session.execute(delete(Device).where(Device.expires_at < NOW))
        db.session.rollback()

    assert list(planned.values()) == [["limits"], ["devices"]]
