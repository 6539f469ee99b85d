"""What comes before a page is drawn weighs as much at any hour of a winter's day: the sky weighs too, and what is offered late."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.browser.test_first_visit import MOST
from tests.databases import close, made
from tracker.bench.visits import Visitor
from tracker.demo.build import ZONE, build
from tracker.extensions import db

MORNING = datetime(2027, 1, 13, 8, 5, tzinfo=ZoneInfo(ZONE))  # a Wednesday
HOURS = (8, 12, 17, 20, 23)
PAGES = {"today": "/today", "check-in": "/check-in", "wall": "/wall", "garden": "/garden", "ways": "/ways"}
SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
AS_SENT = {"Accept-Encoding": "gzip, br"}
DATE = "Date: Wed, 13 Jan 2027 08:05:00 GMT"  # which the server adds


@pytest.fixture(scope="module")
def ada(tmp_path_factory):
    """Ada of the demo, at eight in the morning."""
    app = made("sqlite:///:memory:", tmp_path_factory.mktemp("demo"))
    with time_machine.travel(MORNING, tick=False):
        with app.app_context():
            db.create_all()
            build("no password", MORNING)
        yield Visitor(app, MORNING).client
    close(app)


def weight(answer):
    head = [answer.status, DATE, *(f"{name}: {value}" for name, value in answer.headers)]
    return sum(len(line) + 2 for line in head) + 2 + len("HTTP/1.1 ") + len(answer.data)


def before_drawn(client, path):
    """What a page weighs with its sheets, as it is sent."""
    sheets = SHEET.findall(client.get(path).text)
    assert len(sheets) == 2
    answers = [client.get(each, headers=AS_SENT, buffered=True) for each in (path, *sheets)]
    assert {(each.status_code, each.headers["Content-Encoding"]) for each in answers} == {(200, "br")}
    return sum(map(weight, answers))


def test_no_hour_makes_a_page_heavier(ada, moment):
    found = {name: [] for name in PAGES}
    for hour in HOURS:
        moment.move_to(MORNING.replace(hour=hour, minute=40))
        for name, path in PAGES.items():
            found[name].append(before_drawn(ada, path))

    assert max(found["today"]) <= MOST["today"].before_drawn
    assert {name: weights for name, weights in found.items() if max(weights) > 1.01 * min(weights)} == {}
