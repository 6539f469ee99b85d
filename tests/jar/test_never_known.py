"""The writer never learns whether, when or which, nor the reader what still waits."""

import pytest
from sqlalchemy import select, update

from tests.databases import kept
from tests.house.doors import doors, everything
from tests.jar.opened import PATH, opened
from tests.looking import Looking, unlike
from tests.world import JAR_OPENED, JAR_UNOPENED, NOW, TODAY, person
from tracker.extensions import db
from tracker.jar import actions
from tracker.models import JarNote, Opening

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_no_page_of_the_writers_changes_when_one_is_opened(app, world, ada, ben, moment):
    with app.app_context():
        pages = [door for door in doors(app) if door.method == "GET"]
        db.session.rollback()
    looking = Looking(app, pages, ada)
    before = looking.what_is_said(), ada.submit("/settings/export").data

    ben.send(f"{PATH}/open")
    moment.move_to(NOW)

    assert kept(app, select(Opening.body).where(Opening.opened_on == TODAY)) == [JAR_UNOPENED]
    after = looking.what_is_said(), ada.submit("/settings/export").data
    assert unlike(before[0], after[0]) == []
    assert before[1] == after[1]


@pytest.mark.parametrize("name", [JAR_OPENED, JAR_UNOPENED])
def test_the_writer_may_do_the_same_with_one_that_was_opened_as_with_any_other(app, world, ada, name):
    path = f"{PATH}/{world.jar_notes[name]}"

    answers = [
        ada.submit(f"{path}/edit", body="Changed"),
        ada.send(f"{path}/delete"),
        ada.send(f"{path}/put-back"),
        ada.submit(f"{path}/edit", body="Changed again"),
    ]

    assert [(answer.status_code, answer.location) for answer in answers] == [(303, PATH)] * 4
    assert "Changed again" in ada.page(PATH).text


def test_opening_changes_nothing_that_was_there_but_adds_what_is_the_readers(app, ben):
    with app.app_context():
        before = everything()
        db.session.rollback()

    ben.send(f"{PATH}/open")

    with app.app_context():
        after = everything()
        db.session.rollback()
    assert [name for name in before if before[name] != after[name]] == ["openings"]


def test_the_reader_learns_nothing_of_what_still_waits(app, world, ben):
    before = ben.page(PATH).source
    with app.app_context():
        db.session.execute(update(JarNote).where(JarNote.body == JAR_UNOPENED).values(deleted_at=NOW))
        db.session.commit()

    assert mark_free(ben.page(PATH).source) == mark_free(before)


def mark_free(source):
    return "".join(line for line in source.splitlines() if 'name="once"' not in line)


def test_two_taps_at_the_same_instant_open_one(concurrent):
    with concurrent.app.app_context():
        actions.put_in("one more", by=person("ada"), now=NOW)
        db.session.commit()

    def tap():
        actions.open_one(by=person("ben"), now=NOW)
        db.session.commit()

    assert concurrent.at_once(tap, tap, tap) == [None] * 3
    with concurrent.app.app_context():
        assert opened("ben") == [JAR_UNOPENED, JAR_OPENED]
        db.session.rollback()
