"""An export that comes back piece by piece, as its pages show it, and where the power goes meanwhile."""

import re
import subprocess
import sys
from io import BytesIO

import pytest
from sqlalchemy import select

from config import ROOT
from tests.exports.bringing import is_back, unmarked
from tests.exports.lives import empty, fresh, fresh_couple, live_and_take, live_on, taken, zipped
from tests.exports.on_the_way import arrivals, brought, coming, seen_by_two, unveiled
from tests.house.doors import everything
from tests.world import NOW, person
from tracker.exports.alone import half, own
from tracker.exports.coming import coming_to
from tracker.exports.pieces import pieces_of
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.imports.sweeping import sweep
from tracker.models import Upload

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either(
        "each lets a file come piece by piece by the same statements as the one beside it", one_in=10
    ),
]


PAGE = "/settings/import"


PREVIEW = f"{PAGE}/preview"


PROGRESS = f"{PAGE}/progress"


ONCE = re.compile(rb'name="once" type="hidden" value="[^"]*"')


LOOKED_AT = (
    "/today",
    "/habits",
    "/wall",
    "/garden",
    "/trends",
    "/us",
    "/reflections",
    "/ways",
    "/dates",
    "/help",
)


def test_no_page_shows_any_of_it_before_it_is_whole(app, keeper, visit):
    """What was Ada's comes to Dan, where there is nothing: no byte of any page of anybody's is another."""
    with app.app_context():
        first = keeper.live(live_and_take)["ada"]
        empty(person("dan"))
        db.session.commit()
    for name in ("dan", "ada", "cleo"):
        pages(visit(name))  # what is told once is told
    looked = {name: pages(visit(name)) for name in ("dan", "ada", "cleo")}

    with app.app_context():
        arriving = coming_to(person("dan"), first, sent_at=NOW, now=NOW)
        brought(arriving)

    assert {name: pages(visit(name)) for name in ("dan", "ada", "cleo")} == looked


def pages(visitor):
    """Each page as it is, but for what is drawn by lot."""
    return {path: ONCE.sub(b"", visitor.get(path).data) for path in LOOKED_AT}


@pytest.fixture
def hasty(monkeypatch):
    """Each request has time for a single piece."""
    monkeypatch.setattr("tracker.imports.opened.LONGEST", 0.0)


def test_page_by_page_it_comes_and_is_there(app, keeper, visit, hasty):
    with app.app_context():
        first = keeper.live(live_and_take)["cleo"]
        content = zipped(first)
        empty(person("cleo"))
        db.session.commit()
    cleo = visit("cleo")
    upload(cleo, content)

    answer, count = cleo.submit(PREVIEW), 1
    assert answer.location == PROGRESS
    assert "You see it once all of it is here" in cleo.page(PROGRESS).text
    assert cleo.get(PREVIEW).location == PROGRESS
    assert "still waits here" in cleo.page(PAGE).text
    while answer.location == PROGRESS and count < 500:
        answer, count = cleo.submit(PROGRESS), count + 1

    assert answer.location == "/today"
    assert count >= len(pieces_of(own(first)))
    assert "It is all back." in cleo.page("/habits").text
    with app.app_context():
        assert unmarked(archive_of(person("cleo"), NOW)) == own(first)
        assert db.session.scalars(select(Upload.person_id)).all() == []


def upload(visitor, content):
    answer = visitor.send(PAGE, file=(BytesIO(content), "tend.zip"))
    assert answer.location == PREVIEW


def test_on_the_way_it_is_thrown_away_with_all_of_it(app, visit, hasty):
    with app.app_context():
        content = zipped(taken("cleo"))
        empty(person("cleo"))
        db.session.commit()
        before = everything()
    cleo = visit("cleo")
    upload(cleo, content)
    cleo.submit(PREVIEW)
    cleo.submit(PROGRESS)

    answer = cleo.send(f"{PAGE}/cancel")

    assert answer.location == PAGE
    assert "Nothing from it was imported." in cleo.page(PAGE).text
    with app.app_context():
        sweep(NOW)
        assert everything() == before


# Where the power goes.

BRING = """
import sys
from datetime import UTC, datetime
from config import settings_from
from tracker.accounts.queries import person_called
from tracker.app import create_app
from tracker.exports import actions, archive
from tracker.exports.coming import coming_to
from tracker.extensions import Table, db

folder, file, now = sys.argv[1:]
app = create_app(settings_from({"TEND_DATA": folder, "TEND_DATABASE_URL": f"sqlite:///{folder}/apart.sqlite3"}))
now = datetime.fromisoformat(now)
with app.app_context():
    found = archive.read(open(file, "rb").read())
    coming = coming_to(person_called("ada@new.example.org"), found, sent_at=now, now=now)
    pieces = actions.pieces_left(coming)
    db.session.rollback()
    for number, write in pieces:
        actions.bring_piece(coming, number, write)
        print(number, flush=True)
        db.session.commit()
"""


@pytest.mark.parametrize(
    "keeper", ["sqlite"], indirect=True
)  # what PostgreSQL has committed is its own to keep
def test_killed_on_the_way_nothing_is_half_there_and_it_is_gone_on_with(keeper, tmp_path):
    with keeper.apart() as place:
        with place.app.app_context():
            live_on()
            first = taken("ada")
            fresh_couple()
            before = seen_by_two()
        (tmp_path / "tend.zip").write_bytes(zipped(first))
        kill_at(4, keeper.folder, tmp_path / "tend.zip")

        with place.app.app_context():
            assert seen_by_two() == before
            assert len(arrivals()) == 1
            arriving = coming(first)
            left = brought(arriving)
            assert 0 < left < len(pieces_of(half(first)))
            assert unveiled(arriving)
            assert is_back(archive_of(fresh("Ada"), NOW), of=first)


def kill_at(number, folder, file):
    """Let another process bring it, and kill that in the middle of a piece."""
    command = [sys.executable, "-c", BRING, str(folder), str(file), NOW.isoformat()]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            if int(line) == number:
                child.kill()
                break
